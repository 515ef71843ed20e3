/*
description: >-
  Every code of every vocabulary with its label in German and English, for pages and dashboards;
  the vocabulary is the name of the column that the code stands in.
grain: vocabulary, code
columns:
  vocabulary: "Column that the code stands in."
  code: "Code as it stands there."
  label_de: "German label."
  label_en: "English label."
checks:
  - expect_column_values_to_not_be_null: {column: label_de}
  - expect_column_values_to_not_be_null: {column: label_en}
*/
select vocabulary, code, label_de, label_en
from codes.labels
union all
select 'target_group', target_group, label_de, label_en
from core.target_groups
union all
select 'field_of_action', field_of_action, label_de, label_en
from core.fields
union all
select 'host_structure', host_structure, label_de, label_en
from core.host_structures
