/*
description: >-
  Which sets of target groups are similar enough for an overlap, in both directions, each two sets
  compared once. Similarity is the Jaccard index of the groups, of which one that meets only its
  own ancestor counts less. The common groups are the broader ones of every two that meet.
published: false
grain: left_set_no, right_set_no
columns:
  left_set_no: "First set of target groups."
  right_set_no: "Second set of target groups."
  sim_target_group: {comment: "Similarity of the target groups.", unit: "0 to 1"}
  common_groups: "Groups that both serve, keys joined by a blank."
*/
with sets as (
  select distinct group_set_no as set_no, string_split(group_set, ' ') as groups
  from core.measure_profiles
), members as (
  select set_no, len(groups) as n_groups, unnest(groups) as target_group
  from sets
), related as (
  select ancestor_code as one, descendant_code as other, ancestor_code as broader
  from core.target_group_closure
  union
  select descendant_code, ancestor_code, ancestor_code
  from core.target_group_closure
), matched as (
  select
    l.set_no as left_set_no, r.set_no as right_set_no, l.n_groups as left_n, r.n_groups as right_n,
    count(*) filter (l.target_group = r.target_group) as n_equal,
    least(count(distinct l.target_group), count(distinct r.target_group)) as n_met,
    string_agg(distinct broader, ' ' order by broader) as common_groups
  from members as l
  join related on one = l.target_group
  join members as r on r.target_group = other
  group by all
)
select
  left_set_no,
  right_set_no,
  (n_equal + threshold('ancestor_target_group') * (n_met - n_equal)) / (left_n + right_n - n_met) as sim_target_group,
  common_groups
from matched
where sim_target_group >= threshold('overlap_target_group')
