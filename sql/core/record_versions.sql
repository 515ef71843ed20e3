/*
description: >-
  What every list said when; one row for each content of a record, from the delivery that first
  had it to the first one that had it no longer. A record that a list dropped is absent, which is
  no end of the measure. Texts without personal data, as in core.records.
grain: record_id, version
columns:
  version: {comment: "Number of the content, in order of time.", unit: "position"}
  seen_to_because:
    comment: "Why the list no longer says so, null while it does."
    vocabulary: [changed, absent]
checks:
  - expect_column_values_to_not_be_null: {column: seen_from}
*/
select
  said.* replace (
    without_personal_data(title) as title,
    without_personal_data(programme) as programme,
    without_personal_data(carrier) as carrier,
    without_personal_data(funder) as funder,
    without_personal_data(place) as place,
    without_personal_data(target_group_text) as target_group_text,
    without_personal_data(status) as status
  ),
  row_number() over in_time as version,
  case when seen_to is null then null
       when seen_to = lead(seen_from) over in_time then 'changed'
       else 'absent' end as seen_to_because
from stage.record_versions as said
window in_time as (partition by record_id order by seen_from)
