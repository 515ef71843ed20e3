"""Tables matched without labels: people, books, goods, tiny and empty things."""

import random
from pathlib import Path

import polars as pl
import pytest

from foerderlupe.errors import DeclarationError
from foerderlupe.matching.columns import column
from foerderlupe.matching.contraction import contract
from foerderlupe.matching.evaluation import pairs_within, pairwise, unordered
from foerderlupe.matching.kinds import guess
from foerderlupe.matching.linking import Linked, link
from foerderlupe.matching.records import Table, gather
from foerderlupe.matching.spec import Spec
from foerderlupe.matching.table import read_table
from foerderlupe.spec.positions import Positioned

NOWHERE = Positioned(Path("spec.yml"), {}, {})
GIVEN = [
    "Ayşe",
    "Björn",
    "Clara",
    "Dana",
    "Emil",
    "Farid",
    "Greta",
    "Hannes",
    "Ida",
    "Jorik",
    "Kaya",
    "Leon",
    "Mira",
    "Noor",
    "Otto",
]
FAMILY = [
    "Albrecht",
    "Brandner",
    "Celik",
    "Dorfmann",
    "Eberling",
    "Farouk",
    "Grabowski",
    "Hollstein",
    "Iversen",
]
STREETS = [
    "Ahornweg",
    "Birkenallee",
    "Chausseestr.",
    "Dammgasse",
    "Erlenring",
    "Forststraße",
    "Gartenweg",
]
TOWNS = ["Altenau", "Bergstedt", "Crailfurt", "Dornhain", "Elmswerda", "Falkenrode"]
COLUMNS = ["id", "given", "family", "street", "town", "born"]


def frame(rows: list[list[str | None]], columns: list[str]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def match(left: pl.DataFrame, right: pl.DataFrame | None = None, **spec: object) -> Linked:
    tables = [Table(left, Path("left.csv"), "left")]
    if right is not None:
        tables.append(Table(right, Path("right.csv"), "right"))
    wanted = Spec.model_validate(spec)
    return link(gather(tables, wanted, NOWHERE), wanted)


def same(linked: Linked) -> pl.DataFrame:
    return linked.pairs.filter(pl.col("decision") == "same")


def person(chance: random.Random, number: int) -> list[str | None]:
    return [
        f"p{number}",
        chance.choice(GIVEN),
        chance.choice(FAMILY),
        f"{chance.choice(STREETS)} {chance.randint(1, 90)}",
        chance.choice(TOWNS),
        f"{chance.randint(1940, 2005)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
    ]


def mistyped(chance: random.Random, row: list[str | None], new: str) -> list[str | None]:
    """The row under a new id, with two cells misspelled or lost."""
    copy: list[str | None] = [new, *row[1:]]
    for at in chance.sample(range(1, len(row)), 2):
        text = copy[at] or ""
        cut = chance.randrange(len(text) - 1)
        swapped = text[:cut] + text[cut + 1] + text[cut] + text[cut + 2 :]
        copy[at] = chance.choice([swapped, text[:cut] + text[cut + 1 :], None])
    return copy


@pytest.fixture(scope="module")
def people() -> tuple[pl.DataFrame, pl.DataFrame]:
    """300 people, 150 of them once more and 120 of these a third time; the true pairs."""
    chance = random.Random(5)
    rows = [person(chance, number) for number in range(300)]
    twice = [mistyped(chance, rows[n], f"q{n}") for n in range(150)]
    thrice = [mistyped(chance, rows[n], f"r{n}") for n in range(120)]
    true = [(f"p{n}", f"q{n}") for n in range(150)]
    true += [(f"{one}{n}", f"r{n}") for n in range(120) for one in "pq"]
    pairs = pl.DataFrame(true, schema=["left_id", "right_id"], orient="row")
    return frame(rows + twice + thrice, COLUMNS), pairs


def test_people_of_one_table_form_clusters(people) -> None:
    table, true = people
    quality = pairwise(pairs_within(match(table).clusters), unordered(true))
    assert quality.f1 > 0.95


def test_copies_in_the_right_table_all_find_their_record(people) -> None:
    table, true = people
    first = pl.col("id").str.starts_with("p")
    linked = match(table.filter(first), table.filter(~first))
    assert (linked.fit.once.left, linked.fit.once.right) == (False, True)
    wanted = true.filter(pl.col("left_id").str.starts_with("p"))
    assert pairwise(same(linked), wanted).f1 > 0.95


def test_the_order_of_rows_and_columns_has_no_influence(people) -> None:
    table, _ = people
    part = table.filter(pl.col("id").str.contains(r"^[pq]\d{1,2}$"))
    once = match(part)
    shuffled = match(part.sample(fraction=1, shuffle=True, seed=2))
    assert once.pairs.equals(shuffled.pairs)
    assert once.clusters.equals(shuffled.clusters)


def goods() -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two shops with the same 120 goods; many differ in nothing but the model number."""
    chance = random.Random(11)
    makers = ["Nordlicht", "Kestrel", "Brumm", "Aurelia"]
    things = ["Kaffeemaschine", "Standmixer", "Wasserkocher", "Toaster", "Handrührer"]
    left, right = [], []
    for number in range(120):
        maker, thing = chance.choice(makers), chance.choice(things)
        letters = "".join(chance.choices("BCDFGHKLMNP", k=2))
        model = f"{letters}-{chance.randint(100, 999)}{chance.choice('XS')}"
        colour, price = chance.choice(["schwarz", "weiß", "rot"]), chance.randint(20, 90)
        left.append([f"{number}", f"{maker} {thing} {model} in {colour}", f"{price}.90"])
        name = f"{maker} {model.replace('-', '')}"
        right.append([f"{number}", f"{name} - {thing}" if number % 3 else name, f"{price}.50"])
    return frame(left, ["id", "name", "price"]), frame(right, ["id", "name", "price"])


def test_goods_are_told_apart_by_their_codes() -> None:
    left, right = goods()
    found = same(match(left, right))
    assert found.filter(pl.col("left_id") != pl.col("right_id")).height <= 1
    assert found.height >= 115


def test_an_explanation_names_columns_and_bits(people) -> None:
    table, _ = people
    linked = match(table.head(320), columns={"given": {}, "family": {}, "born": {}})
    told = linked.pairs["explanation"].str.contains(r"born: .+ [+-]\d+\.\d.*prior -\d.* bits")
    assert told.mean() > 0.9
    assert not linked.pairs["explanation"].str.contains("missing").any()


@pytest.mark.parametrize(
    "rows",
    [
        [["1", "Anna", "Ulm"]],
        [["1", "Anna", "Ulm"], ["2", "Anna", "Ulm"], ["3", "Bert", "Kiel"]],
        [[f"{n}", "gleich", "Ulm"] for n in range(400)],
        [[f"{n}", "AB"[n % 2], "xyz"[n % 3]] for n in range(300)],
        [[f"{n}", "???", "—"] for n in range(30)],
    ],
    ids=["one row", "three rows", "all equal", "two letters", "signs only"],
)
def test_tables_that_say_little_join_nothing(rows) -> None:
    linked = match(frame(rows, ["id", "name", "town"]))
    assert linked.clusters["cluster_id"].n_unique() == len(rows)


def test_equal_values_of_one_column_are_enough() -> None:
    table = frame([[f"{n}", f"{n * 13.37:.2f}"] for n in range(200)], ["id", "amount"])
    assert same(match(table, table)).height == 200


@pytest.mark.parametrize(
    ("kind", "one", "other", "rises"),
    [
        ("number", "1.299,00 €", "1299", True),
        ("number", "n/a", "12", False),
        ("year", "1999", "unbekannt", False),
        ("date", "03.11.1956", "1956-11-03", True),
        ("date", "19561103", "19560311", True),
        ("code", "0711/4080-1", "071140801", True),
        ("names", "D. Scott Mackay, Mira Celik", "Celik, M.; Mackay, D.", True),
        ("codes", "PS-LX350H", "PSLX350H", True),
    ],
)
def test_values_that_mean_the_same_are_above_the_lowest_level(kind, one, other, rises) -> None:
    compared = column("value", kind, pl.Series([one, other, "x 1"]))
    left, right = (compared.codes.gather([at]).cast(pl.Int64).to_numpy() for at in (0, 1))
    assert (compared.comparison.compare(left, right)[0] > 0) == rises


def test_a_weak_bridge_is_cut() -> None:
    rows = [(0, 1, 9.0), (2, 3, 9.0), (1, 2, 1.0), (0, 3, -8.0), (0, 2, -8.0), (1, 3, -8.0)]
    scored = pl.DataFrame(
        rows, schema={"left": pl.UInt32, "right": pl.UInt32, "bits": pl.Float64}, orient="row"
    )
    found = contract(scored, scored.filter(pl.col("bits") > 0), 5)
    assert found["cluster"].to_list() == [0, 0, 2, 2, 4]


def test_a_chain_without_contradiction_is_one_cluster() -> None:
    rows = [(0, 1, 9.0), (1, 2, 1.0)]
    scored = pl.DataFrame(
        rows, schema={"left": pl.UInt32, "right": pl.UInt32, "bits": pl.Float64}, orient="row"
    )
    assert contract(scored, scored, 3)["cluster"].to_list() == [0, 0, 0]


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["70173", "89073", "01067"], "code"),
        (["12.03.1971", "1.1.2001"], "date"),
        (["19710312", "20010101"], "date"),
        (["1999", "2004"], "year"),
        (["1.299,00 €", "15,5 €"], "number"),
        (["Mira Celik; Otto Iversen", "Kaya Farouk; Ida Brandner"], "names"),
        (["Wege in den Beruf für junge Zugewanderte"], "text"),
    ],
)
def test_kinds_are_guessed_from_values(values, kind) -> None:
    assert guess(pl.Series(values)) == kind


@pytest.mark.parametrize("separator", [",", ";", "|", "%", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_tables_in_any_notation(tmp_path, separator, encoding) -> None:
    path = tmp_path / "table.csv"
    cells = [["id", "name"], ["1", f'"Müller{separator} Söhne"'], ["2", 'Rohr 5" lang'], ["3", ""]]
    path.write_bytes("\r\n".join(separator.join(row) for row in cells).encode(encoding))
    read = read_table(path)
    assert read.columns == ["id", "name"]
    assert read["name"].to_list() == [f"Müller{separator} Söhne", 'Rohr 5" lang', None]


@pytest.mark.parametrize(
    "content",
    [b"", b"id,name\n", b"id,id\n1,2\n", b"id,name\n1,a,b\n", b"PK\x03\x04", b"<html></html>"],
)
def test_what_is_no_table_is_refused(tmp_path, content) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(DeclarationError, match=r"table\.csv"):
        read_table(path)
