/*
description: >-
  Figures of official statistics on people in need, as published, with source, date and
  suppression. The source is 'embedded' where no list delivers the figure.
grain: region_id, target_group, indicator, ref_date, source_id
checks:
  - expect_column_values_to_not_be_null: {column: region_id}
  - expect_column_values_to_be_between: {column: need_value, min_value: 0}
*/
select
  region_id,
  target_group,
  indicator,
  case when suppressed then null else need_value end as need_value,
  unit,
  ref_date,
  coalesce(suppressed, false) as suppressed,
  statistics_source,
  coalesce(source_id, 'embedded') as source_id
from stage.need
