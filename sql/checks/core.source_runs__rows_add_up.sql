/*
description: Every row of every list is a record, rejected with a reason, or ignored by a declared rule.
severity: critical
advice: Rows were lost or made between reading and the warehouse; compare the list with core.records.
*/
with found as (
  select source_id, 'record' as kind from core.records
  union all
  select distinct source_id, 'rejected ' || source_row from core.rejected_rows
  union all
  select source_id, 'ignored' from core.ignored_rows
), counted as (
  select source_id, count(*) as n from found group by source_id
)
select source_id, rows, records, rejected, ignored, coalesce(n, 0) as found
from core.source_runs
left join core.sources using (source_id)
left join counted using (source_id)
where rows is not null
  and (rows <> records + rejected + ignored
    -- Reference lists have no list level and make no records.
    or (source_status in ('ok', 'unchanged', 'fallback') and list_level is not null and rows <> coalesce(n, 0)))
