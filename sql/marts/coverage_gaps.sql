/*
description: >-
  Supply set against need per Kreis, target group, top field of action and year. A cell needs at
  least [[need_floor]] people whose number is not suppressed. In this order; no_evidence, no list
  with declared completeness covers the cell; none, covered but no measure; statewide_only; below,
  measures per 10,000 people under [[gap_below]] of the ratio of the Land; present. Only none,
  statewide_only and below may be called gaps; capacity is unknown, so present does not mean enough.
grain: region_id, target_group, field_of_action, year
columns:
  region: "Name of the Kreis."
  people: {comment: "People in need.", unit: "persons"}
  n_measures: {comment: "Dedicated and shared measures for the group and its sub-groups.", unit: "measures"}
  n_statewide: {comment: "Statewide measures available in the Kreis.", unit: "measures"}
  measures_per_10000: {comment: "Dedicated and shared measures per 10,000 people in need.", unit: "measures per 10,000 persons"}
  land_per_10000: {comment: "The same ratio of the whole Land.", unit: "measures per 10,000 persons"}
  gap_class:
    comment: "What the cell shows, in the order of the definition."
    vocabulary: [no_evidence, none, statewide_only, below, present]
checks:
  - expect_column_values_to_not_be_null: {column: gap_class}
  - expect_column_values_to_be_between: {column: people, min_value: 1}
*/
with active as (
  select distinct measure_id, target_group, year, top_field
  from core.measure_group_years
  join core.measure_fields using (measure_id)
  join core.fields using (field_of_action)
), supply as (
  select region_id, target_group, year, top_field,
    count(*) filter (placement in ('dedicated', 'shared')) as n_measures,
    count(*) filter (placement = 'statewide') as n_statewide
  from active
  join core.measure_places using (measure_id)
  where placement in ('dedicated', 'shared', 'statewide')
  group by all
), nationwide as (
  select target_group, year, top_field, count(*) as n_statewide
  from active
  join core.measure_regions using (measure_id)
  where region_id = '00' and coverage = 'statewide'
  group by all
), covered as (
  select distinct descendant_id as region_id, fields.field_of_action as top_field, year
  from core.source_coverage as declared
  join core.region_closure on ancestor_id = declared.region_id
  join core.fields as fields
    on parent_code is null
    and (declared.field_of_action is null or declared.field_of_action in ('all', fields.field_of_action))
  where completeness in ('complete', 'partial')
), lands as (
  select distinct land_id
  from core.regions
  where region_id in (select region_id from core.measure_regions union select region_id from core.source_coverage)
), cells as (
  select need.region_id, regions.name as region, regions.land_id, target_group, field_of_action as top_field, need.year, people
  from core.need_by_year as need
  join core.regions as regions on regions.region_id = need.region_id and tier = 'kreis'
  semi join lands on lands.land_id = regions.land_id
  join core.fields as fields on fields.parent_code is null and field_of_action <> 'HF9900'
  cross join stage.run
  where people >= threshold('need_floor')
    and need.year between year(as_of) - threshold('gap_years') and year(as_of)
), measured as (
  select
    cells.*,
    coalesce(supply.n_measures, 0) as n_measures,
    coalesce(in_land.n_statewide, 0) + coalesce(nationwide.n_statewide, 0) as n_statewide,
    10000 * coalesce(supply.n_measures, 0) / cells.people as measures_per_10000,
    10000 * in_land.n_measures / land_need.people as land_per_10000,
    covered.region_id is not null as is_covered
  from cells
  left join supply using (region_id, target_group, year, top_field)
  left join supply as in_land on in_land.region_id = cells.land_id
    and in_land.target_group = cells.target_group and in_land.year = cells.year and in_land.top_field = cells.top_field
  left join nationwide on nationwide.target_group = cells.target_group
    and nationwide.year = cells.year and nationwide.top_field = cells.top_field
  left join core.need_by_year as land_need on land_need.region_id = cells.land_id
    and land_need.target_group = cells.target_group and land_need.year = cells.year
  left join covered on covered.region_id = cells.region_id
    and covered.top_field = cells.top_field and covered.year = cells.year
)
select
  region_id,
  region,
  target_group,
  top_field as field_of_action,
  year,
  people,
  n_measures,
  n_statewide,
  round(measures_per_10000, 4) as measures_per_10000,
  round(land_per_10000, 4) as land_per_10000,
  case when not is_covered then 'no_evidence'
       when n_measures = 0 and n_statewide = 0 then 'none'
       when n_measures = 0 then 'statewide_only'
       when measures_per_10000 < threshold('gap_below') * land_per_10000 then 'below'
       else 'present' end as gap_class
from measured
