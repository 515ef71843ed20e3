"""Choosing between the regions that one name can mean.

Belongs here: what other cells of a row, the carrier or the title say about an ambiguous name.
Does not belong here: finding names in a text (``places.mentions``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from foerderlupe.places.options import PART_OF_WORD, Options

_DECIDED = 0.9
_CONTRADICTED = 0.5


def narrow(region_ids: Sequence[str], contexts: Iterable[str]) -> tuple[str, ...]:
    """The regions that agree with the contexts: one contains the other.

    A context that no region agrees with is passed over. Of regions that contain each other and
    the context, the smallest remains.

    >>> narrow(["08425004", "08426008"], ["08426"])
    ('08426008',)
    >>> narrow(["0822", "08226"], ["08222"]), narrow(["0822", "08226"], ["08226095"])
    (('0822',), ('08226',))
    >>> narrow(["0822", "08226"], ["08"])
    ('0822', '08226')
    """
    left = tuple(region_ids)
    for context in contexts:
        fitting = tuple(one for one in left if agree(one, context))
        smallest = max(fitting, key=len, default="")
        if smallest and context.startswith(smallest) and all(map(smallest.startswith, fitting)):
            fitting = (smallest,)
        left = fitting or left
    return left


def agree(one: str, other: str) -> bool:
    """Whether one region contains the other or both are the same."""
    return one.startswith(other) or other.startswith(one)


def decide(found: Options, contexts: Sequence[tuple[str, str]]) -> Options:
    """The regions of a mention after hearing the contexts, each a name and a region key.

    The rule says what decided. A single region that contradicts all contexts stays, with low
    confidence and the other region among the doubted.
    """
    open_to = found.doubted or found.region_ids
    if found.together or not contexts:
        return found
    if len(open_to) == 1:
        return _checked(found, contexts)
    if found.rule == PART_OF_WORD:
        contexts = [(name, region_id) for name, region_id in contexts if region_id in open_to]
    left = narrow(open_to, [region_id for _, region_id in contexts])
    if len(left) != 1:
        return found if found.doubted else replace(found, region_ids=left)
    deciding = next(
        (name for name, region_id in contexts if len(narrow(open_to, [region_id])) < len(open_to)),
        "context",
    )
    rule = f"decided_by_{deciding}"
    return replace(found, region_ids=left, rule=rule, confidence=_DECIDED, doubted=())


def _checked(found: Options, contexts: Sequence[tuple[str, str]]) -> Options:
    [own] = found.region_ids
    if any(agree(own, region_id) for _, region_id in contexts):
        return found
    name, other = contexts[0]
    doubted = tuple(sorted({own, other}))
    return replace(found, rule=f"contradicts_{name}", confidence=_CONTRADICTED, doubted=doubted)
