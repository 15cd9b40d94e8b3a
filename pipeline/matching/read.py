"""Responses -> what the warehouse keeps: questions understood, ratings, respondents, problems."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.coded import numbers_of
from pipeline.matching.answers import Doubt, scale, without_bare_numbers
from pipeline.matching.gone_rulings import with_gone_rulings
from pipeline.matching.halves import one_half, other_rater_notes
from pipeline.matching.other_questions import without_others
from pipeline.matching.other_scale import scale_doubt
from pipeline.matching.questions import Question, Reader, proposals, questions
from pipeline.matching.rated import rated_notes, telling_who
from pipeline.matching.ratings import Ratings, dimension_ratings
from pipeline.matching.recipe import Rulings, require_known
from pipeline.matching.shared_options import with_shared_options
from pipeline.matching.text import Numbers
from pipeline.matching.ticks import checklist
from pipeline.matching.unnamed_addresses import with_unnamed_addresses
from pipeline.matching.who import Respondents, respondents, superseded
from pipeline.model import DEFAULT_RATER, Framework, Problem, Rater, Responses


@dataclass(frozen=True)
class Matched:
    """An export, understood.

    Parameters
    ----------
    responses
        What was read.
    questions
        One per column, in file order.
    who
        The respondents, one per record.
    is_superseded, is_excluded
        Per record; a record that is neither is a response.
    ratings
        One entry per dimension that the export asks.
    content, response_key
        64-bit fingerprints per record: of time and answers, and of what tells the response apart
        in a newer export of the same survey (0: nothing does).
    survey_key
        Fingerprint of the questions.
    problems
        Everything that could not be used, in reading order.
    notes
        What was decided and a person may want to know, a sentence each.
    """

    responses: Responses
    questions: tuple[Question, ...]
    who: Respondents
    is_superseded: npt.NDArray[np.bool_]
    is_excluded: npt.NDArray[np.bool_]
    ratings: tuple[Ratings, ...]
    content: Numbers
    response_key: Numbers
    survey_key: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    scale_doubt: Doubt | None = None

    @property
    def is_response(self) -> npt.NDArray[np.bool_]:
        """Per record, whether it counts as a response of this file."""
        return ~(self.is_superseded | self.is_excluded)


@dataclass(frozen=True)
class Asked:
    """The questions of an export, understood, before anybody looks who answered them.

    ``problems`` and ``notes`` are those of the questions; see `Matched`.
    """

    reader: Reader
    questions: tuple[Question, ...]
    problems: list[Problem]
    notes: tuple[str, ...]
    scale_doubt: Doubt | None


def asked_in(responses: Responses, framework: Framework, rulings: Rulings) -> Asked:
    """Understand the questions of an export by a framework's dimensions and a person's rulings.

    Raises
    ------
    ExportError
        Where a ruling names what the framework does not have.
    """
    require_known(rulings, framework)
    reader = reader_of(framework, rulings)
    alone, problems = questions(responses, reader, rulings)
    doubt = scale_doubt(alone, responses, framework, rulings)
    if doubt:
        reader = reader_of(framework, rulings, doubt)
        alone, problems = questions(responses, reader, rulings)
    asked, shared = with_shared_options(alone, reader)
    asked, gone = with_gone_rulings(responses, asked, reader, rulings)
    asked, addressed = with_unnamed_addresses(asked, responses.is_counted)
    return Asked(reader, tuple(asked), [*problems, *gone], (*shared, *addressed), doubt)


def matched(
    responses: Responses,
    framework: Framework,
    rulings: Rulings,
    rater: Rater = DEFAULT_RATER,
    understood: Asked | None = None,
    cycle: str = "",
) -> Matched:
    """Understand an export by a framework's dimensions and a person's rulings.

    Records are of the person who answered; where managers rate, of the person whom a question names.
    ``understood`` are the questions, where they are understood already. Of columns that are of several raters or
    cycles those of ``rater`` and ``cycle`` are read.

    Raises
    ------
    ExportError
        Where a ruling names what the framework does not have, or columns are of several cycles and none is told.
    """
    understood = understood or asked_in(responses, framework, rulings)
    reader = understood.reader
    asked = without_others(one_half(list(understood.questions), framework, rater, cycle), framework, rater)
    who = respondents(responses, telling_who(asked, rater), rulings)
    is_superseded = superseded(who, responses)
    is_excluded = responses.excluded.is_valid().to_numpy(zero_copy_only=False)
    counted = ~(is_superseded | is_excluded)
    ratings = tuple(
        dimension_ratings(of_dimension, responses, reader, counted)
        for dimension in framework.dimensions
        if (of_dimension := [q for q in asked if q.role == "dimension" and q.dimension == dimension.id])
    )
    doubted = proposals(responses, asked, understood.questions)
    found = [
        *responses.problems,
        *understood.problems,
        *doubted,
        *who.problems,
        *(p for r in ratings for p in r.problems),
    ]
    content = _content(responses, asked)
    return Matched(
        responses,
        tuple(asked),
        who,
        is_superseded,
        is_excluded,
        ratings,
        content,
        _response_keys(responses, asked, content, who),
        _survey_key(asked),
        tuple(sorted(found, key=_reading_order)),
        (*understood.notes, *rated_notes(asked, rater), *other_rater_notes(asked, framework, rater)),
        understood.scale_doubt,
    )


def reader_of(framework: Framework, rulings: Rulings, doubt: Doubt | None = None) -> Reader:
    """What a framework's dimensions look like in headers and cells, and in ruled answers.

    With a ``doubt`` bare numbers are no levels but where they are ruled to be.
    """
    scales = {d.id: scale(framework, d, rulings.answers_in(d)) for d in framework.dimensions}
    if doubt:
        scales = {dimension: without_bare_numbers(known, doubt) for dimension, known in scales.items()}
    return Reader(framework, scales, {d.id: checklist(framework, d) for d in framework.dimensions}, doubt)


def _reading_order(problem: Problem) -> tuple[int, int, str]:
    column = problem.column or ""
    return (problem.row or 0, len(column), column)


def _asked_of_people(asked: list[Question]) -> list[Question]:
    return [question for question in asked if question.column.metadata is None]


def _survey_key(asked: list[Question]) -> int:
    headers = sorted(_plain_header(question) for question in _asked_of_people(asked))
    return int(_hashes(np.array(["\x1f".join(headers)], dtype=object))[0])


def _plain_header(question: Question) -> str:
    return " ".join(question.column.header.split()).casefold()


def _content(responses: Responses, asked: list[Question]) -> Numbers:
    """A fingerprint of completion time and answers, whatever columns the tool put beside them."""
    combined = responses.completed_at.astype("datetime64[us]").astype(np.int64).astype(np.uint64)
    # Added up, so that an export with its columns in another order has the same fingerprints.
    for question in _asked_of_people(asked):
        cells = question.cells
        header = _hashes(np.array([_plain_header(question)], dtype=object)).astype(np.uint64) | np.uint64(1)
        per_value = _hashes(np.array([" ".join(v.split()) for v in cells.values], dtype=object))
        combined = combined + header * cells.mapped(per_value, 0).astype(np.uint64)
    return combined.astype(np.int64)


def _response_keys(responses: Responses, asked: list[Question], content: Numbers, who: Respondents) -> Numbers:
    """The tool's response id, else time, answers and person where there is a time, else nothing (0).

    Where times are whole days, two people may well give the same answers at the same time. An id counts
    together with the time of start, because some tools number the responses of every copy of a form from 1.
    """
    per_person = _hashes(np.array([*who.named.dictionary.to_numpy(zero_copy_only=False), ""], dtype=object))
    persons = per_person[numbers_of(who.named)]
    keys = np.where(np.isnat(responses.completed_at), 0, content ^ persons)
    for question in asked:
        if question.column.metadata == "response_id":
            ids = question.cells.mapped(_hashes(np.array(question.cells.values, dtype=object)), 0)
            keys = np.where(ids != 0, ids ^ _started(asked, len(keys)), keys)
    return keys


def _started(asked: list[Question], records: int) -> Numbers:
    starts = np.zeros(records, dtype=np.int64)
    for question in asked:
        if question.column.metadata == "started_at":
            starts ^= question.cells.mapped(_hashes(np.array(question.cells.values, dtype=object)), 0)
    return starts


def _hashes(texts: npt.NDArray[np.object_]) -> Numbers:
    if not len(texts):
        return np.zeros(0, dtype=np.int64)
    return pd.util.hash_array(texts, categorize=False).astype(np.int64)
