/*
description: >-
  Every programme (Förderprogramm, Richtlinie) that a list describes or names. A programme is no
  measure and is never counted as one; it is the parent of its calls and measures. The
  period is the one that a list of programmes states.
grain: programme_id
columns:
  programme_id: "Key of the programme; its name in comparable spelling."
  is_described: "True where a list of programmes has a row on it, false where rows of other lists only name it."
  n_calls: {comment: "Calls that the lists tell of.", unit: "calls"}
  n_measures: {comment: "Measures under the programme.", unit: "measures"}
  source_ids: "Lists that describe or name it, joined by a blank."
checks:
  - expect_column_values_to_not_be_null: {column: title}
*/
select
  programme_id,
  min_by(
    case when list_level = 'programme' then coalesce(title, programme) else coalesce(programme, title) end,
    (list_level <> 'programme', record_id)) as title,
  bool_or(list_level = 'programme') as is_described,
  min(period_from) filter (list_level = 'programme') as period_from,
  max(period_to) filter (list_level = 'programme') as period_to,
  count(distinct call_id) as n_calls,
  count(distinct measure_id) as n_measures,
  string_agg(distinct source_id, ' ' order by source_id) as source_ids
from core.record_programmes
join core.records using (record_id)
left join core.record_measure using (record_id)
group by programme_id
