/*
description: >-
  What has to be said beside every number of a region and year; how many of the measures behind it
  have no target group, no field of action, no amount or an uncertain identity, how many have no
  place at all and could be anywhere, what rests on an assumed key, and whether any list is meant
  to be complete there. Defined here once; every table with region_id and year joins it, one about
  today takes the year of the run, one without a region the row 00. note_de and note_en say it in
  a sentence.
grain: region_id, year
columns:
  n_measures: {comment: "Measures active in the region and year, by whatever placement.", unit: "measures"}
  share_without_place: {comment: "Share of all measures of the year that have no place; the same for every region.", unit: "share"}
  share_carrier_seat: {comment: "Share placed only by the seat of the carrier.", unit: "share"}
  share_without_group: {comment: "Share that does not say for whom it is.", unit: "share"}
  share_without_field: {comment: "Share that no field of action fits.", unit: "share"}
  share_without_amount: {comment: "Share without any awarded amount.", unit: "share"}
  share_low_identity: {comment: "Share whose records belong together only presumably (vermutet).", unit: "share"}
  share_assumed_money: {comment: "Share of the placed money that rests on an assumed key or on the seat of the carrier.", unit: "share"}
  n_sources: {comment: "Lists that name a measure there.", unit: "lists"}
  n_sources_outdated: {comment: "Of these, lists whose last good copy is used in place of tonight's.", unit: "lists"}
  n_sources_covering: {comment: "Lists that are meant to be complete, or partly complete, there.", unit: "lists"}
  note_de: "The limitation in one German sentence."
  note_en: "The limitation in one English sentence."
checks:
  - expect_column_values_to_not_be_null: {column: note_de}
  - expect_column_values_to_be_between: {column: share_without_group, min_value: 0, max_value: 1}
*/
with facts as (
  select
    measure_id,
    measure_id in (select measure_id from core.measure_target_groups where target_group = 'TG9999') as no_group,
    measure_id in (select measure_id from core.measure_fields where field_of_action = 'HF9900') as no_field,
    measure_id not in (
      select measure_id from core.awards where amount_kind = 'bewilligt' and amount_eur is not null) as no_amount,
    identity_class = 'vermutet' as low_identity
  from core.measures
), active as (
  select measure_id, region_id, year, placement
  from core.measure_years
  join core.measure_places using (measure_id)
), counted as (
  select region_id, year,
    count(*) as n_measures,
    count(*) filter (placement = 'unplaced') as n_unplaced,
    round(avg((placement = 'carrier_seat')::integer), 4) as share_carrier_seat,
    round(avg(no_group::integer), 4) as share_without_group,
    round(avg(no_field::integer), 4) as share_without_field,
    round(avg(no_amount::integer), 4) as share_without_amount,
    round(avg(low_identity::integer), 4) as share_low_identity
  from active
  join facts using (measure_id)
  group by region_id, year
), named as (
  select region_id, year,
    count(distinct source_id) as n_sources,
    count(distinct source_id) filter (source_status in ('held', 'fallback', 'failed')) as n_sources_outdated
  from active
  join core.record_measure using (measure_id)
  join core.records using (record_id)
  left join core.source_runs using (source_id)
  group by region_id, active.year
), covering as (
  select descendant_id as region_id, year, count(distinct source_id) as n_sources_covering
  from core.source_coverage
  join core.region_closure on ancestor_id = region_id
  where completeness in ('complete', 'partial')
  group by descendant_id, year
), money as (
  select region_id, year, round(cast(awarded_eur_assumed / nullif(awarded_eur, 0) as double), 4) as share_assumed_money
  from marts.measures_by_region_and_target_group
  where target_group = 'TG0000'
), shown as (
  select region_id, year
  from core.regions
  cross join (select distinct year from core.measure_years union select year(as_of) from core.run)
  where tier <> 'gemeinde'
), known as (
  select
    region_id,
    shown.year,
    coalesce(counted.n_measures, 0) as n_measures,
    round(country.n_unplaced / country.n_measures, 4) as share_without_place,
    counted.* exclude (region_id, year, n_measures, n_unplaced),
    share_assumed_money,
    coalesce(n_sources, 0) as n_sources,
    coalesce(n_sources_outdated, 0) as n_sources_outdated,
    coalesce(n_sources_covering, 0) as n_sources_covering
  from shown
  left join counted using (region_id, year)
  left join named using (region_id, year)
  left join covering using (region_id, year)
  left join money using (region_id, year)
  left join (from counted where region_id = '00') as country on country.year = shown.year
)
select
  *,
  concat_ws(' ',
    case when n_sources_covering = 0 then 'Keine Liste soll hier vollständig sein; was fehlt, kann es trotzdem geben.' end,
    case when share_without_place > 0 then format('{:.0f} % aller Maßnahmen des Jahres haben keinen Ort.', 100 * share_without_place) end,
    case when share_carrier_seat > 0 then format('{:.0f} % stehen nur am Sitz ihres Trägers.', 100 * share_carrier_seat) end,
    case when share_without_group > 0 then format('{:.0f} % nennen keine Zielgruppe.', 100 * share_without_group) end,
    case when share_without_field > 0 then format('{:.0f} % passen in kein Handlungsfeld.', 100 * share_without_field) end,
    case when share_without_amount > 0 then format('{:.0f} % nennen keinen bewilligten Betrag.', 100 * share_without_amount) end,
    case when share_low_identity > 0 then format('Bei {:.0f} % ist die Zuordnung der Zeilen nur vermutet.', 100 * share_low_identity) end,
    case when share_assumed_money > 0 then format('{:.0f} % des Geldes sind nach einem angenommenen Schlüssel verteilt.', 100 * share_assumed_money) end,
    case when n_sources_outdated > 0 then format('Auf dem letzten guten Stand: {} von {} Listen.', n_sources_outdated, n_sources) end
  ) as note_de,
  concat_ws(' ',
    case when n_sources_covering = 0 then 'No list is meant to be complete here; what is missing may exist all the same.' end,
    case when share_without_place > 0 then format('{:.0f} % of all measures of the year have no place.', 100 * share_without_place) end,
    case when share_carrier_seat > 0 then format('{:.0f} % are placed only by the seat of the carrier.', 100 * share_carrier_seat) end,
    case when share_without_group > 0 then format('{:.0f} % name no target group.', 100 * share_without_group) end,
    case when share_without_field > 0 then format('{:.0f} % fit no field of action.', 100 * share_without_field) end,
    case when share_without_amount > 0 then format('{:.0f} % state no awarded amount.', 100 * share_without_amount) end,
    case when share_low_identity > 0 then format('For {:.0f} % it is only presumed which rows belong together.', 100 * share_low_identity) end,
    case when share_assumed_money > 0 then format('{:.0f} % of the money is spread by an assumed key.', 100 * share_assumed_money) end,
    case when n_sources_outdated > 0 then format('On the last good copy: {} of {} lists.', n_sources_outdated, n_sources) end
  ) as note_en
from known
