/*
description: Every code that occurs in a table that people read has a German and an English label.
severity: critical
advice: Add the code to sql/codes/labels.csv, or correct the value.
*/
with occurring as (
  select unnest([
    {vocabulary: 'measure_status', code: measure_status},
    {vocabulary: 'anchoring', code: anchoring},
    {vocabulary: 'reach', code: reach},
    {vocabulary: 'identity_class', code: identity_class}], recursive := true)
  from core.measures
  union
  select unnest([
    {vocabulary: 'coverage', code: coverage},
    {vocabulary: 'weight_basis', code: weight_basis}], recursive := true)
  from core.measure_regions
  union
  select unnest([
    {vocabulary: 'target_group', code: target_group},
    {vocabulary: 'label_role', code: label_role},
    {vocabulary: 'origin', code: origin}], recursive := true)
  from core.measure_target_groups
  union
  select 'field_of_action', field_of_action from core.measure_fields
  union
  select 'role', role from core.measure_organisations
  union
  select unnest([
    {vocabulary: 'amount_kind', code: amount_kind},
    {vocabulary: 'amount_precision', code: amount_precision},
    {vocabulary: 'financing_kind', code: financing_kind}], recursive := true)
  from core.awards
  union
  select 'list_level', list_level from core.records
  union
  select 'publisher_kind', publisher_kind from core.sources
  union
  select 'source_status', source_status from core.source_runs
  union
  select 'tier', tier from core.regions
  union
  select 'relation', relation from core.measure_links
  union
  select 'gap_class', gap_class from marts.coverage_gaps
  union
  select 'finding', finding from marts.co_funding
  union
  select unnest([
    {vocabulary: 'change', code: change},
    {vocabulary: 'cause', code: cause}], recursive := true)
  from marts.changes
)
select vocabulary, code
from occurring
anti join core.codes using (vocabulary, code)
where code is not null
