/*
question_de: Was ist in meinem Kreis seit dem letzten Bericht neu, beendet oder anders geworden?
question_en: What is new, has ended or has changed in my Kreis since the last report?
asked_by: Kreis, Integrationsbeauftragte
parameters:
  kreis: {default: null, comment: "Key of the Kreis; the whole country by default.", values: core.regions.region_id}
  since: {type: date, default: null, comment: "Day of the last report; one year before the run by default."}
columns:
  change:
    comment: "Begun or ended since that day by its period; else what the lists said since the last publication."
    vocabulary: [begun, ended, new, absent, merged, split, withdrawn, changed]
  changed_on: "Day of the beginning or end; null for a change of the lists since the last publication."
  changed_fact: "Fact that changed; measure for the whole measure."
  old_value: "Value in the last publication."
  new_value: "Value now."
  cause: {comment: "Where the change comes from.", vocabulary: [world, rules, identity, calendar]}
limitation_de: >-
  "absent" heißt: Keine Liste nennt die Maßnahme mehr; beendet ist sie damit nicht. Solche
  Maßnahmen haben keinen Kreis mehr und stehen nur in der Antwort für das ganze Land.
sample: {kreis: "08317", since: "2026-01-01"}
*/
with asked as (
  select coalesce(cast($since as date), as_of - interval 1 year) as asked_since, as_of from core.run
), dated as (
  select measure_id, 'begun' as change, period_from as changed_on, 'measure' as changed_fact,
    null::text as old_value, null::text as new_value, 'world' as cause
  from core.measures cross join asked
  where period_from > asked_since and period_from <= as_of
  union all
  select measure_id, 'ended', period_to, 'measure', null, null, 'world'
  from core.measures cross join asked
  where period_to > asked_since and period_to <= as_of
  union all
  select measure_id, change, null, changed_fact, old_value, new_value, cause
  from marts.changes
)
select
  measure_id,
  coalesce(measures.title, case when changed_fact = 'measure' then old_value end) as title,
  change,
  changed_on,
  changed_fact,
  old_value,
  new_value,
  cause
from dated
left join core.measures as measures using (measure_id)
where $kreis is null
  or measure_id in (select measure_id from core.measure_regions where region_id = $kreis)
order by changed_on desc nulls first, title, measure_id, change, changed_fact
