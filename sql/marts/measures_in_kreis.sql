/*
description: >-
  What takes place in every Kreis, one row per measure and Kreis with all that a list of offers
  shows. A statewide measure stands once, at its Land or at 00 for the whole country, so a Kreis
  reads its own rows and those two. Ordered by region, so that one Kreis is read at once.
grain: region_id, measure_id
columns:
  placement:
    comment: "Only here, also elsewhere, statewide, or only known by the seat of the carrier."
    vocabulary: [dedicated, shared, statewide, carrier_seat]
  served_groups: "Target groups with the groups above them, keys joined by a blank."
  measure_status: {comment: "State on the day of the run.", vocabulary: [geplant, laufend, beendet, unbekannt]}
  target_groups: "Target groups, German labels."
  fields: "Fields of action, German labels."
  carriers: "Carriers; institutions, never persons."
  funders: "Funders."
  source_ids: "Lists that name the measure, joined by a blank."
*/
with served as (
  select measure_id, string_agg(distinct ancestor_code, ' ' order by ancestor_code) as served_groups
  from core.measure_target_groups
  join core.target_group_closure on descendant_code = target_group
  where is_counted
  group by measure_id
)
select
  region_id,
  measure_id,
  title,
  placement,
  served_groups,
  period_from,
  period_to,
  measure_status,
  target_groups,
  fields,
  carriers,
  funders,
  source_ids
from core.measure_places
semi join core.measure_regions using (measure_id, region_id)
join served using (measure_id)
join marts.measures using (measure_id)
where placement <> 'unplaced'
