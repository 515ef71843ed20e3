/*
description: >-
  Who runs the same concept elsewhere, so that people can call them; every measure of a concept
  that exists in at least two Kreise, with carrier, Kreis and since when. For municipalities.
grain: concept_key, measure_id, region_id
columns:
  concept_key: "Words of the title that name the concept."
  measure_status: {comment: "State on the day of the run.", vocabulary: [geplant, laufend, beendet, unbekannt]}
  carriers: "Carriers of the measure; institutions, never persons."
  since: "First day of the measure or of those that it follows."
  n_kreise: {comment: "Kreise in which the concept exists.", unit: "Kreise"}
  n_carriers: {comment: "Carriers that run the concept; many mean a general word rather than a concept.", unit: "institutions"}
checks:
  - expect_column_values_to_not_be_null: {column: concept_key}
*/
with placed as (
  select concept_key, measures.measure_id, region_id
  from core.measures
  join core.measure_regions using (measure_id)
  where concept_key <> '' and coverage in ('explicit', 'inherited')
), concepts as (
  select concept_key, count(distinct region_id) as n_kreise, count(distinct institution_line) as n_carriers
  from placed
  left join core.measure_organisations as parties
    on parties.measure_id = placed.measure_id and role = 'carrier'
  group by concept_key
  having count(distinct region_id) > 1 and count(distinct placed.measure_id) > 1
)
select
  concept_key,
  measure_id,
  region_id,
  regions.name,
  measures.title,
  carriers,
  measures.period_from,
  measures.period_to,
  measures.measure_status,
  line_since as since,
  n_kreise,
  n_carriers
from placed
join concepts using (concept_key)
join core.regions as regions using (region_id)
join marts.measures as measures using (measure_id, concept_key)
join marts.anchoring using (measure_id)
