/*
description: Not unusually many measure ids ended by merges, splits or withdrawal since the last publication.
severity: warning
advice: See marts.changes and core.source_runs; a list that lost rows or its keys, or new rules, may be the reason.
*/
with facts as (
  pivot marts.identity_report on fact in ('ids_before', 'split', 'merged', 'withdrawn') using first(n)
), ended as (
  select ids_before, split + merged + withdrawn as ended
  from facts
)
select ids_before, ended
from ended
where ended > threshold('churn_floor')
  and ended > threshold('churn_share') * ids_before
