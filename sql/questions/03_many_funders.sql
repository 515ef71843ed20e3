/*
question_de: >-
  In welchen Handlungsfeldern fördern im selben Kreis mindestens n Institutionen, und wie viele
  sind es wirksam?
question_en: In which fields of action do at least n institutions pay in the same Kreis, and what is their effective number?
asked_by: Ministerium, Fachreferat
parameters:
  year: {type: integer, default: null, comment: "Calendar year; the year of the run by default."}
  minimum: {type: integer, default: 3, comment: "Fewest funder institutions of a cell that is shown."}
  kreis: {default: null, comment: "Key of a Kreis; all by default.", values: core.regions.region_id}
columns:
  region: "Name of the Kreis."
  field: "German label of the field of action."
  n_measures: {comment: "Dedicated and shared measures.", unit: "measures"}
  n_funders: {comment: "Funder institutions; one that only passes on money is not counted.", unit: "institutions"}
  effective_funders_by_measures: {comment: "Effective number of funders, 1/Σp² over their shares of the measures.", unit: "institutions"}
  effective_funders_by_money: {comment: "The same over their shares of the awarded money, null where no amount is known.", unit: "institutions"}
  n_carriers: {comment: "Carriers.", unit: "institutions"}
  has_coordination: "True where a measure of coordination is active in the Kreis that year."
limitation_de: >-
  Mehrere Förderer sind eine Beschreibung, kein Mangel. Landesweite Maßnahmen und solche ohne Ort
  oder Handlungsfeld sind nicht enthalten.
sample: {year: 2026, minimum: 4}
sample_columns: [region, field, n_measures, n_funders, effective_funders_by_measures, effective_funders_by_money, has_coordination]
*/
select
  cells.region_id,
  cells.region,
  cells.field_of_action,
  fields.label_de as field,
  cells.year,
  cells.n_measures,
  cells.n_funders,
  cells.effective_funders_by_measures,
  cells.effective_funders_by_money,
  cells.n_carriers,
  cells.has_coordination
from marts.fragmentation as cells
join core.fields as fields using (field_of_action)
cross join core.run
where cells.year = coalesce(cast($year as bigint), year(as_of))
  and cells.n_funders >= cast($minimum as bigint)
  and ($kreis is null or cells.region_id = $kreis)
order by cells.n_funders desc, cells.effective_funders_by_measures desc, cells.region_id, cells.field_of_action
