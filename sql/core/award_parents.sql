/*
description: >-
  Money that is passed on (Weiterleitung). Award b passes on award a when the funder of b is the
  recipient of a, in the same measure or the same programme, the periods meet, b is not larger
  than a, and b's funder is not itself a recipient of b (then it is the funder's own money). Of
  several parents the smallest sufficient one counts.
grain: award_id
columns:
  award_id: "Award that passes on money."
  parent_award_id: "Award that the money comes from."
*/
with claims as (
  select * from core.award_claims
  where amount_kind in ('bewilligt', 'ausgezahlt')
    and amount_eur is not null
    and award_id not in (select award_id from core.award_duplicates)
), recipients as (
  select distinct record_id, institution_line
  from stage.record_organisations
  join core.organisations using (organisation_id)
  where role in ('carrier', 'implementer')
), received as (
  select claims.*, institution_line as recipient_line
  from claims
  join recipients using (record_id)
  where funder_line is distinct from institution_line
), chains as (
  select child.award_id, parent.award_id as parent_award_id, child.record_id, child.funder_line,
    child.period_from, child.period_to, parent.period_from as parent_from, parent.period_to as parent_to,
    parent.amount_eur as parent_eur, child.amount_eur
  from received as parent
  join claims as child
    on child.funder_line = parent.recipient_line
    and child.amount_kind = parent.amount_kind
    and child.measure_id = parent.measure_id
  union
  select child.award_id, parent.award_id, child.record_id, child.funder_line,
    child.period_from, child.period_to, parent.period_from, parent.period_to,
    parent.amount_eur, child.amount_eur
  from received as parent
  join claims as child
    on child.funder_line = parent.recipient_line
    and child.amount_kind = parent.amount_kind
    and child.programme_key = parent.programme_key
), passed as (
  select award_id, parent_award_id, amount_eur, parent_eur
  from chains
  anti join recipients
    on recipients.record_id = chains.record_id and recipients.institution_line = chains.funder_line
  where amount_eur <= parent_eur and periods_meet(period_from, period_to, parent_from, parent_to)
)
select award_id, min_by(parent_award_id, (parent_eur, parent_award_id)) as parent_award_id
from passed
where amount_eur < parent_eur
   or award_id > parent_award_id
   -- Of two equal awards that could each pass on the other, the smaller key is the source.
   or not exists (
     from passed as back
     where back.award_id = passed.parent_award_id and back.parent_award_id = passed.award_id)
group by award_id
