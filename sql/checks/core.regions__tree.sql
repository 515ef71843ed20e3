/*
description: Every region leads to Germany over parents that exist, without a circle.
severity: critical
advice: Correct parent_id in sql/codes/regions.csv.
*/
select region_id, parent_id
from core.regions
where region_id not in (select descendant_id from core.region_closure where ancestor_id = '00')
   or region_id in (select descendant_id from core.region_closure where depth >= 10)
