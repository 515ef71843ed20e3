/*
description: >-
  Did measures find their way into regular structures? Per measure the state, what it rests on,
  what ends within six months without a successor, and what has lived on project money for more
  than three years and could be anchored. For the ministry unit and the Kreis.
grain: measure_id
columns:
  measure_status: {comment: "State on the day of the run.", vocabulary: [geplant, laufend, beendet, unbekannt]}
  anchoring:
    comment: "Did the measure become permanent?"
    vocabulary: [projekt, verlaengert, regelstruktur, beendet_ohne_anschluss, unbekannt]
  anchoring_evidence: "What the anchoring rests on, in words."
  predecessor_id: "Measure that this one follows."
  successor_id: "Measure that follows this one; the first of several."
  line_since: "First day of the line of measures that follow one another."
  years_lived: {comment: "Years from the first day of the line to the end, at most to the day of the run.", unit: "years"}
  ends_soon: "True where the measure ends within six months and no successor is known."
  is_candidate: "True for a running measure that has lived on project money for more than three years."
checks:
  - expect_column_values_to_not_be_null: {column: anchoring}
*/
with recursive lines as (
  select measure_id, measure_id as first_id, predecessor_id, 0 as depth
  from core.measures
  union all
  select lines.measure_id, earlier.measure_id, earlier.predecessor_id, depth + 1
  from lines
  join core.measures as earlier on earlier.measure_id = lines.predecessor_id
  where depth < 20
), since as (
  select lines.measure_id, min(period_from) as line_since
  from lines join core.measures as earlier on earlier.measure_id = first_id
  group by lines.measure_id
), followed as (
  select predecessor_id as measure_id, min(measure_id) as successor_id
  from core.measures where predecessor_id is not null group by predecessor_id
)
select
  measure_id, title, measure_status, anchoring, anchoring_evidence,
  measures.predecessor_id, successor_id, period_from, period_to, line_since,
  round((least(coalesce(period_to, as_of), as_of) - line_since) / 365.25, 1) as years_lived,
  coalesce(measure_status = 'laufend' and successor_id is null and anchoring <> 'regelstruktur'
    and period_to <= as_of + to_months(cast(threshold('ending_soon_months') as integer)), false) as ends_soon,
  coalesce(measure_status = 'laufend' and anchoring in ('projekt', 'verlaengert')
    and as_of - line_since > threshold('long_project_years') * 365.25, false) as is_candidate
from core.measures as measures
join since using (measure_id)
left join followed using (measure_id)
cross join stage.run
