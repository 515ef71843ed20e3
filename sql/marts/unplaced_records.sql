/*
description: >-
  The rows of every list that no place could be found for, with what stands there and why it was
  not enough, so that the publisher can name the Kreis; and the place that other lists tell of the
  same measure, where one does.
grain: record_id
columns:
  unplaced_because:
    comment: "Why no place was found."
    vocabulary: [not_stated, ambiguous, not_found]
  could_be: "Regions that the place could be, names joined by a semicolon."
  known_place: "Where other lists say that the measure takes place; null where none does."
*/
with unplaced as (
  select record_id, max(nullif(stated_text, '')) as stated_text, string_agg(distinct nullif(candidates, ''), ' ') as candidates
  from stage.record_regions
  group by record_id
  having bool_and(region_id is null and coverage = 'none')
), named as (
  select record_id, string_agg(distinct name || ' (' || region_id || ')', '; ' order by name || ' (' || region_id || ')') as candidates
  from (select record_id, unnest(string_split(candidates, ' ')) as region_id from unplaced)
  join core.regions using (region_id)
  group by record_id
)
select
  record_id,
  source_id,
  source_row,
  records.locator,
  measure_id,
  records.title,
  without_personal_data(coalesce(stated_text, place)) as place,
  case when unplaced.candidates is not null then 'ambiguous'
       when coalesce(stated_text, place) is null then 'not_stated'
       else 'not_found' end as unplaced_because,
  named.candidates as could_be,
  case when measures.coverage <> 'none' then measures.regions end as known_place
from unplaced
join core.records as records using (record_id)
join core.record_measure using (record_id)
join marts.measures as measures using (measure_id)
left join named using (record_id)
