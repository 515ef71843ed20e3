/* A German IBAN, with or without blanks. */
create or replace macro iban_pattern() as '\bDE[0-9]{2}(?: ?[0-9]{4}){4} ?[0-9]{2}\b';
