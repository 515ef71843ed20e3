/*
description: >-
  The origin of every field of every record; the value as it stands in the list, the value as
  understood, the column and place in the list, and whether it is stated, derived or inferred.
grain: record_id, field, value_raw, value, list_column, origin
checks:
  - expect_column_values_to_not_be_null: {column: field}
*/
select
  record_values.record_id,
  record_values.field,
  case when published then without_personal_data(record_values.value_raw) end as value_raw,
  case when published then without_personal_data(record_values.value) end as value,
  record_values.list_column,
  record_values.locator,
  record_values.origin,
  record_values.rule,
  record_values.confidence
from (
  select
    stated.*,
    coalesce(sources.texts_may_be_published, true)
      or stated.field not in ('subtitle', 'description') as published
  from stage.record_values as stated
  left join stage.records as records using (record_id)
  left join stage.sources as sources using (source_id)
) as record_values
