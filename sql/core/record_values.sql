/*
description: >-
  The origin of every field of every record; the value as it stands in the list, the value as
  understood, the column and place in the list, and whether it is stated, derived or inferred.
csv: false
grain: record_id, field, position
checks:
  - expect_column_values_to_not_be_null: {column: field}
*/
with published as (
  select
    stated.*,
    coalesce(sources.texts_may_be_published, true)
      or stated.field not in ('subtitle', 'description') as is_free
  from stage.record_values as stated
  left join stage.records as records using (record_id)
  left join stage.sources as sources using (source_id)
)
select
  record_id,
  field,
  row_number() over (
    partition by record_id, field
    order by list_column, value_raw, value, origin, rule
  ) as position,
  case when is_free then without_personal_data(value_raw) end as value_raw,
  case when is_free then without_personal_data(value) end as value,
  list_column,
  locator,
  origin,
  rule,
  confidence
from published
