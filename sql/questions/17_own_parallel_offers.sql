/*
question_de: Wo bieten zwei unserer Träger im selben Kreis das Gleiche für die gleiche Gruppe an?
question_en: Where do two of our own carriers offer the same to the same group in the same Kreis?
asked_by: Diakonie oder Caritas, Spitzenverband
parameters:
  umbrella: {default: null, comment: "Umbrella body; each one by default.", values: core.organisations.umbrella}
columns:
  left_measure_id: "Measure with the smaller key."
  right_measure_id: "Measure with the larger key."
  left_title: "Title of the first."
  right_title: "Title of the second."
  left_carriers: "Carriers of the first."
  right_carriers: "Carriers of the second."
  regions: "Kreise of the first."
  sim_field: {comment: "Similarity of the fields of action; 1 for the same leaf.", unit: "0 to 1"}
  overlap_score: {comment: "How much both overlap in field, group, place and time.", unit: "0 to 1"}
limitation_de: >-
  Ein Befund zum Nachsehen, kein Urteil: Auslastung und Wartelisten stehen in keiner Liste.
sample: {}
*/
with bodies as (
  select measure_id, parties.institution_line, parties.umbrella
  from core.measure_organisations
  join core.organisations as parties using (organisation_id)
  where role = 'carrier'
    and (parties.umbrella = $umbrella or ($umbrella is null and parties.umbrella is not null))
), sides as (
  select distinct left_measure_id, right_measure_id, l.umbrella
  from marts.overlap_pairs
  join bodies as l on l.measure_id = left_measure_id
  join bodies as r on r.measure_id = right_measure_id and r.umbrella = l.umbrella
  where not exists (
    select 1
    from bodies as one
    join bodies as other on other.institution_line = one.institution_line
    where one.measure_id = left_measure_id and other.measure_id = right_measure_id)
)
select
  sides.umbrella,
  left_measure_id,
  right_measure_id,
  l.title as left_title,
  r.title as right_title,
  l.carriers as left_carriers,
  r.carriers as right_carriers,
  l.regions,
  pairs.sim_field,
  pairs.overlap_score
from sides
join marts.overlap_pairs as pairs using (left_measure_id, right_measure_id)
join marts.measures as l on l.measure_id = left_measure_id
join marts.measures as r on r.measure_id = right_measure_id
where l.reach <> 'landesweit'
order by pairs.overlap_score desc, left_measure_id, right_measure_id, sides.umbrella
