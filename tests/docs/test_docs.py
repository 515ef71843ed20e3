"""Docs say what the program does, of every key, option and table."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from foerderlupe.model.fields import LIST_FIELDS, REFERENCE_FIELDS
from foerderlupe.project import QUESTIONS, SQL
from foerderlupe.publish.publication import WAREHOUSE
from foerderlupe.readers.layout import Layout
from foerderlupe.spec.document import ColumnRule, SourceDocument, formats
from foerderlupe.warehouse.contract import all_tables
from foerderlupe.warehouse.questions import load_questions
from pipelines.declarations import write_dictionary, write_questions

ROOT = Path(__file__).parents[2]
SOURCES_PAGE = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
NOT_WRITTEN = {"source_id", "path"}  # taken from the name of the file


def options() -> list[tuple[str, str]]:
    found = [("layout", name) for name in Layout.model_fields]
    for reader in formats():
        module = import_module(f"foerderlupe.readers.{reader}_list")
        found += [(reader, name) for name in module.Options.model_fields]
    return found


def test_there_are_readers_and_options_to_look_for():
    assert len(formats()) >= 7
    assert len(options()) > 50


@pytest.mark.parametrize("key", sorted(set(SourceDocument.model_fields) - NOT_WRITTEN))
def test_every_key_of_a_document_is_explained(key):
    assert (
        f"| `{key}`" in SOURCES_PAGE or f"`{key}`," in SOURCES_PAGE or f", `{key}`" in SOURCES_PAGE
    )


@pytest.mark.parametrize("key", sorted(ColumnRule.model_fields))
def test_every_key_of_a_column_is_explained(key):
    assert f"`{key}`" in SOURCES_PAGE


@pytest.mark.parametrize(("reader", "option"), sorted(set(options())))
def test_every_reader_option_is_explained(reader, option):
    assert f"`{option}`" in SOURCES_PAGE or f"`{option}:" in SOURCES_PAGE or option == "format"


@pytest.mark.parametrize(
    "field", sorted({*LIST_FIELDS, *(f for r in REFERENCE_FIELDS.values() for f in r)})
)
def test_every_field_is_named(field):
    if field.endswith("_register_id"):
        assert "`_register_id`" in SOURCES_PAGE
    else:
        assert f"`{field}`" in SOURCES_PAGE


def test_the_dictionary_is_as_generated(tmp_path):
    write_dictionary(tmp_path / "dictionary.md")
    written = (ROOT / "docs" / "dictionary.md").read_text(encoding="utf-8")
    assert written == (tmp_path / "dictionary.md").read_text(encoding="utf-8"), "run 'make docs'"


@pytest.mark.parametrize("table", sorted(all_tables(SQL)))
def test_every_table_is_in_the_dictionary(table):
    assert f"### {table}\n" in (ROOT / "docs" / "dictionary.md").read_text(encoding="utf-8")


def test_the_page_of_questions_is_as_generated(tmp_path, embedded):
    write_questions(tmp_path / "questions.md", embedded / WAREHOUSE)
    written = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    assert written == (tmp_path / "questions.md").read_text(encoding="utf-8"), "run 'make docs'"


@pytest.mark.parametrize("question", load_questions(QUESTIONS), ids=lambda q: q.path.stem)
def test_every_question_is_on_its_page(question):
    page = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")
    [section] = re.findall(rf"^## {question.number} .*?(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert question.header.limitation_de in section
    assert all(f"| `{name}` |" in section for name in question.header.parameters)
    assert f"select * from {question.macro.name}(" in section
