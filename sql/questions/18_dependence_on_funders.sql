/*
question_de: Wie abhängig ist jeder Träger von einzelnen Förderern?
question_en: How dependent is each carrier on single funders?
asked_by: Diakonie oder Caritas, Spitzenverband
parameters:
  umbrella: {default: null, comment: "Umbrella body of the carriers; all carriers by default.", values: core.organisations.umbrella}
columns:
  carrier_line: "Institution line of the carrier."
  carrier: "Name of the carrier."
  institution_line: "Institution line of the funder, null where an award names none."
  funder: "Name of the funder."
  n_measures: {comment: "Distinct measures with a known amount.", unit: "measures"}
  awarded_eur: {comment: "Awarded money, of which a carrier gets its equal part where several share a measure.", unit: "EUR"}
  share_of_carrier: {comment: "Share of all awarded money of the carrier.", unit: "share"}
limitation_de: >-
  Nur Bewilligungen mit Betrag; Listen nennen keine Anteile, daher teilen sich mehrere Träger einer
  Maßnahme den Betrag zu gleichen Teilen. Eigenmittel und Spenden fehlen.
sample: {umbrella: Diakonie}
sample_columns: [carrier, funder, n_measures, awarded_eur, share_of_carrier]
*/
with names as (
  select institution_line, min(name) as name, max(bodies.umbrella) as its_umbrella
  from core.organisations as bodies
  group by institution_line
), parts as (
  select measure_id, institution_line as carrier_line, sum(share) as carrier_share
  from core.measure_organisations
  where role = 'carrier'
  group by all
), paid as (
  select
    carrier_line,
    funder_line as institution_line,
    count(distinct measure_id) as n_measures,
    sum(cast(amount_eur * carrier_share as decimal(24, 6))) as eur
  from core.awards
  join parts using (measure_id)
  where amount_kind = 'bewilligt' and duplicate_of is null and not is_pass_through and amount_eur is not null
  group by all
)
select
  carrier_line,
  carriers.name as carrier,
  paid.institution_line,
  funders.name as funder,
  n_measures,
  cast(eur as decimal(18, 2)) as awarded_eur,
  round(cast(eur as double) / nullif(cast(sum(eur) over (partition by carrier_line) as double), 0), 4) as share_of_carrier
from paid
join names as carriers on carriers.institution_line = carrier_line
left join names as funders on funders.institution_line = paid.institution_line
where $umbrella is null or carriers.its_umbrella = $umbrella
order by carriers.name, carrier_line, awarded_eur desc, paid.institution_line
