/* The text with addresses, numbers and accounts of persons, and addresses of refuges, replaced; the rest stays as published. */
create or replace macro without_personal_data(display_text) as
  case when regexp_matches(display_text, suspect_pattern())
       then regexp_replace(regexp_replace(regexp_replace(regexp_replace(display_text,
              email_pattern(), '[entfernt]', 'g'),
              iban_pattern(), '[entfernt]', 'g'),
              phone_pattern(), '[entfernt]', 'g'),
              shelter_pattern(), '\1[entfernt]', 'g')
       else display_text end;
