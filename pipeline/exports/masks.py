"""Arrow text asked yes-or-no questions, answered as numpy masks without a null."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_BLANK, _DELETE = ord(" "), 0x7F

Mask = npt.NDArray[np.bool_]


def mask(booleans: pa.Array | pa.ChunkedArray) -> Mask:
    """Arrow booleans as a numpy mask, null as False."""
    values: Mask = pc.fill_null(booleans, False).to_numpy(zero_copy_only=False)
    return values


def plain(texts: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """Text as text, where a large file's column is kept as numbers and a list of its texts (`csv_large`)."""
    return texts.cast(pa.string()) if pa.types.is_dictionary(texts.type) else texts


def is_written(texts: pa.Array | pa.ChunkedArray) -> Mask:
    """Whether each cell holds more than blanks."""
    if pa.types.is_dictionary(texts.type):
        parts = [texts] if isinstance(texts, pa.DictionaryArray) else texts.chunks
        return np.concatenate([np.zeros(0, bool), *map(_is_written_coded, parts)])
    if isinstance(texts, pa.ChunkedArray):
        return np.concatenate([np.zeros(0, bool), *map(is_written, texts.chunks)])
    written = _begins_written(texts)
    others = np.flatnonzero(~written)
    if len(others):
        rest = texts.take(pa.array(others))
        written[others] = mask(pc.match_substring_regex(rest, r"[^\s\p{Z}]"))
    return written


def text_numbers(texts: pa.Array | pa.ChunkedArray) -> npt.NDArray[np.int64]:
    """Numbers of texts that are the same but for case and blanks, by first appearance; a cell without text is blank."""
    folded = pc.replace_substring_regex(pc.fill_null(plain(texts), ""), r"[\s\p{Z}]+", " ")
    keys = pc.utf8_lower(pc.utf8_trim_whitespace(folded))
    codes: npt.NDArray[np.int64] = keys.dictionary_encode().indices.to_numpy().astype(np.int64)
    return codes


def _begins_written(texts: pa.Array) -> Mask:
    """Whether each cell begins with a plain letter, digit or mark, as nearly every one does that is not empty."""
    _, offsets, held = texts.buffers()
    if held is None or not held.size or not len(texts):
        return np.zeros(len(texts), bool)
    places = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    first = np.frombuffer(held, np.uint8)[np.minimum(places[:-1], held.size - 1)]
    begins: Mask = (first > _BLANK) & (first < _DELETE) & (places[1:] > places[:-1])
    return begins & mask(texts.is_valid()) if texts.null_count else begins


def _is_written_coded(texts: pa.DictionaryArray) -> Mask:
    of_blank = np.append(is_written(texts.dictionary), False)
    codes = texts.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    written: Mask = of_blank[codes]
    return written
