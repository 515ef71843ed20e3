/*
description: >-
  What every list leaves empty, topic by topic, and for how many of these rows another publisher's
  list tells it of the same measure. For the body that publishes the list. Rows of programmes,
  calls and offerings are left out, since no measure is behind them.
grain: source_id, topic
columns:
  topic:
    comment: "What a row should tell."
    vocabulary: [place, period, carrier, funder, amount, target_group, field_of_action]
  n_records: {comment: "Records of measures and awards in the list.", unit: "records"}
  n_empty: {comment: "Of these, records that do not tell it.", unit: "records"}
  share_empty: {comment: "Share of the records that do not tell it.", unit: "share"}
  n_known_elsewhere: {comment: "Of the empty ones, records whose measure another publisher's list tells it of.", unit: "records"}
  known_by: "Publishers whose lists tell it, joined by a semicolon."
checks:
  - expect_column_values_to_be_between: {column: share_empty, min_value: 0, max_value: 1}
*/
with placed as (
  select distinct record_id from stage.record_regions where region_id is not null or coverage <> 'none'
), labelled as (
  select distinct record_id from stage.record_target_groups where target_group <> 'TG9999'
), active as (
  select distinct record_id from stage.record_fields where field_of_action <> 'HF9900'
), carried as (
  select distinct record_id from stage.record_organisations where role in ('carrier', 'implementer')
), funded as (
  select distinct record_id from stage.record_organisations where role = 'funder'
), rows_told as (
  select
    record_id, source_id, publisher_id, coalesce(publisher_name, publisher_id) as publisher_name, measure_id,
    record_id in (from placed) as place,
    period_from is not null as period,
    record_id in (from carried) as carrier,
    record_id in (from funded) as funder,
    amount_eur is not null as amount,
    record_id in (from labelled) as target_group,
    record_id in (from active) as field_of_action
  from stage.records
  join core.record_measure using (record_id)
  join core.sources using (source_id)
), told as (
  unpivot rows_told
  on place, period, carrier, funder, amount, target_group, field_of_action into name topic value is_told
), tellers as (
  select distinct measure_id, topic, publisher_id, publisher_name
  from told
  where is_told
), known as (
  select record_id, source_id, topic, tellers.publisher_name as teller
  from told
  join tellers using (measure_id, topic)
  where not is_told and tellers.publisher_id <> told.publisher_id
), elsewhere as (
  select source_id, topic, count(distinct record_id) as n_known_elsewhere,
    string_agg(distinct teller, '; ' order by teller) as known_by
  from known
  group by source_id, topic
)
select
  source_id,
  topic,
  count(*) as n_records,
  count(*) filter (not is_told) as n_empty,
  round(avg((not is_told)::integer), 4) as share_empty,
  coalesce(n_known_elsewhere, 0) as n_known_elsewhere,
  known_by
from told
left join elsewhere using (source_id, topic)
group by source_id, topic, n_known_elsewhere, known_by
