/*
description: Money counts once; nothing of an award that another list reports, and together with what was passed on never more than was awarded.
severity: critical
advice: A join multiplied awards, or money that was passed on was added to its source.
*/
select parent.award_id, parent.amount_eur, parent.counted_eur, sum(child.amount_eur) as passed_on_eur
from core.awards as parent
left join core.awards as child on child.parent_award_id = parent.award_id
where parent.amount_eur is not null
group by parent.award_id, parent.amount_eur, parent.counted_eur, parent.duplicate_of
having (parent.duplicate_of is not null and coalesce(parent.counted_eur, 0) <> 0)
    or coalesce(parent.counted_eur, 0) > greatest(0, parent.amount_eur - coalesce(sum(child.amount_eur), 0))
