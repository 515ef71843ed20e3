/*
question_de: >-
  In welchen Kreisen gibt es in einem Handlungsfeld keine eigene Maßnahme, die mit dem größten
  Bedarf zuerst?
question_en: Which Kreise have no dedicated measure in a field of action, those with most need first?
asked_by: Stiftung, Programmleitung
parameters:
  field_of_action: {comment: "Code of the field, with its sub-fields.", values: core.fields.field_of_action}
  year: {type: integer, default: null, comment: "Calendar year; the year of the run by default."}
  need_group: {default: TG1000, comment: "Group whose number of people is the need.", values: core.target_groups.target_group}
  land: {default: null, comment: "Key of a Land; every Land with measures by default.", values: core.regions.region_id}
columns:
  region: "Name of the Kreis."
  people: {comment: "People in need.", unit: "persons"}
  ref_date: "Day that the number of people holds for."
  n_shared: {comment: "Measures of the field that take place here and elsewhere.", unit: "measures"}
  n_statewide: {comment: "Statewide measures of the field.", unit: "measures"}
  is_covered: "True where a list declares to be complete, at least in part, for Kreis, field and year."
limitation_de: >-
  Nur wo eine Liste verspricht, vollständig zu sein (is_covered), ist ein weißer Fleck ein Befund;
  sonst fehlt der Nachweis.
sample: {field_of_action: HF0400, land: "08"}
*/
with asked as (
  select coalesce(cast($year as bigint), year(as_of)) as asked_year from core.run
), active as (
  select distinct measure_id
  from core.measure_years
  join asked on measure_years.year = asked_year
  join core.measure_fields as does using (measure_id)
  join core.field_closure on descendant_code = does.field_of_action
  where ancestor_code = $field_of_action
), placed as (
  select region_id, count(*) filter (placement = 'dedicated') as n_dedicated, count(*) filter (placement = 'shared') as n_shared
  from core.measure_places semi join active using (measure_id)
  group by region_id
), statewide as (
  select region_id, count(*) as n
  from core.measure_regions semi join active using (measure_id)
  where coverage = 'statewide'
  group by region_id
), covered as (
  select distinct descendant_id as region_id
  from core.source_coverage as declared
  join asked on declared.year = asked_year
  join core.region_closure on ancestor_id = declared.region_id
  where completeness in ('complete', 'partial')
    and (declared.field_of_action is null or declared.field_of_action = 'all'
      or $field_of_action in (select descendant_code from core.field_closure where ancestor_code = declared.field_of_action))
)
select
  kreise.region_id,
  kreise.name as region,
  asked_year as year,
  need.people,
  need.ref_date,
  coalesce(placed.n_shared, 0) as n_shared,
  coalesce(in_land.n, 0) + coalesce(in_country.n, 0) as n_statewide,
  covered.region_id is not null as is_covered
from core.regions as kreise
cross join asked
left join core.need_by_year as need
  on need.region_id = kreise.region_id and need.target_group = $need_group and need.year = asked_year
left join placed on placed.region_id = kreise.region_id
left join statewide as in_land on in_land.region_id = kreise.land_id
left join statewide as in_country on in_country.region_id = '00'
left join covered on covered.region_id = kreise.region_id
where kreise.tier = 'kreis'
  and ($land is null or kreise.land_id = $land)
  and kreise.land_id in (select left(region_id, 2) from core.measure_regions)
  and coalesce(placed.n_dedicated, 0) = 0
order by need.people desc nulls last, kreise.region_id
