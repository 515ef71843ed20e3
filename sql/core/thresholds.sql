/*
description: Every threshold that the numbers of this warehouse rest on, with its source.
grain: threshold
columns:
  threshold: "Name of the threshold."
  threshold_value: "Value of the threshold, in its unit."
  meaning: "What the threshold decides."
  source: "Where the value comes from."
*/
select name as threshold, cast(value as double) as threshold_value, unit, meaning, source
from codes.thresholds
