/*
description: What was decided about two records, in either order.
parameters: first, second
*/
select *
from core.pairs
where left_record_id = least($first, $second)
  and right_record_id = greatest($first, $second)
