/*
description: >-
  When every list named every measure, by any of its records. A measure that no list names any
  more is absent, not ended; the end is what a list says, see core.measure_periods.
grain: measure_id, source_id, seen_from
*/
with told as (
  select
    case when id_status = 'merged' then redirect_to else members.measure_id end as measure_id,
    source_id,
    seen_from,
    coalesce(seen_to, 'infinity'::date) as seen_to
  from stage.record_versions
  join stage.members using (record_id)
  join stage.measure_ids using (measure_id)
), marked as (
  select *,
    seen_from > max(seen_to) over (
      partition by measure_id, source_id
      order by seen_from, seen_to
      rows between unbounded preceding and 1 preceding) as is_new
  from told
), spells as (
  select *, count(*) filter (is_new) over (
    partition by measure_id, source_id
    order by seen_from, seen_to
    rows unbounded preceding) as spell
  from marked
)
select
  measure_id,
  source_id,
  min(seen_from) as seen_from,
  nullif(max(seen_to), 'infinity'::date) as seen_to
from spells
group by measure_id, source_id, spell
