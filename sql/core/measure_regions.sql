/*
description: >-
  Where every measure takes place; one row per Kreis, with weights that add up to 1 per measure.
  A statewide measure has one row at its Land (or 00 for Germany) and no Kreis row, so it can
  never enter a count per Kreis; a measure without a place has one row at 99. A stated place goes
  before a statewide reach, that before the seat of the carrier. Of two stated regions of which
  one contains the other the narrower counts.
grain: measure_id, region_id
columns:
  stated_region: "Regions as stated, keys joined by a blank."
  municipality_id: "Municipalities stated within the Kreis, keys joined by a blank."
  region_confidence: {comment: "How sure the place is.", unit: "0 to 1"}
  is_assumed: "True where the weight rests on a model key or on the seat of the carrier."
checks:
  - expect_column_values_to_not_be_null: {column: region_id}
  - expect_column_values_to_be_between: {column: weight, min_value: 0, max_value: 1.000000001}
*/
with city_states as (
  select land_id from core.regions where tier = 'kreis' group by land_id having count(*) = 1
), read as (
  select
    measure_id,
    placed.* exclude (record_id),
    default_region,
    case when length(placed.region_id) = 2 and placed.region_id in (from city_states) then 'explicit'
         when placed.reach in ('landesweit', 'bundesweit')
           and (placed.coverage <> 'explicit' or placed.region_id is null) then 'statewide'
         when placed.coverage = 'none' and placed.reach = 'virtuell' then 'statewide'
         when length(placed.region_id) = 2 then 'statewide'
         when placed.coverage = 'statewide' then 'statewide'
         when placed.region_id is null then 'none'
         else placed.coverage end as kind
  from stage.record_regions as placed
  join stage.record_measure using (record_id)
  join stage.records using (record_id)
), named as (
  select
    measure_id,
    kind,
    case kind when 'none' then '99'
              when 'statewide' then case when reach = 'bundesweit' then '00'
                else coalesce(left(region_id, 2), left(default_region, 2), '00') end
              else region_id end as region_id,
    case kind when 'explicit' then 1 when 'inherited' then 1 when 'statewide' then 2
              when 'carrier_seat' then 3 else 4 end as rank,
    case when weight_basis = 'publisher' then cast(weight as decimal(18, 12)) end as publisher_weight,
    confidence
  from read
), stated as (
  select measure_id, region_id, min(kind) as coverage,
    max(publisher_weight) as publisher_weight, max(confidence) as confidence
  from (from named qualify rank = min(rank) over (partition by measure_id))
  group by measure_id, region_id
), narrowest as (
  select *, count(*) over measure as n_stated, count(publisher_weight) over measure as n_publisher,
    sum(publisher_weight) over measure as all_publisher
  from stated
  where not exists (
    from stated as inner_region
    where inner_region.measure_id = stated.measure_id
      and inner_region.region_id <> stated.region_id
      and starts_with(inner_region.region_id, stated.region_id))
  window measure as (partition by measure_id)
), weighed as (
  select
    narrowest.*,
    n_publisher = n_stated and all_publisher > 0 as by_publisher,
    case when n_publisher = n_stated and all_publisher > 0
         then cast(publisher_weight / all_publisher as double) else 1.0::double / n_stated end as stated_weight,
    greatest(least(coalesce(year(period_from), year(as_of)), year(as_of)), threshold('first_year')) as key_year
  from narrowest
  join core.measure_periods using (measure_id)
  cross join stage.run
), spread as (
  select
    measure_id,
    coalesce(kreis_id, weighed.region_id) as region_id,
    weighed.region_id as stated_region,
    coverage,
    confidence,
    cast(stated_weight * coalesce(shares.weight, 1) as decimal(18, 15)) as weight,
    case when shares.weight < 1 then shares.weight_basis when by_publisher then 'publisher' else 'equal' end as weight_basis
  from weighed
  left join core.region_shares as shares
    on shares.region_id = left(weighed.region_id, 5)
    and shares.year = key_year
    and coverage in ('explicit', 'inherited', 'carrier_seat')
)
select
  measure_id,
  region_id,
  string_agg(distinct stated_region, ' ' order by stated_region) as stated_region,
  string_agg(distinct stated_region, ' ' order by stated_region) filter (length(stated_region) = 8) as municipality_id,
  min(coverage) as coverage,
  cast(sum(weight) as double) as weight,
  -- In a Kreis that is named and also lies in a spread area, the model key is what has to be told.
  case when count(distinct weight_basis) = 1 then min(weight_basis)
       else min(weight_basis) filter (weight_basis in ('foreign_population', 'population')) end as weight_basis,
  min(coverage) in ('carrier_seat', 'statewide')
    or (cast(sum(weight) as double) < 1 - 1e-9 and not bool_and(weight_basis = 'publisher')) as is_assumed,
  max(confidence) as region_confidence
from spread
group by measure_id, region_id
