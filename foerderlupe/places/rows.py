"""What is said about the regions of one record, before it has a record id.

Belongs here: coverage, reach and weights of the regions of one cell. Does not belong here:
finding regions, and spreading larger regions over Kreise (that happens in SQL).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from foerderlupe.places.mention import Mention

_PARTLY = 0.7


@dataclass(frozen=True, slots=True)
class Row:
    """One region of one record, as in the frame ``RECORD_REGIONS``."""

    region_id: str | None
    coverage: str
    reach: str | None
    stated_text: str | None
    rule: str
    confidence: float
    weight: float = 1.0
    weight_basis: str = "equal"
    candidates: str | None = None


def nothing(texts: Iterable[str | None]) -> tuple[Row, ...]:
    """The one row of a record whose place cells are empty or name nothing that is known."""
    said = "; ".join(text for text in texts if text is not None) or None
    rule = "no_place" if said is None else "place_not_found"
    return (Row(None, "none", "unbekannt", said, rule, 0.0),)


def stated(
    found: Sequence[Mention], single: Sequence[Mention], text: str, is_region: bool
) -> list[tuple[Row, float | None]]:
    """Rows of the resolved mentions with their printed percentage; unresolved ones as one row.

    A region that contains another one of the cell is dropped: "Wangen, Landkreis Ravensburg" is
    one place. A phrase that the towns beside it decided stands for them.
    """
    if not single:
        return [(_unresolved(found, text), None)]
    chosen = _most_specific(single)
    partly = any(len(m.found.region_ids) > 1 and m not in single for m in found)
    rows = [
        (_row(mention, region_id, text, is_region, partly), mention.share)
        for region_id, mention in chosen
    ]
    reach = _reach([region_id for region_id, _ in chosen], rows)
    return [(replace(row, reach=row.reach or reach), share) for row, share in rows]


def weighted(rows: Sequence[tuple[Row, float | None]]) -> tuple[Row, ...]:
    """The rows with weights that add to 1: the publisher's percentages, else equal shares."""
    shares = [share for _, share in rows if share is not None]
    total = sum(shares)
    if len(shares) == len(rows) and total > 0 and abs(total - 100) <= 1:
        return tuple(
            replace(row, weight=(share or 0.0) / total, weight_basis="publisher")
            for row, share in rows
        )
    return tuple(replace(row, weight=1 / len(rows)) for row, _ in rows)


def _most_specific(single: Sequence[Mention]) -> list[tuple[str, Mention]]:
    by_region: dict[str, Mention] = {}
    for mention in single:
        for region_id in mention.found.region_ids:
            kept = by_region.get(region_id)
            if kept is None or kept.found.confidence < mention.found.confidence:
                by_region[region_id] = mention
    decided = {i for i, m in by_region.items() if m.phrase and m.phrase.reading == "ambiguous"}
    areas = tuple(one for one in decided if len(one) == 4)
    return [
        (region_id, mention)
        for region_id, mention in sorted(by_region.items(), key=lambda pair: pair[0])
        if not (region_id not in areas and region_id.startswith(areas or ("?",)))
        and (region_id in areas or not _contains(region_id, by_region))
    ]


def _contains(region_id: str, others: dict[str, Mention]) -> bool:
    whole = region_id == "00" and len(others) > 1
    return whole or any(other != region_id and other.startswith(region_id) for other in others)


def _row(mention: Mention, region_id: str, text: str, is_region: bool, partly: bool) -> Row:
    found = mention.found
    coverage, reach = _coverage(region_id, is_region)
    if mention.phrase is not None:
        coverage = "inherited" if mention.phrase.reading == "regions" else coverage
        reach = mention.phrase.reach or reach
    return Row(
        region_id,
        coverage,
        reach,
        text,
        f"{found.rule}+partly_unresolved" if partly else found.rule,
        min(found.confidence, _PARTLY) if partly else found.confidence,
        candidates=" ".join(found.doubted) or None,
    )


def _coverage(region_id: str, is_region: bool) -> tuple[str, str | None]:
    """A Land in the column for the Land says where the list applies, not that it is statewide."""
    if len(region_id) == 2:
        if is_region:
            return "none", "unbekannt"
        return "statewide", "bundesweit" if region_id == "00" else "landesweit"
    return ("inherited", "region") if len(region_id) in {3, 4} else ("explicit", None)


def _reach(region_ids: Sequence[str], rows: Sequence[tuple[Row, float | None]]) -> str:
    kreise = {region_id[:5] for region_id in region_ids}
    if any(row.reach == "region" for row, _ in rows) or len(kreise) > 1:
        return "mehrere_kreise"
    if len(region_ids) > 1:
        return "kreis"
    return "ort" if len(region_ids[0]) == 8 else "kreis"


def _unresolved(found: Sequence[Mention], text: str) -> Row:
    ids = sorted({one for m in found for one in m.found.doubted or m.found.region_ids})
    reaches = [m.phrase.reach for m in found if m.phrase and m.phrase.reach and not ids]
    reach = reaches[0] if reaches else "unbekannt"
    rule = next((m.found.rule for m in found if m.found.region_ids), found[0].found.rule)
    rule = f"{rule}_ambiguous" if ids and not rule.endswith("ambiguous") else rule
    return Row(None, "none", reach, text, rule, 0.3, candidates=" ".join(ids) or None)
