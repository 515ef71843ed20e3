/*
description: >-
  For whom every measure is. The strongest statement per group and role; a group gives way to its
  own sub-group; a measure whose lists do not say stands under TG9999. Counted as target groups
  are the beneficiaries, and only for a measure without beneficiaries the other roles.
grain: measure_id, target_group, label_role
columns:
  is_counted: "True where the group counts as a target group of the measure."
checks:
  - expect_column_values_to_not_be_null: {column: target_group}
*/
with stated as (
  select measure_id, target_group, label_role, origin, confidence, zone, span, rule
  from stage.record_target_groups
  join stage.record_measure using (record_id)
  where target_group <> 'TG9999'
  qualify row_number() over (
    partition by measure_id, target_group, label_role
    order by case origin when 'upstream' then 1 when 'derived' then 2 else 3 end,
      confidence desc, record_id) = 1
), leaves as (
  select *
  from stated
  where not exists (
    from stated as narrower
    join core.target_group_closure on descendant_code = narrower.target_group
    where narrower.measure_id = stated.measure_id
      and narrower.label_role = stated.label_role
      and narrower.target_group <> stated.target_group
      and ancestor_code = stated.target_group)
), unlabelled as (
  select distinct measure_id, 'TG9999', 'beneficiary', 'inferred', null::double, null::text, null::text, null::text
  from stage.record_measure
  where measure_id not in (select measure_id from stated)
), complete as (
  from leaves union all from unlabelled
)
select
  *,
  label_role = 'beneficiary' or not bool_or(label_role = 'beneficiary') over (partition by measure_id) as is_counted
from complete
