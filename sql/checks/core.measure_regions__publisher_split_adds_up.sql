/*
description: Where a list splits a measure over places itself, its shares add up to 1.
severity: warning
advice: The shares are scaled to 1 before they are used; ask the publisher what the rest is.
*/
select record_id, string_agg(region_id, ' ' order by region_id) as region_ids, round(sum(weight), 6) as shares
from stage.record_regions
where weight_basis = 'publisher'
group by record_id
having abs(sum(weight) - 1) > 1e-6
