/*
description: Every amount that a list gives for a measure or an award is in core.awards, and so belongs to a measure.
severity: critical
advice: An award without a measure is in no total; see why the record was not matched, in core.records and core.record_measure.
*/
select record_id, source_id, list_level, amounts.amount_kind, amounts.amount_eur
from stage.record_amounts as amounts
left join (select record_id, source_id, list_level from stage.records) as records using (record_id)
anti join core.awards using (record_id, amount_kind)
where amounts.amount_eur is not null
  and coalesce(list_level, 'measure') in ('measure', 'award')
