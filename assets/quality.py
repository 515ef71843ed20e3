"""The promises of documents and SQL files as asset checks.

Belongs here: which promise is shown at which asset, and that a broken critical one blocks.
Does not belong here: the promises (their files) and their evaluation (``foerderlupe.quality``).
"""

from collections.abc import Iterator, Mapping, Sequence

import dagster as dg
import polars as pl

from assets.nightly import Nightly
from foerderlupe.quality.night import check_night, names_of_all
from foerderlupe.quality.validator import Validator
from foerderlupe.spec.document import SourceDocument
from foerderlupe.warehouse.contract import CheckFile, TableFile
from foerderlupe.warehouse.database import open_database

_SEVERITY = {
    "critical": dg.AssetCheckSeverity.ERROR,
    "warning": dg.AssetCheckSeverity.WARN,
}


def checks(
    documents: Mapping[str, SourceDocument],
    tables: Mapping[str, TableFile],
    files: Sequence[CheckFile],
) -> dg.AssetChecksDefinition:
    """All checks of a night, evaluated together when all tables stand.

    Those on marts block what follows; a broken critical promise of another table is refused by
    the publication, since Dagster cannot let one step block both marts and what follows them.
    """
    names = names_of_all(documents.values(), tables.values(), files)

    @dg.multi_asset_check(
        name="checks",
        specs=[
            dg.AssetCheckSpec(
                name.name,
                asset=_asset(name.subject),
                blocking=name.severity == "critical" and name.subject.startswith("marts."),
            )
            for name in names
        ],
    )
    def check(
        nightly: Nightly, validator: dg.ResourceParam[Validator]
    ) -> Iterator[dg.AssetCheckResult]:
        path = nightly.paths.working_database
        results = check_night(path, documents, tables, files, validator)
        with open_database(path) as database:
            database.add_frame("stage.check_results", results)
        for (subject, name), rows in results.group_by(
            "checked_table", "check_name", maintain_order=True
        ):
            yield _result(str(subject), str(name), rows)

    return check


def _asset(subject: str) -> dg.AssetKey:
    schema, _, name = subject.partition(".")
    return dg.AssetKey(["records" if schema == "source" else schema, name])


def _result(subject: str, name: str, rows: pl.DataFrame) -> dg.AssetCheckResult:
    failing = rows.filter(~pl.col("passed"))
    grave = (failing if failing.height else rows)["severity"].sort()[0]
    return dg.AssetCheckResult(
        asset_key=_asset(subject),
        check_name=name,
        passed=failing.is_empty(),
        severity=_SEVERITY[grave],
        metadata={
            "failing_rows": int(failing["failing_rows"].sum()),
            "sample": "\n".join(failing["sample"].drop_nulls()),
            "advice": "\n".join(failing["advice"].drop_nulls().unique(maintain_order=True)),
        },
    )
