/* Words that say that a measure is part of what is there for good. */
create or replace macro permanence_pattern() as
  '(?i:regelangebot|regelstruktur|regelfinanzier|regelförderung|verstetigt|institutionell|dauerhaft|unbefristet)';
