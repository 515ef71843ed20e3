/* The words of a title that name the concept: no year, number, phase, legal form or small word. */
create or replace macro title_words(display_text) as
  list_filter(
    string_split(fold_text(display_text), ' '),
    lambda word: not regexp_full_match(word,
      '|[0-9]+|[ivx]+|e|v|ev|ggmbh|gmbh|phase|teil|runde|projekt|massnahme|jahr'
      '|der|die|das|den|dem|des|ein|eine|einer|und|oder|fuer|mit|von|vom|zu|zur|zum'
      '|im|in|am|an|auf|aus|bei|durch|um'
      '|lk|landkreis|kreis|stadtkreis|stadt|gemeinde|region|land|ort'));
