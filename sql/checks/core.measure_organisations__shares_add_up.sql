/*
description: The shares of a measure's organisations of one role add up to 1.
severity: critical
advice: Correct the share in core.measure_organisations, or money per carrier is multiplied.
*/
select measure_id, role, sum(share) as shares
from core.measure_organisations
group by measure_id, role
having abs(sum(share) - 1) > 1e-9
