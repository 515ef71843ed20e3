/*
description: Where a list is declared to be complete; without it an empty cell is no evidence of a gap. A field of action that is null stands for all.
grain: source_id, region_id, field_of_action, year, completeness
checks:
  - expect_column_values_to_not_be_null: {column: completeness}
*/
select distinct *
from stage.source_coverage
