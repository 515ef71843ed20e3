/*
description: >-
  The target groups in six facets. TG0000 is not a group but all measures together, each counted
  once; TG9999 holds measures whose lists do not say for whom they are.
grain: target_group
columns:
  parent_code: "Group one level up."
  facet: {comment: "Facet of the taxonomy.", vocabulary: [M, L, B, V, A, Z]}
  label_de: "German label."
  label_en: "English label."
  role_default: "Role that the group usually has in a measure."
  need_denominator: "Statistic that counts people of the group."
checks:
  - expect_column_values_to_not_be_null: {column: label_de}
*/
select
  code as target_group,
  nullif(parent_code, '') as parent_code,
  facet,
  label_de,
  label_en,
  role_default,
  nullif(need_denominator, '') as need_denominator
from codes.target_groups
where code <> 'TG0000'
union all
select 'TG0000', null, 'Z', 'Alle Maßnahmen', 'All measures', null, null
