/*
description: >-
  Pairs of different measures that do similar things for similar people in the same place at the
  same time (Überschneidung). Field of action is 1 for a common field and [[same_top_field]] where
  only the top field is common; target group is the Jaccard index of the beneficiaries' groups, of
  which one that meets only its own ancestor counts [[ancestor_target_group]]; region is the sum over Kreise of the smaller
  weight; time is the common days by the shorter period. An overlap needs field
  [[overlap_field]], target group [[overlap_target_group]], region [[overlap_region]] and
  [[overlap_days]] common days; its score is the geometric mean. Statewide measures are compared with statewide ones only. Every measure is
  listed with its [[overlap_listed]] strongest overlaps, those with the same offer first, and of
  these with up to [[same_offer_listed]]; marts.overlap_counts says how many there are in all. An
  overlap is a finding to be looked at, never a verdict.
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
  same_offer: "True where all that makes a duplication candidate holds, carriers and funders left aside."
checks:
  - expect_column_values_to_be_between: {column: overlap_score, min_value: 0, max_value: 1}
*/
with ranked as (
  select *, coalesce(sum(n_met) over (
    partition by left_profile
    order by same_offer desc, overlap_score desc, right_profile
    rows between unbounded preceding and 1 preceding), 0) as n_stronger,
    case when same_offer then threshold('same_offer_listed') else threshold('overlap_listed') end as most
  from core.profile_overlaps
), strongest as (
  select *, least(n_met, most - n_stronger) as n_listed
  from ranked
  where n_stronger < most
), listed as (
  -- Within a profile all are equally strong: each measure takes the next ones in the circle.
  select
    l.measure_id as one,
    r.measure_id as other,
    strongest.*
  from strongest
  join core.measure_profiles as l on l.profile_no = left_profile
  cross join unnest(range(1, cast(n_listed as bigint) + 1)) as steps(step)
  join core.measure_profiles as r
    on r.profile_no = right_profile
    and r.nth = (l.nth + step - (left_profile <> right_profile)::int) % r.n_measures
), pairs as (
  select distinct on (least(one, other), greatest(one, other))
    least(one, other) as left_measure_id,
    greatest(one, other) as right_measure_id,
    sim_field, sim_target_group, sim_region, sim_time, overlap_score, same_offer,
    shared_days,
    n_shared_regions
  from listed
)
select
  left_measure_id, right_measure_id, sim_field, sim_target_group, sim_region, sim_time,
  shared_days,
  n_shared_regions,
  overlap_score,
  same_offer
from pairs
anti join core.measure_links as links
  on links.left_measure_id = pairs.left_measure_id
  and links.right_measure_id = pairs.right_measure_id
  and links.relation = 'part_of'
