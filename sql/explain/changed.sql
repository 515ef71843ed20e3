/*
description: What changed since a person decided on two records, in either order.
parameters: first, second
*/
select
  record_id,
  field,
  seen_value,
  current_value
from core.judged_values
where left_record_id = least($first, $second)
  and right_record_id = greatest($first, $second)
  and is_changed
order by record_id, field
