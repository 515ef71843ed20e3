/*
description: Every decision is on records that a list names or has named.
severity: warning
advice: Correct the record id in that line of judgements.csv, or add a line with the right one; the others are used.
*/
select line, unknown_records, judgement, judged_by
from core.judgements
where unknown_records is not null
