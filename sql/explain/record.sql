/*
description: One record with the measure that it describes.
parameters: record_id
*/
select record.*, link.measure_id
from core.records as record
left join core.record_measure as link using (record_id)
where record.record_id = $record_id
