/*
description: >-
  Every measure that several institutions pay for, with what follows from the amounts; an internal
  work list. A measure whose awards exceed its stated cost, or with full financing beside another
  award, has to be examined (prüfbedürftig); public lists hardly ever contain the financing plan,
  so this is no finding about anybody before a person has looked at it.
published: false
grain: measure_id
columns:
  co_funding_kind:
    comment: "Declared where one list names several funders, inferred where only the join of lists shows it."
    vocabulary: [declared, inferred]
  finding:
    comment: "What follows from the amounts."
    vocabulary: ["kofinanziert", "kofinanziert, Kosten unbekannt", "prüfbedürftig"]
  n_funders: {comment: "Funder institutions.", unit: "institutions"}
  funders: "Names of the funders."
  n_awards: {comment: "Awards that are not passed on, each once.", unit: "awards"}
  awarded_eur: {comment: "Sum of these awards, null where no amount is known.", unit: "EUR"}
  total_cost_eur: {comment: "Total cost as stated.", unit: "EUR"}
  is_judged: "True where a person has judged records of the measure to be the same."
*/
with awards as (
  from core.awards
  where amount_kind = 'bewilligt' and duplicate_of is null and not is_pass_through
), inferred as (
  select distinct l.measure_id
  from awards as l
  join awards as r on r.measure_id = l.measure_id and r.funder_line > l.funder_line
  where periods_meet(l.period_from, l.period_to, r.period_from, r.period_to)
), declared as (
  select distinct measure_id
  from stage.record_organisations
  join stage.record_measure using (record_id)
  join core.measure_organisations using (measure_id, organisation_id, role)
  where role = 'funder' and not passes_on
  group by measure_id, record_id
  having count(distinct institution_line) > 1
), parties as (
  select measure_id, count(distinct organisations.institution_line) as n_funders, string_agg(distinct name, '; ' order by name) as funders
  from core.measure_organisations
  join core.organisations using (organisation_id)
  where role = 'funder' and not passes_on
  group by measure_id
), money as (
  select measure_id, count(*) as n_awards, sum(amount_eur) as awarded_eur, bool_or(financing_kind = 'voll') as any_full
  from awards
  group by measure_id
), costs as (
  select measure_id, max(amount_eur) as total_cost_eur
  from core.awards where amount_kind = 'gesamtkosten' group by measure_id
), judged as (
  select distinct measure_id
  from core.judgements join core.record_measure on record_id in (left_record_id, right_record_id)
  where judgement = 'same'
)
select
  measure_id,
  case when declared.measure_id is not null then 'declared' else 'inferred' end as co_funding_kind,
  case when (any_full and n_awards > 1) or awarded_eur > total_cost_eur then 'prüfbedürftig'
       when total_cost_eur is null then 'kofinanziert, Kosten unbekannt'
       else 'kofinanziert' end as finding,
  n_funders, funders, coalesce(n_awards, 0) as n_awards, awarded_eur, total_cost_eur,
  measure_id in (from judged) as is_judged
from (from inferred union from (select measure_id from declared)) as co_funded
left join declared using (measure_id)
left join parties using (measure_id)
left join money using (measure_id)
left join costs using (measure_id)
