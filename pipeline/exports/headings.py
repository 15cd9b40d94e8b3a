"""What tells the columns of a matrix apart where its header has two levels.

People write groups above the header, "current" and "target" below it, or a header into the upper of two
rows only. The header's own row stays the one that names most; the other row completes it.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate

from pipeline.exports.long_layout import NO_PERSONS, PERSONS
from pipeline.exports.table import filled_rows, known_count, row_texts, squeezed
from pipeline.model import Sheet

MOST_SUBHEADERS = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_ABOUT_PEOPLE = NO_PERSONS.union(PERSONS)

Texts = tuple[str, ...]


def headings(sheet: Sheet, header: int, known: frozenset[str]) -> tuple[int, Texts]:
    """The last row of the header, and what tells each column apart.

    Parameters
    ----------
    sheet, header
        The sheet and the row that names most columns.
    known
        Names of dimensions, `squeezed`; a row below the header that has any is none of the header.

    Returns
    -------
    tuple of int and texts
        A text per column, '' where nothing does. ``Group: header`` where a header stands twice under
        different groups, ``header: current`` where a second row parts the columns of one header.
    """
    filled = filled_rows(sheet).tolist()
    texts = row_texts(sheet, header)
    below = row_texts(sheet, header + 1) if header + 1 in filled else ()
    if _parts_headers(below, texts, known):
        groups = _filled_right(texts)
        return header + 1, tuple(
            f"{group}: {part}" if part and group and not _heads_people(text, part) else group_or_text(text, part)
            for group, text, part in zip(groups, texts, below, strict=True)
        )
    if _names_blanks(below, texts):
        return header + 1, tuple(map(group_or_text, texts, below))
    above = row_texts(sheet, header - 1) if header - 1 in filled else ()
    return header, _completed(texts, above)


def group_or_text(text: str, part: str) -> str:
    """A header without a part of its own, or the part where the header is missing."""
    return text or part


def _parts_headers(below: Texts, texts: Texts, known: frozenset[str]) -> bool:
    """Whether a row holds years, or repeats a few words under headers that are blank or stand twice; no known names."""
    written = [(text, part) for text, part in zip(texts, below, strict=False) if part]
    parts = [(text, part) for text, part in written if not _heads_people(text, part)]
    if known_count(tuple(texts), known) < 2 or known_count(tuple(below), known):
        return False
    if len(parts) > 1 and all(_YEAR.fullmatch(part) for _, part in parts):
        return True
    counts = Counter(squeezed(part) for _, part in parts)
    repeated = Counter(map(squeezed, texts))
    return (
        2 <= len(counts) <= MOST_SUBHEADERS
        and min(counts.values()) >= 2
        and all(any(map(str.isalpha, part)) or _YEAR.fullmatch(part) for _, part in parts)
        and any(not text or repeated[squeezed(text)] > 1 for text, _ in parts)
    )


def _heads_people(text: str, part: str) -> bool:
    """Whether a cell of the second row is "Name", "Team" or the like, and nothing stands above it."""
    return not text and squeezed(part) in _ABOUT_PEOPLE


def _names_blanks(below: Texts, texts: Texts) -> bool:
    """Whether a row holds nothing but "Name", "Team" and the like, where the header above it is blank."""
    parts = [(text, part) for text, part in zip(texts, below, strict=False) if part]
    return bool(parts) and all(_heads_people(text, part) for text, part in parts)


def _completed(texts: Texts, above: Texts) -> Texts:
    """Blank headers from the row above, and repeated ones with the group that stands above them."""
    if sum(map(bool, above)) < 2:
        return texts  # a title is no header
    named = tuple(text or over for text, over in zip(texts, above, strict=True))
    groups = _filled_right(above)
    repeated = Counter(map(squeezed, filter(None, texts)))
    return tuple(
        f"{group}: {text}" if text and group and repeated[squeezed(text)] > 1 else name
        for text, group, name in zip(texts, groups, named, strict=True)
    )


def _filled_right(texts: Texts) -> Texts:
    return tuple(accumulate(texts, lambda before, text: text or before))
