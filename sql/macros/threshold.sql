/* The one place where a threshold of sql/codes/thresholds.csv is read. */
create or replace macro threshold(threshold_name) as (
  select max(cast(thresholds.value as double))
  from codes.thresholds
  where thresholds.name = threshold_name
);
