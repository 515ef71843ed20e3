/*
description: Every number stands beside the share of measures without a target group and without a place.
severity: critical
advice: Fill share_without_group and share_without_place in the mart.
*/
select region_id, target_group, year
from marts.measures_by_region_and_target_group
where share_without_place is null
   or (n_measures > 0 and share_without_group is null)
