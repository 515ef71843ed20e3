/*
description: >-
  Which measure serves which target group in which field of action and year. Groups and fields are
  rolled up, so that a measure for two sub-groups stands once under their parent; TG0000 is all
  groups together, HF0000 all fields together.
published: false
grain: measure_id, cell_no
columns:
  cell_no: "Number of target group, field of action and year, see core.cells."
  awarded_eur: {comment: "Awarded money of the year; whole under every group and field, never to be added over them.", unit: "EUR"}
*/
with fields as (
  select distinct measure_id, top_field as field_of_action
  from core.measure_fields
  join core.fields using (field_of_action)
  union all
  select distinct measure_id, 'HF0000'
  from core.measure_fields
)
select measure_id, cell_no, awarded_eur
from core.measure_group_years
join fields using (measure_id)
join core.cells using (target_group, field_of_action, year)
