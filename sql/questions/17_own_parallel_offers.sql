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
  same_offer: "True for the same leaf and type of activity, and for nearly the same group, place and time."
  overlap_score: {comment: "How much both overlap in field, group, place and time.", unit: "0 to 1"}
limitation_de: >-
  Ein Befund zum Nachsehen, kein Urteil: Auslastung und Wartelisten stehen in keiner Liste.
sample: {}
*/
with bodies as materialized (
  select distinct measure_id, parties.umbrella
  from core.measure_organisations
  join core.organisations as parties using (organisation_id)
  where role = 'carrier'
    and (parties.umbrella = $umbrella or ($umbrella is null and parties.umbrella is not null))
), offers as materialized (
  select measure_id, bodies.umbrella, profile_no, list(institution_line) as carrier_lines
  from bodies
  join core.measure_profiles using (measure_id)
  join core.measure_organisations using (measure_id)
  where role = 'carrier'
  group by measure_id, bodies.umbrella, profile_no
), met as materialized (
  -- From the profiles, where every overlap stands; marts.overlap_pairs lists the strongest only.
  select offers.*, right_profile, sim_field, same_offer, overlap_score
  from core.profile_overlaps
  join offers on profile_no = left_profile
), pairs as (
  select
    one.umbrella,
    one.measure_id as left_measure_id,
    other.measure_id as right_measure_id,
    one.sim_field,
    one.same_offer,
    one.overlap_score
  from met as one
  join offers as other
    -- One key of two: an umbrella alone would pair all measures of a large body first.
    on (other.profile_no, other.umbrella) = (one.right_profile, one.umbrella)
    and other.measure_id > one.measure_id
  where not list_has_any(one.carrier_lines, other.carrier_lines)
)
select
  pairs.umbrella,
  pairs.left_measure_id,
  pairs.right_measure_id,
  l.title as left_title,
  r.title as right_title,
  l.carriers as left_carriers,
  r.carriers as right_carriers,
  l.regions,
  pairs.sim_field,
  pairs.same_offer,
  pairs.overlap_score
from pairs
anti join core.measure_links as links
  on links.left_measure_id = pairs.left_measure_id
  and links.right_measure_id = pairs.right_measure_id
  and links.relation = 'part_of'
join marts.measures as l on l.measure_id = pairs.left_measure_id
join marts.measures as r on r.measure_id = pairs.right_measure_id
where l.reach not in ('landesweit', 'bundesweit')
order by pairs.same_offer desc, pairs.overlap_score desc, pairs.left_measure_id, pairs.right_measure_id, pairs.umbrella
