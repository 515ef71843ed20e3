/*
description: >-
  How many measures exist for whom, where and when, at every level from Kreis to country and for
  every target group with its sub-groups. Each number counts a measure once at the level shown;
  never add up Kreise or groups, read the row of the level instead. Statewide measures stand in a
  column of their own and are in no other count; the row TG0000 holds all measures, the region 99
  those without a place.
grain: region_id, target_group, year
columns:
  region: "Name of the region."
  tier:
    comment: "Level of the region."
    vocabulary: [bund, land, regierungsbezirk, region, kreis, gemeinde, ohne_ort]
  target_group_label: "German label of the group."
  n_measures: {comment: "Dedicated and shared measures, each once.", unit: "measures"}
  n_dedicated: {comment: "Measures entirely inside the region.", unit: "measures"}
  n_shared: {comment: "Measures that take place here and elsewhere.", unit: "measures"}
  n_statewide: {comment: "Measures available in the whole Land or country; in no other count.", unit: "measures"}
  n_carrier_seat: {comment: "Measures without a place whose carrier has its seat here; in no other count.", unit: "measures"}
  n_unplaced: {comment: "Measures without any place; only in the rows 99 and 00.", unit: "measures"}
  n_funders: {comment: "Funder institutions of the dedicated and shared measures.", unit: "institutions"}
  effective_funders: {comment: "Effective number of funders by measures (1/Σp²), null where no funder is known.", unit: "institutions"}
  n_carriers: {comment: "Carriers of the dedicated and shared measures.", unit: "institutions"}
  awarded_eur: {comment: "Awarded money, allocated by weight; whole under every group of a measure.", unit: "EUR"}
  awarded_eur_assumed: {comment: "Part of awarded_eur that rests on an assumed key or on the seat of the carrier.", unit: "EUR"}
  awarded_statewide_eur: {comment: "Statewide money, spread by a model key; not in awarded_eur.", unit: "EUR"}
  people: {comment: "People in need of this group, null where no statistics count them.", unit: "persons"}
  measures_per_10000: {comment: "Dedicated and shared measures per 10,000 people in need.", unit: "measures per 10,000 persons"}
  share_without_group: {comment: "Share of the measures of this region and year that do not say for whom they are (TG9999).", unit: "share"}
  share_without_place: {comment: "Share of all measures of this group and year that have no place.", unit: "share"}
checks:
  - expect_column_values_to_be_between: {column: n_measures, min_value: 0}
  - expect_column_values_to_be_between: {column: share_without_group, min_value: 0, max_value: 1}
*/
with counts as (
  from core.cell_counts where field_of_action = 'HF0000'
), parties as (
  from core.cell_parties where field_of_action = 'HF0000'
), money as (
  from core.cell_money where field_of_action = 'HF0000'
), statewide as (
  select region_id as land_id, target_group, year, n_statewide from counts where n_statewide > 0 and region_id <> '00'
), cells as (
  select region_id, target_group, year from counts
  union
  select region_id, target_group, year
  from statewide join core.regions using (land_id) where tier not in ('gemeinde', 'ohne_ort')
  union
  select region_id, target_group, year from money
)
select
  region_id,
  regions.name as region,
  regions.tier,
  cells.target_group,
  groups.label_de as target_group_label,
  year,
  coalesce(counts.n_measures, 0) as n_measures,
  coalesce(counts.n_dedicated, 0) as n_dedicated,
  coalesce(counts.n_shared, 0) as n_shared,
  coalesce(statewide.n_statewide, counts.n_statewide, 0) as n_statewide,
  coalesce(counts.n_carrier_seat, 0) as n_carrier_seat,
  coalesce(counts.n_unplaced, 0) as n_unplaced,
  coalesce(n_funders, 0) as n_funders,
  effective_funders,
  coalesce(n_carriers, 0) as n_carriers,
  coalesce(awarded_eur, 0) as awarded_eur,
  coalesce(awarded_eur_assumed, 0) as awarded_eur_assumed,
  coalesce(awarded_statewide_eur, 0) as awarded_statewide_eur,
  people,
  case when people > 0 then round(10000 * coalesce(counts.n_measures, 0) / people, 4) end as measures_per_10000,
  round(coalesce(unlabelled.n_measures + unlabelled.n_unplaced, 0)
    / nullif(everything.n_measures + everything.n_unplaced, 0), 6) as share_without_group,
  round(coalesce(country.n_unplaced, 0)
    / nullif(country.n_measures + country.n_statewide + country.n_carrier_seat + country.n_unplaced, 0), 6) as share_without_place
from cells
join core.regions as regions using (region_id)
join core.target_groups as groups using (target_group)
left join counts using (region_id, target_group, year)
left join statewide using (land_id, target_group, year)
left join parties using (region_id, target_group, year)
left join money using (region_id, target_group, year)
left join core.need_by_year using (region_id, target_group, year)
left join (from counts where target_group = 'TG9999') as unlabelled using (region_id, year)
left join (from counts where target_group = 'TG0000') as everything using (region_id, year)
left join (from counts where region_id = '00') as country on country.target_group = cells.target_group and country.year = cells.year
