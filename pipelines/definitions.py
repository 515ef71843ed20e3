"""The code location: assets, checks, job, schedule, sensor and resources, put together.

Belongs here: nothing but putting together; ``workspace.yaml`` points here.
Does not belong here: any of the parts.
"""

from collections.abc import Sequence
from pathlib import Path

import dagster as dg

from assets import matching, outputs, quality, raw, records, tables
from foerderlupe.project import SQL
from foerderlupe.spec.catalogue import load_catalogue
from foerderlupe.warehouse.contract import load_checks, load_tables
from pipelines.jobs import nightly
from pipelines.progress import progress_logger
from pipelines.resources import resources
from pipelines.schedules import every_night
from pipelines.sensors import tell_of_failure
from pipelines.settings import Settings


def build_definitions(settings: Settings) -> dg.Definitions:
    """All definitions for these settings.

    Raises ``DeclarationError`` when a source document or SQL header is wrong.
    """
    documents = load_catalogue(settings.sources)
    core, marts, quality_tables = (load_tables(SQL / name) for name in ("core", "marts", "quality"))
    checks = load_checks(SQL / "checks")
    return dg.Definitions(
        assets=[
            raw.snapshots(documents),
            raw.records(documents),
            records.lists(documents),
            records.history(documents),
            records.record_regions,
            records.record_target_groups,
            records.record_fields,
            records.organisations,
            matching.matched(documents),
            matching.ledger,
            tables.core(core),
            tables.marts(marts),
            outputs.publication(core | marts | quality_tables),
        ],
        asset_checks=[quality.checks(documents, core | marts, checks)],
        jobs=[nightly],
        schedules=[every_night],
        sensors=[tell_of_failure],
        resources=resources(settings),
        loggers={"progress": progress_logger},
        executor=dg.in_process_executor,
    )


def nightly_job(sources: Sequence[str], home: str) -> dg.JobDefinition:
    """The nightly job by what can be written down, so that Dagster can build it anew.

    Raises ``DeclarationError`` like ``build_definitions``.
    """
    settings = Settings(tuple(map(Path, sources)), Path(home))
    return build_definitions(settings).resolve_job_def("nightly")


@dg.definitions
def definitions() -> dg.Definitions:
    """The definitions for the settings of the environment."""
    return build_definitions(Settings.from_environment())
