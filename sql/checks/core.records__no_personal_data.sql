/*
description: No published text contains an e-mail address, a bank account or the address of a refuge.
severity: critical
advice: Declare the column of the list as personal, or widen the patterns in sql/macros.
*/
select found_in, id, suspicion
from marts.suspected_personal_data
where suspicion <> 'telephone'
