/*
description: What was decided about two records, in either order, and what a person said.
parameters: first, second
*/
select
  pair.*,
  judged.judgement,
  judged.judged_by,
  judged.judged_at,
  judged.reason,
  judged.judgement_status,
  judged.contradicts
from core.pairs as pair
left join core.judgements as judged using (left_record_id, right_record_id)
where pair.left_record_id = least($first, $second)
  and pair.right_record_id = greatest($first, $second)
