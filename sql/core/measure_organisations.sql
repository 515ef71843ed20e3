/*
description: >-
  Who stands behind every measure, in which role. A carrier's share is an equal part, since lists
  do not state shares; use it whenever money is summed per carrier.
grain: measure_id, organisation_id, role
columns:
  share: {comment: "Equal part among the organisations of the same role.", unit: "share"}
  passes_on: "True for a funder that only passes on another funder's money."
checks:
  - expect_column_values_to_not_be_null: {column: role}
*/
with named as (
  select measure_id, organisation_id, role, min(position) as position, max(confidence) as confidence
  from stage.record_organisations
  join stage.record_measure using (record_id)
  group by measure_id, organisation_id, role
), passing as (
  select measure_id, funder_line, bool_and(is_pass_through) as passes_on
  from core.awards
  where duplicate_of is null and funder_line is not null
  group by measure_id, funder_line
)
select
  named.measure_id,
  organisation_id,
  institution_line,
  role,
  position,
  1.0::double / count(*) over (partition by named.measure_id, role) as share,
  role = 'funder' and coalesce(passes_on, false) as passes_on,
  confidence
from named
join core.organisations using (organisation_id)
left join passing on passing.measure_id = named.measure_id and funder_line = institution_line
