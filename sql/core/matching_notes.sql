/*
description: What the matching says of itself, namely what a bound left out and which measures are suspiciously large.
grain: note, subject, message
*/
select *
from stage.matching_notes
