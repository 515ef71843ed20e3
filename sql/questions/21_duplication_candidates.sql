/*
question_de: >-
  Wo könnten zwei Förderer Gleiches doppelt fördern, mit Fundstellen zum Nachprüfen, das meiste
  Geld zuerst?
question_en: Where might two funders pay for the same twice, with the places to check, largest money first?
asked_by: Rechnungshof
parameters:
  kreis: {default: null, comment: "Key of a Kreis in which both take place; all by default.", values: core.regions.region_id}
columns:
  left_measure_id: "Measure with the smaller key."
  right_measure_id: "Measure with the larger key."
  left_title: "Title of the first."
  right_title: "Title of the second."
  left_carriers: "Carriers of the first."
  right_carriers: "Carriers of the second."
  left_funders: "Funders of the first."
  right_funders: "Funders of the second."
  awarded_eur: {comment: "Awarded money of both together, null where no list names any.", unit: "EUR"}
  overlap_score: {comment: "How much both overlap in field, group, place and time.", unit: "0 to 1"}
  identity_in_review: "True where it is still open whether both are one measure."
  evidence: "Lists and places in them that name the two, separated by a semicolon."
limitation_de: >-
  Nur Kandidaten: Wer die Angebote nutzt und ob beide ausgelastet sind, steht in keiner Liste; eine
  Großstadt kann mehrere Anbieter brauchen.
sample: {}
*/
select
  left_measure_id,
  right_measure_id,
  left_title,
  right_title,
  left_carriers,
  right_carriers,
  left_funders,
  right_funders,
  awarded_eur,
  overlap_score,
  identity_in_review,
  evidence
from marts.duplication_candidates
where $kreis is null
  or (left_measure_id in (select measure_id from core.measure_regions where region_id = $kreis)
    and right_measure_id in (select measure_id from core.measure_regions where region_id = $kreis))
order by awarded_eur desc nulls last, overlap_score desc, left_measure_id, right_measure_id
