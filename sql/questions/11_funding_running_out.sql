/*
question_de: Welche Förderung in meinem Kreis läuft in den nächsten sechs Monaten aus?
question_en: Which funding in my Kreis runs out within the next six months?
asked_by: Kreis, Integrationsbeauftragte
parameters:
  kreis: {default: null, comment: "Key of the Kreis; the whole country by default.", values: core.regions.region_id}
  months: {type: integer, default: null, comment: "How far to look ahead; the threshold ending_soon_months by default."}
columns:
  funder: "Name of the funder, null where no list names one."
  amount_eur: {comment: "Amount of the award, whole, also where the measure takes place in several Kreise.", unit: "EUR"}
  runs_out_on: "First day without this money."
  funded_until: "First day without any known money for the measure."
  successor_id: "Measure that follows, where one is known."
  regions: "Kreise or Land, names."
limitation_de: >-
  Nur Förderungen mit Ende. Eine Verlängerung, die noch in keiner Liste steht, ist nicht zu sehen.
sample: {}
*/
with asked as (
  select as_of, coalesce(cast($months as integer),
    (select cast(threshold_value as integer) from core.thresholds where threshold = 'ending_soon_months')) as asked_months
  from core.run
), awarded as (
  select *, max(period_to) over (partition by measure_id) as funded_until
  from core.awards
  where amount_kind = 'bewilligt' and duplicate_of is null and not is_pass_through
)
select
  measure_id,
  measures.title,
  funders.name as funder,
  awarded.amount_eur,
  awarded.period_to as runs_out_on,
  awarded.funded_until,
  states.successor_id,
  measures.regions
from awarded
join marts.measures as measures using (measure_id)
join marts.anchoring as states using (measure_id)
left join core.organisations as funders on funders.organisation_id = awarded.funder_id
cross join asked
where awarded.period_to > as_of
  and awarded.period_to <= as_of + to_months(asked_months)
  and ($kreis is null
    or measure_id in (select measure_id from core.measure_regions where region_id = $kreis))
order by runs_out_on, measures.title, measure_id, awarded.award_id
