/*
description: Every measure has exactly one primary field of action.
severity: critical
advice: See the labels of its records in core.measure_fields.
*/
select measure_id, count(*) filter (is_primary) as n_primary
from core.measures
left join core.measure_fields using (measure_id)
group by measure_id
having count(*) filter (is_primary) <> 1
