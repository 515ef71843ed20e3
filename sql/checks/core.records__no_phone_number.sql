/*
description: No published text contains what looks like a telephone number.
severity: warning
advice: Look at the text; a number of a person must be declared as personal in the source document.
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
where regexp_matches(text, phone_pattern())
