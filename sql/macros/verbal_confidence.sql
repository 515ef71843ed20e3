/* Three plain words for a confidence, DOMAIN 2.6. */
create or replace macro verbal_confidence(confidence_value) as
  case when confidence_value >= threshold('identity_certain') then 'belegt'
       when confidence_value >= threshold('identity_derived') then 'abgeleitet'
       else 'vermutet' end;
