/*
description: The volume that a programme or call states is not exceeded by the awards under it.
severity: warning
advice: The volume is a control total; look for awards counted twice or a call read wrongly.
*/
with envelopes as (
  select record_id, nullif(fold_text(programme), '') as programme_key, call_year, amount_eur
  from core.records
  where list_level in ('programme', 'call') and amount_kind = 'volumen' and programme is not null
), awarded as (
  select nullif(fold_text(programme), '') as programme_key, call_year, sum(counted_eur) as eur
  from core.awards
  join core.records using (record_id)
  where awards.amount_kind = 'bewilligt'
  group by all
)
select record_id, envelopes.programme_key, envelopes.call_year, amount_eur, sum(eur) as awarded_eur
from envelopes
join awarded
  on awarded.programme_key = envelopes.programme_key
  and (envelopes.call_year is null or awarded.call_year = envelopes.call_year)
group by all
having sum(eur) > amount_eur
