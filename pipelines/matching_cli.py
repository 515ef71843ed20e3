"""The commands that make the matching engine better known and better.

Belongs here: options and exit codes, as in ``cli``, into which these commands are merged.
Does not belong here: any logic.
"""

from pathlib import Path
from typing import Annotated

import typer

from foerderlupe.engines import EngineChoice
from foerderlupe.home import Home
from foerderlupe.project import SOURCES, TRUTH
from pipelines import screen
from pipelines.options import (
    DATA,
    EngineName,
    HomeFolder,
    Sources,
    SparkRemote,
    SparkStorage,
    current_folder,
)

app = typer.Typer()

_WAYS = (
    "A table with the columns left_record_id, right_record_id (every pair that is one measure), or "
    "record_id, measure, or source_id, source_row, measure (one measure, one value); or a folder "
    "with such a same.csv and with look-alikes in relations.csv (source_a, row_a, source_b, row_b, "
    "relation). By default the truth of the embedded lists."
)


@app.command()
def evaluate(
    home: HomeFolder = DATA,
    truth: Annotated[Path, typer.Option(help=_WAYS, show_default=False)] = TRUTH,
    out: Annotated[
        Path | None, typer.Option(file_okay=False, help="Folder for matching.md and matching.svg.")
    ] = None,
) -> None:
    """Compare the current publication with what is known to be one measure.

    Only records that the truth names are looked at.

    Example: [bold]foerderlupe evaluate --truth known.csv[/bold]
    """
    from pipelines.evaluating import evaluate_publication, show, write

    if truth == TRUTH and not TRUTH.exists():
        message = "the truth of the embedded lists is part of a checkout only; give a file"
        raise typer.BadParameter(message, param_hint="--truth")
    figures = evaluate_publication(current_folder(home), truth)
    show(screen.console(), figures)
    if out is not None:
        write(out, figures)
        screen.console().print(f"Wrote {out / 'matching.md'} and {out / 'matching.svg'}.")


@app.command()
def train(
    sources: Sources = None,
    home: HomeFolder = DATA,
    out: Annotated[
        Path | None,
        typer.Option(
            dir_okay=False,
            show_default=False,
            help="File for the new weights; by default beside the home's own, by version.",
        ),
    ] = None,
) -> None:
    """Learn new weights from the records of the last run, and show what they would change.

    Nothing else changes: a run reads HOME/weights.yml if it is there, or else the shipped file.

    Example: [bold]foerderlupe train --home /srv/foerderlupe[/bold]
    """
    from foerderlupe.measures.weights import read_weights, weights_of, write_weights
    from pipelines.training import show as show_training
    from pipelines.training import train_on

    used = Home(home).weights
    file = out or home / f"weights-{read_weights(weights_of(used)).version + 1}.yml"
    if file.exists():
        raise typer.BadParameter(f"{file} exists; name another file", param_hint="--out")
    trained = train_on(home, sources or [SOURCES])
    show_training(screen.console(), trained)
    write_weights(trained.after.weights, file)
    screen.console().print(
        f"Wrote {file}. Moved to {used}, it is used from the next run on.", soft_wrap=True
    )


@app.command()
def match(  # noqa: PLR0913 - one parameter per option
    left: Annotated[Path, typer.Argument(help="A table: CSV with any separator, or Parquet.")],
    right: Annotated[
        Path | None, typer.Argument(help="A second table.", show_default=False)
    ] = None,
    *,
    spec: Annotated[Path, typer.Option(help="YAML file that names the columns, as above.")],
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder for the two tables found.")],
    truth: Annotated[
        Path | None,
        typer.Option(help="Table of what is the same: left_id, right_id; or id, cluster_id."),
    ] = None,
    judgements: Annotated[
        Path | None,
        typer.Option(help="What people decided on pairs, as for the nightly run; it outranks all."),
    ] = None,
    write_weights: Annotated[
        Path | None,
        typer.Option(dir_okay=False, help="File for the weights, which a spec can name."),
    ] = None,
    engine: EngineName = "local",
    spark_remote: SparkRemote = "",
    spark_storage: SparkStorage = None,
) -> None:
    """Find the rows that are the same thing in one table, or in two.

    Writes pairs.parquet (left_id, right_id, score, decision, explanation) and clusters.parquet
    (side, id, cluster_id). With --truth prints precision, recall and F1.

    The spec is a YAML file. Two keys are enough, and both can be left out where the column is
    called id and all common columns are to be compared:

    [bold]id: id[/bold]  or  {left: id, right: key}

    [bold]columns: \\[title, authors][/bold]  or  {title: , authors: {right: writers, kind: names}}

    [bold]one_to_one: auto[/bold]  yes, no; [bold]threshold: 0.5[/bold]; [bold]review: 0.1[/bold];
    and ignore, comparisons, keys, source, unique_in_source, weights: see docs/match.md.

    With [bold]model: measures[/bold] in the spec, one table of programme records is matched by
    the rules of the nightly run; columns are then only those with other names than in core.records.
    Such a table can be matched on a Spark cluster: --engine spark, see docs/spark.md.

    Example: [bold]foerderlupe match dblp.csv acm.csv --spec papers.yml --out found[/bold]
    """
    from pipelines.matching_files import Asked
    from pipelines.matching_models import match_files

    choice = EngineChoice(engine, spark_remote, spark_storage)
    asked = Asked(left, spec, out, right, truth, judgements, write_weights, choice)
    problems = match_files(screen.console(), asked)
    screen.problems(screen.console(stderr=True), map(str, problems))
    screen.console().print(
        f"Wrote {out / 'pairs.parquet'} and {out / 'clusters.parquet'}.", soft_wrap=True
    )
