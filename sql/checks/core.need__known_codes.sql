/*
description: Every figure on need is of a region and a target group of the code lists.
severity: warning
advice: The figure is in no gap and no ratio; correct the code in the list or its document.
*/
select source_id, region_id, target_group, indicator, ref_date
from core.need
where region_id not in (select region_id from core.regions)
   or target_group not in (select target_group from core.target_groups)
