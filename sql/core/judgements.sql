/*
description: What people decided on pairs of records.
grain: left_record_id, right_record_id, judged_by, judged_at
checks:
  - expect_column_values_to_not_be_null: {column: judgement}
*/
select *
from stage.judgements
