/*
description: >-
  How many overlaps every measure has in all, and with how many of them it is listed in
  marts.overlap_pairs. The numbers are complete, the list is not where a cell is crowded;
  duplication candidates are complete for a measure whose n_same_offer_listed is its n_same_offer.
grain: measure_id
columns:
  n_overlaps: {comment: "Measures that it overlaps with.", unit: "measures"}
  n_same_offer: {comment: "Of these, measures with the same offer; carriers and funders may be the same.", unit: "measures"}
  n_listed: {comment: "Of these, measures that it is listed with in marts.overlap_pairs.", unit: "measures"}
  n_same_offer_listed: {comment: "Of these, measures with the same offer.", unit: "measures"}
checks:
  - expect_column_values_to_be_between: {column: n_overlaps, min_value: 1}
*/
with found as (
  select measure_id, sum(n_met) as n_overlaps, sum(n_met) filter (same_offer) as n_same_offer
  from core.measure_profiles
  join core.profile_overlaps on left_profile = profile_no
  group by measure_id
), both_ways as (
  select left_measure_id as measure_id, right_measure_id as other_id from core.measure_links where relation = 'part_of'
  union
  select right_measure_id, left_measure_id from core.measure_links where relation = 'part_of'
), part_of as (
  -- A part does not overlap with its whole.
  select both_ways.measure_id, count(*) as n_parts, count(*) filter (same_offer) as n_same_parts
  from both_ways
  join core.measure_profiles as l on l.measure_id = both_ways.measure_id
  join core.measure_profiles as r on r.measure_id = other_id
  join core.profile_overlaps on left_profile = l.profile_no and right_profile = r.profile_no
  group by both_ways.measure_id
), listed as (
  select measure_id, count(*) as n_listed, count(*) filter (same_offer) as n_same_offer_listed
  from (select left_measure_id as measure_id, same_offer from marts.overlap_pairs
        union all select right_measure_id, same_offer from marts.overlap_pairs)
  group by measure_id
)
select
  measure_id,
  cast(n_overlaps - coalesce(n_parts, 0) as bigint) as n_overlaps,
  cast(coalesce(n_same_offer, 0) - coalesce(n_same_parts, 0) as bigint) as n_same_offer,
  coalesce(n_listed, 0) as n_listed,
  coalesce(n_same_offer_listed, 0) as n_same_offer_listed
from found
left join part_of using (measure_id)
left join listed using (measure_id)
where n_overlaps > coalesce(n_parts, 0)
