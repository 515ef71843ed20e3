/*
description: >-
  Candidates for parallel offers (Parallelangebot); overlaps with the same leaf field and the same
  type of activity, target group at least [[duplication_target_group]], region at least
  [[duplication_region]], time at least [[duplication_time]], different funder
  institutions and different carriers. All of them, except where a measure has the same offer as
  more than [[same_offer_listed]] others: it then stands with the strongest, and
  marts.overlap_counts says how many others there are. A candidate only; capacity, waiting lists
  and the people served are not in the lists, and a large city may need several providers.
grain: left_measure_id, right_measure_id
columns:
  left_measure_id: "Measure with the smaller key."
  right_measure_id: "Measure with the larger key."
  left_title: "Title of the first."
  right_title: "Title of the second."
  left_carriers: "Carriers of the first."
  right_carriers: "Carriers of the second."
  left_funders: "Funders of the first."
  right_funders: "Funders of the second."
  activity_type: "Type of activity that both share."
  sim_target_group: {comment: "Similarity of the target groups.", unit: "0 to 1"}
  sim_region: {comment: "Common region mass.", unit: "share"}
  sim_time: {comment: "Common days by the shorter period.", unit: "share"}
  overlap_score: {comment: "Geometric mean of the four similarities.", unit: "0 to 1"}
  awarded_eur: {comment: "Awarded money of both together, null where no list names any.", unit: "EUR"}
  identity_in_review: "True where it is still open whether both are one measure."
  evidence: "Lists and places in them that name the two, separated by a semicolon."
*/
with candidates as (
  select pairs.*, activity_type
  from marts.overlap_pairs as pairs
  join core.measures on measure_id = left_measure_id
  where same_offer
), concerned as (
  select left_measure_id as measure_id from candidates
  union
  select right_measure_id from candidates
), parties as (
  select measure_id,
    list(distinct institution_line) filter (role = 'carrier') as carrier_lines,
    list(distinct institution_line) filter (role = 'funder') as funder_lines
  from core.measure_organisations
  semi join concerned using (measure_id)
  group by measure_id
), evidence as (
  select measure_id, string_agg(source_id || ' ' || locator, '; ' order by source_id, source_row) as evidence
  from core.record_measure
  join core.records using (record_id)
  semi join concerned using (measure_id)
  group by measure_id
), in_review as (
  select distinct least(l.measure_id, r.measure_id) as left_measure_id, greatest(l.measure_id, r.measure_id) as right_measure_id
  from core.pairs
  join core.record_measure as l on l.record_id = left_record_id
  join core.record_measure as r on r.record_id = right_record_id
  where decision = 'review' and l.measure_id <> r.measure_id
)
select
  candidates.left_measure_id,
  candidates.right_measure_id,
  l.title as left_title,
  r.title as right_title,
  l.carriers as left_carriers,
  r.carriers as right_carriers,
  l.funders as left_funders,
  r.funders as right_funders,
  candidates.activity_type,
  sim_target_group,
  sim_region,
  sim_time,
  overlap_score,
  case when l.awarded_eur is not null or r.awarded_eur is not null
       then coalesce(l.awarded_eur, 0) + coalesce(r.awarded_eur, 0) end as awarded_eur,
  in_review.left_measure_id is not null as identity_in_review,
  le.evidence || '; ' || re.evidence as evidence
from candidates
join marts.measures as l on l.measure_id = candidates.left_measure_id
join marts.measures as r on r.measure_id = candidates.right_measure_id
join parties as lp on lp.measure_id = candidates.left_measure_id
join parties as rp on rp.measure_id = candidates.right_measure_id
join evidence as le on le.measure_id = candidates.left_measure_id
join evidence as re on re.measure_id = candidates.right_measure_id
left join in_review
  on in_review.left_measure_id = candidates.left_measure_id
  and in_review.right_measure_id = candidates.right_measure_id
where not list_has_any(lp.carrier_lines, rp.carrier_lines)
  and not list_has_any(lp.funder_lines, rp.funder_lines)
