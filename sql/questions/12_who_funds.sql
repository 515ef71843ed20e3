/*
question_de: >-
  Wer fördert ein Handlungsfeld für eine Zielgruppe schon, je Regierungsbezirk und mit welchen
  Beträgen?
question_en: Who already funds a field of action for a target group, per Regierungsbezirk and with how much?
asked_by: Stiftung, Programmleitung
parameters:
  field_of_action: {default: null, comment: "Code of the field, with its sub-fields; all by default.", values: core.fields.field_of_action}
  target_group: {default: TG0000, comment: "Code of the group, with its sub-groups; all measures by default.", values: core.target_groups.target_group}
columns:
  region: "Regierungsbezirk; the Land where it has none or the measure is statewide; 'ohne Ort' without a place."
  institution_line: "Funder institution, null where an award names none."
  funder: "Name of the funder."
  n_measures: {comment: "Distinct measures.", unit: "measures"}
  n_without_amount: {comment: "Of these, measures for which no award of the funder is known.", unit: "measures"}
  awarded_eur: {comment: "Awarded money over all years, allocated by weight; null where no amount is known.", unit: "EUR"}
  awarded_eur_assumed: {comment: "Part of it that rests on an assumed key or on the seat of the carrier.", unit: "EUR"}
limitation_de: >-
  Nicht jede Liste nennt Beträge; wie viele Maßnahmen ohne Betrag sind, steht daneben.
  Weitergeleitetes Geld steht beim ersten Geber.
sample: {field_of_action: HF0100}
sample_columns: [region, funder, n_measures, n_without_amount, awarded_eur, awarded_eur_assumed]
*/
with chosen as (
  select distinct labels.measure_id
  from core.measure_target_groups as labels
  join core.target_group_closure on descendant_code = labels.target_group
  where ancestor_code = $target_group and is_counted
  intersect
  select does.measure_id
  from core.measure_fields as does
  join core.field_closure on descendant_code = does.field_of_action
  where $field_of_action is null or ancestor_code = $field_of_action
), given as (
  select measure_id, institution_line, null as eur
  from core.measure_organisations
  where role = 'funder' and not passes_on
  union all
  select measure_id, funder_line, amount_eur
  from core.awards
  where amount_kind = 'bewilligt' and duplicate_of is null and not is_pass_through
), paying as (
  select measure_id, institution_line, sum(eur) as eur
  from given
  semi join chosen using (measure_id)
  group by measure_id, institution_line
), areas as (
  -- The Regierungsbezirk, or what is as wide where there is none.
  select descendant_id as region_id, ancestor_id as area_id
  from core.region_closure
  join core.regions as upper_regions on upper_regions.region_id = ancestor_id
  where upper_regions.tier in ('regierungsbezirk', 'land', 'bund', 'ohne_ort')
  qualify row_number() over (partition by descendant_id order by depth) = 1
), names as (
  select institution_line, min(name) as funder from core.organisations group by institution_line
)
select
  areas.area_id as region_id,
  any_value(regions.name) as region,
  paying.institution_line,
  any_value(names.funder) as funder,
  count(distinct measure_id) as n_measures,
  count(distinct measure_id) filter (eur is null) as n_without_amount,
  cast(sum(cast(eur * places.weight as decimal(24, 6))) as decimal(18, 2)) as awarded_eur,
  cast(coalesce(sum(cast(eur * places.weight as decimal(24, 6)))
    filter (places.is_assumed and places.coverage <> 'statewide'), 0) as decimal(18, 2)) as awarded_eur_assumed
from paying
join core.measure_regions as places using (measure_id)
join areas using (region_id)
join core.regions as regions on regions.region_id = areas.area_id
left join names on names.institution_line = paying.institution_line
group by areas.area_id, paying.institution_line
order by areas.area_id, awarded_eur desc nulls last, n_measures desc, paying.institution_line
