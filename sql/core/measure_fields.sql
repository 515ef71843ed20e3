/*
description: >-
  What every measure does. The strongest statement per field of action and exactly one primary
  field; a measure that no field fits stands under HF9900.
grain: measure_id, field_of_action
checks:
  - expect_column_values_to_not_be_null: {column: field_of_action}
*/
with stated as (
  select measure_id, field_of_action, bool_or(is_primary) over code as claimed, origin, confidence, zone, span, rule
  from stage.record_fields
  join stage.record_measure using (record_id)
  where field_of_action <> 'HF9900'
  window code as (partition by measure_id, field_of_action)
  qualify row_number() over (
    partition by measure_id, field_of_action
    order by case origin when 'upstream' then 1 when 'derived' then 2 else 3 end,
      confidence desc, record_id) = 1
), ranked as (
  select *, row_number() over (
    partition by measure_id
    order by claimed desc nulls last,
      case origin when 'upstream' then 1 when 'derived' then 2 else 3 end,
      confidence desc nulls last,
      parent_code is null,
      field_of_action) as rank
  from stated
  left join core.fields using (field_of_action)
)
select measure_id, field_of_action, rank = 1 as is_primary, origin, confidence, zone, span, rule
from ranked
union all
select distinct measure_id, 'HF9900', true, 'inferred', null, null, null, null
from stage.record_measure
where measure_id not in (select measure_id from stated)
