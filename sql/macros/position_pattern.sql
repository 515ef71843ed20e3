/* Words that say that money pays for a post: Personalstelle, 0,5 Stellen, VZÄ; no Beratungsstelle. */
create or replace macro position_pattern() as
  '(?i:\b(?:personal|vollzeit|teilzeit|halbtags|projekt|plan)stellen?\b'
  || '|\bstellen(?:anteil|förder|finanzier|umfang|zuschuss|zuschüsse|pauschale)'
  || '|\bpersonal(?:kosten|stellen)(?:zuschuss|zuschüsse|förder|pauschale|anteil)'
  || '|\bvollzeitäquivalent|\bvz(?:ä|ae\b)'
  || '|[0-9][.,][0-9]+ ?(?:vollzeit-?)?stellen?\b|[0-9] ?(?:%|prozent)-?(?: |ige )?(?:vollzeit)?stellen?\b'
  || '|\b(?:halbe[nr]?|ganze[nr]?|volle[nr]?|viertel|dreiviertel|eine[nr]?|zwei|drei) (?:vollzeit|personal)?-?stellen? (?:für|zur|zum|als)\b)';
