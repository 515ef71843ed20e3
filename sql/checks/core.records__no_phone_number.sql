/*
description: No published text contains what looks like a telephone number.
severity: warning
advice: Look at the text; a number of a person must be declared as personal in the source document.
*/
select found_in, id
from marts.suspected_personal_data
where suspicion = 'telephone'
