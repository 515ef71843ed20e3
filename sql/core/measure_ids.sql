/*
description: Every measure id ever minted and what became of it; ids are never reused.
grain: measure_id
checks:
  - expect_column_values_to_not_be_null: {column: id_status}
*/
select *
from stage.measure_ids
