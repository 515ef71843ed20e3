/*
description: The measure, or the one that its id redirects to.
parameters: measure_id
*/
select measures.*
from core.measure_ids as ids
join core.measures as measures
  on measures.measure_id = coalesce(ids.redirect_to, ids.measure_id)
where ids.measure_id = $measure_id
