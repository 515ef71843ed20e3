/*
description: >-
  Where every measure counts, at every level from Kreis to country. Dedicated means entirely
  inside the region, shared means also elsewhere; statewide measures, measures placed by the seat
  of their carrier and measures without a place are kept apart from both.
grain: measure_id, region_id
columns:
  placement:
    comment: "How the measure counts in the region."
    vocabulary: [dedicated, shared, statewide, carrier_seat, unplaced]
*/
select
  measure_id,
  ancestor_id as region_id,
  least(1, cast(sum(cast(weight as decimal(18, 15))) as double)) as weight,
  case min(coverage)
    when 'statewide' then 'statewide'
    when 'carrier_seat' then 'carrier_seat'
    when 'none' then 'unplaced'
    else case when sum(weight) >= 1 - 1e-9 then 'dedicated' else 'shared' end
  end as placement
from core.measure_regions
join core.region_closure on descendant_id = region_id
group by measure_id, ancestor_id
