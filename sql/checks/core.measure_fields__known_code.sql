/*
description: Every field of action is in the code list.
severity: critical
advice: Add the code to sql/codes/fields_of_action.csv or correct the label.
*/
select measure_id, field_of_action
from core.measure_fields
anti join core.fields using (field_of_action)
