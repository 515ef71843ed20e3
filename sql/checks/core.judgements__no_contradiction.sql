/*
description: No three decisions of people contradict each other (A same B, B same C, but A different C).
severity: warning
advice: Judge one of the pairs again; until then nothing is merged that a person keeps apart.
*/
select line, left_record_id, right_record_id, judgement, judged_by, contradicts
from core.judgements
where contradicts is not null
