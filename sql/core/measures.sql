/*
description: >-
  Every measure (Maßnahme), the thing that is counted; what it is, when, how sure we are that its
  records belong together, and whether it became permanent.
grain: measure_id
columns:
  concept_key: "Words of the title that name the concept; equal keys mean the same concept elsewhere."
  activity_type: "Type of activity as stated, else the one typical for the primary field of action."
  measure_status: {comment: "State on the day of the run.", vocabulary: [geplant, laufend, beendet, unbekannt]}
  anchoring:
    comment: "Did the measure become permanent?"
    vocabulary: [projekt, verlaengert, regelstruktur, beendet_ohne_anschluss, unbekannt]
  anchoring_evidence: "What the anchoring rests on, in words."
  predecessor_id: "Measure that this one follows."
  n_records: {comment: "Records of all lists that describe the measure.", unit: "records"}
  n_publishers: {comment: "Publishers whose lists name the measure.", unit: "publishers"}
  source_ids: "Lists that name the measure, joined by a blank."
  identity_class: {comment: "How sure the identity is, in one word.", vocabulary: [belegt, abgeleitet, vermutet]}
  is_placeholder: "True where no list gives more than programme or carrier as title."
  is_position_subsidy: "True where the money pays for posts (Stellenförderung), which is no project for people."
  confirmed_on: "Last day that a list is known to have named the measure."
checks:
  - expect_column_values_to_not_be_null: {column: measure_id}
  - expect_column_values_to_be_between: {column: n_records, min_value: 1}
  - expect_column_values_to_be_between: {column: identity_confidence, min_value: 0, max_value: 1}
*/
with evidence as (
  select
    measure_id,
    count(*) as n_records,
    count(distinct publisher_id) as n_publishers,
    string_agg(distinct source_id, ' ' order by source_id) as source_ids,
    min(identity_confidence) as identity_confidence,
    min(source_id || ', ' || locator) filter (
      says(concat_ws('. ', records.activity, records.status, records.financing_type), permanence_pattern())) as said_permanent,
    bool_or(positions.record_id is not null) as is_position_subsidy
  from stage.record_measure
  join stage.records as records using (record_id)
  left join stage.sources using (source_id)
  left join core.record_positions as positions using (record_id)
  group by measure_id
), reaches as (
  select
    measure_id,
    case min(coverage)
      when 'statewide' then case when min(region_id) = '00' then 'bundesweit' else 'landesweit' end
      when 'none' then 'unbekannt'
      else case when count(*) > 1 and min(coverage) = 'inherited' then 'region'
                when count(*) > 1 then 'mehrere_kreise'
                when max(municipality_id) is not null then 'ort'
                else 'kreis' end end as reach
  from core.measure_regions
  group by measure_id
), predecessors as (
  select right_measure_id as measure_id, max_by(left_measure_id, (coalesce(period_to, period_from), left_measure_id)) as predecessor_id
  from core.measure_links
  join core.measure_periods on measure_periods.measure_id = left_measure_id
  where relation = 'successor'
  group by right_measure_id
), succeeded as (
  select left_measure_id as measure_id, min(right_measure_id) as successor_id
  from core.measure_links where relation = 'successor' group by left_measure_id
), topped_up as (
  select distinct measure_id
  from core.awards
  where duplicate_of is null and amount_kind = 'bewilligt'
  group by measure_id, funder_line
  having count(distinct period_from) > 1
)
select
  evidence.measure_id, title, concept_key, programme,
  lower(coalesce(activity, typical_activity)) as activity_type,
  period_from, period_to, period_precision, period_open, measure_status, reach,
  case when said_permanent is not null then 'regelstruktur'
       when successor_id is not null or predecessor_id is not null or topped_up.measure_id is not null then 'verlaengert'
       when measure_status = 'beendet' then 'beendet_ohne_anschluss'
       when measure_status in ('laufend', 'geplant') and not period_open then 'projekt'
       else 'unbekannt' end as anchoring,
  case when said_permanent is not null then 'stated by ' || said_permanent
       when successor_id is not null then 'followed by ' || successor_id
       when predecessor_id is not null then 'follows ' || predecessor_id
       when topped_up.measure_id is not null then 'a funder renewed its award'
       when measure_status = 'beendet' then 'period over, no successor known'
       when measure_status in ('laufend', 'geplant') and not period_open then 'period with an end'
       else 'no period, or an open one' end as anchoring_evidence,
  predecessor_id, n_records, n_publishers, source_ids,
  case when is_placeholder then least(identity_confidence, threshold('placeholder_confidence'))
       else identity_confidence end as identity_confidence,
  verbal_confidence(case when is_placeholder then 0 else identity_confidence end) as identity_class,
  is_placeholder,
  is_position_subsidy,
  confirmed_on
from evidence
join core.measure_periods using (measure_id)
join core.measure_titles using (measure_id)
left join reaches using (measure_id)
left join predecessors using (measure_id)
left join succeeded using (measure_id)
left join topped_up using (measure_id)
left join core.measure_fields on measure_fields.measure_id = evidence.measure_id and is_primary
left join core.fields using (field_of_action)
