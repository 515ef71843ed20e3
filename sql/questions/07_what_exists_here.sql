/*
question_de: >-
  Was gibt es in meinem Kreis für eine Zielgruppe (mit ihren Untergruppen) heute, landesweite
  Angebote eingeschlossen?
question_en: What exists in my Kreis for a target group and its sub-groups today, statewide offers included?
asked_by: Kreis, Integrationsbeauftragte
parameters:
  kreis: {comment: "Key of the Kreis.", values: core.regions.region_id}
  target_group: {default: TG0000, comment: "Code of the group; all measures by default.", values: core.target_groups.target_group}
  day: {type: date, default: null, comment: "Day that is asked about; the day of the run by default."}
columns:
  placement:
    comment: "Only here, also elsewhere, statewide, or only known by the seat of the carrier."
    vocabulary: [dedicated, shared, statewide, carrier_seat]
  target_groups: "Target groups, German labels."
  fields: "Fields of action, German labels."
  carriers: "Carriers; institutions, never persons."
  funders: "Funders."
  source_ids: "Lists that name the measure, joined by a blank."
limitation_de: >-
  Kapazität und freie Plätze stehen in keiner Liste. Maßnahmen ohne Ort, ohne Zeitraum oder ohne
  Angabe der Zielgruppe (TG9999) fehlen in dieser Antwort.
sample: {kreis: "08118", target_group: TG1000}
sample_columns: [measure_id, title, placement, target_groups, carriers, period_to]
*/
with here as (
  select measure_id, placement
  from core.measure_places
  where region_id = $kreis
  union all
  select measure_id, 'statewide'
  from core.measure_regions
  where region_id in ('00', left($kreis, 2)) and coverage = 'statewide'
), served as (
  select distinct labels.measure_id
  from core.measure_target_groups as labels
  join core.target_group_closure on descendant_code = labels.target_group
  where ancestor_code = $target_group and is_counted
)
select
  measure_id,
  measures.title,
  placement,
  measures.target_groups,
  measures.fields,
  measures.carriers,
  measures.funders,
  measures.period_from,
  measures.period_to,
  measures.source_ids
from marts.measures as measures
join here using (measure_id)
cross join (select coalesce(cast($day as date), as_of) as asked_day from core.run) as asked
where ($target_group = 'TG0000' or measure_id in (from served))
  and coalesce(measures.period_from <= asked_day, true)
  and coalesce(measures.period_to > asked_day, measures.measure_status = 'laufend')
order by array_position(['dedicated', 'shared', 'statewide', 'carrier_seat'], placement), measures.title, measure_id
