/*
question_de: >-
  Wie viele Maßnahmen gab es im Jahr je Kreis: nur dort, auch dort und landesweit obendrauf?
question_en: How many measures were there in a year per Kreis; only there, also there, and statewide on top?
asked_by: Ministerium, Fachreferat
parameters:
  year: {type: integer, default: null, comment: "Calendar year; the year of the run by default."}
  land: {default: null, comment: "Key of a Land; every Land with measures by default.", values: core.regions.region_id}
columns:
  region: "Name of the Kreis."
  n_dedicated: {comment: "Measures entirely inside the Kreis.", unit: "measures"}
  n_shared: {comment: "Measures that take place here and elsewhere.", unit: "measures"}
  n_statewide: {comment: "Measures available in the whole Land or country; in no other count.", unit: "measures"}
  n_carrier_seat: {comment: "Measures without a place whose carrier has its seat here; in no other count.", unit: "measures"}
  share_without_place: {comment: "Share of all measures of the year that have no place and are missing here.", unit: "share"}
limitation_de: >-
  Nicht über Kreise addieren: Eine Maßnahme in drei Kreisen steht in jedem. Maßnahmen ohne Ort
  fehlen; ihr Anteil steht daneben.
sample: {year: 2026}
*/
with asked as (
  select coalesce(cast($year as bigint), year(as_of)) as asked_year from core.run
), cells as (
  select marts_cells.*
  from marts.measures_by_region_and_target_group as marts_cells
  join asked on marts_cells.year = asked_year
  where target_group = 'TG0000'
)
select
  kreise.region_id,
  kreise.name as region,
  asked_year as year,
  coalesce(here.n_dedicated, 0) as n_dedicated,
  coalesce(here.n_shared, 0) as n_shared,
  coalesce(in_land.n_statewide, 0) as n_statewide,
  coalesce(here.n_carrier_seat, 0) as n_carrier_seat,
  country.share_without_place
from core.regions as kreise
cross join asked
left join cells as here using (region_id)
left join cells as in_land on in_land.region_id = kreise.land_id
left join cells as country on country.region_id = '00'
where kreise.tier = 'kreis'
  and ($land is null or kreise.land_id = $land)
  and kreise.land_id in (select left(region_id, 2) from core.measure_regions)
order by kreise.region_id
