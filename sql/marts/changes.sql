/*
description: >-
  What changed since the last publication; new, absent, merged, split and changed measures, one
  row per changed fact. Absent means that no list names the measure any more, not that it ended.
  The cause tells a change in the world (a list that names the measure was delivered anew) from a
  change of our rules (same deliveries) and from one of identity. Empty for a first publication.
grain: measure_id, changed_fact
columns:
  change: {comment: "Kind of change.", vocabulary: [new, absent, merged, split, withdrawn, changed]}
  changed_fact: "Fact that changed; measure for the whole measure."
  old_value: "Value in the last publication."
  new_value: "Value now."
  cause: {comment: "Where the change comes from.", vocabulary: [world, rules, identity, calendar]}
checks:
  - expect_column_values_to_not_be_null: {column: cause}
*/
with before as (
  unpivot (
    select measure_id, source_ids, title, programme, period_from::text as period_from, period_to::text as period_to,
      reach, measure_status, anchoring
    from previous.measures)
  on title, programme, period_from, period_to, reach, measure_status, anchoring into name changed_fact value old_value
), after as (
  unpivot (
    select measure_id, source_ids, title, programme, period_from::text as period_from, period_to::text as period_to,
      reach, measure_status, anchoring
    from core.measures)
  on title, programme, period_from, period_to, reach, measure_status, anchoring into name changed_fact value new_value
), differing as (
  select measure_id, coalesce(after.source_ids, before.source_ids) as source_ids, 'changed' as change,
    changed_fact, old_value, new_value
  from before
  full join after using (measure_id, changed_fact)
  where old_value is distinct from new_value
    and measure_id in (select measure_id from previous.measures)
    and measure_id in (select measure_id from core.measures)
), whole as (
  select measure_id, source_ids, 'new' as change, 'measure' as changed_fact, null as old_value, title as new_value
  from core.measures
  where measure_id not in (select measure_id from previous.measures)
    and exists (from previous.measures)
  union all
  select measure_id, source_ids,
    case when id_status in ('merged', 'split', 'withdrawn') then id_status else 'absent' end,
    'measure', gone.title, redirect_to
  from previous.measures as gone
  left join core.measure_ids using (measure_id)
  where measure_id not in (select measure_id from core.measures)
), renewed as (
  select source_id
  from core.source_runs as tonight
  left join previous.source_runs as last using (source_id)
  where tonight.snapshot is distinct from last.snapshot
), concerned as (
  select distinct measure_id
  from (select measure_id, unnest(string_split(source_ids, ' ')) as source_id from (from differing union all by name from whole))
  semi join renewed using (source_id)
)
select
  measure_id,
  change,
  changed_fact,
  old_value,
  new_value,
  case when change in ('merged', 'split', 'withdrawn') then 'identity'
       when measure_id in (from concerned) then 'world'
       when changed_fact in ('measure_status', 'anchoring') then 'calendar'
       else 'rules' end as cause
from (from differing union all by name from whole)
