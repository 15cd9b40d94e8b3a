"""Which column of a long file holds the level, where several might: by what each header says in whole words.

Decision: what asks for something else (a target, importance, years, a date) is never the level. Columns of several
raters or years are all read, because only the load knows whose and which year's levels are meant. Any other choice
that the headers leave open is left to the reader's refusal, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.exports.level_words import (
    ANOTHERS,
    AS_LEVELS,
    ELSEWHERE,
    ENDINGS,
    FILLING,
    JUDGED,
    LEVELS,
    NOW,
    PHRASES,
    SELF,
    WANTED,
    YEAR,
)
from pipeline.exports.masks import is_written, mask
from pipeline.exports.table import Rows, answers_at, squeezed
from pipeline.exports.times import moments
from pipeline.model import Sheet

MAX_LEVELS = 12
_WORD = re.compile(r"[^\W_]+")
_LEVEL_NAMES = (
    "level", "skilllevel", "proficiencylevel", "competencylevel", "selflevel", "rating", "selfrating",
    "proficiency", "value", "answer", "response", "score", "points", "stufe", "niveau", "bewertung",
    "einstufung", "selbsteinschätzung", "ausprägung", "antwort", "note", "niveaudemaîtrise", "réponse",
    "évaluation", "nivel", "valoración", "livello", "valutazione", "nível", "waardering", "poziom",
    "ocena", "уровень", "оценка",
)  # fmt: skip
"""Whole headers of the level, `squeezed`; of two the first."""

_Said = dict[int, frozenset[str]]


@dataclass(frozen=True)
class LevelColumns:
    """Columns (from 1) of the level: none, one, or one for each rater or year.

    ``rivals`` are those of which nothing tells which is meant, where several are; ``passed`` those that were not
    taken for the level and look like one.
    """

    columns: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()
    passed: tuple[int, ...] = ()


def level_columns(sheet: Sheet, lines: Rows, headers: Sequence[str], apart: Sequence[int]) -> LevelColumns:
    """Find the level by the headers, else by columns of few values that begin with a digit.

    Parameters
    ----------
    sheet, lines
        A long sheet and the rows below its header.
    headers
        Its headers, as they are written.
    apart
        Columns that hold something else: the person and the dimension.

    Returns
    -------
    LevelColumns
        Of "Current level" and "Target level" the first, with the second as ``passed``.
    """

    def is_numbered(column: int) -> bool:
        return _is_numbered(answers_at(sheet, column, lines))

    said = {at: frozenset(_words(text)) for at, text in enumerate(headers, start=1) if at not in apart}
    names = {at: _LEVEL_NAMES.index(name) for at in said if (name := squeezed(headers[at - 1])) in _LEVEL_NAMES}
    usable = [at for at in said if not _asks_elsewhere(_words(headers[at - 1]))]
    found = [at for at in usable if at in names or _says_level(said[at], partial(is_numbered, at))]
    found = found or [at for at in usable if said[at] & LEVELS] or [*filter(is_numbered, usable)]
    chosen = _of_each(found, said) or _chosen(found, said, names, is_numbered)
    rivals = () if chosen else tuple(found)
    looks = [at for at, told in said.items() if at in found or told & (LEVELS | NOW | WANTED)]
    return LevelColumns(chosen, rivals, tuple(at for at in looks if at not in chosen))


def _words(header: str) -> list[str]:
    return _WORD.findall(header.casefold())


def _asks_elsewhere(told: list[str]) -> bool:
    whole = f" {' '.join(told)} "
    is_about_it = any(f" {phrase} " in whole for phrase in PHRASES)
    others = ELSEWHERE - AS_LEVELS if LEVELS.intersection(told) else ELSEWHERE
    return is_about_it or not others.isdisjoint(told) or (bool(told) and told[-1] in ENDINGS)


def _says_level(told: frozenset[str], is_numbered: Callable[[], bool]) -> bool:
    """Whether a header says nothing but whose level it is, or when; "Manager" alone heads names, if not numbers."""
    words = frozenset(word for word in told if not (YEAR.fullmatch(word) or word.isdecimal())) | told & ANOTHERS
    if not words <= LEVELS | NOW | SELF | ANOTHERS | JUDGED | FILLING:
        return False
    if words & (LEVELS | NOW):
        return True
    return bool(words & (SELF | ANOTHERS)) and (bool(words & JUDGED) or is_numbered())


def _is_numbered(texts: pa.Array) -> bool:
    """Whether a column holds few different values, which all begin with a short number, and no dates."""
    different = texts.filter(pa.array(is_written(texts))).unique()
    if not 0 < len(different) <= MAX_LEVELS:
        return False
    digits = mask(pc.match_substring_regex(different, r"^[\s\p{Z}]*\(?\d{1,3}(?:\D|$)"))
    return bool(digits.all()) and bool(np.isnat(moments(different, is_month_first=True)).any())


def _of_each(found: Sequence[int], said: _Said) -> tuple[int, ...]:
    """All columns, where each is another rater's or another year's; who is not named is the person."""
    raters = [frozenset(said[at] & ANOTHERS) for at in found]
    years = [frozenset(filter(YEAR.fullmatch, said[at])) for at in found]
    for telling, same in ((raters, years), (years, raters)):
        if len(found) == len({*telling}) > 1 == len({*same}):
            return tuple(found)
    return ()


def _chosen(
    found: Sequence[int], said: _Said, names: dict[int, int], is_numbered: Callable[[int], bool]
) -> tuple[int, ...]:
    """The one column: of several that of today, or of people themselves, or the first well-known name."""
    for words in (NOW, SELF):
        preferred = [at for at in found if said[at] & words]
        if len(preferred) == 1:
            return (preferred[0],)
    # Beside "Rating" a "Note" may be remarks; of two with numbers nobody can tell.
    numbers = [at for at in found if is_numbered(at)] if len(found) > 1 else []
    if len(found) < 2 or (len(numbers) < 2 and names.keys() >= {*found}):
        return tuple(sorted(found, key=lambda at: names.get(at, 0))[:1])
    return tuple(numbers) if len(numbers) == 1 else ()
