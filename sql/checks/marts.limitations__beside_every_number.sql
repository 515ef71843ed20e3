/*
description: Every region and year for which a number is published has its limitations.
severity: critical
advice: marts.limitations leaves out a level or a year that another table shows.
*/
with published as (
  select distinct 'marts.measures_by_region_and_target_group' as published_in, region_id, year
  from marts.measures_by_region_and_target_group
  where tier <> 'gemeinde'
  union all
  select distinct 'marts.coverage_gaps', region_id, year from marts.coverage_gaps
  union all
  select distinct 'marts.measures_by_region_group_and_field', region_id, year
  from marts.measures_by_region_group_and_field
  where region_id not in (select region_id from core.regions where tier = 'gemeinde')
  union all
  select distinct 'marts.fragmentation', region_id, year from marts.fragmentation
)
select published_in, region_id, year
from published
anti join marts.limitations using (region_id, year)
