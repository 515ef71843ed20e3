/*
description: Rows that share one printed amount state the same amount of the same kind, and together count it once.
severity: critical
advice: Look at the rows in the list; a group of mixed kinds, or with two printed amounts, is not one amount.
*/
with stated as (
  select source_id, shared.shared_group, count(distinct shared.amount_kind) as n_kinds,
    min(shared.amount_eur) as smallest, max(shared.amount_eur) as largest
  from stage.record_amounts as shared
  join (select record_id, source_id from stage.records) using (record_id)
  where shared.shared_group is not null
  group by all
), counted as (
  select source_id, shared_group, sum(amount_eur) as together
  from core.awards
  where shared_group is not null
  group by all
)
select source_id, shared_group, n_kinds, smallest, largest, together
from stated
left join counted using (source_id, shared_group)
where n_kinds > 1 or smallest <> largest or together is distinct from largest
