/*
question_de: >-
  Für welche Zielgruppen und Handlungsfelder gibt es in meinem Kreis nichts trotz Bedarf, und ist
  das belegt oder nur nicht zu sehen?
question_en: For which target groups and fields is there nothing in my Kreis in spite of need, and is that proven or only unseen?
asked_by: Kreis, Integrationsbeauftragte
parameters:
  kreis: {comment: "Key of the Kreis.", values: core.regions.region_id}
  year: {type: integer, default: null, comment: "Calendar year; the year of the run by default."}
columns:
  target_group_label: "German label of the group."
  field: "German label of the field of action."
  people: {comment: "People in need.", unit: "persons"}
  n_statewide: {comment: "Statewide measures that exist for the cell.", unit: "measures"}
  gap_class:
    comment: "No list covers the cell; covered and nothing there; or only statewide measures."
    vocabulary: [no_evidence, none, statewide_only]
  finding: {comment: "The same in words.", vocabulary: [kein Nachweis, Lücke, nur landesweit]}
limitation_de: >-
  "Kein Nachweis" ist keine Lücke: Dort verspricht keine Liste, vollständig zu sein. Bedarf ist
  nur für Gruppen bekannt, die die amtliche Statistik zählt.
sample: {kreis: "08317"}
*/
select
  cells.target_group,
  groups.label_de as target_group_label,
  cells.field_of_action,
  fields.label_de as field,
  cells.year,
  cells.people,
  cells.n_statewide,
  cells.gap_class,
  case cells.gap_class when 'none' then 'Lücke' when 'statewide_only' then 'nur landesweit' else 'kein Nachweis' end as finding
from marts.coverage_gaps as cells
join core.target_groups as groups using (target_group)
join core.fields as fields using (field_of_action)
cross join core.run
where cells.region_id = $kreis
  and cells.year = coalesce(cast($year as bigint), year(as_of))
  and cells.n_measures = 0
order by finding <> 'Lücke', cells.people desc, cells.target_group, cells.field_of_action
