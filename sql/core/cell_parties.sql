/*
description: >-
  Distinct funder institutions and carriers per region, target group and year, over dedicated and
  shared measures. A funder that only passes on another's money is not counted.
grain: region_id, target_group, year
columns:
  n_funders: {comment: "Funder institutions.", unit: "institutions"}
  n_carriers: {comment: "Carriers.", unit: "institutions"}
*/
with parties as (
  select distinct measure_id, institution_line, role
  from core.measure_organisations
  where role in ('funder', 'carrier') and not passes_on
), placed as (
  select measure_id, region_id from core.measure_places where placement in ('dedicated', 'shared')
), cells as (
  select distinct region_id, target_group, year, institution_line, role
  from core.measure_group_years
  join placed using (measure_id)
  join parties using (measure_id)
)
select
  region_id,
  target_group,
  year,
  count(*) filter (role = 'funder') as n_funders,
  count(*) filter (role = 'carrier') as n_carriers
from cells
group by region_id, target_group, year
