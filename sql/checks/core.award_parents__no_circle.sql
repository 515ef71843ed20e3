/*
description: No award passes on money that came from itself.
severity: critical
advice: Look at funders and carriers of the awards in the circle; money in a circle counts nowhere.
*/
with recursive upwards as (
  select award_id, parent_award_id, 1 as steps
  from core.award_parents
  union all
  select upwards.award_id, above.parent_award_id, steps + 1
  from upwards
  join core.award_parents as above on above.award_id = upwards.parent_award_id
  where steps < 10 and upwards.parent_award_id <> upwards.award_id
)
select award_id, steps
from upwards
where parent_award_id = award_id
