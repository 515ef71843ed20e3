/*
question_de: Woher stammt jede Angabe zu einer Maßnahme?
question_en: Where does each fact on a measure come from?
asked_by: Alle
parameters:
  measure_id: {comment: "Key of the measure, also one that was merged or split since.", values: core.measure_ids.measure_id}
columns:
  measure_id: "Measure that the key stands for today."
  value_raw: "Value as it stands in the list."
  fetched_at: "When the list was fetched, ISO 8601, UTC."
limitation_de: >-
  Was die Regeln aus mehreren Zeilen geschlossen haben (Region, Zielgruppe, Handlungsfeld), steht
  mit Herkunft in core.measure_regions, core.measure_target_groups und core.measure_fields.
sample: {measure_id: null}
sample_columns: [measure_id, field, value, value_raw, origin, source_id, list_column, locator]
*/
with living as (
  select unnest(string_split(coalesce(redirect_to, ids.measure_id), ' ')) as living_id
  from core.measure_ids as ids
  where ids.measure_id = $measure_id
), linked as (
  select links.measure_id as living_id, links.record_id
  from core.record_measure as links
  where links.measure_id in (select living_id from living)
)
select
  linked.living_id as measure_id,
  told.field,
  told.value,
  told.value_raw,
  told.origin,
  told.confidence,
  told.rule,
  sources.publisher_name,
  records.source_id,
  told.list_column,
  told.locator,
  runs.fetched_at,
  told.record_id
from core.record_values as told
join linked using (record_id)
join core.records as records using (record_id)
join core.sources as sources using (source_id)
left join core.source_runs as runs using (source_id)
order by linked.living_id, told.field, sources.publisher_name, told.record_id, told.position
