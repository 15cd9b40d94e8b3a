"""When two texts are the same: the only normalisations that matching knows.

Headers are compared as words, answers as squeezed text. Both keep the original for display; what
is merely similar is somebody else's business (and never applied silently).
"""

from __future__ import annotations

import csv
import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.coded import label_key as label_key
from pipeline.model import Column

Numbers = npt.NDArray[np.signedinteger[Any]]
"""Whole numbers, as narrow as they may be: of a million records each kind of number is kept per dimension."""

_REMEMBERED = 4_096
"""Headers whose words are remembered: a load asks for those of the same ones in every room."""

_TAG = re.compile(r"<[^<>]{1,200}>")
_FORMATTING = re.compile(
    r"</?(p|br|div|li|ul|ol|h[1-6]|b|i|u|em|strong|span|font|sub|sup|small|big|a|label|mark)(?:\s[^<>]{0,500})?/?>",
    re.I,
)
_INLINE = frozenset("b i u em strong span font sub sup small big a label mark".split())
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#x[0-9A-Fa-f]{1,5});")
_NOT_A_WORD = re.compile(r"[\W_]+")
_PART_OF_A_WORD = re.compile(r"(?<=[^\W_])[+#]+")
_WRITTEN = "[^\\s\\p{Z}\\x{0b}\\x{1c}-\\x{1f}\\x{85}\\x{200b}-\\x{200d}\\x{2060}\\x{feff}]"
_ITEM = re.compile(r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*\"""")
_LIST = re.compile(rf"\[\s*(?:{_ITEM.pattern})(?:\s*,\s*(?:{_ITEM.pattern}))*\s*\]")
_ESCAPED = re.compile(r"\\(.)")
_QUOTED = re.compile(r'(?:^|,) ?"')
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_PLAIN = str.maketrans({"\u2018": "'", "\u2019": "'", "\u2013": "-", "\u2014": "-", "\u2212": "-"})


@lru_cache(_REMEMBERED)
def words(text: str) -> str:
    """A header as lower-case words: tags, punctuation, accents, ``-`` and ``_`` gone, ``&`` is ``and``.

    ``words("<b>LLM &amp; Prompt_Engineering</b>?")`` is ``"llm and prompt engineering"``.
    """
    plain = _TAG.sub(" ", html.unescape(text)).replace("&", " and ").casefold()
    without_accents = plain if plain.isascii() else _without_accents(plain)
    # "C", "C++" and "C#" are three dimensions.
    spelled = _PART_OF_A_WORD.sub(lambda m: m[0].replace("+", "plus").replace("#", "sharp"), without_accents)
    return _NOT_A_WORD.sub(" ", spelled).strip()


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def squeezed(text: str) -> str:
    """An answer with case, every kind of blank, curly quotes and long dashes levelled.

    ``squeezed(" 3 - PROFICIENT ")`` is ``"3-proficient"``.
    """
    if text.isascii():  # holds none of the letters that are levelled below
        return "".join(text.lower().split())
    return "".join(_INVISIBLE.sub("", text).translate(_PLAIN).casefold().split())


def unmarked(text: str) -> str:
    r"""A cell without what survey tools write into it for bold and blanks: tags of formatting, and entities.

    ``unmarked("<p>4&nbsp;- <b>Expert</b></p>")`` is ``"4\u00a0- Expert"``; an address in ``<...>`` and ``"R&D"`` stay.
    """
    if "<" not in text and "&" not in text:
        return text
    plain = _FORMATTING.sub(lambda tag: "" if tag[1].lower() in _INLINE else " ", text)
    plain = _ENTITY.sub(lambda entity: html.unescape(entity[0]), plain)
    return text if plain == text else plain.strip()


def listed(text: str) -> str:
    """A list in one cell, as databases and scripts write it, without what they put around its items.

    ``"a, b",c`` (Airtable quotes an item that holds a comma) and ``['a, b', 'c']`` both become the
    lines ``a, b`` and ``c``; any other text stays as it is.
    """
    plain = text.strip()
    if plain[:1] == "[" and plain[-1:] == "]" and _LIST.fullmatch(plain):
        return "\n".join(_ESCAPED.sub(r"\1", item[1:-1]) for item in _ITEM.findall(plain))
    if not _QUOTED.search(plain):
        return text
    try:
        return "\n".join(*csv.reader([plain], skipinitialspace=True, strict=True))
    except csv.Error:  # quotation marks of the author's own
        return text


@dataclass(frozen=True, eq=False)
class Encoded:
    """A column's distinct values, and which of them each record has (-1: the cell is blank).

    Both are made when they are first asked for: nobody asks for those of a million times.
    """

    answers: pa.Array | pa.ChunkedArray

    @property
    def texts(self) -> pa.Array:
        """The distinct values as Arrow text."""
        return self._coded[0]

    @property
    def codes(self) -> Numbers:
        """Per record, the place of its value among `texts`."""
        return self._coded[1]

    @cached_property
    def values(self) -> tuple[str, ...]:
        """The distinct values."""
        return tuple(self.texts.to_pylist())

    @cached_property
    def _coded(self) -> tuple[pa.Array, Numbers]:
        texts, codes = _unmarked(*_coded(self.answers))
        is_written = pc.match_substring_regex(texts, _WRITTEN).to_numpy(zero_copy_only=False)
        if not is_written.all():
            kept = np.append(np.where(is_written, np.arange(len(texts)), -1), -1)
            codes = kept.astype(codes.dtype)[codes]
        return texts, codes

    def mapped(self, per_value: Numbers, blank: int) -> Numbers:
        """One number per record from one number per distinct value, as wide as these are."""
        with_blank: Numbers = np.append(per_value, per_value.dtype.type(blank))
        return with_blank[self.codes]


def encoded(column: Column) -> Encoded:
    """Distinct values of a column; cells of nothing but blanks count as blank.

    Matching looks at distinct values only, so its cost hardly grows with the number of people.
    """
    return Encoded(column.answers)


def _coded(cells: pa.Array | pa.ChunkedArray) -> tuple[pa.Array, Numbers]:
    """The different texts of some cells in the order in which they are met, and the number of each cell's text."""
    if pa.types.is_dictionary(cells.type):
        return _as_met(cells)
    coded = pc.dictionary_encode(cells)
    if isinstance(coded, pa.ChunkedArray):
        coded = coded.combine_chunks()
    return coded.dictionary, pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)


def _unmarked(texts: pa.Array, codes: Numbers) -> tuple[pa.Array, Numbers]:
    """The texts without markup, each once, and the numbers of the cells that go with them."""
    if not any(pc.any(pc.match_substring(texts, mark)).as_py() for mark in "<&"):
        return texts, codes
    plain = pc.dictionary_encode(pa.array(map(unmarked, texts.to_pylist()), pa.string()))
    numbers = np.append(plain.indices.to_numpy(zero_copy_only=False), -1)
    return plain.dictionary, numbers.astype(np.int32)[codes]


def _as_met(coded: pa.DictionaryArray) -> tuple[pa.Array, Numbers]:
    """As ``_coded``, of a part of a column that is kept as numbers: its texts are more, the header for one."""
    codes = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)
    met = pd.unique(codes)
    met = met[met >= 0]
    numbers = np.full(len(coded.dictionary) + 1, -1, np.min_scalar_type(-1 - len(met)))
    numbers[met] = np.arange(len(met))
    return coded.dictionary.take(pa.array(met)), numbers[codes]
