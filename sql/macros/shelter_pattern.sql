/* A refuge for people in danger and, in the same sentence, a street with number; the first group is all but the address. */
create or replace macro shelter_pattern() as
  '((?i:frauen(?:schutz)?h[aä]us|m[aä]dchenhaus|schutzwohnung|schutzunterkunft|zufluchtsst[aä]tte|schutzhaus)[^.;!?]{0,80}?)'
  || '\b[A-ZÄÖÜ][A-Za-zÄÖÜäöüß-]*[ -]?(?i:stra(?:ß|ss)e|str\.|weg|gasse|platz|allee|ring|ufer) ?[0-9]+ ?[a-z]?\b';
