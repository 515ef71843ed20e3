"""Distortions of titles, organisations, places, periods and amounts.

Belongs here: one function per pattern, named after it, that changes a report and returns whether
it could. Does not belong here: distortions of single words (``noise_words``).
"""

import re
from random import Random

from tests.demo.reports import Report, Traits

MONTHS = (
    *("Jan.", "Febr.", "März", "April", "Mai", "Juni"),
    *("Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
)


def _set(report: Report, field: str, text: str) -> bool:
    """Set a text field; false where nothing changed."""
    changed: bool = text != getattr(report, field)
    setattr(report, field, text)
    return changed


def v01(report: Report, traits: Traits, rng: Random) -> bool:
    """Legal form with and without a blank."""
    form = rng.choice(["e.V.", "eV"])
    return _set(report, "carrier", report.carrier.replace("e. V.", form))


def v02(report: Report, traits: Traits, rng: Random) -> bool:
    """Legal form spelled out or dropped."""
    long = "gemeinnützige Gesellschaft mit beschränkter Haftung"
    name = report.carrier.replace("gGmbH", long).replace(" e. V.", "")
    return _set(report, "carrier", name)


def v03(report: Report, traits: Traits, rng: Random) -> bool:
    """The authority instead of the territorial body."""
    if report.carrier != report.place.kreis:
        return False
    kreis = report.carrier.removeprefix("Landkreis ")
    return _set(report, "carrier", rng.choice([f"LRA {kreis}", f"Landratsamt {kreis}"]))


def v04(report: Report, traits: Traits, rng: Random) -> bool:
    """Kreis with abbreviation or plate code."""
    kreis = report.place.kreis
    if "place" not in traits.free or not kreis.startswith("Landkreis "):
        return False
    name = kreis.removeprefix("Landkreis ")
    report.place_text = rng.choice([f"LK {name}", f"Lkr. {name}", f"Kreis {report.place.plate}"])
    return True


def v15(report: Report, traits: Traits, rng: Random) -> bool:
    """The phase in another notation."""
    phase = rng.choice([", 2. Phase", " - Phase 2", " 2"])
    return _set(report, "title", re.sub(r" II$", phase, report.title))


def v16(report: Report, traits: Traits, rng: Random) -> bool:
    """A school year."""
    school_year = report.start.month == 9 and report.end is not None and report.end.month == 7
    if "period" not in traits.free or not school_year:
        return False
    year = report.start.year
    word = "" if report.source == "wohlfahrt_projekte" else "Schuljahr "
    report.period_text = f"{word}{year}/{(year + 1) % 100:02}"
    return True


def v17(report: Report, traits: Traits, rng: Random) -> bool:
    """The year inside the title."""
    if report.end is None or report.end.year != report.start.year or report.title[-1].isdigit():
        return False
    return _set(report, "title", f"{report.title} {report.start.year}")


def v18(report: Report, traits: Traits, rng: Random) -> bool:
    """The programme stands before the title."""
    return bool(report.programme) and _set(report, "title", f"{report.programme}: {report.title}")


def v19(report: Report, traits: Traits, rng: Random) -> bool:
    """The programme stands instead of the title, the project name in the description."""
    if "about" not in traits.free or not report.programme:
        return False
    report.about = f"{report.title}. {report.about}"
    return _set(report, "title", report.programme)


def v20(report: Report, traits: Traits, rng: Random) -> bool:
    """The subtitle is dropped."""
    main = re.split(r" – |: ", report.title)[0]
    return len(main) > 8 and _set(report, "title", main)


def v26(report: Report, traits: Traits, rng: Random) -> bool:
    """Carrier and funder change columns."""
    if "funder" not in traits.free or ";" in report.funder:
        return False
    report.carrier, report.funder = report.funder, report.carrier
    return True


def v27(report: Report, traits: Traits, rng: Random) -> bool:
    """The place stands in the title, the place column is empty."""
    if "place" not in traits.free or report.place.name in report.title:
        return False
    report.place_text = ""
    return _set(report, "title", f"{report.title} {report.place.name}")


def v28(report: Report, traits: Traits, rng: Random) -> bool:
    """The Kreis instead of the town."""
    if not traits.towns or report.place.kreis.startswith("Stadtkreis"):
        return False
    report.place_text = report.place.kreis
    return True


def v29(report: Report, traits: Traits, rng: Random) -> bool:
    """A part of the town instead of the town."""
    if not traits.towns or report.place.part is None:
        return False
    report.place_text = report.place.part
    return True


def v30(report: Report, traits: Traits, rng: Random) -> bool:
    """The umbrella body instead of the branch."""
    branches = r"Sozialwerk Lebensbrücke\b.*|Caritas-Zentrum\b.*|Diakon\w+ \w+\b.*"
    heads = {"S": "Sozialwerk Lebensbrücke Landesverband e. V.", "C": "Caritas Region Südwest"}
    found = re.fullmatch(branches, report.carrier)
    head = heads.get(report.carrier[0], "Diakonie Südwest e. V.")
    return found is not None and "/" not in report.carrier and _set(report, "carrier", head)


def v31(report: Report, traits: Traits, rng: Random) -> bool:
    """Another order of the carriers, or the lead alone."""
    names = report.carrier.split(" / ")
    if len(names) < 2:
        return False
    lead = f"{names[0]} (federführend)"
    return _set(report, "carrier", rng.choice([" / ".join(reversed(names)), lead]))


def v32(report: Report, traits: Traits, rng: Random) -> bool:
    """The ministry under a later name."""
    if "funder" not in traits.free:
        return False
    later = "Ministerium für Soziales, Gesundheit und Integration Baden-Württemberg"
    return _set(report, "funder", re.sub(r"Ministerium für [^;]*", later, report.funder))


def v33(report: Report, traits: Traits, rng: Random) -> bool:
    """An acronym, explained in brackets or in the description."""
    words = re.findall(r"\b[A-ZÄÖÜ]\w+", report.title)
    if len(words) < 3:
        return False
    acronym = "".join(word[0] for word in words[:5])
    if "about" in traits.free:
        report.about = f"{report.title} ({acronym}). {report.about}"
        return _set(report, "title", acronym)
    return _set(report, "title", f"{acronym} – {report.title}")


def v38(report: Report, traits: Traits, rng: Random) -> bool:
    """A list number before the title."""
    number = rng.choice([f"{report.number}.", f"{rng.randint(1, 9)}.{rng.randint(1, 9)}"])
    return _set(report, "title", f"{number} {report.title}")


def v39(report: Report, traits: Traits, rng: Random) -> bool:
    """The amount in thousands, or with currency and cents."""
    if "amount" not in traits.free:
        return False
    grouped = f"{report.amount:,}".replace(",", ".")
    if report.amount % 1000:
        report.amount_text = rng.choice([f"{grouped},00 EUR", f"{grouped},-"])
    else:
        report.amount_text = rng.choice([f"{report.amount // 1000} T€", f"{grouped},00 EUR"])
    return True


def v40(report: Report, traits: Traits, rng: Random) -> bool:
    """The first month only, or an open end."""
    if "period" not in traits.free or report.end is not None:
        return False
    first = report.start
    report.period_text = rng.choice(
        [f"seit {MONTHS[first.month - 1]} {first:%y}", f"{first:%d.%m.%Y} - offen"]
    )
    return True
