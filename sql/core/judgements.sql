/*
description: >-
  What people decided on pairs of records, the last decision on each pair, and how it stands
  tonight. A decision holds also where it is re-opened, until a person decides anew; where a
  record is absent it waits for its return; what contradicts others merges nothing that a person
  keeps apart.
grain: left_record_id, right_record_id
columns:
  judgement_status:
    comment: >-
      How the decision stands; re-opened where a value it relied on changed, waiting where a record
      is absent tonight, unknown where no list ever named one.
    vocabulary: [holds, reopened, waiting, contradicted, unknown]
  changes: "What changed since the decision, as field, record, value then and now."
checks:
  - expect_column_values_to_not_be_null: {column: judgement}
*/
with changed as (
  select
    left_record_id,
    right_record_id,
    string_agg(
      format('{} of {} was {}, is {}', field, record_id,
        coalesce('''' || seen_value || '''', 'empty'), coalesce('''' || current_value || '''', 'empty')),
      '; ' order by record_id, field) as changes
  from core.judged_values
  where is_changed
  group by all
)
select
  judged.* exclude (seen, reason),
  without_personal_data(judged.reason) as reason,
  case when unknown_records is not null then 'unknown'
       when left_record_id not in (select record_id from core.records)
         or right_record_id not in (select record_id from core.records) then 'waiting'
       when contradicts is not null then 'contradicted'
       when changes is not null then 'reopened'
       else 'holds' end as judgement_status,
  changes
from stage.judgements as judged
left join changed using (left_record_id, right_record_id)
