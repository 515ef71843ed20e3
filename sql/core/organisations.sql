/*
description: >-
  Every organisation named by a list. The institution line is the same before and after a
  renaming; an organisation without one is its own line.
grain: organisation_id
checks:
  - expect_column_values_to_not_be_null: {column: institution_line}
*/
select
  * replace (coalesce(institution_line, organisation_id) as institution_line)
from stage.organisations
