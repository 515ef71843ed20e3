/*
description: >-
  Every measure on one readable line; what, for whom, where, when, who pays, who does it, how much
  and how sure.
grain: measure_id
columns:
  concept_key: "Words of the title that name the concept."
  activity_type: "Type of activity as stated, else the one typical for the primary field of action."
  measure_status: {comment: "State on the day of the run.", vocabulary: [geplant, laufend, beendet, unbekannt]}
  anchoring:
    comment: "Did the measure become permanent?"
    vocabulary: [projekt, verlaengert, regelstruktur, beendet_ohne_anschluss, unbekannt]
  primary_field: "Primary field of action, German label."
  fields: "All fields of action, German labels."
  target_groups: "Target groups, German labels."
  regions: "Kreise or Land, names."
  region_class: {comment: "How sure the place is.", vocabulary: [belegt, abgeleitet, vermutet]}
  carriers: "Carriers."
  funders: "Funders."
  awarded_eur: {comment: "Awarded money, each award once (bewilligt).", unit: "EUR"}
  paid_eur: {comment: "Paid money, each payment once (ausgezahlt).", unit: "EUR"}
  total_cost_eur: {comment: "Total cost as stated, the largest of several statements.", unit: "EUR"}
  predecessor_id: "Measure that this one follows."
  n_records: {comment: "Records of all lists that describe the measure.", unit: "records"}
  n_publishers: {comment: "Publishers whose lists name the measure.", unit: "publishers"}
  source_ids: "Lists that name the measure, joined by a blank."
  identity_class: {comment: "How sure the identity is.", vocabulary: [belegt, abgeleitet, vermutet]}
  is_placeholder: "True where no list gives more than programme or carrier as title."
checks:
  - expect_column_values_to_not_be_null: {column: measure_id}
  - expect_column_values_to_not_be_null: {column: title, severity: warning}
*/
with fields as (
  select measure_id, max(label_de) filter (is_primary) as primary_field,
    string_agg(label_de, '; ' order by label_de) as fields
  from core.measure_fields join core.fields using (field_of_action)
  group by measure_id
), groups as (
  select measure_id, string_agg(distinct label_de, '; ' order by label_de) as target_groups
  from core.measure_target_groups join core.target_groups using (target_group)
  where is_counted
  group by measure_id
), places as (
  select measure_id, string_agg(name, '; ' order by name) as regions, max(coverage) as coverage,
    verbal_confidence(min(region_confidence)) as region_class
  from core.measure_regions join core.regions using (region_id)
  group by measure_id
), parties as (
  select measure_id,
    string_agg(distinct name, '; ' order by name) filter (role = 'carrier') as carriers,
    string_agg(distinct name, '; ' order by name) filter (role = 'funder') as funders
  from core.measure_organisations join core.organisations using (organisation_id)
  group by measure_id
), money as (
  select measure_id,
    sum(counted_eur) filter (amount_kind = 'bewilligt') as awarded_eur,
    sum(counted_eur) filter (amount_kind = 'ausgezahlt') as paid_eur,
    max(amount_eur) filter (amount_kind = 'gesamtkosten') as total_cost_eur
  from core.awards
  group by measure_id
)
select
  measure_id, title, programme, concept_key, activity_type,
  primary_field, fields, target_groups,
  reach, regions, coverage, region_class,
  period_from, period_to, period_precision, period_open, measure_status, anchoring,
  carriers, funders, awarded_eur, paid_eur, total_cost_eur,
  predecessor_id, n_records, n_publishers, source_ids,
  identity_confidence, identity_class, is_placeholder
from core.measures
left join fields using (measure_id)
left join groups using (measure_id)
left join places using (measure_id)
left join parties using (measure_id)
left join money using (measure_id)
