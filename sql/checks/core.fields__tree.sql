/*
description: The parent of every field of action is a top field in the code list.
severity: critical
advice: Correct parent_code in sql/codes/fields_of_action.csv.
*/
select field_of_action, parent_code
from core.fields
where parent_code not in (select field_of_action from core.fields where parent_code is null)
