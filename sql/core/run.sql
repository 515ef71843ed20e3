/*
description: The run that these tables come from; one row. What is asked about today is asked about its day.
grain: as_of
columns:
  as_of: "Day of the run."
  rules_version: "Version of the rules and code lists that decided."
checks:
  - expect_column_values_to_not_be_null: {column: as_of}
*/
select as_of, rules_version
from stage.run
