/*
description: >-
  Every day on which a list was delivered with new content, up to the copy that is in use. Where
  records is null, today's document no longer reads that copy, so that nothing is known of it.
grain: source_id, delivered_on
checks:
  - expect_column_values_to_not_be_null: {column: snapshot}
*/
select *
from stage.deliveries
