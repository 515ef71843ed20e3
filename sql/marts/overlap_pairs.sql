/*
description: >-
  Pairs of different measures that do similar things for similar people in the same place at the
  same time (Überschneidung). Field of action is 1 for the same leaf and 0.6 for the same top
  field; target group is the Jaccard index of the beneficiaries' leaves, of which one that meets
  only its own ancestor counts 0.5; region is the sum over Kreise of the smaller weight; time is
  the common days by the shorter period. An overlap needs field 0.6, target group 0.5, region 0.2
  and 90 common days; its score is the geometric mean. Statewide measures are compared with
  statewide ones only. An overlap is a finding to be looked at, never a verdict.
grain: left_measure_id, right_measure_id
columns:
  left_measure_id: "Measure with the smaller key."
  right_measure_id: "Measure with the larger key."
  sim_field: {comment: "Similarity of the fields of action.", unit: "0 to 1"}
  sim_target_group: {comment: "Similarity of the target groups.", unit: "0 to 1"}
  sim_region: {comment: "Common region mass.", unit: "share"}
  sim_time: {comment: "Common days by the shorter period.", unit: "share"}
  shared_days: {comment: "Days in common.", unit: "days"}
  n_shared_regions: {comment: "Kreise in common; 1 for two statewide measures.", unit: "Kreise"}
  overlap_score: {comment: "Geometric mean of the four similarities.", unit: "0 to 1"}
checks:
  - expect_column_values_to_be_between: {column: overlap_score, min_value: 0, max_value: 1}
*/
with group_sets as (
  select measure_id, string_agg(target_group, ' ' order by target_group) as members, count(*) as n_groups
  from core.measure_target_groups
  where label_role = 'beneficiary' and target_group <> 'TG9999'
  group by measure_id
), numbered as (
  -- Each set of groups and each measure once, as a number; pairs of sets are compared once.
  select measure_id, members, n_groups, dense_rank() over (order by members) as set_no,
    row_number() over (order by measure_id) as measure_no
  from group_sets
), members as (
  select distinct set_no, n_groups, unnest(string_split(members, ' ')) as target_group
  from numbered
), related as (
  select l.set_no as left_set, r.set_no as right_set, l.n_groups as left_n, r.n_groups as right_n,
    l.target_group as left_group, r.target_group as right_group
  from members as l
  join (
    select ancestor_code as one, descendant_code as other from core.target_group_closure
    union
    select descendant_code, ancestor_code from core.target_group_closure
  ) on one = l.target_group
  join members as r on r.target_group = other
), matched as (
  select left_set, right_set, left_n, right_n,
    count(*) filter (left_group = right_group) as n_equal,
    least(count(distinct left_group), count(distinct right_group)) as n_met
  from related
  group by left_set, right_set, left_n, right_n
), similar_sets as (
  select left_set, right_set,
    (n_equal + threshold('ancestor_target_group') * (n_met - n_equal)) / (left_n + right_n - n_met) as sim_target_group
  from matched
  where sim_target_group >= threshold('overlap_target_group')
), leaves as (
  -- The leaves of one top field as bits, so that a common leaf is found by one comparison.
  select field_of_action, dense_rank() over (order by top_field) as field_no,
    1::ubigint << cast(row_number() over (partition by top_field order by field_of_action) - 1 as integer) as bit
  from core.fields
  where field_of_action <> 'HF9900'
), places as (
  select region_id, row_number() over (order by region_id) as region_no from core.regions
), cells as (
  select measure_no, set_no, field_no, region_no, weight, period_from,
    coalesce(period_to, as_of + 1) as period_to, bit_or(bit) as bits
  from core.measures
  join numbered using (measure_id)
  join core.measure_regions using (measure_id)
  join places using (region_id)
  join core.measure_fields using (measure_id)
  join leaves using (field_of_action)
  cross join stage.run
  where coverage in ('explicit', 'inherited', 'statewide') and period_from is not null
  group by all
), meetings as (
  select
    l.measure_no as left_no,
    r.measure_no as right_no,
    l.region_no,
    max(sim_target_group) as sim_target_group,
    bool_or(l.bits & r.bits <> 0) as same_leaf,
    max(least(l.weight, r.weight)) as common_weight,
    max(least(l.period_to, r.period_to) - greatest(l.period_from, r.period_from)) as shared_days,
    max(least(l.period_to - l.period_from, r.period_to - r.period_from)) as shorter_days
  from cells as l
  join cells as r
    on r.region_no = l.region_no
    and r.field_no = l.field_no
    and r.measure_no > l.measure_no
    and r.period_from < l.period_to
    and l.period_from < r.period_to
  join similar_sets on left_set = l.set_no and right_set = r.set_no
  group by l.measure_no, r.measure_no, l.region_no
), pairs as (
  select left_no, right_no,
    max(case when same_leaf then 1 else threshold('same_top_field') end) as sim_field,
    max(sim_target_group) as sim_target_group,
    cast(sum(cast(common_weight as decimal(18, 15))) as double) as sim_region,
    max(shared_days) / greatest(1, max(shorter_days)) as sim_time,
    max(shared_days) as shared_days,
    count(*) as n_shared_regions
  from meetings
  where shared_days >= threshold('overlap_days')
  group by left_no, right_no
), named as (
  select l.measure_id as left_measure_id, r.measure_id as right_measure_id, pairs.* exclude (left_no, right_no)
  from pairs
  join numbered as l on l.measure_no = left_no
  join numbered as r on r.measure_no = right_no
  where sim_field >= threshold('overlap_field')
    and sim_region >= threshold('overlap_region')
)
select
  *,
  round(sqrt(sqrt(sim_field * sim_target_group * sim_region * sim_time)), 6) as overlap_score
from named
anti join core.measure_links as links
  on links.left_measure_id = named.left_measure_id
  and links.right_measure_id = named.right_measure_id
  and links.relation = 'part_of'
