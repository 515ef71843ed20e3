/* Lower case, umlauts written out, gender forms cut, everything but letters and digits a blank. */
create or replace macro fold_text(display_text) as
  trim(regexp_replace(
    replace(replace(replace(replace(
      regexp_replace(lower(display_text), '[*:_/]-?in(nen)?\b', '', 'g'),
      'ä', 'ae'), 'ö', 'oe'), 'ü', 'ue'), 'ß', 'ss'),
    '[^a-z0-9]+', ' ', 'g'));
