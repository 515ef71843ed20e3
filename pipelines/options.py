"""Options that several commands share.

Belongs here: where sources and data lie, the engine, and the folder that readers see. Does not
belong here: commands (``pipelines.cli``).
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from foerderlupe.home import Home

DATA = Path("data")

Sources = Annotated[
    list[Path] | None,
    typer.Option("--sources", help="Folder with source documents; may be given several times."),
]
HomeFolder = Annotated[
    Path,
    typer.Option(
        "--home",
        envvar="FOERDERLUPE_HOME",
        file_okay=False,
        help="Where facts and publications lie.",
    ),
]

EngineName = Annotated[
    Literal["local", "spark"],
    typer.Option("--engine", envvar="FOERDERLUPE_ENGINE", help="Where records are compared."),
]
SparkRemote = Annotated[
    str,
    typer.Option(
        envvar="FOERDERLUPE_SPARK_REMOTE",
        help="With --engine spark: a Spark Connect server, sc://host:15002.",
        show_default=False,
    ),
]
SparkStorage = Annotated[
    Path | None,
    typer.Option(
        envvar="FOERDERLUPE_SPARK_STORAGE",
        file_okay=False,
        help="With --engine spark: a folder that its workers see, too; by default in the home.",
        show_default=False,
    ),
]


def current_folder(home: Path) -> Path:
    """The publication that readers see; a usage error where there is none yet."""
    current = Home(home).current
    if not current.exists():
        message = f"no publication in {home.resolve()}; run 'foerderlupe run' first"
        raise typer.BadParameter(message, param_hint="--home")
    return current
