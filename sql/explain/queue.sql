/*
description: >-
  Pairs that wait for a person, those with the most money first: they move published numbers most.
parameters: none
*/
select
  pair.left_record_id,
  pair.right_record_id,
  pair.score,
  pair.veto,
  pair.explanation,
  coalesce(l.amount_eur, 0) + coalesce(r.amount_eur, 0) as amount_eur
from core.pairs as pair
join core.records as l on l.record_id = pair.left_record_id
join core.records as r on r.record_id = pair.right_record_id
where pair.decision = 'review'
order by amount_eur desc, pair.score desc, pair.left_record_id, pair.right_record_id
