/*
description: >-
  Under which programme and call every record stands. A programme is known by its name in
  comparable spelling, whatever list names it; a call is a dated round of a programme, known by
  its year, or by its name where no year is given. Records of a programme or call list stand for
  themselves.
grain: record_id
columns:
  programme_id: "Key of the programme."
  call_id: "Key of the call, null where no list tells it."
*/
with named as (
  select
    record_id,
    call,
    call_year,
    case list_level
      when 'programme' then coalesce(nullif(fold_text(title), ''), nullif(fold_text(programme), ''))
      when 'call' then coalesce(nullif(fold_text(programme), ''), nullif(fold_text(title), ''))
      else nullif(fold_text(programme), '') end as programme_id
  from stage.records
)
select
  record_id,
  programme_id,
  programme_id || ' / ' || coalesce(cast(call_year as text), nullif(fold_text(call), '')) as call_id
from named
where programme_id is not null
