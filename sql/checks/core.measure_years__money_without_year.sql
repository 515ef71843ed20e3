/*
description: All counted awards appear in some year.
severity: warning
advice: The awards have no period, or one outside the years shown; they are in core.awards only.
*/
with awarded as (
  select measure_id, sum(counted_eur) as eur
  from core.awards
  where amount_kind = 'bewilligt'
  group by measure_id
), shown as (
  select measure_id, sum(awarded_eur) as eur from core.measure_years group by measure_id
)
select measure_id, awarded.eur as counted_eur, shown.eur as year_eur
from awarded
left join shown using (measure_id)
where coalesce(shown.eur, 0) < awarded.eur - 0.005
