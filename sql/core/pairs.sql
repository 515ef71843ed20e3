/*
description: Compared pairs of records with score, veto, decision and the evidence in words and as JSON.
csv: false
grain: left_record_id, right_record_id
checks:
  - expect_column_values_to_not_be_null: {column: decision}
  - expect_column_values_to_not_be_null: {column: explanation, severity: warning}
*/
select pairs.* replace (
  concat(
    pairs.explanation,
    '; re-opened, since ' || judgements.changes,
    '; contradicted by ' || judgements.contradicts
  ) as explanation
)
from stage.pairs as pairs
left join core.judgements using (left_record_id, right_record_id)
