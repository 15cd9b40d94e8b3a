"""Lines of a long file of which not all are meant: a column says "Current" or "Target", who rated, or which year.

Decision: such a file is refused. Of two lines of one person and dimension the later one counts, which would make a
target somebody's level; and which lines are meant nobody but their owner knows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipeline.errors import ExportError
from pipeline.exports.level_words import ANOTHERS, NOW, SELF, WANTED, YEAR
from pipeline.exports.masks import is_written, plain, text_numbers
from pipeline.exports.table import Rows, answers_at, row_texts, squeezed
from pipeline.model import Sheet

MOST_KINDS = 6
_TELLING = NOW | SELF | WANTED | ANOTHERS

_Numbers = npt.NDArray[np.int64]


def require_one_kind(sheet: Sheet, header: int, lines: Rows, pairs: _Numbers, others: Sequence[int]) -> None:
    """Refuse lines of several kinds.

    Parameters
    ----------
    sheet, header, lines
        A long sheet, its header row and the lines that are read.
    pairs
        Per line a number for its person and dimension.
    others
        The columns (from 1) that hold none of person, dimension and level.

    Raises
    ------
    ExportError
        Where somebody has several lines for one dimension, and a column parts all of these by words such as "Target",
        "Manager" or "2025".
    """
    is_doubled = np.bincount(pairs)[pairs] > 1
    if not is_doubled.any():
        return
    for column in others:
        texts = answers_at(sheet, column, lines[is_doubled])
        kinds = [text for text in plain(texts).unique().to_pylist() if (text or "").strip()]
        if not 1 < len(kinds) <= MOST_KINDS or not is_written(texts).all() or not all(map(_tells_kind, kinds)):
            continue
        apart = np.stack([pairs[is_doubled], text_numbers(texts)])
        if np.unique(apart, axis=1).shape[1] == apart.shape[1]:
            raise ExportError(
                f"The column {row_texts(sheet, header)[column - 1]!r} says that lines are of several kinds "
                f"({', '.join(map(repr, kinds))}), so people have several levels in one dimension.",
                "Keep the lines of one kind; those of another rater or year are a load of their own.",
            )


def _tells_kind(text: str) -> bool:
    told = text.casefold().replace("-", " ").split()
    return bool(YEAR.fullmatch(squeezed(text))) or not _TELLING.isdisjoint(told)
