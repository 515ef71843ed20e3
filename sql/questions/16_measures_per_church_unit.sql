/*
question_de: Wie viele Maßnahmen unserer Träger gibt es je Dekanat oder Kirchenbezirk, gezählt und gewichtet?
question_en: How many measures do our carriers run per deanery or church district, distinct and weighted?
asked_by: Diakonie oder Caritas, Spitzenverband
parameters:
  umbrella: {default: null, comment: "Umbrella body; all carriers with one by default.", values: core.organisations.umbrella}
  year: {type: integer, default: null, comment: "Calendar year in which the measure is active; all years by default."}
columns:
  church_unit: "Dekanat or Kirchenbezirk; null where neither a list nor a place tells it."
  church: "Diocese or Landeskirche, null for a unit that only a list names."
  basis: {comment: "Unit named by a list, found by the place, or unknown.", vocabulary: [stated, place, none]}
  n_measures: {comment: "Distinct measures.", unit: "measures"}
  weighted: {comment: "Measures by the share that lies in the unit; adds up to the number of measures per church.", unit: "measures"}
limitation_de: >-
  Der Ort entscheidet nur, wo die Grenzen der Kirchengliederung bekannt sind (core.church_regions);
  sonst zählt, was die Liste nennt.
sample: {umbrella: Caritas}
*/
with ours as (
  select distinct measure_id
  from core.measure_organisations
  join core.organisations as parties using (organisation_id)
  where role = 'carrier'
    and (parties.umbrella = $umbrella or ($umbrella is null and parties.umbrella is not null))
    and ($year is null
      or measure_id in (select years.measure_id from core.measure_years as years where years.year = cast($year as bigint)))
)
select
  church_unit,
  church,
  basis,
  count(distinct measure_id) as n_measures,
  round(sum(weight), 4) as weighted
from ours
join core.measure_church_units using (measure_id)
group by church_unit, church, basis
order by basis = 'none', n_measures desc, church_unit, church
