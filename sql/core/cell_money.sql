/*
description: >-
  Awarded money per region, target group, field of action and year. Placed money goes to the
  Kreise by the weights of the measure and is added up from them, so the total is the same at every
  level. For all fields together (HF0000) statewide money goes to all Kreise of the Land by the
  model key; by field it stays with the Land. Money without a place stands at 99.
published: false
grain: region_id, target_group, field_of_action, year
columns:
  awarded_eur: {comment: "Placed money, allocated by weight.", unit: "EUR"}
  awarded_eur_assumed: {comment: "Part of the placed money that rests on an assumed key or on the seat of the carrier.", unit: "EUR"}
  awarded_statewide_eur: {comment: "Statewide money; not in awarded_eur.", unit: "EUR"}
*/
with paid as (
  select region_id, cell_no, coverage = 'statewide' as is_statewide,
    sum(cast(awarded_eur * weight as decimal(30, 9))) as eur,
    sum(cast(awarded_eur * weight as decimal(30, 9))) filter (is_assumed) as assumed
  from core.measure_cells
  join core.measure_regions using (measure_id)
  where awarded_eur <> 0
  group by all
), statewide as (
  select region_id, cell_no, field_of_action, year, eur
  from paid
  join core.cells using (cell_no)
  where is_statewide
), by_kreis as (
  select region_id, cell_no, eur, assumed, 0::decimal(30, 9) as statewide
  from paid
  where not is_statewide
  union all
  select kreis_id, cell_no, 0, 0, cast(eur * weight as decimal(30, 9))
  from statewide
  join core.region_shares using (region_id, year)
  where field_of_action = 'HF0000'
  union all
  select region_id, cell_no, 0, 0, eur
  from statewide
  where field_of_action <> 'HF0000'
), summed as (
  select
    ancestor_id as region_id,
    cell_no,
    cast(sum(eur) as decimal(24, 6)) as awarded_eur,
    cast(coalesce(sum(assumed), 0) as decimal(24, 6)) as awarded_eur_assumed,
    cast(sum(statewide) as decimal(24, 6)) as awarded_statewide_eur
  from by_kreis
  join core.region_closure on descendant_id = region_id
  group by ancestor_id, cell_no
)
select region_id, target_group, field_of_action, year, summed.* exclude (region_id, cell_no)
from summed
join core.cells using (cell_no)
