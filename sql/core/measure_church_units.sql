/*
description: >-
  In which deanery or church district every measure takes place. What a list states goes before
  the place; the place decides only where the borders of the unit are known (core.church_regions)
  and hold at the beginning of the measure. Where a municipality lies in a unit of its own, the
  municipality decides if it is known. What of a measure lies in no known unit stands in one row
  without a unit: all of a statewide measure, of one without a place, and of one that is placed
  only by the seat of its carrier. The weight is the part of the measure that lies in the unit.
grain: measure_id, unit_no
columns:
  unit_no: "Position among the units of the measure, from 1."
  church: "Diocese or Landeskirche, null for a unit that only a list names."
  basis: {comment: "Named by a list, found by the place, or unknown.", vocabulary: [stated, place, none]}
*/
with stated as (
  select distinct measure_id, church_unit
  from stage.record_measure
  join stage.records using (record_id)
  where church_unit is not null
), here as (
  select measure_id, region_id, municipality_id, weight, coalesce(period_from, as_of) as day_there
  from core.measure_regions
  join core.measure_periods using (measure_id)
  cross join stage.run
  where coverage in ('explicit', 'inherited')
    and measure_id not in (select measure_id from stated)
), found as (
  select distinct here.measure_id, here.region_id, here.weight, units.church_unit, units.church
  from here
  join core.church_regions as units
    on left(units.region_id, 5) = here.region_id
    and (length(units.region_id) = 5 or list_contains(string_split(here.municipality_id, ' '), units.region_id))
    and day_there >= units.valid_from
    and coalesce(day_there < units.valid_to, true)
  -- A town that lies in the unit of another diocese leaves its Kreis' unit, but no Landeskirche.
  qualify length(units.region_id) = max(length(units.region_id))
    over (partition by here.measure_id, here.region_id, contains(lower(units.church), 'diözese'))
), by_place as (
  select measure_id, church_unit, church, sum(weight) as weight
  from (select * replace (weight / count(*) over (partition by measure_id, region_id, church) as weight) from found)
  group by all
), known as (
  select measure_id, max(weight) as weight
  from (select measure_id, church, sum(weight) as weight from by_place group by measure_id, church)
  group by measure_id
), units as (
  select measure_id, church_unit, null as church, 'stated' as basis,
    1.0::double / count(*) over (partition by measure_id) as weight
  from stated
  union all
  select measure_id, church_unit, church, 'place', weight
  from by_place
  union all
  select measure_id, null, null, 'none', 1 - coalesce(known.weight, 0)
  from core.measures
  left join known using (measure_id)
  where coalesce(known.weight, 0) < 1 - 1e-9
    and measure_id not in (select measure_id from stated)
)
select
  measure_id,
  row_number() over (partition by measure_id order by basis, church_unit, church) as unit_no,
  church_unit, church, basis, weight
from units
