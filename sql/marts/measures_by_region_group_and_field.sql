/*
description: >-
  Supply per region, target group, top field of action and year at every level from Kreis to
  country; who pays, who does it, with how much money, for how many people. Each number counts a
  measure once at the level shown; never add up regions, groups or fields. There is a row where a
  measure is or where need is known; statewide measures stand in a column of their own. The gap
  class is defined for Kreise only.
grain: region_id, target_group, field_of_action, year
columns:
  region: "Name of the region."
  tier:
    comment: "Level of the region."
    vocabulary: [bund, land, regierungsbezirk, region, kreis, gemeinde, ohne_ort]
  n_measures: {comment: "Dedicated and shared measures, each once.", unit: "measures"}
  n_dedicated: {comment: "Measures entirely inside the region.", unit: "measures"}
  n_shared: {comment: "Measures that take place here and elsewhere.", unit: "measures"}
  n_statewide: {comment: "Measures available in the whole Land or country; in no other count.", unit: "measures"}
  n_carrier_seat: {comment: "Measures without a place whose carrier has its seat here; in no other count.", unit: "measures"}
  n_unplaced: {comment: "Measures without any place; only in the rows 99 and 00.", unit: "measures"}
  n_funders: {comment: "Funder institutions of the dedicated and shared measures.", unit: "institutions"}
  effective_funders: {comment: "Effective number of funders by measures (1/Σp²), null where no funder is known.", unit: "institutions"}
  n_carriers: {comment: "Carriers of the dedicated and shared measures.", unit: "institutions"}
  awarded_eur: {comment: "Awarded money, allocated by weight; whole under every group and field of a measure.", unit: "EUR"}
  awarded_eur_assumed: {comment: "Part of awarded_eur that rests on an assumed key or on the seat of the carrier.", unit: "EUR"}
  awarded_statewide_eur: {comment: "Statewide money, at Land and country only; not in awarded_eur.", unit: "EUR"}
  people: {comment: "People in need of this group, null where no statistics count them.", unit: "persons"}
  measures_per_10000: {comment: "Dedicated and shared measures per 10,000 people in need.", unit: "measures per 10,000 persons"}
  gap_class:
    comment: "What the cell shows, see marts.coverage_gaps; null above the Kreis and where too little need is known."
    vocabulary: [no_evidence, none, statewide_only, below, present]
checks:
  - expect_column_values_to_be_between: {column: n_measures, min_value: 0}
*/
with counts as (
  from core.cell_counts where field_of_action <> 'HF0000'
), statewide as (
  select region_id as land_id, target_group, field_of_action, year, n_statewide
  from counts
  where n_statewide > 0 and region_id <> '00'
), cells as (
  select region_id, target_group, field_of_action, year from counts
  union
  select region_id, target_group, field_of_action, year from marts.coverage_gaps
)
select
  region_id,
  regions.name as region,
  regions.tier,
  target_group,
  field_of_action,
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
  need.people,
  case when need.people > 0 then round(10000 * coalesce(counts.n_measures, 0) / need.people, 4) end as measures_per_10000,
  gap_class
from cells
join core.regions as regions using (region_id)
left join counts using (region_id, target_group, field_of_action, year)
left join statewide using (land_id, target_group, field_of_action, year)
left join core.cell_parties using (region_id, target_group, field_of_action, year)
left join core.cell_money using (region_id, target_group, field_of_action, year)
left join core.need_by_year as need using (region_id, target_group, year)
left join marts.coverage_gaps using (region_id, target_group, field_of_action, year)
