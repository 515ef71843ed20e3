"""The command ``foerderlupe ask``.

Belongs here: its arguments and options. Does not belong here: answers (``pipelines.asking``).
"""

from typing import Annotated

import typer

from foerderlupe.publish.publication import WAREHOUSE
from foerderlupe.warehouse.database import open_database
from pipelines import screen
from pipelines.options import DATA, HomeFolder, current_folder

app = typer.Typer()


@app.command()
def ask(
    number: Annotated[
        str, typer.Argument(help="Number of a question; without it all are listed.")
    ] = "",
    given: Annotated[list[str] | None, typer.Argument(help="What is asked, as name=value.")] = None,
    home: HomeFolder = DATA,
    limit: Annotated[int, typer.Option(help="Rows shown at the most.")] = 50,
) -> None:
    """Ask the current publication one of the questions that it knows.

    Example: [bold]foerderlupe ask 07 kreis=08118 target_group=TG1100[/bold]
    """
    from pipelines.asking import list_questions, show_answer

    if not number:
        list_questions(screen.console())
        return
    with open_database(current_folder(home) / WAREHOUSE, read_only=True) as database:
        show_answer(screen.console(), database, number, given or [], limit)
