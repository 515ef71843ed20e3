"""The programme page of the state ministry: an HTML table of programmes and calls."""

from collections.abc import Sequence
from html import escape
from pathlib import Path
from random import Random

from tests.demo.reports import Report, Traits

TRAITS = Traits("land_programme.html")
HEADER = ("Art", "Programm", "Laufzeit", "Wer wird gefördert?", "Worum geht es?", "Volumen")
PAGE = """<!DOCTYPE html>
<html lang="de">
<head><meta charset="utf-8"><title>Förderprogramme Integration</title></head>
<body>
<nav><ul><li><a href="/">Start</a></li><li><a href="/presse">Presse</a></li></ul></nav>
<h1>Förderprogramme Integration</h1>
<table id="stand"><tr><td>Stand</td><td>November 2026</td></tr></table>
<table id="programme">
<caption>Programme und Förderaufrufe</caption>
<thead><tr>{header}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""


def _row(cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _cells(report: Report) -> list[str]:
    first, last = report.start.year, report.end.year if report.end else None
    period = f"{first}-{last}" if last else f"seit {first}"
    if last is not None and last - first < 2:
        period = f"{first}" if first == last else f"{first}/{last % 100:02}"
    level = report.field_of_action or "Programm"
    return [level, report.title, period, report.group, report.about, report.volume or "k. A."]


def write(reports: Sequence[Report], path: Path, rng: Random) -> list[Report | None]:
    """Write programmes and calls in the order in which they are given."""
    header = "".join(f"<th>{escape(name)}</th>" for name in HEADER)
    rows = "\n".join(_row(_cells(report)) for report in reports)
    path.write_text(PAGE.format(header=header, rows=rows), encoding="utf-8", newline="\n")
    return list(reports)
