/*
question_de: Welche Programme haben kein Ende oder laufen schon seit vor einem Jahr?
question_en: Which programmes have no end date, or run since before a year?
asked_by: Rechnungshof
parameters:
  before_year: {type: integer, default: null, comment: "Programmes that began before this year; ten years before the run by default."}
columns:
  period_from: "Earliest beginning that a list names."
  period_to: "Latest end that a list names, null where none does."
  finding: {comment: "Why the programme is listed.", vocabulary: [ohne Ende, seit Langem]}
  n_calls: {comment: "Calls of the programme that the lists tell of.", unit: "calls"}
  n_measures: {comment: "Measures under the programme.", unit: "measures"}
  evidence: "Lists and places in them, separated by a semicolon."
limitation_de: >-
  Ohne Ende heißt: Keine gelesene Liste nennt eines. Die Richtlinie selbst kann befristet sein.
sample: {before_year: 2014}
*/
with asked as (
  select as_of, make_date(coalesce(cast($before_year as integer), year(as_of) - 10), 1, 1) as asked_day
  from core.run
), told as (
  select
    programme_id,
    string_agg(distinct publisher_name, '; ' order by publisher_name) as publisher_name,
    string_agg(distinct source_id || ' ' || locator, '; ' order by source_id || ' ' || locator) as evidence
  from core.record_programmes
  join core.records as records using (record_id)
  join core.sources using (source_id)
  where records.list_level = 'programme'
  group by programme_id
)
select
  programmes.title,
  told.publisher_name,
  programmes.period_from,
  programmes.period_to,
  case when programmes.period_to is null then 'ohne Ende' else 'seit Langem' end as finding,
  programmes.n_calls,
  programmes.n_measures,
  told.evidence
from core.programmes as programmes
join told using (programme_id)
cross join asked
where programmes.period_to is null
  or (programmes.period_from < asked_day and programmes.period_to > as_of)
order by programmes.period_from nulls first, programmes.title
