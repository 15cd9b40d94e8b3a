"""Headers are compared as words, answers squeezed; both by a closed list of what does not count."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.matching.text import encoded, label_key, listed, squeezed, words
from pipeline.model import Column


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Bread & Baking", "bread and baking"),
        ("<p>Bread&nbsp;&amp; <b>Baking</b></p>", "bread and baking"),
        ("bread_and-BAKING?", "bread and baking"),
        ("  Bread\u00a0&\tBaking\n(optional) ", "bread and baking optional"),
        ("Crème brûlée", "creme brulee"),
        ("Straße", "strasse"),
        ("Bread &lt;b&gt;Baking&lt;/b&gt;", "bread baking"),
        ("C++ or C#?", "cplusplus or csharp"),
        ("+ # 5", "5"),
        ("...", ""),
    ],
)
def test_headers_as_words(header: str, expected: str) -> None:
    assert words(header) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (" 3 - MASTER ", "3-master"),
        ("3 \u2013 Master", "3-master"),
        ("Don\u2019t\u00a0know", "don'tknow"),
        ("\u22121", "-1"),
        ("Ma\u200bster\ufeff", "master"),
        (" \u00a0\u2009\n", ""),
    ],
)
def test_answers_squeezed(answer: str, expected: str) -> None:
    assert squeezed(answer) == expected


@given(st.text())
def test_what_is_levelled_stays_level(text: str) -> None:
    assert squeezed(squeezed(text)) == squeezed(text)
    assert label_key(label_key(text)) == label_key(text)
    assert not any(character.isspace() for character in squeezed(text))


def test_columns_are_encoded_by_distinct_text_and_blank_cells_count_as_empty() -> None:
    found = encoded(Column(1, "Soup", pa.array(["Able", None, " ", "Aware", "Able", "\u200b"], pa.string())))
    # values: Able 0, " " 1, Aware 2, ZWSP 3; blanks of every kind are -1
    assert (found.values, found.codes.tolist()) == (("Able", " ", "Aware", "\u200b"), [0, -1, -1, 2, 0, -1])


def test_chunked_columns_are_encoded_alike() -> None:
    chunks = pa.chunked_array([["a", "b"], ["b", None]], pa.string())
    found = encoded(Column(1, "Soup", chunks))
    assert [found.values[code] if code >= 0 else None for code in found.codes] == ["a", "b", "b", None]


@given(st.lists(st.sampled_from(["Able", "Aware", " ", "", None]), max_size=8), st.integers(0, 8))
def test_a_part_of_a_column_kept_as_numbers_is_encoded_as_its_texts_are(cells: list[str | None], start: int) -> None:
    texts = pa.array(cells, pa.string())
    kept = texts.dictionary_encode().slice(start)
    of_kept, of_texts = encoded(Column(1, "Soup", kept)), encoded(Column(1, "Soup", texts.slice(start)))
    assert (of_kept.values, of_kept.codes.tolist()) == (of_texts.values, of_texts.codes.tolist())


@given(st.lists(st.sampled_from(["Able", "Aware", " ", None]), max_size=8))
def test_numbers_per_value_become_numbers_per_record(cells: list[str | None]) -> None:
    found = encoded(Column(1, "Soup", pa.array(cells, pa.string())))
    per_value = np.array([len(value) for value in found.values], dtype=np.int8)
    mapped = found.mapped(per_value, -1)
    assert mapped.tolist() == [len(cell) if cell and cell.strip() else -1 for cell in cells]
    assert mapped.dtype == np.int8


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_text_is_squeezed_as_any_other(text: str) -> None:
    # A letter beyond ASCII sends both through the long way.
    assert squeezed(text + "\u00e9") == squeezed(text) + "\u00e9"


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ('"a, b",c', "a, b\nc"),
        ('a, "b, c", d', "a\nb, c\nd"),
        ('"say ""x""",b', 'say "x"\nb'),
        ("['a, b', 'c']", "a, b\nc"),
        ("['it\\'s', \"b\"]", "it's\nb"),
        ("a, b", "a, b"),
        ("[optional]", "[optional]"),
        ("[]", "[]"),
        ('he said "x", twice', 'he said "x", twice'),
        ('I know, "deep" things', 'I know, "deep" things'),
        ('"unclosed, b', '"unclosed, b'),
        ("", ""),
    ],
)
def test_lists_in_one_cell(cell: str, lines: str) -> None:
    assert listed(cell) == lines


@given(st.lists(st.text("ab ,'\"", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=5))
def test_every_list_that_a_script_writes_comes_back(items: list[str]) -> None:
    assert listed(str(items)).split("\n") == items


@given(st.text(",'\"[] a\\", max_size=60))
def test_any_text_is_a_text_afterwards(cell: str) -> None:
    assert isinstance(listed(cell), str)
