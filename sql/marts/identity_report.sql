/*
description: >-
  What became of measure ids since the last publication, and of people's decisions on pairs; one
  row per fact. Before a first publication there were no ids, so that all of them are minted.
grain: fact
columns:
  fact:
    comment: >-
      What is counted; a split id is also minted, the judgements are counted by how they stand.
    vocabulary: [ids_before, ids_live, minted, split, merged, withdrawn, revived, review_pairs,
      judgements_holds, judgements_reopened, judgements_waiting, judgements_contradicted, judgements_unknown]
  n: {comment: "How many.", unit: "ids, pairs or judgements"}
checks:
  - expect_column_values_to_not_be_null: {column: "n"}
*/
with ids as (
  select
    before.id_status as status_before,
    tonight.id_status,
    tonight.split_from
  from core.measure_ids as tonight
  left join previous.measure_ids as before using (measure_id)
), counted as (
  select
    count(*) filter (where status_before = 'live') as ids_before,
    count(*) filter (where id_status = 'live') as ids_live,
    count(*) filter (where status_before is null) as minted,
    count(*) filter (where status_before is null and split_from is not null) as split,
    count(*) filter (where id_status = 'merged' and status_before is distinct from 'merged') as merged,
    count(*) filter (where id_status = 'withdrawn' and status_before is distinct from 'withdrawn') as withdrawn,
    count(*) filter (where id_status = 'live' and status_before = 'withdrawn') as revived,
    (select count(*) from core.pairs where decision = 'review') as review_pairs,
    (select count(*) from core.judgements where judgement_status = 'holds') as judgements_holds,
    (select count(*) from core.judgements where judgement_status = 'reopened') as judgements_reopened,
    (select count(*) from core.judgements where judgement_status = 'waiting') as judgements_waiting,
    (select count(*) from core.judgements where judgement_status = 'contradicted') as judgements_contradicted,
    (select count(*) from core.judgements where judgement_status = 'unknown') as judgements_unknown
  from ids
)
unpivot counted on * into name fact value n
