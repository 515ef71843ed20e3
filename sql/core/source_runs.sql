/*
description: What happened to every list in this run and which copy of it is used.
grain: source_id
checks:
  - expect_column_values_to_not_be_null: {column: source_status}
*/
select *
from stage.source_runs
