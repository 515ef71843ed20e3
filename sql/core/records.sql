/*
description: >-
  Every row of every list that could be read, as published. Addresses, numbers and accounts of
  persons are replaced by [entfernt]; subtitle and description are null where the licence of the
  list allows facts only.
grain: record_id
checks:
  - expect_column_values_to_not_be_null: {column: record_id}
  - expect_column_values_to_not_be_null: {column: source_row}
  - expect_column_values_to_not_be_null: {column: locator}
*/
select
  records.* replace (
    without_personal_data(records.title) as title,
    case when sources.texts_may_be_published is not false
         then without_personal_data(records.subtitle) end as subtitle,
    case when sources.texts_may_be_published is not false
         then without_personal_data(records.description) end as description,
    without_personal_data(records.programme) as programme,
    without_personal_data(records.activity) as activity,
    without_personal_data(records.status) as status,
    without_personal_data(records.carrier) as carrier,
    without_personal_data(records.funder) as funder,
    without_personal_data(records.place) as place,
    without_personal_data(records.target_group_text) as target_group_text,
    without_personal_data(records.field_text) as field_text
  )
from stage.records as records
left join stage.sources as sources using (source_id)
