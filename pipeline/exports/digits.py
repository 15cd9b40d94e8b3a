"""Numbers within a column's texts, by the few forms that the texts have when every digit is the same one.

A million times of one tool differ in their digits alone: a pattern is looked for once per form, and the digits
are read from the column's bytes, all rows at once. Patterns must not tell one digit from another.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports.masks import mask

Digits = npt.NDArray[np.int64]

_ZERO, _NINE = np.uint8(ord("0")), np.uint8(ord("9"))


class Numbered:
    """The texts of a column that a pattern matches, and the parts that its groups name.

    ``is_match`` has one entry per text of the column; what `numbers` and `are` give has one per text that matches.
    """

    def __init__(self, texts: pa.Array, pattern: str) -> None:
        self._bytes, self._starts = _bytes_of(texts)
        forms = _forms(texts, self._bytes, self._starts)
        self._parts = pc.extract_regex(forms.dictionary, pattern)
        self._spans = pc.extract_regex_span(forms.dictionary, pattern)
        self._form: npt.NDArray[Any] = pc.fill_null(forms.indices, -1).to_numpy(zero_copy_only=False)
        self.is_match = np.append(mask(pc.is_valid(self._parts)), False)[self._form]
        self._form, self._starts = self._form[self.is_match], self._starts[:-1][self.is_match]

    def are(self, name: str, pattern: str) -> npt.NDArray[np.bool_]:
        """Per text, whether its part of a name matches another pattern."""
        of_form = mask(pc.match_substring_regex(pc.struct_field(self._parts, name), pattern))
        return np.asarray(of_form[self._form])

    def numbers(self, name: str, places: int | None = None) -> Digits:
        """Per text, the number that its part of a name is, 0 without one.

        With ``places`` the part stands behind a decimal mark: ``"5"`` with 3 places is 500, and so is ``"50017"``.
        """
        first, digits = self._span(name)
        read = np.zeros(len(first), np.int64)
        for place in range(places or int(digits.max(initial=0))):
            is_digit = place < digits
            at = self._bytes[np.where(is_digit, first + place, 0)] - _ZERO
            read = np.where(is_digit, read * 10 + at, read * 10 if places else read)
        return read

    def _span(self, name: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
        """Per text, where its part of a name begins among the column's bytes, and how long it is."""
        spans = pc.struct_field(self._spans, name)
        first, length = (
            pc.fill_null(pc.list_element(spans, at), 0).to_numpy(zero_copy_only=False)[self._form] for at in (0, 1)
        )
        return self._starts + first, length


def _bytes_of(texts: pa.Array) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """The bytes of all texts one behind the other, and where each begins and the last one ends."""
    _, offsets, held = texts.buffers()
    if not len(texts) or held is None:
        return np.zeros(1, np.uint8), np.zeros(len(texts) + 1, np.int64)
    starts = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    own = np.frombuffer(held, np.uint8)[starts[0] : max(starts[-1], starts[0] + 1)]
    return own, starts - starts[0]


def _forms(texts: pa.Array, own: npt.NDArray[np.uint8], starts: npt.NDArray[np.int64]) -> pa.DictionaryArray:
    levelled = np.where((own >= _ZERO) & (own <= _NINE), _ZERO, own)
    places = pa.py_buffer(starts.astype(np.int32))
    alike = pa.StringArray.from_buffers(len(texts), places, pa.py_buffer(levelled))
    coded = pc.dictionary_encode(alike)
    return pa.DictionaryArray.from_arrays(pc.if_else(pc.is_valid(texts), coded.indices, None), coded.dictionary)
