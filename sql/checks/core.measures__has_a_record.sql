/*
description: Every measure rests on at least one record with a place in a list and a publisher.
severity: critical
advice: Look up the measure in core.record_measure; a record or a source is missing.
*/
select measure_id
from core.measures
left join core.record_measure using (measure_id)
left join core.records using (record_id)
left join core.sources using (source_id)
group by measure_id
having count(*) filter (locator is not null and publisher_id is not null) = 0
