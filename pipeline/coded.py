"""A text, or nothing, per record, as a list of texts and the number of each record's text: Arrow's dictionary arrays.

Who answered is a text per record, and nearly all of them differ: what is asked of a text is asked of the list, and of
a million plain ones at once. Python's own strings would take three times the memory and ten times the time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Coded: TypeAlias = pa.DictionaryArray
"""Arrow text with 32-bit numbers; the list of texts may hold some that no record has, and one twice."""

Texts = Sequence[str | None] | npt.NDArray[np.object_] | Coded
"""Texts of records however they stand."""

_ONE_BLANK_APART = r"^(?:[!-~]+(?: [!-~]+)*)?$"
_FIRST_CAPITAL, _CAPITALS = np.uint8(ord("A")), ord("Z") - ord("A")
_FIRST_MARK, _MARKS = np.uint8(ord("!")), ord("~") - ord("!")


def label_key(text: str) -> str:
    """What makes two names of a team, division or role the same: case and blanks do not count."""
    return " ".join(text.casefold().split())


def lowered(texts: pa.Array) -> pa.Array:
    """The `label_key` of each text; the very array where that changes none.

    ``["Ada@Kitchen.example", " Bo  Bi "]`` gives ``["ada@kitchen.example", "bo bi"]``.
    """
    is_plain = is_trimmed(texts)
    if is_plain.all() and not (bytes_of(texts) - _FIRST_CAPITAL <= _CAPITALS).any():
        return texts
    return respelt(pc.ascii_lower(texts), ~is_plain, label_key, texts)


def is_trimmed(texts: pa.Array) -> npt.NDArray[np.bool_]:
    """Per text, whether it is plain ASCII without blanks around it, or more than one of them within."""
    if not texts.null_count and (bytes_of(texts) - _FIRST_MARK <= _MARKS).all():  # as in addresses: no blank at all
        return np.ones(len(texts), bool)
    return matches(texts, _ONE_BLANK_APART)


def bytes_of(texts: pa.Array) -> npt.NDArray[np.uint8]:
    """The bytes of all texts one behind the other."""
    _, offsets, held = texts.buffers()
    if not len(texts) or held is None:
        return np.zeros(0, np.uint8)
    first, last = np.frombuffer(offsets, np.int32)[[texts.offset, texts.offset + len(texts)]].tolist()
    return np.frombuffer(held, np.uint8)[first:last]


def matches(texts: pa.Array, pattern: str) -> npt.NDArray[np.bool_]:
    """Per text, whether a regular expression finds itself in it; not where there is none."""
    return np.asarray(pc.fill_null(pc.match_substring_regex(texts, pattern), False).to_numpy(zero_copy_only=False))


def holds(texts: pa.Array, part: str) -> npt.NDArray[np.bool_]:
    """Per text, whether another is a part of it."""
    return np.asarray(pc.fill_null(pc.match_substring(texts, part), False).to_numpy(zero_copy_only=False))


def respelt(
    texts: pa.Array,
    chosen: npt.NDArray[np.bool_],
    spell: Callable[[str], str | None],
    written: pa.Array | None = None,
) -> pa.Array:
    """The texts with each chosen one spelt anew, from what is ``written`` in its place where that is another."""
    if not chosen.any():
        return texts
    own = (texts if written is None else written).filter(pa.array(chosen))
    anew = pa.array([None if text is None else spell(text) for text in own.to_pylist()], pa.string())
    return pc.replace_with_mask(texts, pa.array(chosen), anew)


def coded(texts: pa.Array, numbers: npt.NDArray[Any]) -> Coded:
    """Texts by their numbers, -1 where a record has none; nor has one whose text is null."""
    if texts.null_count:
        kept = np.flatnonzero(texts.is_valid().to_numpy(zero_copy_only=False))
        place = np.full(len(texts) + 1, -1)
        place[kept] = np.arange(len(kept))
        texts, numbers = texts.take(pa.array(kept)), place[numbers]
    return Coded.from_arrays(pa.array(numbers.astype(np.int32, copy=False), mask=numbers < 0), texts)


def coded_of(texts: Texts) -> Coded:
    """Texts that may stand one per record, which puts each of them once in the list."""
    if isinstance(texts, pa.DictionaryArray):
        return texts
    return pc.dictionary_encode(pa.array(texts, pa.string(), from_pandas=True))


def of_nobody(records: int) -> Coded:
    """No text for any of so many records."""
    return coded(pa.array([], pa.string()), np.full(records, -1))


def numbers_of(texts: Coded) -> npt.NDArray[np.int32]:
    """Per record, the place of its text in the list, -1 where it has none."""
    return np.asarray(pc.fill_null(texts.indices, -1).to_numpy(zero_copy_only=False))


def is_filled(texts: Coded) -> npt.NDArray[np.bool_]:
    """Per record, whether it has a text."""
    return np.asarray(texts.is_valid().to_numpy(zero_copy_only=False))


def plain_texts(texts: Coded) -> npt.NDArray[np.object_]:
    """The texts one per record, None where there is none."""
    return np.asarray(texts.cast(pa.string()).to_numpy(zero_copy_only=False))


def changed(texts: Coded, change: Callable[[pa.Array], pa.Array]) -> Coded:
    """Texts whose list is changed; what becomes null is no text any more."""
    anew = change(texts.dictionary)
    return texts if anew is texts.dictionary else coded(anew, numbers_of(texts))


def distinct(texts: Coded) -> Coded:
    """The same texts, each of them once in the list."""
    once = pc.dictionary_encode(texts.dictionary)
    if len(once.dictionary) == len(texts.dictionary):
        return texts
    place = np.append(once.indices.to_numpy(), np.int32(-1))
    return coded(once.dictionary, place[numbers_of(texts)])


def as_met(texts: Coded) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The places in the list of the texts that records have, in the order of their first records, and these records.

    The list ``["Bo", "Cy", "Ada"]`` of the records Ada, Bo, Ada gives the places 2, 0 and the records 0, 1.
    """
    numbers = numbers_of(texts)
    first = np.full(len(texts.dictionary) + 1, len(numbers), np.int64)
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1)  # of several the last assignment holds
    places = np.flatnonzero(first[:-1] < len(numbers))
    in_order = places[np.argsort(first[places], kind="stable")]
    return in_order, first[in_order]


def is_same(one: pa.Array, other: pa.Array) -> bool:
    """Whether two lists are one and the same in memory."""
    places = [
        (texts.offset, len(texts), *(buffer and buffer.address for buffer in texts.buffers())) for texts in (one, other)
    ]
    return places[0] == places[1]


def first_filled(ladder: Sequence[Coded]) -> Coded:
    """Per record the first text that there is among several."""
    return _chosen(ladder, 0)


def second_filled(ladder: Sequence[Coded]) -> Coded:
    """Per record the second text that there is among several."""
    return _chosen(ladder, 1)


def _chosen(ladder: Sequence[Coded], before: int) -> Coded:
    """Per record the text behind which so many others are ``before``."""
    told = [texts for texts in ladder if texts.null_count < len(texts)]
    if len(told) <= before:
        return of_nobody(len(ladder[0]))
    if len(told) == 1:
        return told[0]
    chosen = np.full(len(told[0]), -1)
    passed = np.zeros(len(told[0]), np.int8)
    start = 0
    for texts in told:
        numbers = numbers_of(texts)
        chosen = np.where((numbers >= 0) & (passed == before), numbers + start, chosen)
        passed += numbers >= 0
        start += len(texts.dictionary)
    return coded(pa.concat_arrays([texts.dictionary for texts in told]), chosen)
