/*
description: >-
  Awards that two lists report. Two claims of different lists are one award when they concern the
  same measure and kind of amount, the same funder institution (or one list names none), periods
  that do not exclude each other, and the same amount, or one compatible within the share
  [[amount_tolerance]] where a list rounds. If two lists report the same amount several times,
  the first meets the first and the second the second. The exact amount is kept, then the longer period, then the smaller key.
  Two awards in one list are never one award. A total is no second award either where another
  list reports at least two awards of that funder that make it up.
grain: award_id
columns:
  award_id: "Award that is not counted."
  duplicate_of: "Award that is counted in its place; the first one where a total is made up of several."
*/
with ranked as (
  select
    *,
    row_number() over (
      partition by measure_id, amount_kind, funder_line, source_id, amount_eur, period_from
      order by award_id) as nth_in_period,
    row_number() over (
      partition by measure_id, amount_kind, funder_line, source_id, amount_eur
      order by period_from, award_id) as nth,
    row_number() over (
      partition by measure_id, amount_kind
      order by amount_precision <> 'exakt', funder_line is null, period_from is null,
        period_to - period_from desc nulls last, award_id) as rank
  from core.award_claims
  where amount_eur is not null
), met as (
  select worse.award_id, better.award_id as duplicate_of, better.rank
  from ranked as worse
  join ranked as better
    on better.measure_id = worse.measure_id
    and better.amount_kind = worse.amount_kind
    and better.source_id <> worse.source_id
    and better.rank < worse.rank
    and coalesce(better.funder_line = worse.funder_line, true)
    and periods_meet(better.period_from, better.period_to, worse.period_from, worse.period_to)
  where case
    when better.amount_eur = worse.amount_eur and better.period_from is not null and worse.period_from is not null
      then better.nth_in_period = worse.nth_in_period
    when better.amount_eur = worse.amount_eur then better.nth = worse.nth
    else (better.amount_precision <> 'exakt' or worse.amount_precision <> 'exakt')
      and abs(better.amount_eur - worse.amount_eur)
        <= threshold('amount_tolerance') * greatest(better.amount_eur, worse.amount_eur)
  end
), totals as (
  select whole.award_id, min(part.award_id) as duplicate_of, 0 as rank
  from ranked as whole
  join ranked as part
    on part.measure_id = whole.measure_id
    and part.amount_kind = whole.amount_kind
    and part.source_id <> whole.source_id
    and part.funder_line = whole.funder_line
    and part.period_from >= whole.period_from
    and part.period_to <= whole.period_to
    and part.amount_eur < whole.amount_eur
  group by whole.award_id, part.source_id
  having count(*) > 1 and sum(part.amount_eur) = min(whole.amount_eur)
)
select award_id, min_by(duplicate_of, rank) as duplicate_of
from (select award_id, duplicate_of, rank from met union all from totals)
group by award_id
