/*
description: Every region is in the code list.
severity: critical
advice: Add the region to sql/codes/regions.csv or correct the place.
*/
select measure_id, region_id
from core.measure_regions
anti join core.regions using (region_id)
