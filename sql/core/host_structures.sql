/*
description: >-
  The regular structures in which a measure can be at home; day-care centre, school, library and
  the like, with the words by which a text names them. A word with ~ is a whole word, one with a
  hyphen the end of a compound, any other the beginning of a word.
grain: host_structure
columns:
  host_structure: "Code of the structure."
  label_de: "German label."
  label_en: "English label."
  stems: "Words that name the structure, joined by |."
  but_not: "Words that do not although a stem fits, joined by |."
checks:
  - expect_column_values_to_not_be_null: {column: label_de}
*/
select host_structure, label_de, label_en, stems, but_not
from codes.host_structures
