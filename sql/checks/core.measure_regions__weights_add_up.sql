/*
description: The weights of every measure add up to 1, statewide and unplaced measures included.
severity: critical
advice: A region without Kreise, or a key that does not cover an area; see core.region_shares.
*/
select measure_id, sum(weight) as weights
from core.measures
left join core.measure_regions using (measure_id)
group by measure_id
having coalesce(abs(sum(weight) - 1), 1) > 1e-9
