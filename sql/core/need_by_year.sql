/*
description: >-
  People in need per region, target group and year, on one indicator per group (the one with most
  figures; methods are never mixed in one ratio). A year takes the last figure before it that is
  at most [[need_max_age]] years old; a region without a figure of its own takes the sum of its Kreise, if all
  of them have one that is not suppressed.
grain: region_id, target_group, year
columns:
  people: {comment: "People in need.", unit: "persons"}
*/
with preferred as (
  select target_group, indicator
  from core.need
  where unit in ('persons', 'Personen')
  group by target_group, indicator
  qualify row_number() over (partition by target_group order by count(*) desc, indicator) = 1
), observed as (
  select region_id, target_group, indicator, year(ref_date) as ref_year, max(ref_date) as ref_date,
    max_by(need_value, (ref_date, source_id)) as people
  from core.need
  join preferred using (target_group, indicator)
  group by all
), years as (
  select distinct year from core.measure_years
  union
  select year(as_of) from stage.run
), wanted as (
  select region_id, target_group, year
  from (select distinct region_id, target_group from observed)
  cross join years
), stated as (
  select wanted.*, observed.indicator, observed.ref_date, observed.people
  from wanted
  asof join observed
    on observed.region_id = wanted.region_id
    and observed.target_group = wanted.target_group
    and wanted.year >= observed.ref_year
  where wanted.year - observed.ref_year <= threshold('need_max_age')
), below as (
  select ancestor_id, descendant_id, count(*) over (partition by ancestor_id) as n_kreise
  from core.region_closure
  join core.regions on region_id = descendant_id and tier = 'kreis'
  where depth > 0
), summed as (
  select ancestor_id as region_id, target_group, year, min(indicator) as indicator,
    min(ref_date) as ref_date, sum(people) as people
  from stated
  join below on descendant_id = region_id
  where people is not null
  group by ancestor_id, target_group, year, n_kreise
  having count(*) = n_kreise
)
select region_id, target_group, year, indicator, ref_date, people
from stated
where people is not null
union all
select *
from summed
where (region_id, target_group, year) not in (
  select (region_id, target_group, year) from stated where people is not null)
