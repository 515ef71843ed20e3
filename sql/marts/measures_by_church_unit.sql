/*
description: >-
  How many measures take place in every deanery or church district, per year and umbrella body of
  the carrier ('alle' for all carriers together); distinct, and weighted by the part that lies in the unit. Only units with known
  borders, or named by a list, have rows.
grain: church_unit, umbrella, year
columns:
  church: "Diocese or Landeskirche, null where only a list names the unit."
  n_measures: {comment: "Distinct measures.", unit: "measures"}
  n_stated: {comment: "Of these, measures for which a list names the unit.", unit: "measures"}
  weighted_measures: {comment: "Measures by the part that lies in the unit.", unit: "measures"}
checks:
  - expect_column_values_to_be_between: {column: n_measures, min_value: 1}
*/
with bodies as (
  select distinct measure_id, umbrella
  from core.measure_organisations
  join core.organisations using (organisation_id)
  where role = 'carrier' and umbrella is not null
  union all
  select measure_id, 'alle'
  from core.measures
)
select
  church_unit,
  max(church) as church,
  umbrella,
  year,
  count(distinct measure_id) as n_measures,
  count(distinct measure_id) filter (basis = 'stated') as n_stated,
  round(sum(weight), 4) as weighted_measures
from core.measure_church_units
join bodies using (measure_id)
join core.measure_years using (measure_id)
where church_unit is not null
group by church_unit, umbrella, year
