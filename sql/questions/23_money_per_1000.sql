/*
question_de: >-
  Wie viel Geld kommt im Jahr auf 1.000 ausländische Einwohner, nach Kreisen gereiht, ohne
  landesweites Geld?
question_en: How much money per 1,000 foreign residents is there in a year, Kreise ranked, statewide money left out?
asked_by: Presse
parameters:
  year: {type: integer, default: null, comment: "Calendar year; the year of the run by default."}
  land: {default: null, comment: "Key of a Land; every Land with measures by default.", values: core.regions.region_id}
  need_group: {default: TG1000, comment: "Group whose number of people is set against the money.", values: core.target_groups.target_group}
columns:
  rank: {comment: "Rank among the Kreise shown, 1 for most money; null without a number of people.", unit: "rank"}
  region: "Name of the Kreis."
  eur_per_1000: {comment: "Awarded money per 1,000 people.", unit: "EUR per 1,000 persons"}
  awarded_eur: {comment: "Awarded money of the year, allocated by weight.", unit: "EUR"}
  people: {comment: "People of the group.", unit: "persons"}
  ref_date: "Day that the number of people holds for."
  share_assumed: {comment: "Share of the money that rests on an assumed key or on the seat of the carrier.", unit: "share"}
  awarded_statewide_eur: {comment: "Statewide money of the Kreis by a model key, left out.", unit: "EUR"}
  share_without_place: {comment: "Share of all measures of the year that have no place and are missing here.", unit: "share"}
limitation_de: >-
  Eine Rangfolge der gelesenen Listen, nicht der Wirklichkeit: Kein Betrag heißt nicht kein Geld.
  Die Zahl der Menschen gilt für den angegebenen Tag.
sample: {year: 2026, land: "08"}
sample_columns: [rank, region, eur_per_1000, awarded_eur, people, ref_date, share_assumed, share_without_place]
*/
with asked as (
  select coalesce(cast($year as bigint), year(as_of)) as asked_year from core.run
), cells as (
  select marts_cells.*
  from marts.measures_by_region_and_target_group as marts_cells
  join asked on marts_cells.year = asked_year
  where target_group = 'TG0000'
), ratios as (
  select
    kreise.region_id,
    kreise.name as region,
    asked_year,
    coalesce(here.awarded_eur, 0) as eur,
    coalesce(here.awarded_eur_assumed, 0) as assumed_eur,
    coalesce(here.awarded_statewide_eur, 0) as statewide_eur,
    need.people,
    need.ref_date,
    1000 * cast(eur as double) / nullif(need.people, 0) as eur_per_1000
  from core.regions as kreise
  cross join asked
  left join cells as here using (region_id)
  left join core.need_by_year as need
    on need.region_id = kreise.region_id and need.target_group = $need_group and need.year = asked_year
  where kreise.tier = 'kreis'
    and ($land is null or kreise.land_id = $land)
    and kreise.land_id in (select left(region_id, 2) from core.measure_regions)
)
select
  case when ratios.eur_per_1000 is not null then rank() over (order by ratios.eur_per_1000 desc nulls last) end as rank,
  ratios.region_id,
  ratios.region,
  asked_year as year,
  round(ratios.eur_per_1000, 2) as eur_per_1000,
  cast(eur as decimal(18, 2)) as awarded_eur,
  ratios.people,
  ratios.ref_date,
  round(cast(assumed_eur as double) / nullif(cast(eur as double), 0), 4) as share_assumed,
  cast(statewide_eur as decimal(18, 2)) as awarded_statewide_eur,
  country.share_without_place
from ratios
left join cells as country on country.region_id = '00'
order by ratios.eur_per_1000 desc nulls last, ratios.region_id
