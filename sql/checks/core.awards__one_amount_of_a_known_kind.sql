/*
description: A record states one amount of each kind, and the kind of every amount is known.
severity: critical
advice: Amounts of different kinds are never added; say in the source document what each column is (amount_bewilligt, amount_gesamtkosten …).
*/
select record_id, amount_kind, count(distinct amount_eur) as n_amounts, min(amount_eur) as smallest, max(amount_eur) as largest
from stage.record_amounts
where amount_eur is not null
group by record_id, amount_kind
having amount_kind is null or count(distinct amount_eur) > 1
