/*
description: The key of every region begins with the key of the region that it lies in, so that both ways to go up lead to the same place.
severity: critical
advice: Correct parent_id in sql/codes/regions.csv or in the delivered register; counts go by the parent, weights by the key.
*/
select region_id, parent_id, name
from core.regions
where region_id <> '99'
  and parent_id <> '00'
  and not starts_with(region_id, parent_id)
