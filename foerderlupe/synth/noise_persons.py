"""Distortions of persons in a register.

Belongs here: one function per distortion; it returns the columns that change where it hits.
Does not belong here: rates (``noise_persons.yml``) and who there is (``persons``).
"""

import polars as pl

from foerderlupe.synth.luck import Changes, Luck
from foerderlupe.synth.slips import mistyped

_NOTHING = pl.lit(None, pl.String)
_HEARD = [("ck", "k"), ("th", "t"), ("ph", "f"), ("ei", "ai"), ("dt", "t"), ("mm", "m"), ("v", "w")]
_FLAT = {"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "ğ": "g", "ć": "c", "Ö": "O", "Ü": "U"}


def _heard(column: str) -> pl.Expr:
    text = pl.col(column)
    for written, heard in _HEARD:
        text = text.str.replace(written, heard, literal=True)
    return text


def given_mistyped(luck: Luck) -> Changes:
    """A typing error in the given name."""
    return {"given_name": mistyped("given_name", luck)}


def surname_mistyped(luck: Luck) -> Changes:
    """A typing error in the surname."""
    return {"surname": mistyped("surname", luck)}


def street_mistyped(luck: Luck) -> Changes:
    """A typing error in the street."""
    return {"street": mistyped("street", luck)}


def nickname(luck: Luck) -> Changes:
    """The name by which friends call the person."""
    return {"given_name": pl.col("nick")}


def initial(luck: Luck) -> Changes:
    """The first letter of the given name."""
    return {"given_name": pl.col("given_name").str.head(1) + "."}


def surname_changed(luck: Luck) -> Changes:
    """Another surname after a marriage."""
    return {"surname": pl.col("married")}


def day_and_month_swapped(luck: Luck) -> Changes:
    """Day and month of birth in each other's place, where that is a date."""
    early = pl.col("date_of_birth").str.slice(8, 2) <= "12"
    swapped = pl.col("date_of_birth").str.replace(r"^(\d+)-(\d+)-(\d+)$", "$1-$3-$2")
    return {"date_of_birth": pl.when(early).then(swapped).otherwise("date_of_birth")}


def digit_of_birth_wrong(luck: Luck) -> Changes:
    """The last digit of the day of birth wrong."""
    digit = luck.below(8) + 1
    tens = pl.col("date_of_birth").str.head(9)
    return {"date_of_birth": pl.concat_str(tens, digit.cast(pl.String))}


def moved(luck: Luck) -> Changes:
    """Another address."""
    return {name: pl.col(f"new_{name}") for name in ("street", "postcode", "town")}


def street_short(luck: Luck) -> Changes:
    """Straße as str."""
    return {"street": pl.col("street").str.replace("straße", "str.")}


def postcode_swapped(luck: Luck) -> Changes:
    """Two digits of the postcode in each other's place."""
    return {"postcode": pl.col("postcode").str.replace(r"^(\d\d)(\d)(\d)", "$1$3$2")}


def phone_changed(luck: Luck) -> Changes:
    """Another phone."""
    number = (luck.below(90_000_000) + 10_000_000).cast(pl.String)
    return {"phone": pl.concat_str(pl.lit("0152"), number)}


def phone_missing(luck: Luck) -> Changes:
    """No phone."""
    return {"phone": _NOTHING}


def birth_missing(luck: Luck) -> Changes:
    """No date of birth."""
    return {"date_of_birth": _NOTHING}


def given_missing(luck: Luck) -> Changes:
    """No given name."""
    return {"given_name": _NOTHING}


def street_missing(luck: Luck) -> Changes:
    """No street."""
    return {"street": _NOTHING}


def names_swapped(luck: Luck) -> Changes:
    """Given name and surname in each other's column."""
    return {"given_name": pl.col("surname"), "surname": pl.col("given_name")}


def heard_wrong(luck: Luck) -> Changes:
    """Written as heard."""
    return {"given_name": _heard("given_name"), "surname": _heard("surname")}


def surname_doubled(luck: Luck) -> Changes:
    """Two surnames with a hyphen."""
    return {"surname": pl.format("{}-{}", "surname", "married")}


def second_given(luck: Luck) -> Changes:
    """A second given name behind the first."""
    return {"given_name": pl.format("{} {}", "given_name", "second")}


def umlauts_flattened(luck: Luck) -> Changes:
    """Without signs above or below letters."""
    names = ("given_name", "surname", "street", "town")
    return {name: pl.col(name).str.replace_many(_FLAT, leftmost=True) for name in names}


def first_of_january(luck: Luck) -> Changes:
    """Of the date of birth the year alone is known."""
    return {"date_of_birth": pl.col("date_of_birth").str.head(4) + "-01-01"}


def year_wrong(luck: Luck) -> Changes:
    """Born ten years earlier by a slip of the pen."""
    year = pl.col("date_of_birth").str.head(4).cast(pl.Int64) - 10
    return {"date_of_birth": year.cast(pl.String) + pl.col("date_of_birth").str.slice(4)}


def house_number_lost(luck: Luck) -> Changes:
    """The street without a number."""
    return {"street": pl.col("street").str.replace(r" \d+$", "")}


def town_district(luck: Luck) -> Changes:
    """The district behind the town."""
    return {"town": pl.format("{}-{}", "town", luck.one_of("Nord", "Süd", "West", "Mitte"))}


def phone_abroad(luck: Luck) -> Changes:
    """The phone as dialled from abroad."""
    return {"phone": pl.col("phone").str.replace(r"^0(\d{3})", "+49 $1 ")}


def postcode_lost(luck: Luck) -> Changes:
    """No postcode."""
    return {"postcode": _NOTHING}


def given_mangled(luck: Luck) -> Changes:
    """The end of the given name is missing."""
    given = pl.col("given_name")
    return {"given_name": given.str.slice(0, given.str.len_chars() - 2)}


def surname_mangled(luck: Luck) -> Changes:
    """The first two letters of the surname in each other's place."""
    return {"surname": pl.col("surname").str.replace(r"^(\p{L})(\p{L})(.*)$", "$2$1$3")}


def away_from_home(luck: Luck) -> Changes:
    """The address of a collective accommodation."""
    return {"street": pl.lit("Sammelunterkunft")}


def title_of_doctor(luck: Luck) -> Changes:
    """A doctor's title before the given name."""
    return {"given_name": pl.concat_str(luck.one_of("Dr. ", "Dr. med. "), "given_name")}


def name_in_one(luck: Luck) -> Changes:
    """The whole name in the column of the surname."""
    whole = pl.concat_str("surname", pl.lit(", "), "given_name")
    return {"given_name": _NOTHING, "surname": pl.coalesce(whole, "surname")}


def written_large(luck: Luck) -> Changes:
    """The surname in capitals."""
    return {"surname": pl.col("surname").str.to_uppercase()}


def surname_with_particle(luck: Luck) -> Changes:
    """A particle before the surname."""
    return {"surname": pl.concat_str(luck.one_of("von ", "van ", "El "), "surname")}


def born_a_day_off(luck: Luck) -> Changes:
    """Born a day later."""
    born = pl.col("date_of_birth").str.to_date("%Y-%m-%d", strict=False)
    return {"date_of_birth": born.dt.offset_by("1d").dt.strftime("%Y-%m-%d")}


def house_number_first(luck: Luck) -> Changes:
    """The number before the street."""
    return {"street": pl.col("street").str.replace(r"^(.+) (\d+)$", "$2 $1")}


def house_letter(luck: Luck) -> Changes:
    """A letter behind the number of the house."""
    lettered = pl.concat_str("street", luck.one_of("a", "b", "c"))
    numbered = pl.col("street").str.contains(r"\d$")
    return {"street": pl.when(numbered).then(lettered).otherwise("street")}


def town_cut(luck: Luck) -> Changes:
    """The town cut short by a dot."""
    return {"town": pl.col("town").str.head(6) + "."}


def postcode_of_neighbour(luck: Luck) -> Changes:
    """Another last digit of the postcode."""
    return {"postcode": pl.concat_str(pl.col("postcode").str.head(4), luck.below(10))}


def phone_mistyped(luck: Luck) -> Changes:
    """The last two digits of the phone in each other's place."""
    return {"phone": pl.col("phone").str.replace(r"(\d)(\d)$", "$2$1")}
