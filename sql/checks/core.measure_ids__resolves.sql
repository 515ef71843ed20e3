/*
description: Every measure in use is live, and every id that was merged or split leads to ids that exist.
severity: critical
advice: Ids are never reused or dropped; see the ledger of ids.
*/
select measure_id, id_status, 'in use' as claim
from core.measures
left join core.measure_ids using (measure_id)
where coalesce(id_status, '') <> 'live'
union all
select measure_id, id_status, target
from (
  select measure_id, id_status, unnest(string_split(coalesce(redirect_to, ''), ' ')) as target
  from core.measure_ids
  where id_status in ('merged', 'split'))
where target not in (select measure_id from core.measure_ids)
