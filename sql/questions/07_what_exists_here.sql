/*
question_de: >-
  Was gibt es in meinem Kreis für eine Zielgruppe (mit ihren Untergruppen) heute, landesweite
  Angebote eingeschlossen?
question_en: What exists in my Kreis for a target group and its sub-groups today, statewide offers included?
asked_by: Kreis, Integrationsbeauftragte
parameters:
  kreis: {comment: "Key of the Kreis.", values: core.region_shares.kreis_id}
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
  Kapazität und freie Plätze stehen in keiner Liste. Maßnahmen ohne Ort oder ohne Zeitraum fehlen in
  dieser Antwort; wird nach einer Zielgruppe gefragt, fehlen auch die ohne Angabe der Zielgruppe
  (TG9999).
sample: {kreis: "08118", target_group: TG1000}
sample_columns: [measure_id, title, placement, target_groups, carriers, period_to]
*/
select
  here.measure_id,
  here.title,
  here.placement,
  here.target_groups,
  here.fields,
  here.carriers,
  here.funders,
  here.period_from,
  here.period_to,
  here.source_ids
from marts.measures_in_kreis as here
cross join (select coalesce(cast($day as date), as_of) as asked_day from core.run) as asked
where here.region_id in ($kreis, left($kreis, 2), '00')
  and list_contains(string_split(here.served_groups, ' '), $target_group)
  and coalesce(here.period_from <= asked_day, true)
  and coalesce(here.period_to > asked_day, here.measure_status = 'laufend')
order by array_position(['dedicated', 'shared', 'statewide', 'carrier_seat'], here.placement), here.title, here.measure_id
