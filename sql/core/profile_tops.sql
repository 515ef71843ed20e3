/*
description: The top fields of action of every set of them that a profile has; one bit each.
published: false
grain: top_bits, top_bit
columns:
  top_bits: "Set of top fields, one bit each."
  top_bit: "One top field of the set, as its bit."
*/
with sets as (
  select distinct top_bits from core.measure_profiles
), bits as (
  select cast(1 as ubigint) << cast(place as integer) as top_bit from range(63) as places(place)
)
select top_bits, top_bit
from sets
join bits on top_bits & top_bit <> 0
