"""What assets are given besides their inputs.

Belongs here: resources of the code location. Does not belong here: what they do
(``assets.nightly``, ``foerderlupe``).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dagster as dg

from assets.nightly import Nightly
from foerderlupe.home import Home
from foerderlupe.quality.validator import Validator
from pipelines.frame_store import FrameStore
from pipelines.settings import Settings


def resources(settings: Settings) -> dict[str, Any]:
    """Resources by the names that assets use."""
    home = Home(settings.home)

    @dg.resource(description="The process that checks promises, started with the run.")
    @contextmanager
    def validator(context: dg.InitResourceContext) -> Iterator[Validator]:
        with Validator(home.checks_log) as started:
            yield started

    return {
        "nightly": Nightly(home=str(settings.home), **settings.engine.written()),
        "validator": validator,
        "io_manager": FrameStore(folder=str(home.frames)),
    }
