"""The nightly job started by a person or a timer, in this process.

Belongs here: executing the job once and telling what came of it.
Does not belong here: the screen (``pipelines.screen``) and the options (``pipelines.cli``).
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import dagster as dg

from foerderlupe import errors
from foerderlupe.engines import try_engine
from foerderlupe.home import Home
from foerderlupe.lock import only_run
from foerderlupe.publish.publication import Publication
from pipelines.definitions import nightly_job
from pipelines.settings import Settings

_SHOWN = 1000
_SAID_BY_CHECKS = ("DagsterAssetCheckFailedError", errors.PublicationError.__name__)


@dataclass(frozen=True)
class Outcome:
    """The publication, or why there is none."""

    publication: Publication | None
    failures: tuple[str, ...]


def run_nightly(settings: Settings, *, as_of: str, offline: bool, accept: list[str]) -> Outcome:
    """Run the nightly job to its end.

    Raises ``DeclarationError`` before anything runs when a declaration is wrong, ``EngineError``
    when the engine cannot be used, and ``PublicationError`` when another run holds the home.
    """
    # ``execute_in_process`` would keep the frames of all steps in memory until the end.
    job = dg.build_reconstructable_job(
        nightly_job.__module__,
        nightly_job.__name__,
        reconstructable_kwargs={
            "sources": [str(folder) for folder in settings.sources],
            "home": str(settings.home),
        },
    )
    told = {
        "home": str(settings.home),
        "as_of": as_of,
        "offline": offline,
        "accept": accept,
        **settings.engine.written(),
    }
    config = {"loggers": {"progress": {}}, "resources": {"nightly": {"config": told}}}
    try_engine(settings.engine, Home(settings.home).spark)
    with only_run(settings.home), _instance() as instance:
        result = dg.execute_job(job, instance, run_config=config)
    if not result.success:
        return Outcome(None, tuple(dict.fromkeys(_failures(result))))
    return Outcome(Publication.from_folder(Home(settings.home).current), ())


@contextmanager
def _instance() -> Iterator[dg.DagsterInstance]:
    """The operator's Dagster where there is one, so that the run shows there; else none."""
    if os.environ.get("DAGSTER_HOME"):
        with dg.DagsterInstance.get() as instance:
            yield instance
    else:
        settings = {"telemetry": {"enabled": False}}
        with dg.DagsterInstance.ephemeral(settings=settings) as instance:
            yield instance


def _failures(result: dg.JobExecutionResult) -> Iterator[str]:
    broken = list(_broken_checks(result))
    yield from broken
    for event in result.all_events:
        if event.event_type == dg.DagsterEventType.STEP_FAILURE:
            error = event.step_failure_data.error
            cause = error.cause if error and error.cause else error
            # A publication refused for broken checks says the same once more.
            if cause is not None and not (broken and cause.cls_name in _SAID_BY_CHECKS):
                yield _in_words(cause.message.strip(), cause.stack)


def _broken_checks(result: dg.JobExecutionResult) -> Iterator[str]:
    for check in result.get_asset_check_evaluations():
        if not check.passed and check.severity == dg.AssetCheckSeverity.ERROR:
            said = {name: str(value.value) for name, value in check.metadata.items()}
            rows = f"{said['failing_rows']} failing rows, for example {said['sample'][:_SHOWN]}"
            subject = ".".join(check.asset_key.path)
            yield f"{subject}: {check.check_name} is broken: {rows} {said['advice']}".strip()


def _in_words(message: str, stack: Sequence[str]) -> str:
    """What went wrong; for what nobody foresaw also where, since the run leaves no other trace."""
    name, _, said = message.partition(": ")
    if name.startswith(errors.__name__):
        return said
    own = [frame for frame in stack if "site-packages" not in frame] or ["no trace"]
    return f"{message} ({own[-1].strip().splitlines()[0]})"
