/*
description: Every list that is read, with its publisher, licence and law.
grain: source_id
checks:
  - expect_column_values_to_not_be_null: {column: publisher_id}
*/
select *
from stage.sources
