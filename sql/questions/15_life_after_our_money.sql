/*
question_de: Wie lange leben Maßnahmen weiter, nachdem unser Geld endet?
question_en: How long do measures live on after our money ends?
asked_by: Stiftung, Programmleitung
parameters:
  funder: {comment: "Institution line, or part of a funder's name in any spelling of case."}
columns:
  our_end: "First day without money of the asking institution."
  lived_until: "End of the measure or of the last one that follows it; the day of the run where one is running."
  months_after: {comment: "Months between the two.", unit: "months"}
  still_running: "True where the measure or one that follows it is running; then the months are the least."
  n_followers: {comment: "Measures that follow one another after this one.", unit: "measures"}
limitation_de: >-
  Nur Förderungen mit Ende. Was ohne Eintrag in einer Liste weiterlebt, ist nicht zu sehen.
sample: {funder: Stiftung}
*/
with recursive awarded as (
  select measure_id, max(period_to) as our_end
  from core.awards
  join core.run on period_to <= as_of
  where duplicate_of is null
    and funder_line in (
      select institution_line
      from core.organisations
      where institution_line = $funder or contains(lower(name), lower($funder)))
  group by measure_id
), followers as (
  select measure_id, measure_id as later_id, 0 as depth
  from awarded
  union
  select followers.measure_id, links.right_measure_id, depth + 1
  from followers
  join core.measure_links as links on links.left_measure_id = followers.later_id and links.relation = 'successor'
  -- The bound stops a circle of links.
  where depth < 20
), lives as (
  select
    followers.measure_id,
    count(distinct later_id) - 1 as n_followers,
    bool_or(later_measures.measure_status = 'laufend') as still_running,
    max(least(later_measures.period_to, as_of)) as last_end
  from followers
  join core.measures as later_measures on later_measures.measure_id = later_id
  cross join core.run
  group by followers.measure_id
)
select
  measure_id,
  measures.title,
  our_end,
  case when still_running then as_of else greatest(our_end, last_end) end as lived_until,
  date_diff('month', our_end, lived_until) as months_after,
  still_running,
  n_followers
from awarded
join lives using (measure_id)
join core.measures as measures using (measure_id)
cross join core.run
order by months_after desc, measures.title, measure_id
