/*
description: >-
  What changed since the last publication; new, absent, merged, split and changed measures, one
  row per changed fact. Absent means that no list names the measure any more, not that it ended.
  The cause tells a change in the world from one that we made. World, a list that was delivered
  anew says something else of the measure; rules, the same deliveries read or judged by other
  rules; both, the two at once, so that they cannot be told apart; lists, a list was taken up or
  given up; judgement, a person decided on a record; calendar, a period began or ended. Empty for
  a first publication.
grain: measure_id, changed_fact
columns:
  change: {comment: "Kind of change.", vocabulary: [new, absent, merged, split, changed]}
  changed_fact: "Fact that changed; measure for the whole measure."
  old_value: "Value in the last publication."
  new_value: "Value now; for a measure that was merged or split the ids that took over."
  cause:
    comment: "Where the change comes from."
    vocabulary: [world, rules, both, lists, judgement, calendar]
checks:
  - expect_column_values_to_not_be_null: {column: cause}
*/
with before as (
  unpivot (
    select measure_id, title, programme, period_from::text as period_from, period_to::text as period_to,
      reach, measure_status, anchoring
    from previous.measures)
  on title, programme, period_from, period_to, reach, measure_status, anchoring into name changed_fact value old_value
), after as (
  unpivot (
    select measure_id, title, programme, period_from::text as period_from, period_to::text as period_to,
      reach, measure_status, anchoring
    from core.measures)
  on title, programme, period_from, period_to, reach, measure_status, anchoring into name changed_fact value new_value
), found as (
  select measure_id, 'changed' as change, changed_fact, old_value, new_value
  from before
  full join after using (measure_id, changed_fact)
  where old_value is distinct from new_value
    and measure_id in (select measure_id from previous.measures)
    and measure_id in (select measure_id from core.measures)
  union all
  select measure_id, 'new', 'measure', null, title
  from core.measures
  where measure_id not in (select measure_id from previous.measures)
    and exists (from previous.measures)
  union all
  select measure_id, case when id_status in ('merged', 'split') then id_status else 'absent' end,
    'measure', gone.title, redirect_to
  from previous.measures as gone
  left join core.measure_ids using (measure_id)
  where measure_id not in (select measure_id from core.measures)
), said_otherwise as (
  select
    record_id,
    case when source_id not in (select source_id from core.sources)
           or source_id not in (select source_id from previous.sources) then 'lists'
         when tonight.snapshot is distinct from last.snapshot then 'world'
         else 'rules' end as reason
  from core.records as now
  full join previous.records as old using (record_id, source_id)
  left join core.source_runs as tonight using (source_id)
  left join previous.source_runs as last using (source_id)
  where now.content_hash is distinct from old.content_hash
), judged_anew as (
  select unnest([left_record_id, right_record_id]) as record_id, 'judgement' as reason
  from core.judgements
  anti join previous.judgements using (left_record_id, right_record_id, judgement, judged_at)
), told as (
  select measure_id, reason
  from (from said_otherwise union all from judged_anew) as reasons
  join (from core.record_measure union all by name from previous.record_measure) using (record_id)
), reasons as (
  select measure_id, bool_or(reason = 'world') as world, bool_or(reason = 'lists') as lists,
    bool_or(reason = 'judgement') as judged
  from told
  group by measure_id
), due as (
  select measure_id
  from core.measures
  cross join previous.run
  where period_to > run.as_of or period_from > run.as_of or period_open
), nights as (
  select tonight.rules_version is distinct from last.rules_version as has_new_rules
  from core.run as tonight
  left join previous.run as last on true
)
select
  measure_id,
  change,
  changed_fact,
  old_value,
  new_value,
  case when world and has_new_rules then 'both'
       when world then 'world'
       when lists then 'lists'
       when judged then 'judgement'
       when changed_fact in ('measure_status', 'anchoring')
         and (not has_new_rules or measure_id in (from due)) then 'calendar'
       when has_new_rules then 'rules'
       -- Nothing was said of the measure itself; what other lists newly say moved it.
       else 'world' end as cause
from found
cross join nights
left join reasons using (measure_id)
