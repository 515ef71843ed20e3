/*
description: >-
  The model key that spreads what is stated for a larger area over its Kreise, per year (rule R4
  of the counting rules). Foreign population of the year, or the last one before it, where it is
  known for all Kreise of the area; else population; else equal parts.
grain: region_id, kreis_id, year
columns:
  kreis_id: "Kreis that receives the share."
*/
with years as (
  select unnest(range(
    cast(threshold('first_year') as bigint),
    year(as_of) + cast(threshold('years_ahead') as bigint) + 1)) as year
  from stage.run
), shares as (
  select region_id, cast(year as bigint) as year, max(cast(foreign_share_percent as double)) as percent
  from codes.foreign_population_share
  group by all
), kreise as (
  select region_id as kreis_id, population, coalesce(first_year, 9999) as first_year
  from core.regions
  left join (select region_id, min(year) as first_year from shares group by all) using (region_id)
  where tier = 'kreis'
), keys as (
  select kreis_id, years.year, population, round(population * percent / 100) as foreign_population
  from kreise
  cross join years
  -- Years before the first figure take the first one.
  asof left join shares
    on shares.region_id = kreis_id and greatest(years.year, first_year) >= shares.year
), areas as (
  select
    ancestor_id as region_id,
    keys.*,
    count(*) over area as n_kreise,
    count(foreign_population) over area as n_foreign,
    count(population) over area as n_population,
    sum(cast(foreign_population as bigint)) over area as all_foreign,
    sum(cast(population as bigint)) over area as all_population
  from core.region_closure
  join keys on kreis_id = descendant_id
  window area as (partition by ancestor_id, year)
)
select
  region_id,
  kreis_id,
  year,
  case when n_foreign = n_kreise and all_foreign > 0 then cast(foreign_population as bigint) / all_foreign
       when n_population = n_kreise and all_population > 0 then cast(population as bigint) / all_population
       else 1.0::double / n_kreise end as weight,
  case when n_kreise = 1 then 'equal'
       when n_foreign = n_kreise and all_foreign > 0 then 'foreign_population'
       when n_population = n_kreise and all_population > 0 then 'population'
       else 'equal' end as weight_basis
from areas
