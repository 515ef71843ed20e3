/* True where a text matches a pattern that is neither denied nor only planned, in the same sentence. */
create or replace macro says(display_text, pattern) as
  regexp_matches(display_text, pattern)
  and not regexp_matches(display_text,
    '(?i:\b(?:nicht|noch|kein\w*|ohne|statt|soll\w*|ausgenommen|weder)\b(?: [^ .;]+){0,4} )' || pattern)
  and not regexp_matches(display_text,
    pattern || '(?i:[^.;]{0,40}\b(?:geplant|angestrebt|vorgesehen|offen|beendet|ausgeschlossen|nicht (?:förder|zuwendungs)fähig|nicht (?:gefördert|möglich|gelungen))\b)');
