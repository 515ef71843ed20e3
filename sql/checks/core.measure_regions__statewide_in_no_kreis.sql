/*
description: A statewide measure stands at its Land only, so that no count per Kreis contains it.
severity: critical
advice: Spread statewide money by core.region_shares, never the measure.
*/
select measure_id, region_id, coverage
from core.measure_regions
left join core.regions using (region_id)
where (coverage = 'statewide') <> (coalesce(tier, '') in ('land', 'bund'))
