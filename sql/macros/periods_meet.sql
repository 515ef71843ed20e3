/* True unless both half-open periods are known and share no day; a missing bound contradicts nothing. */
create or replace macro periods_meet(from_a, to_a, from_b, to_b) as
  coalesce(from_a < to_b, true) and coalesce(from_b < to_a, true);
