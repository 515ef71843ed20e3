/* A telephone number: announced by a word, with country code, or area code and number. */
create or replace macro phone_pattern() as
  '(?i:(?:\b(?:tel|telefon|telefax|fax|fon|mobil|handy)\b[.: ]*|\+49|\b0049)[ ()0-9/–-]{6,}[0-9])'
  || '|\b0[1-9][0-9]{1,4} ?[/–-] ?[0-9][0-9 -]{4,}[0-9]';
