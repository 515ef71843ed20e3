/*
description: Which regular structures every measure is at home in, where a list says so; several are possible.
grain: measure_id, host_structure
columns:
  host_structure: "Code of the structure, see core.host_structures."
  host_zone: {comment: "Where a record says so; the strongest of several.", vocabulary: [text, place, carrier]}
  host_word: "Word that names the structure, in comparable spelling."
*/
select
  measure_id,
  host_structure,
  min_by(host_zone, case host_zone when 'text' then 1 when 'place' then 2 else 3 end) as host_zone,
  min_by(host_word, (case host_zone when 'text' then 1 when 'place' then 2 else 3 end, host_word)) as host_word
from core.record_hosts
join stage.record_measure using (record_id)
group by measure_id, host_structure
