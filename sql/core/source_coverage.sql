/*
description: Where a list is declared to be complete; without it an empty cell is no evidence of a gap. A field of action that is null stands for all.
grain: source_id, region_id, field_of_action, year
checks:
  - expect_column_values_to_not_be_null: {column: completeness}
*/
select *
from stage.source_coverage
