/*
description: >-
  Where overlaps are; per region, top field of action, target group and year the number of
  overlapping pairs, all of them and not only the listed ones. A pair counts in every Kreis, top
  field, group and year that both measures have in common, in a group that one serves and of which
  the other serves a sub-group too; never add up cells, since a pair is in several. Statewide
  measures stand at their Land, or at 00.
grain: region_id, field_of_action, target_group, year
columns:
  region: "Name of the region."
  n_overlaps: {comment: "Pairs of measures that overlap.", unit: "pairs"}
  n_same_offer: {comment: "Of these, pairs with the same offer; carriers and funders may be the same.", unit: "pairs"}
checks:
  - expect_column_values_to_be_between: {column: n_overlaps, min_value: 1}
*/
with profiles as (
  select distinct profile_no, n_measures, region_set_no, group_set_no, top_bits, period_from, period_to
  from core.measure_profiles
), fields as (
  select distinct top_field, cast(1 as ubigint) << cast(dense_rank() over (order by top_field) - 1 as integer) as top_bit
  from core.fields
  where top_field <> 'HF9900'
), met as (
  select
    l.region_set_no as left_regions,
    r.region_set_no as right_regions,
    l.group_set_no as left_set_no,
    r.group_set_no as right_set_no,
    l.top_bits & r.top_bits as common_tops,
    year(greatest(l.period_from, r.period_from)) as first_year,
    year(least(l.period_to, r.period_to) - 1) as last_year,
    -- Every pair stands in both directions, also those within a profile.
    sum(l.n_measures * n_met) / 2 as n_overlaps,
    coalesce(sum(l.n_measures * n_met) filter (same_offer), 0) / 2 as n_same_offer
  from core.profile_overlaps
  join profiles as l on l.profile_no = left_profile
  join profiles as r on r.profile_no = right_profile
  group by all
), placed as (
  select met.*, l.region_id
  from met
  join core.profile_regions as l on l.region_set_no = left_regions
  join core.profile_regions as r on r.region_set_no = right_regions and r.region_no = l.region_no
), served as (
  select left_set_no, right_set_no, unnest(string_split(common_groups, ' ')) as target_group
  from core.profile_groups
), counted as (
  select region_id, top_field, target_group, unnest(range(first_year, last_year + 1)) as year, n_overlaps, n_same_offer
  from placed
  join served using (left_set_no, right_set_no)
  join fields on common_tops & top_bit <> 0
)
select
  region_id,
  name as region,
  top_field as field_of_action,
  target_group,
  year,
  cast(sum(n_overlaps) as bigint) as n_overlaps,
  cast(sum(n_same_offer) as bigint) as n_same_offer
from counted
join core.regions using (region_id)
group by all
