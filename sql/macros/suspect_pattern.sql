/* Any of the patterns of personal data; one search tells that a text holds none, which is true of nearly all. */
create or replace macro suspect_pattern() as
  email_pattern() || '|' || iban_pattern() || '|' || phone_pattern() || '|' || shelter_pattern();
