/*
description: >-
  What decides about an overlap, per measure. Measures with the same profile (regions, fields,
  groups, activity, period) are equal for this purpose, so profiles are compared instead of
  measures. A measure without a place, a beneficiary group, a field or a beginning has no profile
  and can overlap with nothing; the seat of a carrier is no place.
grain: measure_id
columns:
  profile_no: "Number of the profile."
  nth: "Position among the measures of the profile, from 0."
  n_measures: {comment: "Measures of the profile.", unit: "measures"}
  region_set_no: "Number of the set of regions."
  region_set: "Regions and their weights, joined by a blank; a statewide measure has its Land or 00 as the only one."
  group_set_no: "Number of the set of target groups."
  group_set: "Target groups of the beneficiaries, keys joined by a blank."
  top_bits: "Top fields of action, one bit each."
  field_bits: "Fields of action, one bit each."
  activity_type: "Type of activity."
*/
with bits as (
  select field_of_action,
    1::ubigint << cast(row_number() over (order by field_of_action) - 1 as integer) as field_bit,
    1::ubigint << cast(dense_rank() over (order by top_field) - 1 as integer) as top_bit
  from core.fields
  where top_field <> 'HF9900'
), fields as (
  select measure_id, bit_or(field_bit) as field_bits, bit_or(top_bit) as top_bits
  from core.measure_fields join bits using (field_of_action)
  group by measure_id
), groups as (
  select measure_id, string_agg(target_group, ' ' order by target_group) as group_set
  from core.measure_target_groups
  where label_role = 'beneficiary' and target_group <> 'TG9999'
  group by measure_id
), places as (
  select measure_id,
    string_agg(concat_ws(':', region_id, cast(weight as decimal(18, 15))), ' ' order by region_id) as region_set
  from core.measure_regions
  where coverage in ('explicit', 'inherited', 'statewide')
  group by measure_id
), profiled as (
  select
    measure_id,
    dense_rank() over (order by region_set) as region_set_no, region_set,
    dense_rank() over (order by group_set) as group_set_no, group_set,
    top_bits, field_bits, activity_type, period_from,
    coalesce(period_to, as_of + 1) as period_to
  from core.measures
  join fields using (measure_id)
  join groups using (measure_id)
  join places using (measure_id)
  cross join stage.run
  where period_from is not null
)
select
  measure_id,
  dense_rank() over (
    order by region_set_no, group_set_no, top_bits, field_bits, activity_type, period_from, period_to) as profile_no,
  row_number() over (profile order by measure_id) - 1 as nth,
  count(*) over profile as n_measures,
  profiled.* exclude (measure_id)
from profiled
window profile as (
  partition by region_set_no, group_set_no, top_bits, field_bits, activity_type, period_from, period_to)
