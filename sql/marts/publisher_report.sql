/*
description: >-
  What every list tells and leaves open, for the body that publishes it; rows read, what is empty
  (topic by topic in marts.publisher_gaps) or could not be placed (row by row in
  marts.unplaced_records), what other publishers know of the same measures, and suggestions in
  plain German.
grain: source_id
columns:
  n_measures: {comment: "Measures that the list names.", unit: "measures"}
  n_measures_elsewhere: {comment: "Of these, measures that another publisher's list names too.", unit: "measures"}
  n_in_review: {comment: "Pairs of its rows that a person has to judge.", unit: "pairs"}
  n_unplaced: {comment: "Rows that no place could be found for.", unit: "rows"}
  n_known_elsewhere: {comment: "Empty facts of its rows that another publisher's list tells of the same measure.", unit: "facts"}
  share_without_place: {comment: "Records without a place.", unit: "share"}
  share_ambiguous_place: {comment: "Records whose place could be several.", unit: "share"}
  share_without_period: {comment: "Records without a period.", unit: "share"}
  share_without_carrier: {comment: "Records without a carrier.", unit: "share"}
  share_without_amount: {comment: "Records without an amount.", unit: "share"}
  share_without_target_group: {comment: "Records that do not say for whom the measure is.", unit: "share"}
  suggestions: "What the publisher could do, in German; null where nothing is to be done."
*/
with shares as (
  select source_id,
    max(share_empty) filter (topic = 'place') as share_without_place,
    max(share_empty) filter (topic = 'period') as share_without_period,
    max(share_empty) filter (topic = 'carrier') as share_without_carrier,
    max(share_empty) filter (topic = 'amount') as share_without_amount,
    max(share_empty) filter (topic = 'target_group') as share_without_target_group,
    sum(n_known_elsewhere) as n_known_elsewhere
  from marts.publisher_gaps
  group by source_id
), wishes as (
  -- What nearly every list can name is asked for sooner than what many cannot.
  select source_id, topic, n_empty, n_known_elsewhere, known_by,
    case topic
      when 'place' then 'Bitte zu jeder Maßnahme den Ort oder den Kreis nennen'
      when 'period' then 'Bitte Beginn und Ende jeder Maßnahme nennen'
      when 'carrier' then 'Bitte den Träger jeder Maßnahme nennen'
      when 'amount' then 'Bitte die bewilligten Beträge einzeln nennen'
      when 'target_group' then 'Bitte die Zielgruppe in einer eigenen Spalte nennen'
    end as wish
  from marts.publisher_gaps
  where share_empty > case when topic in ('place', 'period', 'carrier') then threshold('report_empty')
                           else threshold('report_empty_optional') end
), wished as (
  select source_id, string_agg(
    wish || case topic when 'place' then ' (fehlt oder war nicht zu finden: ' else ' (fehlt: ' end
      || n_empty || ' Zeilen'
      || case when n_known_elsewhere > 0
              then format('; zu {} davon weiß es: {}', n_known_elsewhere, known_by) else '' end
      || ').', ' ' order by topic) as wishes
  from wishes
  where wish is not null
  group by source_id
), ambiguous as (
  select source_id, round(avg(is_ambiguous::integer), 4) as share_ambiguous_place
  from (
    select source_id, record_id, coalesce(bool_or(candidates <> ''), false) as is_ambiguous
    from stage.records
    left join stage.record_regions using (record_id)
    group by source_id, record_id)
  group by source_id
), unplaced as (
  select source_id, count(*) as n_unplaced from marts.unplaced_records group by source_id
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
  coalesce(n_unplaced, 0) as n_unplaced,
  coalesce(n_known_elsewhere, 0) as n_known_elsewhere,
  share_without_place, share_ambiguous_place, share_without_period, share_without_carrier,
  share_without_amount, share_without_target_group,
  nullif(concat_ws(' ',
    case when rejected > 0 then format('Nicht zu lesen: {} Zeilen; die Gründe stehen in core.rejected_rows.', rejected) end,
    wishes,
    case when share_ambiguous_place > threshold('report_ambiguous')
         then 'Bei mehrdeutigen Ortsnamen bitte den Kreis hinzusetzen (siehe marts.unplaced_records).' end,
    case when n_in_review > 0 then format('Vielleicht dieselbe Maßnahme: {} Paare von Zeilen; eine eigene Projektnummer würde es klären.', n_in_review) end), '') as suggestions
from core.sources as sources
left join core.source_runs as runs using (source_id)
left join shares using (source_id)
left join wished using (source_id)
left join ambiguous using (source_id)
left join unplaced using (source_id)
left join named using (source_id)
left join open_pairs using (source_id)
