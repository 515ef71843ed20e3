/*
description: >-
  Every region from the country down to the municipality. Two rows are not official keys; 00 is
  Germany, and 99 holds what no place could be found for (ohne Ort), so that nothing is lost.
grain: region_id
columns:
  tier:
    comment: "Level in the tree; Landkreis and Stadtkreis are both kreis."
    vocabulary: [bund, land, regierungsbezirk, region, kreis, gemeinde, ohne_ort]
  kreis_id: "Kreis that the region is or lies in."
  land_id: "Land that the region is or lies in."
checks:
  - expect_column_values_to_not_be_null: {column: tier}
*/
with register as (
  select region_id, level, parent_id, name, nuts_code, population, area_km2
  from codes.regions
  union all
  -- Regions that a delivered register knows and the embedded one does not.
  select region_id, region_level, parent_id, name, nuts_code, population::text, area_km2::text
  from stage.reference_regions
  where region_id not in (select region_id from codes.regions)
), official as (
  select
    region_id,
    level as region_level,
    case when length(region_id) = 2 then '00' else parent_id end as parent_id,
    name,
    nullif(nuts_code, '') as nuts_code,
    try_cast(population as double) as population,
    try_cast(area_km2 as double) as area_km2,
    case when level in ('landkreis', 'stadtkreis') then 'kreis'
         when level = 'gemeindefreies_gebiet' then 'gemeinde'
         else level end as tier,
    case when length(region_id) >= 5 then left(region_id, 5) end as kreis_id,
    left(region_id, 2) as land_id
  from register
  where region_id not in ('00', '99')
)
select * from official
union all
select '00', 'bund', null, 'Deutschland', 'DE', null, null, 'bund', null, null
union all
select '99', 'ohne_ort', '00', 'ohne Ort', null, null, null, 'ohne_ort', null, null
