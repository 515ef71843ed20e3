/*
description: >-
  Distinct measures per region, target group, field of action and year, apart by the way in which
  they take place there. What is available in the whole country is available in every Land. HF0000 is all fields together.
published: false
grain: region_id, target_group, field_of_action, year
columns:
  n_measures: {comment: "Dedicated and shared measures, each once.", unit: "measures"}
  n_dedicated: {comment: "Measures entirely inside the region.", unit: "measures"}
  n_shared: {comment: "Measures that take place here and elsewhere.", unit: "measures"}
  n_statewide: {comment: "Measures available in the whole Land or country; in no other count.", unit: "measures"}
  n_carrier_seat: {comment: "Measures without a place whose carrier has its seat here; in no other count.", unit: "measures"}
  n_unplaced: {comment: "Measures without any place; only in the rows 99 and 00.", unit: "measures"}
*/
with nationwide as (
  select measure_id, regions.region_id
  from core.measure_regions
  join core.regions as regions on tier = 'land'
  where measure_regions.region_id = '00' and coverage = 'statewide'
), places as (
  select measure_id, region_id, placement from core.measure_places
  union all
  select measure_id, region_id, 'statewide'
  from nationwide
  where (measure_id, region_id) not in (select (measure_id, region_id) from core.measure_places)
), counted as (
  select
    region_id,
    cell_no,
    count(*) filter (placement in ('dedicated', 'shared')) as n_measures,
    count(*) filter (placement = 'dedicated') as n_dedicated,
    count(*) filter (placement = 'shared') as n_shared,
    count(*) filter (placement = 'statewide') as n_statewide,
    count(*) filter (placement = 'carrier_seat') as n_carrier_seat,
    count(*) filter (placement = 'unplaced') as n_unplaced
  from core.measure_cells
  join places using (measure_id)
  group by region_id, cell_no
)
select region_id, target_group, field_of_action, year, counted.* exclude (region_id, cell_no)
from counted
join core.cells using (cell_no)
