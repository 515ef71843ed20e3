/*
description: >-
  Did measures find their way into regular structures? Per measure the state, what it rests on,
  what ends within [[ending_soon_months]] months without a successor, and what has lived on
  project money for more than [[long_project_years]] years and could be anchored, and which regular
  structure it is at home in. For the ministry unit and the Kreis.
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
  ends_soon: "True where the measure ends within [[ending_soon_months]] months and no successor is known."
  is_candidate: "True for a running measure that has lived on project money for more than [[long_project_years]] years."
  is_position_subsidy: "True where the money pays for posts (Stellenförderung), which is no project for people."
  host_structures: "Regular structures that the measure is at home in, German labels, where a list says so."
  host_evidence: "Where the lists say so and by which word."
  programmes: "Programmes that the lists name."
  calls: "Calls or their years, as far as lists name them."
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
), hosted as (
  select measure_id,
    string_agg(label_de, '; ' order by host_structure) as host_structures,
    string_agg(host_zone || ': ' || host_word, '; ' order by host_structure) as host_evidence
  from core.measure_hosts join core.host_structures using (host_structure)
  group by measure_id
), called as (
  select measure_id,
    string_agg(distinct programme, '; ' order by programme) as programmes,
    string_agg(distinct coalesce(call, cast(call_year as text)), '; ' order by coalesce(call, cast(call_year as text))) as calls
  from core.record_measure join core.records using (record_id)
  group by measure_id
)
select
  measure_id, title, measure_status, anchoring, anchoring_evidence,
  measures.predecessor_id, successor_id, period_from, period_to, line_since,
  round((least(coalesce(period_to, as_of), as_of) - line_since) / 365.25, 1) as years_lived,
  coalesce(measure_status = 'laufend' and successor_id is null and anchoring <> 'regelstruktur'
    and period_to <= as_of + to_months(cast(threshold('ending_soon_months') as integer)), false) as ends_soon,
  coalesce(measure_status = 'laufend' and anchoring in ('projekt', 'verlaengert')
    and as_of - line_since > threshold('long_project_years') * 365.25, false) as is_candidate,
  is_position_subsidy,
  host_structures,
  host_evidence,
  programmes,
  calls
from core.measures as measures
join since using (measure_id)
left join followed using (measure_id)
left join hosted using (measure_id)
left join called using (measure_id)
cross join stage.run
