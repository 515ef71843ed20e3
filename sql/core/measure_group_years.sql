/*
description: >-
  Which measure serves which target group in which year; groups rolled up, so that a measure for
  two sub-groups stands once under their parent, and once under TG0000 (all measures).
grain: measure_id, target_group, year
columns:
  awarded_eur: {comment: "Awarded money of the year; whole under every group, never to be added over groups.", unit: "EUR"}
*/
select distinct measure_id, ancestor_code as target_group, year, awarded_eur
from core.measure_years
join core.measure_target_groups using (measure_id)
join core.target_group_closure on descendant_code = target_group
where is_counted
