/*
description: Every list declares its coverage for a region and a field of action of the code lists.
severity: critical
advice: Correct 'coverage' in the source document; an unknown code would turn gaps into missing evidence.
*/
select source_id, region_id, field_of_action, year
from core.source_coverage
where region_id not in (select region_id from core.regions)
   or (field_of_action <> 'all' and field_of_action not in (select field_of_action from core.fields))
