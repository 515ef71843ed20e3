/*
description: >-
  Every field that a person's decision relied on, as it was when the decision was made and as it
  is tonight. Differences of case, punctuation and blanks are none. A decision whose sight is not
  known relied on what stands here when it is first used.
grain: left_record_id, right_record_id, record_id, field
columns:
  current_value: "Value in tonight's list; null where it is empty or the record is absent."
  is_changed: "True where a list now says something else than the person saw."
checks:
  - expect_column_values_to_not_be_null: {column: is_changed}
*/
with long as (
  unpivot (
    select record_id, columns(* exclude (record_id))::text
    from core.records
    semi join stage.judged_values using (record_id))
  on columns(* exclude (record_id)) into name field value current_value
), listed as (
  -- What was seen may come from the file of judgements: both sides pass the same filter.
  select record_id, field, without_personal_data(current_value) as current_value
  from long
), compared as (
  select
    judged.left_record_id,
    judged.right_record_id,
    record_id,
    field,
    judged.is_seen or record_id in (select record_id from core.records) as is_seen,
    case when judged.is_seen then without_personal_data(judged.seen_value) else listed.current_value end as seen_value,
    listed.current_value,
    record_id in (select record_id from core.records) as is_listed
  from stage.judged_values as judged
  left join listed using (record_id, field)
)
select
  * exclude (is_listed),
  is_listed and case
    when field = 'amount_eur' then try_cast(seen_value as double) is distinct from try_cast(current_value as double)
    -- A text without a single Latin letter or digit folds to nothing.
    else coalesce(nullif(fold_text(seen_value), ''), seen_value, '')
      <> coalesce(nullif(fold_text(current_value), ''), current_value, '')
  end as is_changed
from compared
