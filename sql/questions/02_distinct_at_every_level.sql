/*
question_de: >-
  Wie viele verschiedene Maßnahmen gab es auf jeder Ebene, und um wie viel überschätzt das
  Land, wer die Kreise addiert?
question_en: How many distinct measures were there at every level, and by how much does adding up the Kreise overstate the Land?
asked_by: Ministerium, Fachreferat
parameters:
  year: {type: integer, default: null, comment: "Calendar year; the year of the run by default."}
  land: {default: null, comment: "Key of a Land; every Land with measures by default.", values: core.regions.region_id}
columns:
  land_id: "Key of the Land."
  land: "Name of the Land."
  tier: {comment: "Level of the regions.", vocabulary: [land, regierungsbezirk, region, kreis]}
  n_regions: {comment: "Regions of this level with at least one measure.", unit: "regions"}
  sum_of_regions: {comment: "Sum of the counts of the regions of this level.", unit: "measures"}
  n_distinct: {comment: "Distinct measures of the Land, dedicated and shared.", unit: "measures"}
  overcount: {comment: "What the sum counts too often.", unit: "measures"}
  n_statewide: {comment: "Statewide measures; in no other count.", unit: "measures"}
  share_without_place: {comment: "Share of all measures of the year that have no place and are missing here.", unit: "share"}
limitation_de: >-
  Landesweite Maßnahmen stehen in einer eigenen Spalte und in keiner Summe. Eine Maßnahme in zwei
  Ländern zählt in jedem.
sample: {year: 2026, land: "08"}
*/
with asked as (
  select coalesce(cast($year as bigint), year(as_of)) as asked_year from core.run
), cells as (
  select marts_cells.*, regions.land_id
  from marts.measures_by_region_and_target_group as marts_cells
  join core.regions as regions using (region_id)
  join asked on marts_cells.year = asked_year
  where target_group = 'TG0000'
)
select
  parts.land_id,
  any_value(lands.region) as land,
  parts.year,
  parts.tier,
  count(*) filter (parts.n_measures > 0) as n_regions,
  cast(sum(parts.n_measures) as bigint) as sum_of_regions,
  max(lands.n_measures) as n_distinct,
  sum_of_regions - n_distinct as overcount,
  max(lands.n_statewide) as n_statewide,
  max(country.share_without_place) as share_without_place
from cells as parts
join cells as lands on lands.region_id = parts.land_id
join cells as country on country.region_id = '00'
where $land is null or parts.land_id = $land
group by parts.land_id, parts.year, parts.tier
order by parts.land_id, n_regions, parts.tier
