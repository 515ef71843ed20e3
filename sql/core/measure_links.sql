/*
description: >-
  Relations between different measures that a rule or a person found on their records; successor,
  sibling, replication, part_of. A person's word on a pair of records replaces the rule's. For a
  successor the left measure is the earlier one, otherwise the smaller key stands left.
grain: left_measure_id, right_measure_id, relation
columns:
  left_measure_id: "First measure; for a successor the predecessor."
  right_measure_id: "Second measure; for a successor the one that follows."
*/
with spoken as (
  select
    least(left_record_id, right_record_id) as left_record_id,
    greatest(left_record_id, right_record_id) as right_record_id,
    judgement as relation
  from stage.judgements
  qualify row_number() over (
    partition by least(left_record_id, right_record_id), greatest(left_record_id, right_record_id)
    order by judged_at desc, judged_by, judgement) = 1
), found as (
  select left_record_id, right_record_id, relation, 'rules' as decided_by
  from stage.pairs
  where relation is not null
    and (left_record_id, right_record_id) not in (select (left_record_id, right_record_id) from spoken)
  union all
  select left_record_id, right_record_id, relation, 'person'
  from spoken
), linked as (
  select
    l.measure_id as one, r.measure_id as other, relation, found.decided_by,
    coalesce((lp.period_from, lp.period_to, l.measure_id) <= (rp.period_from, rp.period_to, r.measure_id), true) as one_first
  from found
  join stage.record_measure as l on l.record_id = left_record_id
  join stage.record_measure as r on r.record_id = right_record_id
  join core.measure_periods as lp on lp.measure_id = l.measure_id
  join core.measure_periods as rp on rp.measure_id = r.measure_id
  where l.measure_id <> r.measure_id
    and relation in ('successor', 'sibling', 'replication', 'part_of')
), ordered as (
  select
    case when relation = 'successor' then case when one_first then one else other end else least(one, other) end as left_measure_id,
    case when relation = 'successor' then case when one_first then other else one end else greatest(one, other) end as right_measure_id,
    relation,
    decided_by
  from linked
)
select left_measure_id, right_measure_id, relation, min(decided_by) as decided_by
from ordered
group by left_measure_id, right_measure_id, relation
