"""The command ``foerderlupe synth``.

Belongs here: its options. Does not belong here: the invented world (``foerderlupe.synth``).
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipelines import screen

app = typer.Typer()


class Profile(StrEnum):
    """Which distortions the lists have."""

    EVERYDAY = "everyday"
    HARSH = "harsh"
    BLIND = "blind"


class Kind(StrEnum):
    """What the records are about."""

    PROGRAMMES = "programmes"
    PERSONS = "persons"


@app.command()
def synth(  # noqa: PLR0913 - one parameter per option
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder that is written.")],
    rows: Annotated[int, typer.Option(min=1, help="Rows of all lists together.")] = 100_000,
    seed: Annotated[int, typer.Option(min=0, help="Same seed and rows, same bytes.")] = 7,
    profile: Annotated[
        Profile, typer.Option(help="blind is for judging alone and never looked at.")
    ] = Profile.EVERYDAY,
    lists: Annotated[int, typer.Option(min=1, max=99, help="Number of lists.")] = 12,
    as_lists: Annotated[
        bool, typer.Option("--as-lists", help="Write files of lists and their documents.")
    ] = False,
    kind: Annotated[Kind, typer.Option(help="Programme lists, or a register of persons.")] = (
        Kind.PROGRAMMES
    ),
) -> None:
    """Invent lists of any size whose truth is known; nothing in them exists but the places.

    Example: [bold]foerderlupe synth --rows 1000000 --out world --as-lists[/bold]
    """
    from foerderlupe.synth.persons import write_persons
    from foerderlupe.synth.world import world
    from foerderlupe.synth.write import write_lists, write_tables

    if kind is Kind.PERSONS:
        if as_lists:
            raise typer.BadParameter("persons are one register", param_hint="--as-lists")
        written = write_persons(out, rows, seed, profile.value)
    else:
        write = write_lists if as_lists else write_tables
        written = write(world(seed, rows, lists), profile.value, out)
    screen.console().print(
        f"{written.rows:,} records of {written.things:,} {written.unit} in {out}, "
        f"{written.look_alikes:,} pairs of look-alikes.",
        soft_wrap=True,
    )
