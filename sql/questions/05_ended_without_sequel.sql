/*
question_de: >-
  Welche Projekte eines Aufrufs sind ausgelaufen, ohne Nachfolge und ohne Übergang in eine
  Regelstruktur?
question_en: Which projects of a call ended with neither a successor nor a regular structure?
asked_by: Ministerium, Fachreferat
parameters:
  programme: {default: null, comment: "Part of the name of a programme or call; all by default."}
  call_year: {type: integer, default: null, comment: "Year of the call; all by default."}
columns:
  programmes: "Programmes that the lists name."
  calls: "Calls or their years, as far as lists name them."
  regions: "Kreise or Land, names."
  carriers: "Carriers."
  anchoring_evidence: "What the finding rests on, in words."
limitation_de: >-
  Ohne Nachfolge heißt: in keiner gelesenen Liste. Was eine Kommune ohne Förderung weiterführt,
  steht in keiner.
sample: {call_year: 2014}
sample_columns: [measure_id, title, programmes, calls, period_to, regions]
*/
with chosen as (
  select distinct measure_id
  from core.record_measure
  join core.records as records using (record_id)
  where (records.programme is not null or records.call is not null or records.call_year is not null)
    and ($programme is null
      or contains(lower(concat_ws(' ', records.programme, records.call)), lower($programme)))
    and ($call_year is null or records.call_year = cast($call_year as bigint))
)
select
  measure_id,
  states.title,
  states.programmes,
  states.calls,
  states.period_to,
  regions,
  carriers,
  states.anchoring_evidence
from marts.anchoring as states
semi join chosen using (measure_id)
join marts.measures using (measure_id)
where states.measure_status = 'beendet'
  and states.successor_id is null
  and states.anchoring <> 'regelstruktur'
order by states.period_to desc, states.title, measure_id
