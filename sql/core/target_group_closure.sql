/*
description: Every target group with itself and its sub-groups; TG0000 contains all of them.
grain: ancestor_code, descendant_code
columns:
  ancestor_code: "Group that contains the other, or the group itself."
  descendant_code: "Group that is contained."
*/
with recursive tree as (
  select target_group as ancestor_code, target_group as descendant_code, 0 as depth
  from core.target_groups
  union all
  select target_groups.parent_code, tree.descendant_code, tree.depth + 1
  from tree
  join core.target_groups as target_groups on target_groups.target_group = tree.ancestor_code
  where target_groups.parent_code is not null and tree.depth < 10
)
select distinct ancestor_code, descendant_code
from tree
union
select 'TG0000', target_group
from core.target_groups
