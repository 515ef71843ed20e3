/*
description: >-
  The title and programme that stand for every measure, and its concept key. Of the titles of its
  records the one of a measure list goes before that of an award list, a title that says more
  than the programme or carrier before one that does not, then the longest of at most
  [[title_length]] characters, then the smallest record key. The concept key is the set of words of the title
  without place, number, phase and year; equal keys mean the same concept.
grain: measure_id
columns:
  concept_key: "Words of the title that name the concept, in alphabetical order."
  is_placeholder: "True where no list gives more than programme or carrier as title."
*/
with named as (
  select
    measure_id, record_id, title, programme, activity, list_level,
    fold_text(title) as folded,
    coalesce(folded in ('', coalesce(fold_text(programme), ''), coalesce(fold_text(carrier), '')), true)
      as says_nothing
  from core.records
  join stage.record_measure using (record_id)
), ranked as (
  select *, row_number() over (
    partition by measure_id
    order by
      says_nothing,
      list_level = 'award',
      length(title) > threshold('title_length'),
      length(title) desc nulls last,
      record_id) as rank
  from named
), best as (
  select
    measure_id,
    min_by(title, rank) filter (title is not null) as title,
    min_by(programme, rank) filter (programme is not null) as programme,
    min_by(activity, rank) filter (activity is not null) as activity,
    bool_and(says_nothing) as is_placeholder
  from ranked
  group by measure_id
), placed as (
  select measure_id, region_id from core.measure_regions
  union
  select measure_id, unnest(string_split(municipality_id, ' ')) from core.measure_regions
), place_words as (
  select measure_id, list_distinct(flatten(list(string_split(fold_text(name), ' ')))) as words
  from placed
  join core.regions using (region_id)
  group by measure_id
)
select
  best.*,
  array_to_string(list_sort(list_distinct(
    list_filter(title_words(title), lambda word: not list_contains(coalesce(words, []), word)))), ' ') as concept_key
from best
left join place_words using (measure_id)
