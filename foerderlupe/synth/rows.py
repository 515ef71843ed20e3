"""Rows of lists as their publishers would write them without any mistake.

Belongs here: carrier, funder, place, period, amount and numbers of a row of one list, and the
parts of its title. Does not belong here: distortions (``noise``) and notation (``notation``).
"""

import polars as pl

from foerderlupe.synth.chance import Chance
from foerderlupe.synth.titles import with_titles
from foerderlupe.synth.world import World

_OWN_SHARE = 0.4
_SHORTER = 0.1
_NUMBERS = 100_000_007  # a prime: multiples of another prime do not repeat below it
_STATEWIDE = "landesweit"
_SEVERAL_LANDS = "00"


def with_facts(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    """Some ``rows`` of the world with all that a list could say of the measure.

    Of texts there are alternatives side by side (carrier_name, carrier_bare, carrier_short; name,
    name_replaced, name_english …) among which distortions choose.
    """
    told = _joined(world, rows)
    told = with_titles(world.chance, told).sort("row")
    told = _placed(world, told)
    return _numbered(world, _paid(world.chance, told))


def _joined(world: World, rows: pl.DataFrame) -> pl.DataFrame:
    names = ["carrier_name", "carrier_bare", "carrier_short"]
    bodies, towns = world.carriers, world.places.towns
    first = world.measures.select("measure", "family", "step", "steps", "start", "months", "amount")
    told = rows.join(first, on="measure", how="left", maintain_order="left").join(
        world.families, on="family", how="left", maintain_order="left"
    )
    partner, seat = pl.col("partner"), bodies["seat_town"].gather(told["carrier"])
    return told.with_columns(
        *(bodies[name].gather(told["carrier"]).alias(name) for name in names),
        partner_name=pl.when(partner >= 0).then(
            bodies["carrier_name"].gather(told["partner"].clip(0))
        ),
        town_name=towns["name"].gather(told["town"]),
        ags=towns["ags"].gather(told["town"]),
        neighbour_name=_neighbours(towns).gather(told["town"]),
        seat_name=towns["name"].gather(seat),
        seat_ags=towns["ags"].gather(seat),
        **{
            name: world.places.kreise[name].gather(told["kreis"])
            for name in ("kreis_id", "kreis_name", "area", "land", "land_name")
        },
    )


def _neighbours(towns: pl.DataFrame) -> pl.Series:
    """For each town the next one of its Kreis, or the one before; null where it is the only one."""
    name = pl.col("name")
    near = pl.coalesce(name.shift(-1).over("kreis"), name.shift(1).over("kreis"))
    return towns.select(near).to_series()


def _placed(world: World, told: pl.DataFrame) -> pl.DataFrame:
    """The place in the form of the list: place_text, and the region_id that it means."""
    forms = [one.place for one in world.lists.values()]
    form = pl.lit(pl.Series(forms)).gather(pl.col("list"))
    reach = pl.col("reach")
    postcode = pl.Series(10_000 + world.chance.below("postcode", told["town"].to_numpy(), 89_000))
    by_key = form == "ags"
    local = reach == "town"
    region = (
        pl.when(reach == "land")
        .then("land")
        .when((reach == "kreis") | (form == "kreis"))
        .then("kreis_id")
        .otherwise("ags")
    )
    # In a list of several Länder the word alone would not say which.
    one_land = pl.lit(world.places.region != _SEVERAL_LANDS)
    statewide = pl.when(one_land).then(pl.lit(_STATEWIDE))
    text = (
        pl.when(by_key)
        .then(region)
        .when(reach == "land")
        .then(statewide.otherwise(pl.format("{} (" + _STATEWIDE + ")", "land_name")))
        .when((reach == "kreis") | (form == "kreis"))
        .then("kreis_name")
        .when(form == "postcode")
        .then(pl.format("{} {}", postcode, "town_name"))
        .otherwise("town_name")
    )
    return told.with_columns(place_text=text, region_id=region, by_key=by_key, local=local)


def _paid(chance: Chance, told: pl.DataFrame) -> pl.DataFrame:
    """Each publisher pays its own share or states the whole; some pay for the first half only."""
    pair = told.select(pair_ids()).to_series().to_numpy()
    share = pl.Series(0.2 + 0.6 * chance.of("share", pair))
    own = pl.Series(chance.hits("own share", pair, _OWN_SHARE)) & (
        pl.col("list") != pl.col("funder")
    )
    shorter = pl.Series(chance.hits("shorter", pair, _SHORTER)) & (pl.col("months") >= 24)
    part = ((pl.col("amount") * share / 100).round() * 100).clip(100)
    third = ((pl.col("amount") * 0.15 / 50).round() * 50).clip(50)
    return told.with_columns(
        amount=pl.when("top_up")
        .then(third)
        .when(own)
        .then(part)
        .otherwise("amount")
        .cast(pl.Float64),
        months=pl.when(shorter).then(pl.col("months") // 2).otherwise("months"),
        whole_months=pl.col("months"),
        call_year=pl.col("start") // 12 + pl.col("part").clip(0, pl.col("parts") - 1),
        by_month=pl.lit(value=True),
    )


def pair_ids() -> pl.Expr:
    """A number for a measure in a list, whichever of its rows."""
    return pl.col("measure").cast(pl.Int64) * 1000 + pl.col("list")


def _numbered(world: World, told: pl.DataFrame) -> pl.DataFrame:
    lists = list(world.lists.values())
    kinds = pl.lit(pl.Series([one.numbers for one in lists])).gather(pl.col("list"))
    letters = pl.lit(pl.Series([one.publisher[:2].upper() for one in lists])).gather(pl.col("list"))
    names = pl.lit(pl.Series([one.publisher for one in lists]))
    later = pl.lit(pl.Series([one.later_name for one in lists]))
    row = pl.col("measure").cast(pl.Int64) * 8 + pl.col("top_up")
    award = (row * 104_729 + pl.col("list") * 1_299_709) % _NUMBERS
    project = (pl.col("measure").cast(pl.Int64) * 7_919 + 15_485_863) % _NUMBERS
    year = pl.col("start") // 12
    return told.with_columns(
        award_number=pl.when(kinds == "own").then(
            pl.format("{}-{}/{}", letters, year, award.cast(pl.String).str.zfill(8))
        ),
        project_number=pl.when(kinds == "shared").then(
            pl.format("P{}", project.cast(pl.String).str.zfill(9))
        ),
        funder_name=names.gather(pl.col("funder")),
        funder_later=later.gather(pl.col("funder")),
        publisher_name=names.gather(pl.col("list")),
    )
