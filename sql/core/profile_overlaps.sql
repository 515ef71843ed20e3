/*
description: >-
  Which profiles overlap, in both directions, with the four similarities. Profiles are compared
  only where they meet in a region and a top field, so the cost follows the number of filled cells;
  a statewide measure has its Land (or 00) as its region and meets statewide ones only. Field of
  action is 1 for a common field and less where only the top field is common; region is the sum
  over Kreise of the smaller weight; time is the common days by the shorter period; the score is
  the geometric mean of the four.
csv: false
grain: left_profile, right_profile
columns:
  left_profile: "First profile."
  right_profile: "Second profile; the first again where several measures have it."
  n_met: {comment: "Measures of the second profile that each measure of the first one overlaps with.", unit: "measures"}
  sim_field: {comment: "Similarity of the fields of action.", unit: "0 to 1"}
  sim_target_group: {comment: "Similarity of the target groups.", unit: "0 to 1"}
  sim_region: {comment: "Common region mass.", unit: "share"}
  sim_time: {comment: "Common days by the shorter period.", unit: "share"}
  shared_days: {comment: "Days in common.", unit: "days"}
  n_shared_regions: {comment: "Kreise in common; 1 for two statewide measures.", unit: "Kreise"}
  overlap_score: {comment: "Geometric mean of the four similarities.", unit: "0 to 1"}
  same_offer: "True where all that makes a duplication candidate holds, carriers and funders left aside."
*/
with cells as (
  select distinct
    profile_no, n_measures, group_set_no, top_bits, field_bits, activity_type, period_from, period_to,
    region_no, weight, top_bit
  from core.measure_profiles
  join core.profile_regions using (region_set_no)
  join core.profile_tops using (top_bits)
), met as (
  select
    l.profile_no as one,
    r.profile_no as other,
    l.n_measures as n_one,
    case when l.profile_no = r.profile_no then r.n_measures - 1 else r.n_measures end as n_other,
    l.field_bits & r.field_bits <> 0 as same_field,
    coalesce(l.activity_type = r.activity_type, false) as same_activity,
    sim_target_group,
    least(l.period_to, r.period_to) - greatest(l.period_from, r.period_from) as shared_days,
    greatest(1, least(l.period_to - l.period_from, r.period_to - r.period_from)) as shorter_days,
    cast(sum(least(l.weight, r.weight)) as double) as sim_region,
    count(*) as n_shared_regions
  from cells as l
  join cells as r
    on r.region_no = l.region_no
    and r.top_bit = l.top_bit
    and r.profile_no >= l.profile_no
    and r.period_from < l.period_to
    and l.period_from < r.period_to
    -- Two profiles with several top fields in common meet in the first of them only.
    and (l.top_bits & r.top_bits) % (2 * l.top_bit) = l.top_bit
  join core.profile_groups as groups
    on groups.left_set_no = l.group_set_no and groups.right_set_no = r.group_set_no
  group by all
), compared as (
  select
    *,
    case when same_field then 1 else threshold('same_top_field') end as sim_field,
    shared_days / shorter_days as sim_time
  from met
  where shared_days >= threshold('overlap_days')
    and sim_region >= threshold('overlap_region')
    and n_other > 0
), scored as (
  select
    one, other, n_one, n_other, sim_field, sim_target_group, sim_region, sim_time, shared_days, n_shared_regions,
    round(sqrt(sqrt(sim_field * sim_target_group * sim_region * sim_time)), 6) as overlap_score,
    same_field
      and same_activity
      and sim_target_group >= threshold('duplication_target_group')
      and sim_region >= threshold('duplication_region')
      and sim_time >= threshold('duplication_time') as same_offer
  from compared
  where sim_field >= threshold('overlap_field')
)
select one as left_profile, other as right_profile, n_other as n_met, scored.* exclude (one, other, n_one, n_other)
from scored
union all
select other, one, n_one, scored.* exclude (one, other, n_one, n_other)
from scored
where one <> other
