/*
description: The regions of every set of regions that a profile has, with their weights.
published: false
grain: region_set_no, region_id
columns:
  region_set_no: "Number of the set of regions."
  region_no: "Number of the region."
*/
with stated as (
  select distinct region_set_no, unnest(string_split(region_set, ' ')) as region_and_weight
  from core.measure_profiles
)
select
  region_set_no,
  split_part(region_and_weight, ':', 1) as region_id,
  dense_rank() over (order by split_part(region_and_weight, ':', 1)) as region_no,
  cast(split_part(region_and_weight, ':', 2) as decimal(18, 15)) as weight
from stated
