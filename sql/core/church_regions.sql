/*
description: >-
  Deaneries and church districts with the Kreise and municipalities that they lie in, and since
  when. Only units whose borders are known stand here; a unit named after a town rarely ends at
  that Kreis.
grain: church_unit, region_id, valid_from
columns:
  church: "Diocese or Landeskirche."
  unit_share: {comment: "Share of the unit that lies in the region.", unit: "share"}
  valid_from: "First day on which this holds."
  valid_to: "First day on which this no longer holds, null where it still does."
*/
select
  church_unit,
  church,
  region_id,
  cast(weight as double) as unit_share,
  cast(valid_from as date) as valid_from,
  cast(nullif(valid_to, '') as date) as valid_to
from codes.church_regions
