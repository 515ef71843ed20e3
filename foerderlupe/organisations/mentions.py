"""What every published name of an organisation says, once per distinct name.

Belongs here: bringing what is read from a name into one row of a frame.
Does not belong here: reading names (``name``, ``territory``, ``known``), grouping (``grouping``).
"""

import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import polars as pl

from foerderlupe.cores import by_parts
from foerderlupe.organisations.known import find_known
from foerderlupe.organisations.name import kind_of, read_name, umbrella_of
from foerderlupe.organisations.territory import Register, Territory, read_territory
from foerderlupe.text.characters import fold

_OFFICIAL = re.compile(r"\s*DE-AGS-(?P<key>\d{2,8})\s*", re.IGNORECASE)
# Numbers of a German register are unique only together with the court that keeps it.
_NUMBER_ONLY = re.compile(r"(?:v r|vr|hra|hrb|hr|gnr|pr|str|nr|reg|register|\d|\s)*")
_COURT = re.compile(r"\b(?:ag|amtsg)\b(?=\s+[a-z]{3})")


class Mention(NamedTuple):
    """One distinct published name, in the Land whose lists name it.

    ``identity`` is equal for names that are one organisation by themselves. ``name_words`` are
    those of the name, ``words`` those of the usual name; ``words``, ``key`` and ``sorted_words``
    are null where names of other spelling must not join.
    """

    organisation_name: str
    register_id: str | None
    land: str | None
    identity: str
    name_words: str
    official_id: str | None = None
    register_key: str | None = None
    usual_name: str | None = None
    words: list[str] | None = None
    key: str | None = None
    sorted_words: str | None = None
    family: str | None = None
    legal_form: str | None = None
    acronym: str | None = None
    organisation_kind: str | None = None
    umbrella: str | None = None
    institution_line: str | None = None
    seat_region_id: str | None = None


_SCHEMA = {
    **dict.fromkeys(Mention._fields, pl.String()),
    "words": pl.List(pl.String),
}
# Fewer names are read sooner than a process of its own begins.
_PART = 10_000
_SEATED = frozenset(("welfare", "association", "school", "church", "chamber", "foundation"))


def read_mentions(distinct: pl.DataFrame, register: Register) -> pl.DataFrame:
    """One row per row of ``distinct`` (organisation_name, register_id, land), see ``Mention``."""
    read = partial(_read_part, register=register)
    return pl.concat(by_parts(read, list(distinct.iter_rows()), _PART))


def _read_part(
    names: Sequence[tuple[str, str | None, str | None]], register: Register
) -> pl.DataFrame:
    rows = [read_mention(name, number, land, register) for name, number, land in names]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def read_mention(name: str, register_id: str | None, land: str | None, by: Register) -> Mention:
    """What one name says, with official keys by the register of territories.

    An official key in ``register_id`` outranks the name; a territory outranks code files; code
    files outrank the words.
    """
    official = _OFFICIAL.fullmatch(register_id or "")
    mention = _by_name(name, land, by)._replace(
        register_id=register_id, register_key=register_key(register_id)
    )
    if official is None:
        return mention
    key = official["key"]
    return mention._replace(
        identity=f"official:{key}", official_id=f"DE-AGS-{key}", seat_region_id=key
    )


def register_key(register_id: str | None) -> str | None:
    """Comparison form of a register number, or None where it names no organisation by itself.

    >>> register_key("AG Lindental, VR 1234"), register_key("VR 1234")
    ('register:amtsgerichtlindentalvr1234', None)
    """
    words = fold(register_id or "")
    if _NUMBER_ONLY.fullmatch(words) or words.startswith("de ags"):
        return None
    return f"register:{_COURT.sub('amtsgericht', words).replace(' ', '')}"


def _by_name(name: str, land: str | None, by: Register) -> Mention:
    territory = read_territory(name)
    if territory and (territory.stated or by.find(territory, land)):
        return _territory(name, land, territory, by)
    parts = read_name(name)
    kind = kind_of(parts)
    form = parts.legal_form
    known = find_known(name, land, parts)
    mention = Mention(
        organisation_name=name,
        register_id=None,
        land=land,
        identity=f"{parts.key}|{form.family if form else ''}",
        name_words=" ".join(parts.words),
        words=list(parts.words),
        family=form.family if form else None,
        legal_form=form.form if form else None,
        acronym=parts.acronym,
        organisation_kind=kind,
        umbrella=umbrella_of(parts),
        seat_region_id=_seat(parts.words, kind, land, by),
    )
    if known:
        usual = read_name(known.name)
        return mention._replace(
            identity=known.key,
            usual_name=known.name,
            words=list(usual.words),
            organisation_kind=kind_of(usual),
            institution_line=known.institution_line,
        )
    # Every Land has a ministry of the interior: without a name the Land tells them apart.
    scope = f"@{land}" if kind == "ministry" and land else ""
    return mention._replace(
        identity=mention.identity + scope,
        key=parts.key + scope,
        sorted_words=" ".join(sorted(parts.words)) + scope,
    )


def _territory(name: str, land: str | None, territory: Territory, by: Register) -> Mention:
    region_id = by.find(territory, land)
    scope = f"@{land}" if land and not region_id else ""
    return Mention(
        organisation_name=name,
        register_id=None,
        land=land,
        identity=f"official:{region_id}" if region_id else territory.key + scope,
        name_words=" ".join(read_name(name).words),
        official_id=f"DE-AGS-{region_id}" if region_id else None,
        organisation_kind=territory.kind,
        seat_region_id=region_id,
    )


def _seat(words: tuple[str, ...], kind: str | None, land: str | None, by: Register) -> str | None:
    """The municipality that the last word of a local body names, where only one has the name."""
    if kind not in _SEATED or not words or words[-1] not in by.places:
        return None
    return by.find(Territory("municipality", words[-1]), land)
