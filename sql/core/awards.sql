/*
description: >-
  Every amount that a list gives for a measure, once per record and kind. Only counted_eur may be
  added, and only within one kind of amount; it is null for the second report of the same award,
  and what was passed on counts at the lowest level known while the rest stays with the parent as
  not yet broken down.
grain: award_id
columns:
  award_id: "Key of the award; record and kind of amount."
  stated_eur: {comment: "Amount as printed, for the whole group of rows that share it.", unit: "EUR"}
  counted_eur: {comment: "Part of the amount that may be added up.", unit: "EUR"}
  funder_id: "Organisation that gives the money; the first of several."
  funder_line: "Institution line of the funder."
  is_position_subsidy: "True where the money pays for a post (Stellenförderung)."
  financing_kind:
    comment: "Type of financing as understood; a subsidy for a post is a fixed sum where the list does not say otherwise."
    vocabulary: [anteil, fehlbedarf, festbetrag, voll, unbekannt]
  duplicate_of: "Award of another list that reports the same money and is counted."
  is_pass_through: "True where the funder passes on money that it received."
  parent_award_id: "Award that the money comes from."
  programme_id: "Programme that the award was given under, null where the list names none."
  call_id: "Call that the award was given under, null where the list names none."
checks:
  - expect_column_values_to_not_be_null: {column: measure_id}
  - expect_column_values_to_be_between: {column: counted_eur, min_value: 0, severity: warning}
*/
with passed_on as (
  select parent_award_id as award_id, sum(amount_eur) as passed_eur
  from core.award_parents
  join core.award_claims using (award_id)
  group by parent_award_id
)
select
  claims.* exclude (programme_key),
  cast(case when duplicate_of is null
            then amount_eur - least(greatest(amount_eur, 0), coalesce(passed_eur, 0)) end
       as decimal(14, 2)) as counted_eur,
  duplicate_of,
  parent_award_id is not null as is_pass_through,
  parent_award_id,
  programme_id,
  call_id
from core.award_claims as claims
left join core.award_duplicates using (award_id)
left join core.award_parents using (award_id)
left join passed_on using (award_id)
left join core.record_programmes using (record_id)
