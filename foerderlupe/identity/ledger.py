"""The ledger of measure ids as files.

Belongs here: reading and writing ``identity/measure_ids.csv`` and ``identity/members.csv``.
Does not belong here: deciding about ids (``identity.assign``).

The ledger is written just before the switch to the new publication: a run that dies in between
leaves ids that nobody has seen, never a published id that nobody knows.
"""

from pathlib import Path

import polars as pl

from foerderlupe.identity.assign import Ledger
from foerderlupe.model.frames import MEASURE_IDS

_IDS = "measure_ids.csv"
_MEMBERS = "members.csv"


def read_ledger(folder: Path) -> Ledger:
    """The ledger of a folder; empty if there is none yet."""
    if not (folder / _IDS).exists():
        return Ledger.empty()
    members = pl.Schema({"record_id": pl.String(), "measure_id": pl.String()})
    return Ledger(
        pl.read_csv(folder / _IDS, schema=MEASURE_IDS.schema),
        pl.read_csv(folder / _MEMBERS, schema=members),
    )


def write_ledger(ledger: Ledger, folder: Path) -> None:
    """Write both files, each complete or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in ((_MEMBERS, ledger.members), (_IDS, ledger.ids)):
        partial = folder / f"{name}.partial"
        frame.write_csv(partial)
        partial.replace(folder / name)
