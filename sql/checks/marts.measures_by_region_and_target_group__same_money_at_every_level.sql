/*
description: The money of a region is to the cent the money of its parts, and all of it is the money of core.measure_years.
severity: critical
advice: Weights do not add up, or a level was computed apart from its Kreise (rule R3).
*/
with parts as (
  select parent_id as region_id, target_group, year,
    sum(awarded_eur) as placed, sum(awarded_statewide_eur) as statewide
  from marts.measures_by_region_and_target_group
  join core.regions using (region_id)
  where parent_id is not null
  group by all
), years as (
  select year, sum(awarded_eur) as eur from core.measure_years group by year
)
select region_id, target_group, year, awarded_eur, awarded_statewide_eur, placed, statewide, eur
from marts.measures_by_region_and_target_group
left join parts using (region_id, target_group, year)
left join years using (year)
where abs(awarded_eur - placed) >= 0.005
   or abs(awarded_statewide_eur - statewide) >= 0.005
   or (region_id = '00' and target_group = 'TG0000'
       and abs(awarded_eur + awarded_statewide_eur - coalesce(eur, 0)) >= 0.005)
