"""Labels of records that say what they said are taken over from the last run.

Belongs here: which labels of the last run still hold. Does not belong here: labelling
(``target_groups``, ``fields``) and keeping frames (``foerderlupe.remembering``).

What a record is labelled follows from its texts, its end and the program alone. That nothing else
decides is certain, since nothing else is shown to the labelling.
"""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from foerderlupe.labels.zones import ZONES
from foerderlupe.remembering import keep, recall, version_with

Labelling = Callable[[pl.DataFrame], pl.DataFrame]
_SHOWN = ("record_id", "target_group_text", "field_text", *ZONES, "period_to")
_SEEDS = (7, 11)


def remembered(label: Labelling, records: pl.DataFrame, folder: Path) -> pl.DataFrame:
    """What ``label`` gives for ``records``; asked are those that changed since the last run.

    ``label`` gives rows by record_id, ordered by it. ``folder`` is its own and may be deleted.
    """
    shown, version = records.select(_SHOWN), version_with()
    said = shown.select("record_id").with_columns(
        shown.hash_rows(seed).alias(f"hash_{seed}") for seed in _SEEDS
    )
    last = recall(folder, version)
    if last is None:
        labels = label(shown)
    else:
        same = said.join(last["said"], on=said.columns, how="semi").select("record_id")
        old = last["labels"].join(same, on="record_id", how="semi")
        new = label(shown.join(same, on="record_id", how="anti"))
        labels = pl.concat([old, new]).sort("record_id", maintain_order=True)
    keep(folder, version, {"said": said, "labels": labels})
    return labels
