/*
description: No measure follows itself, directly or by way of others.
severity: critical
advice: See the successor pairs in core.measure_links; correct a judgement or the periods.
*/
with recursive backwards as (
  select measure_id, predecessor_id, 1 as steps
  from core.measures
  where predecessor_id is not null
  union all
  select backwards.measure_id, earlier.predecessor_id, steps + 1
  from backwards
  join core.measures as earlier on earlier.measure_id = backwards.predecessor_id
  where earlier.predecessor_id is not null and steps < 20 and backwards.predecessor_id <> backwards.measure_id
)
select measure_id, steps
from backwards
where predecessor_id = measure_id
