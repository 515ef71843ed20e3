/*
description: Every region with itself and everything below it; the join that rolls counts up.
grain: ancestor_id, descendant_id
columns:
  ancestor_id: "Region that contains the other, or the region itself."
  descendant_id: "Region that is contained."
  depth: {comment: "Levels between the two; 0 for the region itself.", unit: "levels"}
*/
with recursive tree as (
  select region_id as ancestor_id, region_id as descendant_id, 0 as depth
  from core.regions
  union all
  select regions.parent_id, tree.descendant_id, tree.depth + 1
  from tree
  join core.regions as regions on regions.region_id = tree.ancestor_id
  -- The bound stops a circle in the code list, which a check then names.
  where regions.parent_id is not null and tree.depth < 10
)
select ancestor_id, descendant_id, min(depth) as depth
from tree
group by ancestor_id, descendant_id
