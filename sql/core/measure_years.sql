/*
description: >-
  In which calendar years every measure was active, and the awarded money of the year. Money of
  several years is spread by days, to the cent; only kind bewilligt. An open period counts to the
  day of the run while the measure is running, else to its last confirmation. A measure without
  any period has no row here.
grain: measure_id, year
columns:
  active_share: {comment: "Part of the year in which the measure was active.", unit: "share"}
  awarded_eur: {comment: "Awarded money of the year (bewilligt), each award once.", unit: "EUR"}
checks:
  - expect_column_values_to_be_between: {column: active_share, min_value: 0, max_value: 1}
*/
with bounds as (
  select
    make_date(cast(threshold('first_year') as integer), 1, 1) as first_day,
    make_date(year(as_of) + cast(threshold('years_ahead') as integer) + 1, 1, 1) as last_day,
    as_of
  from stage.run
), spans as (
  select
    measure_id, null as award_id, null::decimal(14, 2) as counted_eur, period_from,
    coalesce(period_to, case when measure_status = 'laufend' then as_of + 1 else confirmed_on + 1 end, period_from + 1) as period_to
  from core.measure_periods
  cross join bounds
  union all
  select measure_id, award_id, counted_eur, period_from, coalesce(period_to, make_date(year(period_from) + 1, 1, 1))
  from core.awards
  where amount_kind = 'bewilligt' and counted_eur <> 0
), years as (
  select
    spans.*,
    unnest(range(
      year(greatest(period_from, first_day)),
      year(least(period_to, last_day) - 1) + 1)) as year
  from spans
  cross join bounds
  where period_from < period_to
), days as (
  select
    *,
    greatest(0, make_date(year, 1, 1) - period_from) as days_before,
    least(period_to, make_date(year + 1, 1, 1)) - period_from as days_until,
    period_to - period_from as days_all,
    make_date(year + 1, 1, 1) - make_date(year, 1, 1) as days_of_year
  from years
)
select
  measure_id,
  year,
  coalesce(max((days_until - days_before) / days_of_year) filter (award_id is null), 0) as active_share,
  cast(sum(
    round(cast(counted_eur * days_until as decimal(38, 6)) / days_all, 2)
    - round(cast(counted_eur * days_before as decimal(38, 6)) / days_all, 2)) as decimal(14, 2)) as awarded_eur
from days
group by measure_id, year
