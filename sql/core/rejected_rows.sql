/*
description: Rows of lists that could not be read, with the reason, what was found and what was expected.
grain: source_id, source_row, locator, list_column, reason, found, expected, content
checks:
  - expect_column_values_to_not_be_null: {column: reason}
*/
select distinct
  source_id,
  source_row,
  locator,
  list_column,
  reason,
  without_personal_data(found) as found,
  expected,
  case when texts_may_be_published is not false then without_personal_data(content) end as content
from stage.rejected_rows
left join stage.sources using (source_id)
