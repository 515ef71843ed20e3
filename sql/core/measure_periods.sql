/*
description: >-
  The period of every measure over all its records, earliest beginning to latest end, and its
  state on the day of the run. An open period ('seit 2009') that no list confirmed for
  [[unconfirmed_months]] months has an unknown state; disappearing from a list is never an end.
grain: measure_id
columns:
  confirmed_on: "Last day that a list is known to have named the measure."
  measure_status:
    comment: "State on the day of the run."
    vocabulary: [geplant, laufend, beendet, unbekannt]
*/
with dated as (
  select
    measure_id,
    period_from,
    period_to,
    period_precision,
    period_open,
    lower(status) as stated,
    least(as_of, greatest(period_from, try_cast(left(fetched_at, 10) as date))) as confirmed_on,
    as_of
  from stage.record_measure
  join stage.records using (record_id)
  left join stage.source_runs using (source_id)
  cross join stage.run
), periods as (
  select
    measure_id,
    min(period_from) as period_from,
    max(period_to) as period_to,
    min(period_precision) as period_precision,
    max(period_to) is null and coalesce(bool_or(period_open), false) as period_open,
    max(confirmed_on) as confirmed_on,
    coalesce(bool_or(regexp_matches(stated, 'beendet|abgeschlossen|ausgelaufen|completed')), false) as said_ended,
    max(as_of) as as_of
  from dated
  group by measure_id
)
select
  measure_id,
  period_from,
  period_to,
  period_precision,
  period_open,
  confirmed_on,
  case
    when period_to <= as_of then 'beendet'
    when period_from > as_of then 'geplant'
    when period_to > as_of then 'laufend'
    when said_ended then 'beendet'
    when period_open
      and confirmed_on > as_of - to_months(cast(threshold('unconfirmed_months') as integer)) then 'laufend'
    else 'unbekannt'
  end as measure_status
from periods
