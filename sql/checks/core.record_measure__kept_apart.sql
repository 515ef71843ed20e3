/*
description: No measure contains two records that a person or a veto keeps apart; a person's word outranks a veto.
severity: critical
advice: Split the measure; see the pair in core.pairs and core.judgements.
*/
with spoken as (
  select
    least(left_record_id, right_record_id) as left_record_id,
    greatest(left_record_id, right_record_id) as right_record_id,
    max_by(judgement, (judged_at, judged_by, judgement)) as judgement
  from core.judgements
  where judgement <> 'unsure'
  group by all
), kept_apart as (
  select left_record_id, right_record_id, judgement as kept_by from spoken where judgement <> 'same'
  union all
  select left_record_id, right_record_id, veto
  from core.pairs
  anti join spoken using (left_record_id, right_record_id)
  where veto is not null
    -- What several decisions together make one measure is a person's word too.
    and not (decision = 'same' and decided_by <> 'rules')
)
select l.measure_id, left_record_id, right_record_id, kept_by
from kept_apart
join core.record_measure as l on l.record_id = left_record_id
join core.record_measure as r on r.record_id = right_record_id
where l.measure_id = r.measure_id
