/*
question_de: Welche unserer Maßnahmen führt auch ein anderes Haus in seiner Liste?
question_en: Which of our measures stand in another publisher's list too?
asked_by: Ministerium, Fachreferat
parameters:
  funder: {default: null, comment: "Institution line, or part of a funder's name in any spelling of case; every funder by default."}
columns:
  funders: "Funders as far as any list names them."
  publishers: "Bodies whose lists name the measure."
  n_publishers: {comment: "Number of these bodies.", unit: "publishers"}
  n_records: {comment: "Rows of lists that describe the measure.", unit: "records"}
  identity_class: {comment: "How sure it is that the rows mean one measure.", vocabulary: [belegt, abgeleitet, vermutet]}
limitation_de: >-
  Was dieselbe Maßnahme ist, haben Regeln oder Personen entschieden; wie sicher, sagt die letzte
  Spalte. Paare, die noch auf eine Person warten, fehlen.
sample: {funder: Stiftung}
sample_columns: [measure_id, title, publishers, n_records, identity_class]
*/
with ours as (
  select distinct measure_id
  from core.measure_organisations
  join core.organisations as parties using (organisation_id)
  where role = 'funder'
    and ($funder is null or parties.institution_line = $funder or contains(lower(parties.name), lower($funder)))
), told as (
  select measure_id, string_agg(distinct publisher_name, '; ' order by publisher_name) as publishers
  from core.record_measure
  join core.records using (record_id)
  join core.sources using (source_id)
  semi join ours using (measure_id)
  group by measure_id
)
select
  measure_id,
  title,
  funders,
  publishers,
  n_publishers,
  n_records,
  identity_class
from marts.measures
join told using (measure_id)
where n_publishers > 1
order by n_publishers desc, title, measure_id
