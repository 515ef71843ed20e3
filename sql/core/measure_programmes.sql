/*
description: >-
  Under which programmes every measure stands (part of). A measure that several programmes pay for
  stands under each of them; calls are those of its records.
grain: measure_id, programme_id
columns:
  programme_id: "Programme that the measure is part of."
  call_ids: "Calls of the programme that the measure got money from, joined by semicolons; empty where none is known."
  n_awards: {comment: "Awards under the programme, each once.", unit: "awards"}
*/
with awarded as (
  select record_id, count(*) as n_awards
  from core.awards
  where amount_kind in ('bewilligt', 'ausgezahlt') and duplicate_of is null and amount_eur is not null
  group by record_id
)
select
  measure_id,
  programme_id,
  coalesce(string_agg(distinct call_id, '; ' order by call_id), '') as call_ids,
  coalesce(sum(n_awards), 0)::bigint as n_awards
from core.record_measure
join core.record_programmes using (record_id)
left join awarded using (record_id)
group by measure_id, programme_id
