/*
True where the words before a noun say that something takes place there: the nearest preposition is
one of place, without direction ("in die Schule") and without a negation ("nicht in der Schule").
*/
create or replace macro locative(words_before) as
  coalesce(
    list_last(list_filter(words_before, lambda word: list_contains(
      ['in', 'im', 'an', 'am', 'bei', 'beim', 'at', 'innerhalb',
       'mit', 'von', 'vom', 'fuer', 'zu', 'zur', 'zum', 'aus', 'durch', 'ueber', 'ins', 'ans', 'nach',
       'gegen', 'zwischen', 'auf', 'als', 'wie', 'statt', 'neben', 'vor',
       'die', 'das', 'eine', 'einen', 'ihre', 'of', 'for', 'to', 'with', 'from'], word)))
    in ('in', 'im', 'an', 'am', 'bei', 'beim', 'at', 'innerhalb'), false)
  and not list_has_any(words_before,
    ['nicht', 'kein', 'keine', 'keiner', 'keinen', 'keinem', 'ohne', 'ausser', 'ausserhalb', 'statt', 'anstatt', 'not', 'outside']);
