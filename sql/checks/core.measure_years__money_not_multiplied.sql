/*
description: The money of a measure's years is not more than its counted awards.
severity: critical
advice: A join over several carriers, groups or regions multiplied the awards.
*/
with awarded as (
  select measure_id, sum(counted_eur) as eur
  from core.awards
  where amount_kind = 'bewilligt'
  group by measure_id
)
select measure_id, sum(awarded_eur) as year_eur, max(eur) as counted_eur
from core.measure_years
left join awarded using (measure_id)
group by measure_id
having coalesce(sum(awarded_eur), 0) > coalesce(max(eur), 0) + 0.005
