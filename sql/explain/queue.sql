/*
description: >-
  Pairs that wait for a person, those with the most money first, since they move published numbers
  most; with the line of the decision that is re-opened or contradicted, if any.
parameters: none
*/
select
  pair.left_record_id,
  pair.right_record_id,
  pair.score,
  pair.veto,
  pair.explanation,
  case when judged.judgement_status in ('reopened', 'contradicted') then judged.line end as asked_again,
  coalesce(l.amount_eur, 0) + coalesce(r.amount_eur, 0) as amount_eur
from core.pairs as pair
join core.records as l on l.record_id = pair.left_record_id
join core.records as r on r.record_id = pair.right_record_id
left join core.judgements as judged using (left_record_id, right_record_id)
where pair.decision = 'review' or asked_again is not null
order by amount_eur desc, pair.score desc, pair.left_record_id, pair.right_record_id
