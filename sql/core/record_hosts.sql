/*
description: >-
  Which regular structure a record names as the place where the measure is at home; a school, a
  library, a workplace and so on. In title and text the noun has to stand behind a preposition of
  place ("an drei Grundschulen", never "mit Schulen", "in die Schule" or "nicht in der Schule");
  in the place and in the name of the carrier the noun is enough, unless it is a society of friends.
published: false
grain: record_id, host_structure
columns:
  host_structure: "Code of the structure, see core.host_structures."
  host_zone: {comment: "Where the record says so.", vocabulary: [text, place, carrier]}
  host_word: "Word that names the structure, in comparable spelling."
*/
with stems as (
  select host_structure, unnest(string_split(stems, '|')) as stem, true as names
  from core.host_structures
  union all
  select host_structure, unnest(string_split(but_not, '|')), false
  from core.host_structures
), marked as (
  select host_structure, names, left(stem, 1) as mark, replace(fold_text(stem), ' ', '') as stem
  from stems
  where stem <> ''
), texts as (
  select record_id, 'text' as host_zone, unnest(regexp_split_to_array(
    concat_ws('. ', title, subtitle, activity, description), '[.;:!?()|–]')) as part
  from stage.records
  union all
  select record_id, 'place', place from stage.records
  union all
  select record_id, 'carrier', carrier from stage.records
), parts as (
  -- The same sentence stands in many rows: each is taken apart once.
  select host_zone, part,
    string_split(replace(fold_text(part), 'nicht nur', ''), ' ') as words
  from (select distinct host_zone, part from texts where length(part) > 2)
), numbered as (
  select host_zone, part, words, unnest(words) as word, unnest(range(1, len(words) + 1)) as nth
  from parts
), known as (
  select word, host_structure
  from (select distinct word from numbered)
  join marked
    on case mark when '~' then word = marked.stem
                 when '-' then ends_with(word, marked.stem) and word <> marked.stem
                 else starts_with(word, marked.stem) end
  group by word, host_structure
  having bool_and(names)
), found as (
  select host_zone, part, host_structure, min(word) as host_word
  from numbered
  join known using (word)
  where case host_zone
    when 'text' then locative(list_slice(words, greatest(1, nth - 6), nth - 1))
    else not regexp_matches(fold_text(part), '\b(foerder|freund|ehemalig|verein der)') end
  group by host_zone, part, host_structure
)
select
  record_id,
  host_structure,
  min_by(host_zone, case host_zone when 'text' then 1 when 'place' then 2 else 3 end) as host_zone,
  min_by(host_word, (case host_zone when 'text' then 1 when 'place' then 2 else 3 end, host_word)) as host_word
from texts
join found using (host_zone, part)
group by record_id, host_structure
