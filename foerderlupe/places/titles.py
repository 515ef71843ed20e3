"""Places inside titles, for records whose place cells say nothing certain.

Belongs here: which words of a title may name a place: those after a preposition, after
"Landkreis", and the last ones. Does not belong here: labels and phases in titles.
"""

import re

import polars as pl

from foerderlupe.places.gazetteer import Gazetteer
from foerderlupe.places.mention import Mention
from foerderlupe.places.mentions import Scan, mentions
from foerderlupe.places.names import Strength
from foerderlupe.places.options import Options

_NAME = (
    r"\p{Lu}[\p{L}-]+(?:(?: \(?(?:am|an|auf|im|in|bei|ob|unter|vor)(?: der| dem| den)?)? \(?\p{Lu}"
    r"[\p{L}-]+\)?){0,3}"
)
_AFTER_PREPOSITION = (
    r"(?:^|[\s(])(?:in|In|aus|um|bei|für|nach|rund um)\s+"
    rf"((?:der )?(?:(?:Stadt|Gemeinde|Region|Landeshauptstadt) )?{_NAME})"
)
_KREIS = rf"((?:Stadt- und )?(?:Land|Stadt)?[Kk]reis(?:es)?\s+{_NAME})"
_KREIS_WORD = r"(\p{Lu}[\p{L}-]+kreis|\p{Lu}[\p{L}]+(?:-\p{Lu}[\p{L}]+)*-Kreis)\b"
_LAST_WORDS = rf"({_NAME})[^\p{{L}}\d]*$"
_SNIPPETS = (_KREIS, _KREIS_WORD, _AFTER_PREPOSITION, _LAST_WORDS)
_SHORT_NAME = 5
_WORDS = re.compile(r"\s+")


def title_places(titles: pl.DataFrame, gazetteer: Gazetteer) -> pl.DataFrame:
    """The one region that a title names, per ``title, default_region``.

    Takes distinct titles with the area of their list; gives ``title, default_region,
    title_region, title_text``, without rows for titles that name none or several. Bare names
    count only inside the area of the list; without an area only names after "Landkreis" do.
    """
    snippets = (
        titles.select(
            "title",
            "default_region",
            pl.concat_list(pl.col("title").str.extract(pattern, 1) for pattern in _SNIPPETS).alias(
                "title_text"
            ),
        )
        .explode("title_text")
        .drop_nulls("title_text")
    )
    distinct = snippets.select("title_text", "default_region").unique()
    regions = [snippet_region(text, scope or "", gazetteer) for text, scope in distinct.iter_rows()]
    found = distinct.with_columns(pl.Series("title_region", regions, pl.String)).drop_nulls(
        "title_region"
    )
    return (
        snippets.join(found, on=["title_text", "default_region"], nulls_equal=True)
        .group_by("title", "default_region")
        .agg(
            pl.col("title_region").unique().sort(),
            pl.col("title_text").sort_by("title_text").first(),
        )
        .filter(pl.col("title_region").list.len() == 1)
        .with_columns(pl.col("title_region").list.first())
    )


def snippet_region(text: str, scope: str, gazetteer: Gazetteer) -> str | None:
    """The region that a few words of a title name beyond doubt, or none."""
    found = [m for m in mentions(text, Scan(gazetteer, scope)) if m.phrase is None]
    regions = {one for m in found for one in m.found.region_ids}
    kreise = {one for one in regions if len(one) in {5, 8}}
    if len(kreise) != 1 or len(found) != 1 or not _clear(found[0], scope):
        return None
    return kreise.pop()


def _clear(mention: Mention, scope: str) -> bool:
    found: Options = mention.found
    if found.rule in {"name_kreis", "stadt_und_landkreis", "name_stadtkreis"}:
        return found.inside
    if not scope or not found.inside or found.strength < Strength.SHORT:
        return False
    return len(mention.text) >= _SHORT_NAME or found.town
