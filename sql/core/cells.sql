/*
description: >-
  Every combination of target group, field of action and year, with a number that stands for it
  where millions of rows are counted. HF0000 is all fields together.
published: false
grain: cell_no
columns:
  cell_no: "Number of the combination."
*/
with groups as (
  select distinct target_group, year from core.measure_group_years
), fields as (
  select distinct top_field as field_of_action from core.fields
  union all
  select 'HF0000'
)
select
  cast(row_number() over (order by target_group, field_of_action, year) as integer) as cell_no,
  target_group,
  field_of_action,
  year
from groups
cross join fields
