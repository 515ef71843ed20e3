/*
description: The counts are distinct measures, counted again from the facts; of every target group in the Kreise, and of all measures at every level.
severity: critical
advice: A join multiplied or lost measures; compare with core.measure_regions.
*/
with placed as (
  select measure_id, region_id as kreis_id from core.measure_regions where coverage in ('explicit', 'inherited')
), of_groups as (
  select kreis_id as region_id, ancestor_code as target_group, year, count(distinct measure_id) as n
  from core.measure_years
  join placed using (measure_id)
  join core.measure_target_groups using (measure_id)
  join core.target_group_closure on descendant_code = target_group
  where is_counted
  group by all
), of_levels as (
  select ancestor_id as region_id, 'TG0000' as target_group, year, count(distinct measure_id) as n
  from core.measure_years
  join placed using (measure_id)
  join core.region_closure on descendant_id = kreis_id
  group by all
), counted as (
  from of_groups union from of_levels
), cells as (
  from marts.measures_by_region_and_target_group
  where tier = 'kreis' or target_group = 'TG0000'
)
select region_id, target_group, year, n_measures, n
from cells
full join counted using (region_id, target_group, year)
where coalesce(n_measures, 0) <> coalesce(n, 0)
