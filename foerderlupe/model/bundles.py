"""What passes between the stages that work on all lists at once.

Belongs here: the bundles of frames that one asset gives and another takes.
Does not belong here: how they are made.
"""

from dataclasses import dataclass

import polars as pl

from foerderlupe.model.slices import Bundle


@dataclass(frozen=True)
class History(Bundle):
    """What the lists said over time."""

    deliveries: pl.DataFrame
    record_versions: pl.DataFrame


@dataclass(frozen=True)
class Listed(Bundle):
    """What organisations, places, labels and measures are read from.

    Who asks for this part of ``Lists`` does not load the rest, which is the larger one.
    """

    records: pl.DataFrame
    record_parties: pl.DataFrame
    record_amounts: pl.DataFrame
    reference_regions: pl.DataFrame
    reference_postcodes: pl.DataFrame
    source_runs: pl.DataFrame


@dataclass(frozen=True)
class Lists(Listed):
    """The rows of all lists below one another, with what the documents say of the lists."""

    record_values: pl.DataFrame
    rejected_rows: pl.DataFrame
    ignored_rows: pl.DataFrame
    need: pl.DataFrame
    sources: pl.DataFrame
    source_coverage: pl.DataFrame
