/*
question_de: Wie viel der Bewilligungssumme ist gerundet, geschlossen oder von unsicherer Zuordnung?
question_en: How much of the awarded total is rounded, inferred or of uncertain identity?
asked_by: Rechnungshof
parameters:
  source_id: {default: null, comment: "Only awards of this list; all by default.", values: core.sources.source_id}
columns:
  aspect:
    comment: "What is uncertain; an award can stand under several."
    vocabulary: [gesamt, Betrag nicht exakt, Identität abgeleitet, Identität vermutet, Ort geschlossen, Ort vom Sitz des Trägers, ohne Ort, ohne Zeitraum, Förderer unbekannt]
  n_awards: {comment: "Awards with a countable amount.", unit: "awards"}
  awarded_eur: {comment: "Awarded money, each award once, passed-on money once.", unit: "EUR"}
  share: {comment: "Share of the total.", unit: "share"}
limitation_de: >-
  Die Zeilen überschneiden sich und dürfen nicht addiert werden.
sample: {}
*/
with placed as (
  select measure_id,
    bool_or(coverage = 'inherited') as is_inherited,
    bool_or(coverage = 'carrier_seat') as is_seat,
    bool_and(coverage = 'none') as is_nowhere
  from core.measure_regions
  group by measure_id
), money as (
  select
    counted_eur,
    list_filter([
      'gesamt',
      case when amount_precision <> 'exakt' then 'Betrag nicht exakt' end,
      case when identity_class = 'abgeleitet' then 'Identität abgeleitet' end,
      case when identity_class = 'vermutet' then 'Identität vermutet' end,
      case when is_inherited then 'Ort geschlossen' end,
      case when is_seat then 'Ort vom Sitz des Trägers' end,
      case when is_nowhere then 'ohne Ort' end,
      case when awards.period_from is null then 'ohne Zeitraum' end,
      case when awards.funder_line is null then 'Förderer unbekannt' end
    ], lambda aspect: aspect is not null) as aspects
  from core.awards as awards
  join core.measures as measures using (measure_id)
  left join placed using (measure_id)
  where amount_kind = 'bewilligt' and counted_eur is not null
    and ($source_id is null or awards.source_id = $source_id)
), unfolded as (
  select unnest(aspects) as aspect, counted_eur from money
), total as (
  select sum(counted_eur) as total_eur from money
)
select
  aspect,
  count(*) as n_awards,
  cast(sum(counted_eur) as decimal(18, 2)) as awarded_eur,
  round(cast(sum(counted_eur) as double) / nullif(cast(any_value(total_eur) as double), 0), 4) as share
from unfolded
cross join total
group by aspect
order by aspect <> 'gesamt', awarded_eur desc, aspect
