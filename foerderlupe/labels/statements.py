"""Everything that the texts of the records say about one vocabulary, not yet weighed.

Belongs here: reading all zones of all records and giving each mention role-free strength.
Does not belong here: roles (``labels.target_groups``), the choice of a primary field
(``labels.fields``), agreement between labels (``labels.hierarchy``).
"""

import polars as pl

from foerderlupe.labels.reading import INDIVIDUAL_AID, Reader
from foerderlupe.labels.stated import stated_codes
from foerderlupe.labels.vocabulary import Vocabulary
from foerderlupe.labels.zones import confidence, zone_texts


def read_statements(records: pl.DataFrame, stated: str, vocabulary: Vocabulary) -> pl.DataFrame:
    """One row per record, text and mention.

    Columns ``record_id, zone, part, code, means, addressed, span, rule, position, origin,
    confidence``. Records of individual aid have the one code ``INDIVIDUAL_AID`` (L9).
    """
    texts = zone_texts(records, stated)
    read = texts.join(Reader(vocabulary).read_all(texts["text"]), on="text")
    said = texts.filter(pl.col("zone") == "stated")
    exact = said.join(stated_codes(said["text"], vocabulary), on="text")
    origin = (
        pl.when(pl.col("zone") == "stated").then(pl.lit("derived")).otherwise(pl.lit("inferred"))
    )
    statements = pl.concat(
        [read.with_columns(origin=origin), exact.with_columns(origin=pl.lit("upstream"))]
    )
    statements = statements.drop("text").with_columns(confidence=confidence(pl.col("zone")))
    statements = _in_their_time(statements, records, vocabulary)
    aid = statements.filter(pl.col("code") == INDIVIDUAL_AID)
    return pl.concat([statements.join(aid, on="record_id", how="anti"), aid])


def _in_their_time(
    statements: pl.DataFrame, records: pl.DataFrame, vocabulary: Vocabulary
) -> pl.DataFrame:
    """The statements without codes that did not exist when the record ended.

    A project of 2015 with Ukrainian partners is not for the people who fled in 2022. What the
    publisher states in so many words stays.
    """
    recent = vocabulary.table.select("code", "since").drop_nulls()
    ended = records.select("record_id", ended="period_to").drop_nulls()
    early = recent.join(ended, how="cross").filter(pl.col("ended") <= pl.col("since"))
    kept = statements.join(early, on=["record_id", "code"], how="anti")
    stated = statements.join(early, on=["record_id", "code"], how="semi")
    return pl.concat([kept, stated.filter(pl.col("origin") == "upstream")])


def without_label(
    records: pl.DataFrame, statements: pl.DataFrame, labels: pl.DataFrame, code: str
) -> pl.DataFrame:
    """One row ``record_id, code, rule, origin, confidence`` per record without any label.

    ``rule`` says whether nothing was found or the record is individual aid.
    """
    aid = statements.filter(pl.col("code") == INDIVIDUAL_AID)["record_id"]
    is_aid = pl.col("record_id").is_in(aid.unique().implode())
    return (
        records.select("record_id")
        .join(labels, on="record_id", how="anti")
        .with_columns(
            code=pl.lit(code),
            rule=pl.when(is_aid).then(pl.lit(INDIVIDUAL_AID)).otherwise(pl.lit("nothing_found")),
            origin=pl.lit("inferred"),
            confidence=pl.lit(1.0),
        )
    )
