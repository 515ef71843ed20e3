/*
description: Rows of lists that a declared rule sets aside, with the rule.
grain: source_id, source_row
checks:
  - expect_column_values_to_not_be_null: {column: rule}
*/
select *
from stage.ignored_rows
