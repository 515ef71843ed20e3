/*
description: >-
  What lists say about money for measures, before the same award in two lists is recognised. One
  claim per record and kind of amount; an amount printed for several rows is split equally, the
  cents left over going to the first. Amounts of programmes and calls are control totals and are
  no claims.
grain: award_id
columns:
  award_id: "Key of the award; record and kind of amount."
  stated_eur: {comment: "Amount as printed, for the whole group of rows that share it.", unit: "EUR"}
  funder_id: "Organisation that gives the money; the first of several."
  funder_line: "Institution line of the funder."
  is_position_subsidy: "True where the money pays for a post (Stellenförderung)."
  financing_kind:
    comment: "Type of financing as understood; a subsidy for a post is a fixed sum where the list does not say otherwise."
    vocabulary: [anteil, fehlbedarf, festbetrag, voll, unbekannt]
  programme_key: "Programme in comparable spelling; money is passed on within one programme."
*/
with funders as (
  select record_id, organisation_id as funder_id, institution_line as funder_line
  from stage.record_organisations
  join core.organisations using (organisation_id)
  where role = 'funder'
  qualify row_number() over (partition by record_id order by position, organisation_id) = 1
), stated as (
  select
    amounts.record_id,
    amounts.amount_kind,
    min(amounts.amount_precision) as amount_precision,
    max(amounts.amount_eur) as stated_eur,
    max(amounts.shared_group) as shared_group
  from stage.record_amounts as amounts
  where amounts.amount_eur is not null or amounts.shared_group is not null
  group by amounts.record_id, amounts.amount_kind
), split as (
  select
    stated.* replace (max(stated_eur) over same as stated_eur),
    count(*) over same as n_rows,
    row_number() over (same order by record_id) as nth
  from stated
  join stage.records using (record_id)
  window same as (partition by source_id, coalesce(stated.shared_group, record_id), stated.amount_kind)
)
select
  record_id || ':' || split.amount_kind as award_id,
  measure_id,
  record_id,
  source_id,
  split.amount_kind,
  split.amount_precision,
  stated_eur,
  cast(case when nth = 1 then stated_eur - (n_rows - 1) * round(stated_eur / n_rows, 2)
            else round(stated_eur / n_rows, 2) end as decimal(14, 2)) as amount_eur,
  split.shared_group,
  funder_id,
  funder_line,
  coalesce(records.period_from, make_date(call_year, 1, 1), periods.period_from) as period_from,
  case when records.period_from is not null then records.period_to
       when call_year is not null then make_date(call_year + 1, 1, 1)
       else periods.period_to end as period_to,
  financing_type,
  positions.record_id is not null as is_position_subsidy,
  case when regexp_matches(lower(financing_type), 'voll') then 'voll'
       when regexp_matches(lower(financing_type), 'fehl') then 'fehlbedarf'
       when regexp_matches(lower(financing_type), 'fest') then 'festbetrag'
       when regexp_matches(lower(financing_type), 'anteil') then 'anteil'
       when positions.record_id is not null then 'festbetrag'
       else 'unbekannt' end as financing_kind,
  programme_id as programme_key
from split
join stage.records as records using (record_id)
join stage.record_measure using (record_id)
join core.measure_periods as periods using (measure_id)
left join funders using (record_id)
left join core.record_programmes using (record_id)
left join core.record_positions as positions using (record_id)
