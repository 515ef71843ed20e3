/*
question_de: Wer fördert dieselbe Maßnahme wie wir, Maßnahme für Maßnahme?
question_en: Who pays for the same measure as we do, measure by measure?
asked_by: Stiftung, Programmleitung
parameters:
  funder: {comment: "Institution line, or part of a funder's name in any spelling of case."}
columns:
  partner: "Name of the other institution that pays."
  partner_kind: "Ministry, municipality, Kreis, church body, association …"
  co_funding_kind:
    comment: "Declared where one list names both, inferred where only the join of lists shows it."
    vocabulary: [declared, inferred]
  our_eur: {comment: "What the asking institution awarded, null where no amount is known.", unit: "EUR"}
  partner_eur: {comment: "What the partner awarded, null where no amount is known.", unit: "EUR"}
  finding:
    comment: "What follows from the amounts."
    vocabulary: ["kofinanziert", "kofinanziert, Kosten unbekannt", "prüfbedürftig"]
limitation_de: >-
  Kofinanzierung ist üblich und oft verlangt. Maßnahmen, deren Beträge erst zu prüfen sind, fehlen,
  bis eine Person entschieden hat.
sample: {funder: Stiftung}
*/
with houses as (
  select institution_line, min(name) as partner, min(organisation_kind) as partner_kind,
    bool_or(institution_line = $funder or contains(lower(name), lower($funder))) as is_ours
  from core.organisations
  group by institution_line
), money as (
  select measure_id, funder_line as institution_line, sum(amount_eur) as eur
  from core.awards
  where amount_kind = 'bewilligt' and duplicate_of is null and not is_pass_through
  group by all
), paying as (
  select measure_id, partner, partner_kind, is_ours, eur
  from (
    select distinct measure_id, institution_line
    from core.measure_organisations
    where role = 'funder' and not passes_on)
  join houses using (institution_line)
  left join money using (measure_id, institution_line)
), ours as (
  select measure_id, sum(eur) as our_eur from paying where is_ours group by measure_id
)
select
  measure_id,
  measures.title,
  paying.partner,
  paying.partner_kind,
  co_funding.co_funding_kind,
  ours.our_eur,
  paying.eur as partner_eur,
  co_funding.finding
from paying
join ours using (measure_id)
join marts.co_funding as co_funding using (measure_id)
join core.measures as measures using (measure_id)
where not paying.is_ours
order by measures.title, measure_id, paying.partner
