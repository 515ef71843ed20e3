/*
description: >-
  Distinct funder institutions and carriers per region, target group, field of action and year,
  over dedicated and shared measures. A funder that only passes on another's money is not counted.
  The effective number of funders is 1/Σp² over their shares of the measures. HF0000 is all
  fields together.
published: false
grain: region_id, target_group, field_of_action, year
columns:
  n_funders: {comment: "Funder institutions.", unit: "institutions"}
  n_carriers: {comment: "Carriers.", unit: "institutions"}
  effective_funders: {comment: "Effective number of funders by measures, null where no funder is known.", unit: "institutions"}
*/
with lines as (
  select institution_line, cast(row_number() over (order by institution_line) as integer) as line_no
  from (select distinct institution_line from core.measure_organisations)
), parties as (
  select distinct measure_id, role, line_no
  from core.measure_organisations
  join lines using (institution_line)
  where role in ('funder', 'carrier') and not passes_on
), placed as (
  select measure_id, region_id, cell_no
  from core.measure_cells
  join core.measure_places using (measure_id)
  where placement in ('dedicated', 'shared')
), funded as (
  select region_id, cell_no, line_no, count(*) as n
  from placed
  join parties using (measure_id)
  where role = 'funder'
  group by all
), funders as (
  select region_id, cell_no, count(*) as n_funders, cast(sum(n) as double) as n, cast(sum(n * n) as double) as n_squared
  from funded
  group by region_id, cell_no
), carriers as (
  select region_id, cell_no, count(distinct line_no) as n_carriers
  from placed
  join parties using (measure_id)
  where role = 'carrier'
  group by region_id, cell_no
)
select
  region_id,
  target_group,
  field_of_action,
  year,
  coalesce(n_funders, 0) as n_funders,
  coalesce(n_carriers, 0) as n_carriers,
  round(n * n / n_squared, 4) as effective_funders
from funders
full join carriers using (region_id, cell_no)
join core.cells using (cell_no)
