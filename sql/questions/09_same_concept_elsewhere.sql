/*
question_de: Wer führt anderswo das gleiche Konzept durch wie wir, sodass wir uns austauschen können?
question_en: Who runs elsewhere the same concept as we do, so that we can learn from each other?
asked_by: Kreis, Integrationsbeauftragte
parameters:
  kreis: {comment: "Key of the Kreis whose concepts are looked for elsewhere.", values: core.regions.region_id}
  most_carriers: {type: integer, default: 25, comment: "Words that more carriers use are no concept and are left out; null for all."}
columns:
  concept_key: "Words of the title that name the concept."
  our_titles: "Titles of the concept in the Kreis that asks."
  region: "Name of the other Kreis."
  carriers: "Carriers there; institutions, never persons."
  measure_status: {comment: "State on the day of the run.", vocabulary: [geplant, laufend, beendet, unbekannt]}
  n_carriers: {comment: "Carriers that run the concept; many mean a general word rather than a concept.", unit: "institutions"}
limitation_de: >-
  Gleiches Konzept heißt: gleiche Wörter im Titel. Was sehr viele Träger so nennen, ist eher ein
  allgemeines Wort und fehlt (most_carriers).
sample: {kreis: "08222"}
sample_columns: [our_titles, region, title, carriers, measure_status, n_carriers]
*/
with ours as (
  select concept_key, string_agg(distinct title, '; ' order by title) as our_titles
  from marts.exchange_partners
  where region_id = $kreis
    and ($most_carriers is null or n_carriers <= cast($most_carriers as bigint))
  group by concept_key
)
select
  partners.concept_key,
  ours.our_titles,
  partners.region_id,
  partners.name as region,
  partners.measure_id,
  partners.title,
  partners.carriers,
  partners.period_from,
  partners.period_to,
  partners.measure_status,
  partners.n_carriers
from marts.exchange_partners as partners
join ours using (concept_key)
where partners.region_id <> $kreis
order by partners.concept_key, partners.region_id, partners.measure_id
