"""What a source document may say.

Belongs here: the shape of ``assets/sources/<source>.yml``, one class per concern.
Does not belong here: reading files (``spec.catalogue``), or doing what a document says.
"""

import re
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, SerializeAsAny, model_validator
from pydantic_core import PydanticCustomError

from foerderlupe.model.fields import LIST_FIELDS, REFERENCE_FIELDS
from foerderlupe.spec.strict import Strict, mistake

Regex = Annotated[re.Pattern[str], Field()]
OneOrMore = BeforeValidator(lambda value: value if isinstance(value, list) else [value])


class Publisher(Strict):
    """The body that publishes the list. ``id`` joins several lists of one body."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    name: str
    kind: Literal["land", "bund", "eu", "kommune", "stiftung", "kirche", "wohlfahrt", "portal"]
    data_law: Literal["DSGVO", "KDG", "DSG-EKD"] = "DSGVO"


class Licence(Strict):
    """Licence of the list; ``texts`` says whether its prose may be published, not facts only."""

    name: str
    url: str | None = None
    texts: bool = False


class ColumnRule(Strict):
    """What one column of the list means: a field, a pattern with fields as groups, or nothing.

    ``field`` names the field that the column feeds. ``pattern`` takes a cell apart: its named
    groups are fields. ``ignore`` gives the reason why the column is not used. ``personal`` marks
    a column whose content is never stored outside the snapshot.
    ``separator`` splits several organisations in one cell. ``unit`` multiplies amounts.
    """

    field: str | None = None
    pattern: Regex | None = None
    ignore: str | None = None
    personal: bool = False
    separator: Regex | None = None
    unit: Literal["EUR", "T€", "Mio. €"] = "EUR"
    numbers: Literal["de", "en"] | None = None
    dates: Literal["day_first", "month_first", "iso"] | None = None
    optional: bool = False
    indicator: str | None = None
    target_group: str | None = None
    need_unit: str | None = None

    @model_validator(mode="after")
    def _one_meaning(self) -> Self:
        if sum(value is not None for value in (self.field, self.pattern, self.ignore)) != 1:
            raise PydanticCustomError("meaning", "exactly one of field, pattern and ignore")
        return self

    @property
    def fields(self) -> tuple[str, ...]:
        """Fields that this rule fills."""
        if self.pattern is not None:
            return tuple(self.pattern.groupindex)
        return (self.field,) if self.field is not None else ()


def _as_rules(value: Any) -> Any:
    rules = value if isinstance(value, list) else [value]
    return [{"field": rule} if isinstance(rule, str) else rule for rule in rules]


class IgnoreRule(Strict):
    """Rows that are set aside: a column and what its cell looks like, and why.

    Exactly one of ``equals`` (any of the values, case-insensitive), ``matches`` (regular
    expression found in the cell) and ``empty`` (true: cell empty; false: cell not empty).
    """

    column: str
    reason: str
    equals: Annotated[list[str], OneOrMore] | None = None
    matches: Regex | None = None
    empty: bool | None = None

    @model_validator(mode="after")
    def _one_condition(self) -> Self:
        if sum(value is not None for value in (self.equals, self.matches, self.empty)) != 1:
            raise PydanticCustomError("condition", "exactly one of equals, matches and empty")
        return self


class Rows(Strict):
    """How many records the list must give; fewer than ``min`` holds the source."""

    min: int = 1
    max: int | None = None


class Guard(Strict):
    """How much a list may change from one night to the next before it is held, in percent."""

    rows: float = 20
    amount: float = 30
    empty: float = 50


class Coverage(Strict):
    """Where the list is meant to be complete: regions, fields of action (or all) and years."""

    regions: list[str]
    fields: list[str] | Literal["all"] = "all"
    years: tuple[int, int]
    completeness: Literal["complete", "partial", "none", "unknown"]


class Check(Strict):
    """One promise in Great Expectations' own words."""

    expectation: Annotated[str, Field(pattern=r"^expect_[a-z_]+$")]
    kwargs: dict[str, Any] = {}
    severity: Literal["critical", "warning"] = "critical"


def as_checks(value: Any) -> Any:
    """Turn ``{expect_x: {column: y, severity: warning}}`` into the fields of ``Check``."""
    if not isinstance(value, list):
        return value
    return [_as_check(item, index) for index, item in enumerate(value)]


def _as_check(item: Any, index: int) -> Any:
    if not (isinstance(item, dict) and len(item) == 1 and next(iter(item)).startswith("expect_")):
        return item
    [(name, kwargs)] = item.items()
    if not isinstance(kwargs, dict | None):
        raise mistake("keys and values, as in 'column: title'", repr(kwargs), index, name)
    kwargs = dict(kwargs or {})
    severity = kwargs.pop("severity", "critical")
    return {"expectation": name, "kwargs": kwargs, "severity": severity}


class ReaderOptions(Strict):
    """Base of the options of all readers; each reader module has its own ``Options``."""

    format: str


def formats() -> list[str]:
    """Names of all readers: the modules of ``foerderlupe.readers`` that have ``Options``."""
    folder = Path(import_module("foerderlupe.readers").__path__[0])
    return sorted(path.stem.removesuffix("_list") for path in folder.glob("*_list.py"))


def _as_reader(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    name = value.get("format")
    if name not in formats():
        raise PydanticCustomError(
            "format", "a format, one of {formats}", {"formats": ", ".join(formats())}
        )
    options: type[ReaderOptions] = import_module(f"foerderlupe.readers.{name}_list").Options
    return options.model_validate(value)


class SourceDocument(Strict):
    """One list: who publishes it, where, and what its columns mean."""

    source_id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$", exclude=True)]
    path: Annotated[Path, Field(exclude=True)]
    title: str
    publisher: Publisher
    address: Annotated[list[str], OneOrMore]
    licence: Licence
    list_level: Literal["programme", "call", "measure", "award", "offering"] | None = None
    reference: Literal["regions", "postcodes", "need"] | None = None
    cadence: Literal["daily", "weekly", "monthly", "half_yearly", "yearly", "once", "irregular"]
    year_notation: Literal["school_year", "double_budget", "funding_period"] = "funding_period"
    numbers: Literal["de", "en"] = "de"
    dates: Literal["day_first", "month_first", "iso"] = "day_first"
    reader: Annotated[SerializeAsAny[ReaderOptions], BeforeValidator(_as_reader)]
    columns: dict[str, Annotated[list[ColumnRule], BeforeValidator(_as_rules)]]
    constants: dict[str, str] = {}
    lookups: dict[str, dict[str, str | None]] = {}
    default_region: Annotated[str, Field(pattern=r"^\d{2,8}$")] | None = None
    ignore_rows: list[IgnoreRule] = []
    key: list[str] = []
    distinct_measures: bool = False
    rows: Rows = Rows()
    guard: Guard = Guard()
    coverage: list[Coverage] = []
    checks: Annotated[list[Check], BeforeValidator(as_checks)] = []

    @model_validator(mode="after")
    def _list_or_reference(self) -> Self:
        if (self.list_level is None) == (self.reference is None):
            raise PydanticCustomError("kind", "exactly one of list_level and reference")
        return self

    @model_validator(mode="after")
    def _known_fields(self) -> Self:
        known = LIST_FIELDS if self.reference is None else REFERENCE_FIELDS[self.reference]
        named = [
            (f, "columns", c) for c, rules in self.columns.items() for r in rules for f in r.fields
        ]
        named += [(field, "constants", field) for field in self.constants]
        named += [(field, "lookups", field) for field in self.lookups]
        named += [(field, "key", field) for field in self.key]
        for field, *at in named:
            if field not in known:
                raise mistake(f"a field, one of {', '.join(known)}", f"'{field}'", *at)
        return self

    @model_validator(mode="after")
    def _title_somewhere(self) -> Self:
        if self.reference is None and "title" not in self.filled_fields | set(self.constants):
            raise PydanticCustomError("title", "a column that feeds 'title'")
        return self

    @property
    def filled_fields(self) -> set[str]:
        """Fields that columns of the list feed."""
        return {field for rules in self.columns.values() for r in rules for field in r.fields}

    @property
    def addresses(self) -> list[str]:
        """Addresses with local paths made absolute, relative to the document."""
        return [
            place if "://" in place else str((self.path.parent / place).resolve())
            for place in self.address
        ]
