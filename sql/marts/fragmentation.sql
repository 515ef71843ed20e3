/*
description: >-
  How many hands a field of action is in per Kreis and year (Zersplitterung). The effective number
  of funders is 1/Σp² over their shares, once by measures and once by money; several funders are a
  description, not a fault. Statewide measures are left out.
grain: region_id, field_of_action, year
columns:
  region: "Name of the Kreis."
  n_measures: {comment: "Dedicated and shared measures.", unit: "measures"}
  n_funders: {comment: "Funder institutions; one that only passes on money is not counted.", unit: "institutions"}
  n_carriers: {comment: "Carriers.", unit: "institutions"}
  effective_funders_by_measures: {comment: "Effective number of funders by measures.", unit: "institutions"}
  effective_funders_by_money: {comment: "Effective number of funders by awarded money, null where no amount is known.", unit: "institutions"}
  has_coordination: "True where a measure of coordination (HF1200) is active in the Kreis that year."
checks:
  - expect_column_values_to_be_between: {column: n_measures, min_value: 1}
*/
with active as (
  select distinct measure_id, region_id, year, top_field
  from core.measure_years
  join core.measure_regions using (measure_id)
  join core.measure_fields using (measure_id)
  join core.fields using (field_of_action)
  where coverage in ('explicit', 'inherited') and top_field <> 'HF9900'
), supply as (
  select region_id, top_field, year, count(*) as n_measures from active group by all
), carriers as (
  select region_id, top_field, year, count(distinct institution_line) as n_carriers
  from active join core.measure_organisations using (measure_id)
  where role = 'carrier'
  group by all
), funder_money as (
  select measure_id, funder_line as institution_line, sum(counted_eur) as eur
  from core.awards where amount_kind = 'bewilligt' group by all
), funders as (
  select region_id, top_field, year, institution_line,
    count(distinct measure_id) as n, sum(cast(coalesce(eur, 0) * weight as decimal(24, 6))) as eur
  from active
  join (select distinct measure_id, institution_line from core.measure_organisations
        where role = 'funder' and not passes_on) using (measure_id)
  join core.measure_regions using (measure_id, region_id)
  left join funder_money using (measure_id, institution_line)
  group by all
), concentration as (
  select region_id, top_field, year, count(*) as n_funders,
    round(cast(sum(n) * sum(n) as double) / cast(sum(n * n) as double), 4) as by_measures,
    round(cast(sum(eur) as double) * cast(sum(eur) as double)
      / nullif(cast(sum(cast(eur as decimal(19, 2)) * cast(eur as decimal(19, 2))) as double), 0), 4) as by_money
  from funders
  group by all
), coordinated as (
  select distinct region_id, year from active where top_field = 'HF1200'
)
select
  supply.region_id,
  name as region,
  top_field as field_of_action,
  supply.year,
  n_measures,
  coalesce(n_funders, 0) as n_funders,
  coalesce(n_carriers, 0) as n_carriers,
  by_measures as effective_funders_by_measures,
  by_money as effective_funders_by_money,
  coordinated.region_id is not null as has_coordination
from supply
join core.regions using (region_id)
left join carriers using (region_id, top_field, year)
left join concentration using (region_id, top_field, year)
left join coordinated using (region_id, year)
