/*
description: A region has at least as many measures as its largest part and at most as many as its parts together, and so has a target group as its largest sub-group.
severity: critical
advice: A count is not distinct, or a level counts what another does not (rules R1 and R2).
*/
with parts as (
  select whole.region_id, cells.target_group, cells.year, sum(cells.n_measures) as together, max(cells.n_measures) as largest
  from marts.measures_by_region_and_target_group as cells
  join core.regions as part using (region_id)
  join core.regions as whole on whole.region_id = part.parent_id
  group by all
), subgroups as (
  select cells.region_id, parent_code as target_group, cells.year, max(cells.n_measures) as largest
  from marts.measures_by_region_and_target_group as cells
  join core.target_groups using (target_group)
  where parent_code is not null
  group by all
)
select region_id, target_group, year, n_measures, together, parts.largest, subgroups.largest as largest_subgroup
from marts.measures_by_region_and_target_group
left join parts using (region_id, target_group, year)
left join subgroups using (region_id, target_group, year)
where n_measures < coalesce(parts.largest, 0)
   or (tier not in ('kreis', 'ohne_ort') and n_measures > coalesce(together, 0))
   or n_measures < coalesce(subgroups.largest, 0)
   or n_measures <> n_dedicated + n_shared
