/*
description: Every period begins before it ends, not before 1950 and not more than 30 years ahead.
severity: warning
advice: Look at the period in the list; a misread date hides a measure from its years.
*/
select measure_id, period_from, period_to
from core.measure_periods
cross join stage.run
where period_from >= period_to
   or year(period_from) < 1950
   or year(coalesce(period_to, period_from)) > year(as_of) + 30
