/*
description: >-
  Published texts that look as if they held an e-mail address, a bank account, a telephone number
  or the address of a refuge; where they stand, never what they say. Only telephone numbers can
  be found here in a publication, the others block it. This is the one place that lists the texts
  that are searched.
grain: found_in, id, suspicion
columns:
  found_in: "Table that the text stands in."
  id: "Row of that table; record, measure, organisation, list and row, or pair."
  suspicion:
    comment: "What the text seems to hold."
    vocabulary: [email, bank_account, telephone, shelter_address]
*/
with published as (
  select 'core.records' as found_in, record_id as id,
    concat_ws(' · ', title, subtitle, description, programme, activity, status, carrier, funder, place,
      target_group_text, field_text) as text
  from core.records
  union all
  -- Addresses of pages and numbers of awards look like numbers of persons and are none.
  select 'core.record_values', record_id, concat_ws(' · ', value_raw, value)
  from core.record_values
  where field not in ('url', 'award_number', 'project_number', 'budget_line')
  union all
  select 'core.record_versions', record_id || ' ' || version,
    concat_ws(' · ', title, programme, carrier, funder, place, target_group_text, status)
  from core.record_versions
  union all
  select 'core.rejected_rows', source_id || ' row ' || source_row, concat_ws(' · ', found, content)
  from core.rejected_rows
  union all
  select 'core.organisations', organisation_id, name
  from core.organisations
  union all
  select 'core.measure_target_groups', measure_id, span
  from core.measure_target_groups
  union all
  select 'core.measure_fields', measure_id, span
  from core.measure_fields
  union all
  select 'core.pairs', left_record_id || ' ' || right_record_id, explanation
  from core.pairs
  union all
  select 'core.judgements', left_record_id || ' ' || right_record_id, reason
  from core.judgements
  union all
  select 'core.source_runs', source_id, message
  from core.source_runs
  union all
  select 'marts.measures', measure_id, concat_ws(' · ', title, programme, carriers, funders)
  from marts.measures
), searched as (
  select found_in, id, unnest([
    case when regexp_matches(text, email_pattern()) then 'email' end,
    case when regexp_matches(text, iban_pattern()) then 'bank_account' end,
    case when regexp_matches(text, phone_pattern()) then 'telephone' end,
    case when regexp_matches(text, shelter_pattern()) then 'shelter_address' end]) as suspicion
  from published
  where regexp_matches(text, suspect_pattern())
)
select distinct found_in, id, suspicion
from searched
where suspicion is not null
