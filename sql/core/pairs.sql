/*
description: Compared pairs of records with score, veto, decision and the evidence in words.
grain: left_record_id, right_record_id
checks:
  - expect_column_values_to_not_be_null: {column: decision}
  - expect_column_values_to_not_be_null: {column: explanation, severity: warning}
*/
select *
from stage.pairs
