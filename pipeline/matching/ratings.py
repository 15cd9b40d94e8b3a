"""Questions of one dimension -> a rating per respondent, and a problem for every cell that gives none.

One array per source (see ``sources``), then one rule for two sources that are both filled: neither counts.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.matching.answers import NO_ANSWER
from pipeline.matching.questions import Question, Reader, column_problem, is_ruled
from pipeline.matching.sources import Source, is_inconsistent, sources
from pipeline.matching.text import Numbers
from pipeline.matching.unread import cell_problem
from pipeline.model import Problem, Responses

DOUBTFUL_BELOW = 0.5
"""Share of answers under which a second column of a dimension is taken for a comment on the first."""


@dataclass(frozen=True)
class Ratings:
    """One dimension's reading: arrays with one entry per record.

    ``level`` is ``NO_ANSWER`` where there is none; ``column`` and ``row`` are the cell it came from;
    ``mask`` holds the ticks (0 where the answer was no checklist).
    """

    dimension: str
    level: Numbers
    column: Numbers
    row: Numbers
    mask: Numbers
    is_inconsistent: npt.NDArray[np.bool_]
    problems: list[Problem]


def dimension_ratings(
    asked: list[Question], responses: Responses, reader: Reader, counted: npt.NDArray[np.bool_]
) -> Ratings:
    """The ratings of one dimension.

    Parameters
    ----------
    asked
        The questions that were read as this dimension, at least one.
    counted
        Per record, whether it is a response; cells of other records give neither rating nor problem.

    Returns
    -------
    Ratings
        Where two sources are filled for one record there is no rating, and a problem.
    """
    kept, problems = _without_doubtful(sources(asked, responses, reader, counted), responses)
    is_double, first = _filled(kept)
    doubled = _double_problems(kept, is_double & counted, responses)
    named = {(problem.row, problem.column) for problem in doubled}  # one problem a cell is enough
    read = [problem for source in kept for problem in source.problems]
    problems += [problem for problem in read if (problem.row, problem.column) not in named] + doubled
    level = _picked(first, [source.level for source in kept])
    is_rated = (level >= 0) & ~is_double & counted
    mask = _picked(first, [source.mask for source in kept])
    mask = np.where(is_rated, mask, 0) if mask.any() else mask
    dimension = str(asked[0].dimension)
    return Ratings(
        dimension,
        np.where(is_rated, level, level.dtype.type(NO_ANSWER)),
        _picked(first, [source.columns(responses) for source in kept]),
        _picked(first, [source.rows(responses) for source in kept]),
        mask,
        is_inconsistent(reader, dimension, mask),
        problems,
    )


def _filled(kept: list[Source]) -> tuple[npt.NDArray[np.bool_], Numbers]:
    """Per record, whether several sources are filled, and which is the first that is."""
    if len(kept) == 1:  # nearly always; of a million records it is a third of the time
        records = len(kept[0].level)
        return np.broadcast_to(np.False_, records), np.broadcast_to(np.int64(0), records)
    filled = np.array([source.level != NO_ANSWER for source in kept])
    return filled.sum(axis=0) > 1, filled.argmax(axis=0)


def _picked(which: Numbers, of_sources: list[Numbers]) -> Numbers:
    if len(of_sources) == 1:  # nearly always; the numbers of a million records are not copied
        return of_sources[0]
    return np.asarray(np.array(of_sources)[which, np.arange(len(which))])


def _without_doubtful(found: list[Source], responses: Responses) -> tuple[list[Source], list[Problem]]:
    """Leave out a column that mostly holds no answers where a better one serves the dimension; never a ruled one."""
    shares = []
    for source in found:
        is_filled = source.level != NO_ANSWER
        shares.append((source.level >= 0).sum() / max(int(is_filled.sum()), 1))
    if len(found) == 1 or max(shares) < DOUBTFUL_BELOW:
        return found, []
    is_kept = [
        share >= DOUBTFUL_BELOW or any(map(is_ruled, source.questions))
        for source, share in zip(found, shares, strict=True)
    ]
    doubtful = [source for source, kept in zip(found, is_kept, strict=True) if not kept]
    problems = [
        column_problem(
            responses,
            source.questions[0],
            "doubtful_column",
            "Most cells of this column are no levels and another column answers the same dimension; "
            "it stays unread until somebody rules on it.",
        )
        for source in doubtful
        if (source.level != NO_ANSWER).any()
    ]
    return [source for source, kept in zip(found, is_kept, strict=True) if kept], problems


def _double_problems(kept: list[Source], is_double: npt.NDArray[np.bool_], responses: Responses) -> list[Problem]:
    problems = []
    for record in np.flatnonzero(is_double):
        source = [source for source in kept if source.level[record] != NO_ANSWER][-1]
        question = source.questions[source.place[record]]
        problems.append(
            cell_problem(
                responses,
                question,
                int(record),
                "two_answers",
                "Two columns of this dimension are both filled in this row, so neither counts; "
                "empty one of them, or rule which column to ignore.",
            )
        )
    return problems
