/*
question_de: >-
  Wie viel wurde im Jahr je Kreis bewilligt, und wie viel davon beruht auf einem angenommenen
  Schlüssel?
question_en: How much was awarded per Kreis in a year, and how much of it rests on an assumed key?
asked_by: Ministerium, Haushalt
parameters:
  year: {type: integer, default: null, comment: "Calendar year; the year of the run by default."}
  land: {default: null, comment: "Key of a Land; every Land by default. Money without a place belongs to none.", values: core.regions.region_id}
columns:
  region: "Name of the Kreis; 'ohne Ort' for money without a place."
  awarded_eur: {comment: "Awarded money (bewilligt), years by days, Kreise by weights.", unit: "EUR"}
  awarded_eur_assumed: {comment: "Part of it that rests on an assumed key or on the seat of the carrier.", unit: "EUR"}
  share_assumed: {comment: "The same as a share.", unit: "share"}
  awarded_statewide_eur: {comment: "Statewide money, spread by a model key; not in awarded_eur.", unit: "EUR"}
limitation_de: >-
  Listen ohne Beträge fehlen, ebenso Beträge ohne Zeitraum. Nur Bewilligungen, weitergeleitetes
  Geld einmal.
sample: {year: 2026}
*/
select
  cells.region_id,
  cells.region,
  cells.year,
  cast(cells.awarded_eur as decimal(18, 2)) as awarded_eur,
  cast(cells.awarded_eur_assumed as decimal(18, 2)) as awarded_eur_assumed,
  round(cast(cells.awarded_eur_assumed as double) / nullif(cast(cells.awarded_eur as double), 0), 4) as share_assumed,
  cast(cells.awarded_statewide_eur as decimal(18, 2)) as awarded_statewide_eur
from marts.measures_by_region_and_target_group as cells
join core.regions as regions using (region_id)
cross join core.run
where cells.target_group = 'TG0000'
  and cells.tier in ('kreis', 'ohne_ort')
  and cells.year = coalesce(cast($year as bigint), year(as_of))
  and ($land is null or regions.land_id = $land)
  and (cells.awarded_eur <> 0 or cells.awarded_statewide_eur <> 0)
order by cells.region_id
