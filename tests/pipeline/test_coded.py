"""Texts of many records at once are what each of them would be alone."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.coded import (
    as_met,
    changed,
    coded,
    coded_of,
    distinct,
    first_filled,
    is_filled,
    is_same,
    is_trimmed,
    label_key,
    lowered,
    of_nobody,
    plain_texts,
    respelt,
    second_filled,
)

TEXT = st.text("aB @\t\u00a0\u00e9\u0130\u1e9e", max_size=5)
RECORDS = st.lists(st.none() | st.sampled_from(["Ada", "ada", "Bo  Bi", "\u00c9ve"]), min_size=1, max_size=6)


@given(st.lists(TEXT, max_size=6))
def test_many_texts_are_lowered_as_each_is(texts: list[str]) -> None:
    assert lowered(pa.array(texts, pa.string())).to_pylist() == [label_key(text) for text in texts]


def test_texts_that_are_lower_case_stay_the_very_array() -> None:
    texts = pa.array(["ada@kitchen.example", "", "bo bi"])
    assert lowered(texts) is texts


@given(st.lists(TEXT, max_size=6))
def test_what_is_trimmed_is_plain_and_one_blank_apart(texts: list[str]) -> None:
    expected = [text.isascii() and text.isprintable() and text == " ".join(text.split()) for text in texts]
    assert is_trimmed(pa.array(texts, pa.string())).tolist() == expected


@given(st.lists(RECORDS, min_size=1, max_size=4))
def test_of_several_texts_the_first_and_the_second_that_there_are(columns: list[list[str | None]]) -> None:
    records = min(map(len, columns))
    ladder = [coded_of(column[:records]) for column in columns]
    filled = [[t for t in row if t is not None] for row in zip(*(c[:records] for c in columns), strict=True)]
    assert plain_texts(first_filled(ladder)).tolist() == [next(iter(texts), None) for texts in filled]
    assert plain_texts(second_filled(ladder)).tolist() == [texts[1] if len(texts) > 1 else None for texts in filled]


@given(RECORDS)
def test_texts_that_become_alike_stand_once_in_the_list(texts: list[str | None]) -> None:
    found = distinct(changed(coded_of(texts), lowered))
    assert found.tolist() == [None if text is None else label_key(text) for text in texts]
    assert len(set(found.dictionary.tolist())) == len(found.dictionary)


def test_a_list_is_the_same_only_in_its_own_memory() -> None:
    texts = pa.array(["a", "b"])
    held = coded(texts, np.array([0, 1, 0]))
    assert is_same(held.dictionary, texts)
    assert not is_same(texts, pa.array(["a", "b"]))
    assert not is_same(texts, texts.slice(1))


def test_what_becomes_null_is_no_text_any_more() -> None:
    found = changed(
        coded_of(["a", "b", None, "a"]), lambda texts: respelt(texts, np.array([True, False]), lambda _: None)
    )
    assert (found.tolist(), found.dictionary.tolist()) == ([None, "b", None, None], ["b"])
    assert is_filled(found).tolist() == [False, True, False, False]


def test_texts_are_met_in_the_order_of_their_records() -> None:
    places, records = as_met(coded(pa.array(["Bo", "Cy", "Ada"]), np.array([-1, 2, 0, 2, 0])))
    assert (places.tolist(), records.tolist()) == ([2, 0], [1, 2])


def test_nobody_has_no_text() -> None:
    assert of_nobody(2).tolist() == [None, None]
    assert first_filled([of_nobody(1), of_nobody(1)]).tolist() == [None]
    assert [each.tolist() for each in as_met(of_nobody(0))] == [[], []]
