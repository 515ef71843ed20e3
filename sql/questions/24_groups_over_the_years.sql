/*
question_de: Wie hat sich die Zahl der Maßnahmen je Zielgruppe über die Jahre entwickelt?
question_en: How did the number of measures per target group develop over the years?
asked_by: Presse
parameters:
  target_group: {default: null, comment: "Code of a group, which is shown with its direct sub-groups; the top groups by default.", values: core.target_groups.target_group}
  first_year: {type: integer, default: null, comment: "First year shown; ten years before the run by default."}
  last_year: {type: integer, default: null, comment: "Last year shown; the year of the run by default."}
columns:
  target_group_label: "German label of the group."
  n_measures: {comment: "Distinct measures active in the year, sub-groups rolled up, with and without a place.", unit: "measures"}
  share_of_year: {comment: "Share of all measures of the year; groups overlap.", unit: "share"}
  share_without_place: {comment: "Share of these measures that have no place.", unit: "share"}
  share_without_group: {comment: "Share of all measures of the year that do not say for whom they are (TG9999).", unit: "share"}
limitation_de: >-
  Gezählt wird, was die gelesenen Listen nennen: Eine neue Liste hebt die Zahl, ohne dass es mehr
  gibt. Gruppen überschneiden sich und dürfen nicht addiert werden; TG0000 ist die Gesamtzahl.
sample: {first_year: 2024}
*/
with asked as (
  select
    coalesce(cast($first_year as bigint), year(as_of) - 10) as asked_first,
    coalesce(cast($last_year as bigint), year(as_of)) as asked_last
  from core.run
), counts as (
  select
    served.target_group,
    served.year,
    count(*) as n_measures,
    count(*) filter (nowhere.measure_id is not null) as n_nowhere
  from core.measure_group_years as served
  join asked on served.year between asked_first and asked_last
  left join (select measure_id from core.measure_regions where coverage = 'none') as nowhere using (measure_id)
  group by served.target_group, served.year
)
select
  counts.year,
  counts.target_group,
  groups.label_de as target_group_label,
  counts.n_measures,
  round(counts.n_measures / everything.n_measures, 4) as share_of_year,
  round(counts.n_nowhere / counts.n_measures, 4) as share_without_place,
  round(coalesce(unlabelled.n_measures, 0) / everything.n_measures, 4) as share_without_group
from counts
join core.target_groups as groups on groups.target_group = counts.target_group
join counts as everything on everything.year = counts.year and everything.target_group = 'TG0000'
left join counts as unlabelled on unlabelled.year = counts.year and unlabelled.target_group = 'TG9999'
where ($target_group is null and groups.parent_code is null)
  or groups.target_group = $target_group
  or groups.parent_code = $target_group
order by counts.year, counts.target_group
