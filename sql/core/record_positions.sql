/*
description: >-
  Records whose money pays for a post (Stellenförderung, Personalkostenzuschuss), which is no
  project for people. What is denied ("keine Personalstelle", "Personalkostenzuschuss nicht
  förderfähig") does not count.
grain: record_id
columns:
  position_words: "Words that say so, as published."
*/
with texts as (
  select record_id, concat_ws('. ', financing_type, activity, title, subtitle, description, programme) as said
  from stage.records
)
select record_id, trim(regexp_extract(said, position_pattern())) as position_words
from texts
where says(said, position_pattern())
