/*
description: Every field of action with itself and its children.
grain: ancestor_code, descendant_code
columns:
  ancestor_code: "Field that contains the other, or the field itself."
  descendant_code: "Field that is contained."
*/
select field_of_action as ancestor_code, field_of_action as descendant_code
from core.fields
union
select parent_code, field_of_action
from core.fields
where parent_code is not null
