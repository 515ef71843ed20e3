/*
description: No measure has more records than expected; a long chain of records may hold two measures.
severity: warning
advice: Look at the pairs of its records with foerderlupe explain, and judge those that are not the same.
*/
select subject as record_id, number as records
from core.matching_notes
where note = 'large_cluster'
