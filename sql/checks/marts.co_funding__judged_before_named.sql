/*
description: No measure is published as to be examined (prüfbedürftig) before a person has judged its records to be the same.
severity: critical
advice: Keep the finding on the internal list until it is judged.
*/
select measure_id, finding
from marts.co_funding
where finding = 'prüfbedürftig'
  and measure_id not in (
    select measure_id
    from core.record_measure
    join core.judgements on record_id in (left_record_id, right_record_id) and judgement = 'same')
