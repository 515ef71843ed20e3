/*
description: Every target group is in the code list.
severity: critical
advice: Add the code to sql/codes/target_groups.csv or correct the label.
*/
select measure_id, target_group
from core.measure_target_groups
anti join core.target_groups using (target_group)
