/*
question_de: Welche Maßnahmen mit mehreren Förderern sind in Ordnung, unklar oder zu prüfen?
question_en: Which measures with several funders are in order, unclear or to be examined?
asked_by: Rechnungshof
parameters:
  finding: {default: null, comment: "Only this finding; all by default.", values: marts.co_funding.finding}
columns:
  finding:
    comment: "What follows from the amounts."
    vocabulary: ["kofinanziert", "kofinanziert, Kosten unbekannt", "prüfbedürftig"]
  co_funding_kind:
    comment: "Declared where one list names several funders, inferred where only the join of lists shows it."
    vocabulary: [declared, inferred]
  n_funders: {comment: "Funder institutions.", unit: "institutions"}
  funders: "Names of the funders."
  n_awards: {comment: "Awards that are not passed on, each once.", unit: "awards"}
  awarded_eur: {comment: "Sum of these awards, null where no amount is known.", unit: "EUR"}
  total_cost_eur: {comment: "Total cost as stated.", unit: "EUR"}
  identity_class: {comment: "How sure it is that the rows mean one measure.", vocabulary: [belegt, abgeleitet, vermutet]}
limitation_de: >-
  Finanzierungspläne stehen in keiner Liste. Prüfbedürftiges erscheint mit Namen erst, wenn eine
  Person über die Zeilen entschieden hat.
sample: {}
sample_columns: [measure_id, title, finding, n_funders, n_awards, awarded_eur, total_cost_eur]
*/
select
  measure_id,
  measures.title,
  cases.finding,
  cases.co_funding_kind,
  cases.n_funders,
  cases.funders,
  cases.n_awards,
  cases.awarded_eur,
  cases.total_cost_eur,
  measures.identity_class
from marts.co_funding as cases
join core.measures as measures using (measure_id)
where $finding is null or cases.finding = $finding
order by
  array_position(['prüfbedürftig', 'kofinanziert, Kosten unbekannt', 'kofinanziert'], cases.finding),
  cases.awarded_eur desc nulls last,
  measure_id
