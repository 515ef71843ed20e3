import shutil

import pytest

from foerderlupe.errors import DeclarationError
from foerderlupe.labels.stems import Lexicon, parse_stem
from foerderlupe.labels.vocabulary import read_vocabulary
from foerderlupe.text.codes import CODES

HEADER = "code,parent_code,label_de,keyword_stems,exclude_stems\n"


@pytest.mark.parametrize("name", ["target_groups", "fields_of_action"])
def test_published_lists_are_complete(name):
    vocabulary = read_vocabulary(name)
    silent = [c.code for c in vocabulary.codes.values() if not c.patterns]
    assert silent == [{"target_groups": "TG9999", "fields_of_action": "HF9900"}[name]]
    assert all(len(vocabulary.ancestors(code)) <= 2 for code in vocabulary.codes)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("A,,a,x,\nA,,a,y,\n", "the code 'A' twice"),
        ("A,B,a,x,\n", "parent 'B'"),
        ("A,,a,§ 24,\n", "the stem '§ 24'"),
    ],
)
def test_a_wrong_list_names_file_and_line(tmp_path, rows, found):
    (tmp_path / "codes.csv").write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(DeclarationError, match=f"codes.csv, line 2: found {found}"):
        read_vocabulary("codes", tmp_path)


def test_a_list_of_ones_own_is_used(tmp_path):
    shutil.copy(CODES / "target_groups.csv", tmp_path / "mine.csv")
    assert "TG1100" in read_vocabulary("mine", tmp_path).codes


@pytest.mark.parametrize(
    ("stem", "tokens", "spans"),
    [
        ("geflüchtet", ["Die", "GEFLUECHTETEN"], [(1, 2)]),
        ("~roma", ["Romane", "Roma"], [(1, 2)]),
        ("~UMA", ["Uma", "UMA"], [(1, 2)]),
        ("-kinder", ["Kinder", "Patenkindern"], [(1, 2)]),
        ("anerkannt flüchtling", ["anerkannte", "Flüchtlinge", "anerkannt"], [(0, 2)]),
        ("~ohne -abschluss", ["ohne", "Schulabschluss"], [(0, 2)]),
    ],
)
def test_stems_find_tokens(stem, tokens, spans):
    found = Lexicon([parse_stem("X", stem)]).find(tokens)
    assert [(f.start, f.end) for f in found] == spans
