/*
description: >-
  What every list tells and leaves open, for the body that publishes it; rows read, what is empty
  or could not be placed, how many of its measures other publishers know too, and suggestions in
  plain German.
grain: source_id
columns:
  n_measures: {comment: "Measures that the list names.", unit: "measures"}
  n_measures_elsewhere: {comment: "Of these, measures that another publisher's list names too.", unit: "measures"}
  n_in_review: {comment: "Pairs of its rows that a person has to judge.", unit: "pairs"}
  share_without_place: {comment: "Records without a place.", unit: "share"}
  share_ambiguous_place: {comment: "Records whose place could be several.", unit: "share"}
  share_without_period: {comment: "Records without a period.", unit: "share"}
  share_without_carrier: {comment: "Records without a carrier.", unit: "share"}
  share_without_amount: {comment: "Records without an amount.", unit: "share"}
  share_without_target_group: {comment: "Records that do not say for whom the measure is.", unit: "share"}
  suggestions: "What the publisher could do, in German; null where nothing is to be done."
*/
with placed as (
  select record_id, bool_and(region_id is null and coverage = 'none') as no_place, bool_or(candidates <> '') as ambiguous
  from stage.record_regions group by record_id
), labelled as (
  select distinct record_id from stage.record_target_groups where target_group <> 'TG9999'
), carried as (
  select distinct record_id from stage.record_organisations where role in ('carrier', 'implementer')
), shares as (
  select
    source_id,
    round(avg(coalesce(no_place, true)::int), 4) as share_without_place,
    round(avg(coalesce(ambiguous, false)::int), 4) as share_ambiguous_place,
    round(avg((period_from is null)::int), 4) as share_without_period,
    round(avg((carried.record_id is null)::int), 4) as share_without_carrier,
    round(avg((amount_eur is null)::int), 4) as share_without_amount,
    round(avg((labelled.record_id is null)::int), 4) as share_without_target_group
  from stage.records as records
  left join placed using (record_id)
  left join carried using (record_id)
  left join labelled using (record_id)
  group by source_id
), named as (
  select source_id, count(distinct measure_id) as n_measures,
    count(distinct measure_id) filter (n_publishers > 1) as n_measures_elsewhere
  from core.record_measure
  join core.records using (record_id)
  join core.measures using (measure_id)
  group by source_id
), open_pairs as (
  select source_id, count(*) as n_in_review
  from (
    select left_record_id, right_record_id, unnest(list_distinct([l.source_id, r.source_id])) as source_id
    from core.pairs
    join core.records as l on l.record_id = left_record_id
    join core.records as r on r.record_id = right_record_id
    where decision = 'review')
  group by source_id
)
select
  source_id, sources.title, publisher_id, publisher_name, source_status, message,
  runs.rows, runs.records, runs.rejected, runs.ignored,
  coalesce(n_measures, 0) as n_measures,
  coalesce(n_measures_elsewhere, 0) as n_measures_elsewhere,
  coalesce(n_in_review, 0) as n_in_review,
  shares.* exclude (source_id),
  nullif(concat_ws(' ',
    case when rejected > 0 then format('{} Zeilen ließen sich nicht lesen; die Gründe stehen in core.rejected_rows.', rejected) end,
    case when share_without_place > 0.05 then 'Bitte zu jeder Maßnahme den Ort oder den Kreis nennen.' end,
    case when share_ambiguous_place > 0.01 then 'Bei mehrdeutigen Ortsnamen bitte den Kreis hinzusetzen.' end,
    case when share_without_period > 0.05 then 'Bitte Beginn und Ende jeder Maßnahme nennen.' end,
    case when share_without_carrier > 0.05 then 'Bitte den Träger jeder Maßnahme nennen.' end,
    case when share_without_amount > 0.2 then 'Bitte die bewilligten Beträge einzeln nennen.' end,
    case when share_without_target_group > 0.2 then 'Bitte die Zielgruppe in einer eigenen Spalte nennen.' end), '') as suggestions
from core.sources as sources
left join core.source_runs as runs using (source_id)
left join shares using (source_id)
left join named using (source_id)
left join open_pairs using (source_id)
