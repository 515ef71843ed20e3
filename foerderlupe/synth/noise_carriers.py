"""Distortions of carrier and funder.

Belongs here: one function per distortion; it returns the columns that change where it hits.
Does not belong here: their spelling (``noise_text``), other columns (``noise_facts``).
"""

from collections.abc import Mapping

import polars as pl

from foerderlupe.synth.luck import Changes, Luck

_DOTTED = {
    "Kreisverband": "Kreisverb.",
    "Caritasverband": "Caritasverb.",
    "Evangelische ": "Evang. ",
    "Katholische ": "Röm.-kath. ",
    "Diakonisches": "Diak.",
    "Internationaler": "Intern.",
    "Arbeiterwohlfahrt": "Arbeiterwohlf.",
    "Freundeskreis": "Freundeskr.",
    "Bürgerstiftung": "Bürgerstift.",
    "Volkshochschule": "Volkshochsch.",
    "Bildungswerk": "Bildungsw.",
    "Akademie": "Akad.",
    "Gemeinde ": "Gde. ",
}
_OTHER_ORDER = {
    r"^Arbeiterwohlfahrt (Kreisverband .+?)( e\. V\.)$": "${1} der Arbeiterwohlfahrt${2}",
    r"^Deutsches Rotes Kreuz (Kreisverband .+?)( e\. V\.)$": "${1} des Deutschen Roten Kreuzes${2}",
    r"^AWO (Ortsverein .+?)( e\. V\.)$": "${1} der AWO${2}",
    r"^Caritasverband (.+)$": "Caritasverband für ${1}",
    r"^Verein (\S+) (.+)$": "${1} Verein ${2}",
    r"^Freundeskreis (\S+) (.+)( e\. V\.)$": "Freundeskreis ${2}-${1}${3}",
    r"^Internationaler Frauentreff (\S+) (.+)$": "${1} – Internationaler Frauentreff ${2}",
    r"^(Bildungswerk|Akademie) (\S+) (.+)$": "${2} ${1} ${3}",
}
_OFFICES = {
    r"^Stadt ": "Stadtverwaltung ",
    r"^Gemeinde ": "Bürgermeisteramt ",
    r"^Evangelische Kirchengemeinde ": "Evangelisches Pfarramt ",
    r"^Katholische Kirchengemeinde ": "Katholisches Pfarramt ",
    r"^Diakonisches Werk ": "Diakonische Bezirksstelle ",
    r"^Caritasverband (.+) e\. V\.$": "Caritas-Zentrum ${1}",
    r"^Volkshochschule ": "Geschäftsstelle der Volkshochschule ",
}


def _reworded(patterns: Mapping[str, str]) -> pl.Expr:
    """The carrier with the one pattern replaced that it has, if any."""
    carrier, reworded = pl.col("carrier_name"), pl.col("carrier_name")
    for pattern, other in patterns.items():
        changed = carrier.str.replace(pattern, other)
        reworded = pl.when(carrier.str.contains(pattern)).then(changed).otherwise(reworded)
    return reworded


def legal_form_left_out(luck: Luck) -> Changes:
    """The carrier without e. V. or gGmbH."""
    return {"carrier_name": pl.col("carrier_bare")}


def carrier_shortened(luck: Luck) -> Changes:
    """The carrier as insiders call it, often an acronym."""
    return {"carrier_name": pl.col("carrier_short")}


def lead_alone(luck: Luck) -> Changes:
    """Of several carriers the first alone."""
    return {"partner_name": pl.lit(None, pl.String)}


def carriers_turned(luck: Luck) -> Changes:
    """Of two carriers the other one first."""
    partner, carrier = pl.col("partner_name"), pl.col("carrier_name")
    return {
        "carrier_name": pl.coalesce(partner, carrier),
        "partner_name": pl.when(partner.is_not_null()).then(carrier),
    }


def carrier_inverted(luck: Luck) -> Changes:
    """The first word of the carrier behind a comma."""
    return {"carrier_name": pl.col("carrier_name").str.replace(r"^(\S+) (.+)$", "$2, $1")}


def carrier_with_address(luck: Luck) -> Changes:
    """The carrier with its address."""
    street = luck.one_of("Hauptstr.", "Bahnhofstraße", "Am Markt", "Schulgasse", "Lindenweg")
    number = luck.below(90, "number") + 1
    return {"carrier_name": pl.format("{}, {} {}", "carrier_name", street, number)}


def carrier_missing(luck: Luck) -> Changes:
    """No carrier at all."""
    return {"carrier_name": pl.lit(None, pl.String), "partner_name": pl.lit(None, pl.String)}


def swapped(luck: Luck) -> Changes:
    """Carrier and funder in each other's column."""
    return {"carrier_name": pl.col("funder_name"), "funder_name": pl.col("carrier_name")}


def funder_renamed(luck: Luck) -> Changes:
    """The funder under its later name."""
    return {"funder_name": pl.col("funder_later")}


def carrier_form_spelled(luck: Luck) -> Changes:
    """The legal form in full, in other letters, or once more in brackets."""
    union = luck.one_of("eingetragener Verein", "(eingetr. Verein)", "e. V. (e. V.)")
    company = luck.one_of("gemeinnützige Gesellschaft mbH", "gem. GmbH", "gGmbH (gGmbH)")
    carrier = pl.col("carrier_name").str.replace(r"e\. V\.$", union)
    return {"carrier_name": carrier.str.replace(r"(gemeinnützige GmbH|gGmbH)$", company)}


def carrier_with_seat(luck: Luck) -> Changes:
    """The carrier with the town where it sits."""
    behind = luck.one_of(", ", " (")
    closed = pl.when(behind == " (").then(pl.lit(")")).otherwise(pl.lit(""))
    return {"carrier_name": pl.concat_str("carrier_name", behind, "seat_name", closed)}


def carrier_dotted(luck: Luck) -> Changes:
    """The words of the carrier cut short by dots."""
    return {"carrier_name": pl.col("carrier_name").str.replace_many(_DOTTED, leftmost=True)}


def carrier_other_order(luck: Luck) -> Changes:
    """The words of the carrier in the order of its letterhead."""
    return {"carrier_name": _reworded(_OTHER_ORDER)}


def carrier_by_office(luck: Luck) -> Changes:
    """The office that wrote the application instead of the body that it belongs to."""
    return {"carrier_name": _reworded(_OFFICES)}


def carrier_care_of(luck: Luck) -> Changes:
    """The carrier with the house that takes its letters."""
    house = luck.one_of("Rathaus", "Gemeindehaus", "Haus der Vereine", "Familienzentrum")
    return {"carrier_name": pl.format("{} c/o {}", "carrier_name", house)}


def carrier_with_role(luck: Luck) -> Changes:
    """The carrier with what it is to the project."""
    role = luck.one_of(" (federführend)", " (Projektträger)", " u. a.", " als Antragsteller")
    return {"carrier_name": pl.concat_str("carrier_name", role)}


def funder_as_department(luck: Luck) -> Changes:
    """The department that signs for the funder."""
    unit = luck.one_of("Referat", "Abteilung", "Dezernat")
    return {"funder_name": pl.format("{}, {} {}", "funder_name", unit, luck.below(60) + 11)}


def funder_with_address(luck: Luck) -> Changes:
    """The funder with its address."""
    return {"funder_name": pl.format("{}, Postfach {}", "funder_name", luck.below(900) + 100)}
