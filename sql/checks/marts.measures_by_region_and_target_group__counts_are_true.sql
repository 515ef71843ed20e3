/*
description: The counts per Kreis are the distinct measures of the Kreis, counted again from the facts.
severity: critical
advice: A join multiplied or lost measures; compare with core.measure_regions.
*/
with counted as (
  select measure_regions.region_id, year, count(distinct measure_id) as n
  from core.measure_years
  join core.measure_regions using (measure_id)
  where coverage in ('explicit', 'inherited')
  group by all
)
select region_id, year, n_measures, n
from (from marts.measures_by_region_and_target_group where target_group = 'TG0000' and tier = 'kreis') as cells
full join counted using (region_id, year)
where coalesce(n_measures, 0) <> coalesce(n, 0)
