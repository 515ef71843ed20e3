"""The command ``foerderlupe``.

Belongs here: commands, options and exit codes. Does not belong here: any logic; it stands in
``foerderlupe`` and, where Dagster is needed, beside this module.

Exit codes: 0 done; 1 failed, nothing published; 2 wrong usage or declaration; 3 published with
amber findings (a list on its last good copy, a warning).
"""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from foerderlupe.engines import EngineChoice
from foerderlupe.errors import DeclarationError, FoerderlupeError, PublicationError
from foerderlupe.home import Home
from foerderlupe.project import SOURCES
from foerderlupe.publish import history
from foerderlupe.publish.publication import WAREHOUSE, Publication
from foerderlupe.spec.catalogue import load_catalogue
from foerderlupe.warehouse.database import open_database
from foerderlupe.warehouse.statements import QueryError
from pipelines import asking_cli, matching_cli, screen, synth_cli
from pipelines.options import (
    DATA,
    EngineName,
    HomeFolder,
    Sources,
    SparkRemote,
    SparkStorage,
    current_folder,
)

app = typer.Typer(
    help="Reads programme lists, finds the same measure in several, publishes a warehouse.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

app.add_typer(asking_cli.app)
app.add_typer(matching_cli.app)
app.add_typer(synth_cli.app)

FAILED, USAGE, AMBER = 1, 2, 3


@app.command()
def run(
    sources: Sources = None,
    home: HomeFolder = DATA,
    as_of: Annotated[str, typer.Option(help="Day of the run, YYYY-MM-DD; today in Berlin.")] = "",
    offline: Annotated[bool, typer.Option(help="Use the newest snapshots, fetch nothing.")] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(help="Use this list although it changed more than its guard allows."),
    ] = None,
    engine: EngineName = "local",
    spark_remote: SparkRemote = "",
    spark_storage: SparkStorage = None,
) -> None:
    """Run the nightly job once: fetch, read, label, match, build, check, publish.

    Example: [bold]foerderlupe run --sources lists --home /srv/foerderlupe[/bold]
    """
    from pipelines.nightly_run import run_nightly
    from pipelines.settings import Settings

    _valid_day(as_of)
    folders = tuple(sources or [SOURCES])
    unknown = sorted(set(accept or []) - set(load_catalogue(folders)))
    if unknown:
        raise typer.BadParameter(f"no source {', '.join(unknown)}", param_hint="--accept")
    choice = EngineChoice(engine, spark_remote, spark_storage)
    settings = Settings(folders, home.resolve(), engine=choice)
    outcome = run_nightly(settings, as_of=as_of, offline=offline, accept=accept or [])
    if outcome.publication is None:
        screen.problems(screen.console(stderr=True), [*outcome.failures, "Nothing was published."])
        raise typer.Exit(FAILED)
    screen.closing(screen.console(), outcome.publication, Home(home).current)
    if outcome.publication.amber:
        raise typer.Exit(AMBER)


@app.command()
def check(sources: Sources = None) -> None:
    """Validate every source document and SQL header without running anything.

    Example: [bold]foerderlupe check --sources lists[/bold]
    """
    from pipelines.declarations import check_declarations

    documents, tables = check_declarations(tuple(sources or [SOURCES]))
    screen.console().print(f"{documents} source documents and {tables} SQL files are valid.")


@app.command(name="sources")
def list_sources(sources: Sources = None, home: HomeFolder = DATA) -> None:
    """List the source documents and what became of each list in the current publication."""
    from foerderlupe.sources import sources_frame

    documents = sources_frame(load_catalogue(sources or [SOURCES]).values())
    shown = documents.select(source="source_id", level="list_level", format="format")
    path = Home(home).current / "parquet" / "core.source_runs.parquet"
    if path.exists():
        runs = pl.read_parquet(path)
        runs = runs.select("records", "fetched_at", source="source_id", status="source_status")
        shown = shown.join(runs, on="source", how="left", maintain_order="left")
    screen.table(screen.console(), shown)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="One SELECT on the tables of the warehouse.")],
    home: HomeFolder = DATA,
    limit: Annotated[int, typer.Option(help="Rows shown at the most.")] = 50,
) -> None:
    """Ask the current publication.

    Example: [bold]foerderlupe query "select title from marts.measures limit 5"[/bold]
    """
    if not sql.strip():
        raise typer.BadParameter("a SELECT", param_hint="SQL")
    with open_database(current_folder(home) / WAREHOUSE, read_only=True) as database:
        try:
            found = database.query(sql)
        except QueryError as error:
            raise typer.BadParameter(str(error), param_hint="SQL") from error
    console = screen.console()
    screen.table(console, found.head(limit))
    if found.height > limit:
        console.print(f"{limit} of {found.height:,} rows; more with --limit.")


@app.command()
def explain(
    first: Annotated[str, typer.Argument(help="A measure id, or a record id.")],
    second: Annotated[str | None, typer.Argument(help="With a record id: another one.")] = None,
    home: HomeFolder = DATA,
) -> None:
    """Say where a measure comes from, or why two records are one measure or not.

    Example: [bold]foerderlupe explain m-0f3a9c11d2[/bold]
    """
    from pipelines.explaining import explain_measure, explain_pair

    with open_database(current_folder(home) / WAREHOUSE, read_only=True) as database:
        if second is None:
            explain_measure(screen.console(), database, first)
        else:
            explain_pair(screen.console(), database, first, second)


@app.command()
def review(
    person: Annotated[str, typer.Option("--as", help="Name that stands beside the decisions.")],
    home: HomeFolder = DATA,
) -> None:
    """Judge pairs of records that the rules leave open; decisions hold from the next run on.

    Example: [bold]foerderlupe review --as "M. Muster"[/bold]
    """
    from pipelines.reviewing import review as review_pairs

    with open_database(current_folder(home) / WAREHOUSE, read_only=True) as database:
        judged = review_pairs(screen.console(), database, Home(home).judgements, person)
    screen.console().print(f"{judged} pairs judged.")


@app.command()
def publications(home: HomeFolder = DATA) -> None:
    """List the publications that are kept; the current one is marked."""
    published = Home(home).published
    now = history.current(published)
    rows = [
        {"": "●" if run_id == now else "", **vars(Publication.from_folder(published / run_id))}
        for run_id in history.publications(published)
    ]
    if not rows:
        screen.console().print(f"No publication in {published.resolve()} yet.", soft_wrap=True)
        return
    screen.table(screen.console(), pl.DataFrame(rows))


@app.command()
def rollback(
    run_id: Annotated[str | None, typer.Argument(help="Publication to go back to.")] = None,
    home: HomeFolder = DATA,
) -> None:
    """Let readers see an older publication again; by default the one before the current.

    Example: [bold]foerderlupe rollback 20261122T013004Z[/bold]
    """
    published = Home(home).published
    try:
        target = run_id or history.before_current(published)
        history.switch_to(published, target)
    except PublicationError as error:
        raise typer.BadParameter(str(error)) from error
    screen.console().print(f"Readers see {target} now.")


@app.command()
def docs(
    folder: Annotated[Path, typer.Argument(help="Folder for the generated pages.")] = Path("docs"),
    home: HomeFolder = DATA,
) -> None:
    """Write the data dictionary, and the questions with answers of the current publication.

    Example: [bold]foerderlupe docs docs[/bold]
    """
    from pipelines.declarations import write_dictionary, write_questions

    warehouse = current_folder(home) / WAREHOUSE
    folder.mkdir(parents=True, exist_ok=True)
    write_dictionary(folder / "dictionary.md")
    write_questions(folder / "questions.md", warehouse)
    screen.console().print(f"Wrote dictionary.md and questions.md in {folder}.", soft_wrap=True)


def _valid_day(text: str) -> None:
    try:
        date.fromisoformat(text or "2000-01-01")
    except ValueError as error:
        raise typer.BadParameter("a day as YYYY-MM-DD", param_hint="--as-of") from error


def main() -> None:
    """Run the command; errors that a person can act on end in one line each."""
    try:
        app()
    except DeclarationError as error:
        screen.problems(screen.console(stderr=True), map(str, error.problems))
        sys.exit(USAGE)
    except FoerderlupeError as error:
        screen.problems(screen.console(stderr=True), map(str, error.problems))
        sys.exit(FAILED)


if __name__ == "__main__":
    main()
