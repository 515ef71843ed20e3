"""The last step of a night: refuse or publish.

Belongs here: the gate, the order of ledger, folder, switch and pruning.
Does not belong here: each of them.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import polars as pl

from foerderlupe.errors import PublicationError
from foerderlupe.home import Home
from foerderlupe.identity.assign import Ledger
from foerderlupe.identity.ledger import write_ledger
from foerderlupe.project import QUESTIONS
from foerderlupe.publish.history import prune, switch_to
from foerderlupe.publish.publication import Publication, new_run_id, write_publication
from foerderlupe.quality.night import as_problems, broken, unusable_judgements
from foerderlupe.review.judgements import read_judgements
from foerderlupe.rules import rules_version
from foerderlupe.warehouse.build import build
from foerderlupe.warehouse.contract import TableFile
from foerderlupe.warehouse.database import Database, open_database
from foerderlupe.warehouse.questions import load_questions

_RESULTS = "stage.check_results"


def publish_night(
    home: Home, day: date, tables: Mapping[str, TableFile], ledger: Ledger
) -> Publication:
    """Publish the working database and let readers see it.

    Raises ``PublicationError`` with the failing rows when a critical promise is broken; then
    nothing has changed for anybody.
    """
    with open_database(home.working_database) as database:
        results = database.table(_RESULTS)
        refused = broken(results, "critical")
        if refused.height:
            raise PublicationError(*as_problems(refused))
        lines = unusable_judgements(read_judgements(home.judgements).problems)
        database.replace_frame(_RESULTS, pl.concat([results, lines]))
        quality = [table for key, table in tables.items() if key.startswith("quality.")]
        list(build(database, quality))
        description = _describe(database, home, day)
        questions = load_questions(QUESTIONS)
        write_publication(database, tables, description, home.published, questions=questions)
    write_ledger(ledger, home.identity)
    switch_to(home.published, description.run_id)
    prune(home.published)
    return description


def _describe(database: Database, home: Home, day: date) -> Publication:
    now = datetime.now(UTC)
    runs = database.table("core.source_runs")
    amber_sources = runs.filter(~pl.col("source_status").is_in(["ok", "unchanged"]))
    return Publication(
        run_id=new_run_id(home.published, now),
        as_of=day,
        created_at=now.isoformat(timespec="seconds"),
        rules_version=rules_version(),
        measures=database.count("core.measures"),
        records=database.count("core.records"),
        sources=runs.height,
        amber=amber_sources.height + broken(database.table(_RESULTS), "warning").height,
    )
