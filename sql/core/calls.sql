/*
description: >-
  Every dated round of a programme. The envelope is what a list states for the call as a whole; it
  is a control total for the awards under the call and never added to them.
grain: call_id
columns:
  call_id: "Key of the call; programme and year, or programme and name of the call."
  programme_id: "Programme that the call belongs to."
  envelope_eur: {comment: "Volume that a list states for the call, null where none does.", unit: "EUR"}
  awarded_eur: {comment: "Awarded money under the call, each award once; null where no amount is known.", unit: "EUR"}
  n_measures: {comment: "Measures under the call.", unit: "measures"}
*/
with envelopes as (
  select call_id, max(record_amounts.amount_eur) as envelope_eur
  from core.record_programmes
  join core.records using (record_id)
  join stage.record_amounts using (record_id)
  where list_level in ('programme', 'call') and record_amounts.amount_kind = 'volumen'
  group by call_id
), awarded as (
  select call_id, sum(counted_eur) as awarded_eur
  from core.awards
  where amount_kind = 'bewilligt'
  group by call_id
)
select
  call_id,
  programme_id,
  min(records.call) as call,
  min(call_year) as call_year,
  min(period_from) filter (list_level = 'call') as period_from,
  max(period_to) filter (list_level = 'call') as period_to,
  any_value(envelope_eur) as envelope_eur,
  any_value(awarded_eur) as awarded_eur,
  count(distinct measure_id) as n_measures
from core.record_programmes
join core.records as records using (record_id)
left join core.record_measure using (record_id)
left join envelopes using (call_id)
left join awarded using (call_id)
where call_id is not null
group by call_id, programme_id
