/*
description: No published text contains an e-mail address or a bank account.
severity: critical
advice: Declare the column of the list as personal, or widen the patterns in sql/macros.
*/
with published as (
  select 'core.records' as found_in, record_id as id,
    concat_ws(' · ', title, subtitle, description, programme, activity, status, carrier, funder, place, target_group_text, field_text) as text
  from core.records
  union all
  select 'core.record_values', record_id, concat_ws(' · ', value_raw, value) from core.record_values where field not in ('url', 'award_number', 'project_number', 'budget_line')
  union all
  select 'core.rejected_rows', source_id || ' row ' || source_row, concat_ws(' · ', found, content) from core.rejected_rows
  union all
  select 'core.organisations', organisation_id, name from core.organisations
  union all
  select 'marts.measures', measure_id, concat_ws(' · ', title, programme, carriers, funders) from marts.measures
)
select found_in, id
from published
where regexp_matches(text, email_pattern()) or regexp_matches(text, iban_pattern())
