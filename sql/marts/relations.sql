/*
description: >-
  Every relation between records, measures and awards, one row each. Between records:
  duplicate_record (two rows describe one measure). Between awards of one measure: duplicate_award
  (two lists report one award), pass_through (Weiterleitung; the right award passes on money of the
  left one), top_up (the same institution gives again for a later period), co_funded (different
  institutions, periods that meet, none passes on the other). Between measures: overlap,
  duplication_candidate, successor (the right one follows), sibling, replication (same concept
  elsewhere, from the first measure of the concept to every other one), part_of. Between a
  programme and a measure: part_of. Only the listed overlaps stand here, see marts.overlap_counts.
  Whether a co-funded measure has to be examined is no relation and stands nowhere here.
grain: relation, left_id, right_id
columns:
  grain_of: {comment: "What the two are.", vocabulary: [record, award, measure, programme_and_measure]}
  left_id: "Key of the first; of the earlier one, of the parent or of the smaller key."
  right_id: "Key of the second."
  left_measure_id: "Measure of the first, null for a programme."
  right_measure_id: "Measure of the second."
  basis: "What the relation rests on."
  strength: {comment: "Score of a pair of records or of an overlap, null for the others.", unit: "0 to 1"}
checks:
  - expect_column_values_to_not_be_null: {column: basis}
*/
with duplicate_records as (
  select left_record_id, right_record_id, l.measure_id, pairs.score, coalesce(pairs.decided_by, 'rules') as decided_by
  from core.pairs as pairs
  join core.record_measure as l on l.record_id = left_record_id
  join core.record_measure as r on r.record_id = right_record_id and r.measure_id = l.measure_id
  where decision = 'same'
), counted as (
  select award_id, measure_id, funder_line, period_from, period_to, parent_award_id
  from core.awards
  where amount_kind = 'bewilligt' and duplicate_of is null and funder_line is not null
), award_pairs as (
  select
    l.award_id as left_award, r.award_id as right_award, l.measure_id,
    l.funder_line = r.funder_line as same_funder,
    l.period_from < r.period_from as is_later,
    periods_meet(l.period_from, l.period_to, r.period_from, r.period_to) as meet,
    l.award_id is not distinct from r.parent_award_id or r.award_id is not distinct from l.parent_award_id as passed_on
  from counted as l
  join counted as r on r.measure_id = l.measure_id and r.award_id <> l.award_id
), declared as (
  select distinct measure_id from marts.co_funding where co_funding_kind = 'declared'
), concepts as (
  select concept_key, measure_id,
    first_value(measure_id) over (partition by concept_key order by period_from nulls last, measure_id) as first_id
  from (select concept_key, measure_id, min(period_from) as period_from from marts.exchange_partners group by all)
), stated as (
  select left_measure_id, right_measure_id, relation, decided_by from core.measure_links
)
select 'duplicate_record' as relation, 'record' as grain_of, left_record_id as left_id, right_record_id as right_id,
  measure_id as left_measure_id, measure_id as right_measure_id, decided_by as basis, score as strength
from duplicate_records
union all
select 'duplicate_award', 'award', duplicate_of, award_id, measure_id, measure_id, 'same funder, period and amount', null
from core.awards
where duplicate_of is not null
union all
select 'pass_through', 'award', parent_award_id, child.award_id, parent.measure_id, child.measure_id,
  'funder is the recipient of the other award', null
from core.awards as child
join core.award_claims as parent on parent.award_id = parent_award_id
where child.parent_award_id is not null
union all
select 'top_up', 'award', left_award, right_award, measure_id, measure_id, 'same funder, later period', null
from award_pairs
where same_funder and is_later
union all
select 'co_funded', 'award', left_award, right_award, measure_id, measure_id,
  case when declared.measure_id is null then 'inferred' else 'declared' end, null
from award_pairs
left join declared using (measure_id)
where not same_funder and meet and not passed_on and left_award < right_award
union all
select case when candidates.left_measure_id is null then 'overlap' else 'duplication_candidate' end, 'measure',
  pairs.left_measure_id, pairs.right_measure_id, pairs.left_measure_id, pairs.right_measure_id,
  'field, group, place and time', pairs.overlap_score
from marts.overlap_pairs as pairs
left join marts.duplication_candidates as candidates using (left_measure_id, right_measure_id)
union all
select relation, 'measure', left_measure_id, right_measure_id, left_measure_id, right_measure_id, decided_by, null
from stated
union all
select 'replication', 'measure', first_id, measure_id, first_id, measure_id, 'same words name the concept', null
from concepts
where first_id <> measure_id
  and (first_id, measure_id) not in (select (left_measure_id, right_measure_id) from stated where relation = 'replication')
union all
select 'part_of', 'programme_and_measure', programme_id, measure_id, null, measure_id, 'named by a list', null
from core.measure_programmes
