/*
description: >-
  Every promise that was checked before this publication, with the rows that break it. A broken
  critical promise blocks a publication, so that only broken warnings are found here.
grain: checked_table, check_name, expectation, position
*/
select
  *,
  row_number() over (
    partition by checked_table, check_name, expectation
    order by severity, failing_rows, sample
  ) as position
from stage.check_results
