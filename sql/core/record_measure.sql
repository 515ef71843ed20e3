/*
description: Which record describes which measure.
grain: record_id
checks:
  - expect_column_values_to_not_be_null: {column: measure_id}
  - expect_column_values_to_be_between: {column: identity_confidence, min_value: 0, max_value: 1}
*/
select *
from stage.record_measure
