"""What a person at a terminal sees while the job runs.

Belongs here: turning Dagster's events into a progress bar. Does not belong here: the summary at
the end (``pipelines.screen``).
"""

import logging

import dagster as dg
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

_WORDS = {
    "fetch": "Fetching lists",
    "read": "Reading lists",
    "evidence__lists": "Gathering rows",
    "evidence__organisations": "Resolving organisations",
    "evidence__record_regions": "Finding places",
    "evidence__record_target_groups": "Labelling target groups",
    "evidence__record_fields": "Labelling fields of action",
    "matching__matched": "Matching records",
    "matching__ledger": "Keeping measure ids",
    "core": "Building the warehouse",
    "marts": "Building marts",
    "checks": "Checking promises",
    "publication": "Publishing",
}


class _Bar(logging.Handler):
    """Moves a progress bar by one for each step that ends."""

    def __init__(self) -> None:
        super().__init__()
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("[progress.description]{task.description:<28}"),
            BarColumn(),
            TextColumn("{task.completed}/{task.total}"),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[detail]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("Starting", total=len(_WORDS), detail="")

    def emit(self, record: logging.LogRecord) -> None:
        """Take one event or message of the run."""
        event: dg.DagsterEvent | None = getattr(record, "dagster_event", None)
        if event is None:
            if record.levelno == logging.INFO:
                text = record.getMessage().rpartition(" - ")[2]
                self._progress.update(self._task, detail=text[:60])
            return
        self._move(event)

    def _move(self, event: dg.DagsterEvent) -> None:
        kind, step = event.event_type, event.step_key or ""
        if kind == dg.DagsterEventType.RUN_START:
            self._progress.start()
        elif kind == dg.DagsterEventType.STEP_START:
            self._progress.update(self._task, description=_WORDS.get(step, step), detail="")
        elif kind == dg.DagsterEventType.STEP_SUCCESS:
            self._progress.advance(self._task)
        elif kind in (dg.DagsterEventType.RUN_SUCCESS, dg.DagsterEventType.RUN_FAILURE):
            self._progress.stop()


@dg.logger(None, "A progress bar on the terminal; silent where there is none.")
def progress_logger(context: dg.InitLoggerContext) -> logging.Logger:
    """The logger of runs that a person started."""
    logger = logging.Logger("foerderlupe.progress", level=logging.DEBUG)
    logger.addHandler(_Bar())
    return logger
