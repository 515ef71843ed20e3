/*
description: The parent of every target group is in the code list, and no group is its own ancestor.
severity: critical
advice: Correct parent_code in sql/codes/target_groups.csv.
*/
select target_group, parent_code
from core.target_groups
where parent_code not in (select target_group from core.target_groups)
   or (target_group, parent_code) in (select (ancestor_code, descendant_code) from core.target_group_closure)
