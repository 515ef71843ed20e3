/*
description: Every field of a measure with publisher, list and place in the delivered file.
parameters: measure_id
*/
select
  val.field,
  val.value,
  val.value_raw,
  val.origin,
  source.publisher_name,
  record.source_id,
  val.locator,
  val.record_id
from core.record_measure as link
join core.records as record using (record_id)
join core.sources as source using (source_id)
join core.record_values as val using (record_id)
where link.measure_id = $measure_id
order by val.field, source.publisher_name, val.record_id
