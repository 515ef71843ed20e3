/*
description: >-
  Measures that several institutions pay for (Kofinanzierung), which is normal and often required;
  at least two awards of different institutions whose periods meet and of which none passes on the
  other, or several funders named by one list. A measure whose awards exceed its stated cost, or
  with full financing beside another award, has to be examined first (prüfbedürftig) and stands
  here only after a person has judged records of the measure to be the same.
grain: measure_id
columns:
  co_funding_kind:
    comment: "Declared where one list names several funders, inferred where only the join of lists shows it."
    vocabulary: [declared, inferred]
  finding:
    comment: "What follows from the amounts."
    vocabulary: ["kofinanziert", "kofinanziert, Kosten unbekannt", "prüfbedürftig"]
  n_funders: {comment: "Funder institutions.", unit: "institutions"}
  funders: "Names of the funders."
  n_awards: {comment: "Awards that are not passed on, each once.", unit: "awards"}
  awarded_eur: {comment: "Sum of these awards, null where no amount is known.", unit: "EUR"}
  total_cost_eur: {comment: "Total cost as stated.", unit: "EUR"}
checks:
  - expect_column_values_to_not_be_null: {column: finding}
*/
select * exclude (is_judged)
from core.co_funding_findings
where finding <> 'prüfbedürftig' or is_judged
