/*
description: The fields of action; fourteen top fields and their children.
grain: field_of_action
columns:
  parent_code: "Top field of action, null for a top field."
  top_field: "Top field of action, the field itself for a top field."
  label_de: "German label."
  label_en: "English label."
  typical_activity: "Type of activity that is typical for the field, null where there is none or several."
checks:
  - expect_column_values_to_not_be_null: {column: label_de}
*/
select
  code as field_of_action,
  nullif(parent_code, '') as parent_code,
  coalesce(nullif(parent_code, ''), code) as top_field,
  label_de,
  label_en,
  case when not contains(typical_activity_type, '|')
       then nullif(typical_activity_type, '') end as typical_activity
from codes.fields_of_action
