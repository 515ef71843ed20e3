"""The documents of the real lists keep to the shape of source documents, lists at hand or not."""

from foerderlupe.spec.catalogue import load_catalogue
from tests.real_lists.lists import RECORDS, SOURCES


def test_the_documents_are_valid() -> None:
    documents = load_catalogue([SOURCES])
    lists = {name for name, document in documents.items() if document.reference is None}
    kinds = {document.reference for document in documents.values() if document.reference}
    assert lists == set(RECORDS)
    assert kinds == {"regions", "postcodes", "need"}
