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
  select institution_line, row_number() over (order by institution_line) as line_no
  from (select distinct institution_line from core.measure_organisations)
), parties as (
  select distinct measure_id, line_no, role = 'funder' as is_funder
  from core.measure_organisations
  join lines using (institution_line)
  where role in ('funder', 'carrier') and not passes_on
), placed as (
  select measure_id, region_id from core.measure_places where placement in ('dedicated', 'shared')
), hands as (
  select region_id, target_group, field_of_action, year, line_no, is_funder, count(*) as n
  from core.measure_cells
  join placed using (measure_id)
  join parties using (measure_id)
  group by all
)
select
  region_id,
  target_group,
  field_of_action,
  year,
  count(*) filter (is_funder) as n_funders,
  count(*) filter (not is_funder) as n_carriers,
  round(cast(sum(n) filter (is_funder) * sum(n) filter (is_funder) as double)
    / cast(sum(n * n) filter (is_funder) as double), 4) as effective_funders
from hands
group by region_id, target_group, field_of_action, year
