"""Places of one name told apart by where the carrier works.

Belongs here: which of the places that a name may mean a carrier is known to work in.
Does not belong here: reading place names (``foerderlupe.places``), which sees one row at a time;
what is found here is believed like a carrier's seat, and only while records are compared.
"""

import polars as pl

_KREIS = 5


def with_places_of_carriers(records: pl.DataFrame) -> pl.DataFrame:
    """``records`` in which a place of several candidates is the seat, where it can be only one.

    ``records`` has record_id and the sorted lists carriers, regions, seats and candidates. A
    candidate is known if another record of the same carrier states a region in its Kreis. If just
    one is, it stands in ``seats``, and ``candidates`` is empty.
    """
    ambiguous = records.filter(
        pl.col("regions").list.len() == 0, pl.col("candidates").list.len() > 0
    )
    meant = (
        _exploded(ambiguous, "candidates")
        .join(_working_places(records), on=["carriers", "kreis"], how="semi")
        .select("record_id", "candidates")
        .unique()
        .filter(pl.len().over("record_id") == 1)
        .select("record_id", meant="candidates")
    )
    known = pl.col("meant").is_not_null()
    return (
        records.join(meant, on="record_id", how="left", maintain_order="left")
        .with_columns(
            seats=pl.when(known).then(pl.concat_list("meant")).otherwise("seats"),
            candidates=pl.when(known).then(pl.lit([])).otherwise("candidates"),
        )
        .drop("meant")
    )


def _working_places(records: pl.DataFrame) -> pl.DataFrame:
    """The Kreise in which carriers state that they work: carriers, kreis, each once."""
    stated = _exploded(records, "regions").filter(pl.col("kreis").str.len_chars() == _KREIS)
    return stated.select("carriers", "kreis").unique()


def _exploded(records: pl.DataFrame, places: str) -> pl.DataFrame:
    """One row per record, carrier and place, with its Kreis."""
    return (
        records.select("record_id", "carriers", places)
        .explode("carriers", empty_as_null=True)
        .explode(places, empty_as_null=True)
        .drop_nulls()
        .with_columns(kreis=pl.col(places).str.head(_KREIS))
    )
