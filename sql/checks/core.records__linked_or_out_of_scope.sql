/*
description: Every record of a measure or award belongs to a measure, and no record of a programme, call or offering does.
severity: critical
advice: Nothing may disappear; see how the record was matched, and the list level of its source.
*/
select record_id, list_level, measure_id
from core.records
full join core.record_measure using (record_id)
where (coalesce(list_level, 'measure') in ('measure', 'award')) <> (measure_id is not null)
   or source_id is null
