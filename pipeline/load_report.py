"""What is asked of a load and what it answers; the values on both sides of ``load.py``."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import ExportError
from pipeline.matching.own_skills import OwnSkills, names_values, skills_told, turned_skills
from pipeline.matching.questions import Question
from pipeline.matching.read import Matched
from pipeline.matching.recipe import Rulings
from pipeline.matching.seen import Seen
from pipeline.matching.summaries import summing_up
from pipeline.matching.who_is_who import Known
from pipeline.model import DEFAULT_RATER, How, Json, Problem, Promise, QuestionRole, Rater, letter

KINDS = ("responses", "roster", "targets", "roadmap")


@dataclass(frozen=True)
class LoadRequest:
    """A file to load, and what its owner says of it; None means: find out.

    ``path`` holds the bytes, ``name`` is what the user calls the file (never used as a path).
    ``is_reusing`` says whether rulings of earlier uploads hold for this file too, and ``unruled``
    names headers and answers for which they do not. ``promise`` is what the people who answer were told.
    ``is_insisted`` says that ``kind`` was said on purpose and not by the box that the file went into.
    """

    path: Path
    name: str
    cycle: str
    kind: str | None = None
    framework: str | None = None
    tool: str | None = None
    sheet: str | None = None
    rulings: Rulings = field(default_factory=Rulings)
    rater: Rater = DEFAULT_RATER
    replaces: int | tuple[int, ...] | None = None
    again: bool = False
    actor: str = ""
    is_reusing: bool = True
    unruled: frozenset[str] = frozenset()
    promise: Promise | None = None
    is_insisted: bool = False

    @property
    def replaced(self) -> tuple[int, ...]:
        """The uploads that this file takes the place of."""
        if self.replaces is None:
            return ()
        return self.replaces if isinstance(self.replaces, tuple) else (self.replaces,)


@dataclass(frozen=True)
class QuestionReading:
    """What one column was understood as; ``similar`` names a proposal that was not applied.

    ``attribute`` says what an attribute or identifying column tells, e.g. ``team`` or ``address``.
    """

    column: str
    header: str
    role: QuestionRole
    dimension: str | None
    how: How | None
    attribute: str | None = None


@dataclass(frozen=True)
class CycleState:
    """Who counts in a cycle, and what of its responses does not.

    ``answered`` counts people, ``overtaken`` responses that a later one of the same person puts aside,
    ``replaced`` responses that a newer export of the same survey holds too, ``asked`` people on the roster.
    """

    answered: int
    overtaken: int
    replaced: int
    asked: int


@dataclass(frozen=True)
class Changes:
    """A cycle before and after a file would be stored."""

    before: CycleState
    after: CycleState


@dataclass(frozen=True)
class LoadReport:
    """What a file held, and what became of it; the ``load`` JSON of docs/cli.md.

    ``rows`` = ``responses + superseded + excluded`` + rows wholly refused (each with a problem).
    A preview also tells what ``changes`` for the cycle, and hands over what was ``seen`` of the file, and
    whom and which teams the cycle has ``known`` already.
    """

    upload: int | None
    file: str
    kind: str
    tool: str | None
    sheet: str | None
    cycle: str
    framework: str | None
    rows: int
    responses: int
    superseded: int
    excluded: int
    ratings: int
    questions: tuple[QuestionReading, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    changes: Changes | None = None
    seen: Seen | None = field(default=None, repr=False, compare=False)
    promise: Promise | None = None
    known: Known | None = field(default=None, repr=False, compare=False)

    def as_json(self) -> Json:
        """The report under the names of the contract."""
        document = {name: value for name, value in vars(self).items() if name not in ("kind", "seen", "known")}
        document["as"] = self.kind
        document["questions"] = [vars(question) for question in self.questions]
        document["problems"] = [vars(problem) for problem in self.problems]
        document["notes"] = list(self.notes)
        document["changes"] = self.changes and {name: vars(state) for name, state in vars(self.changes).items()}
        return document


_UNREAD = ("other_scale", "no_known_answer", "row_text_missing")
"""Problems of a column that is meant as a dimension and cannot be read."""


class AlreadyLoaded(ExportError):
    """The very same bytes are loaded in the cycle; carries the upload that holds them."""

    def __init__(self, title: str, detail: str, upload: int) -> None:
        super().__init__(title, detail)
        self.upload = upload


class NoQuestionMatches(ExportError):
    """No column can be read as it stands; carries what was understood, so that somebody can rule.

    ``own`` are the columns that look like skills of the file's own, where they can become a framework.
    """

    def __init__(self, title: str, detail: str, seen: Seen, own: OwnSkills | None = None) -> None:
        super().__init__(title, detail)
        self.seen = seen
        self.own = own
        self.readings = tuple(question_reading(question) for question in seen.understood.questions)


def question_reading(question: Question) -> QuestionReading:
    """What a question was understood as, under the names of the contract."""
    column = question.column
    return QuestionReading(
        letter(column.column), column.header, question.role, question.dimension, question.how, question.attribute
    )


def require_loadable(request: LoadRequest) -> None:
    """Refuse a request that can come to nothing, whatever the file holds.

    Raises
    ------
    ExportError
        For a cycle without a usable name, a kind that there is not, or a file that is not there.
    """
    if not request.cycle.strip() or len(request.cycle) > 40 or not request.cycle.isprintable():
        raise ExportError(f"The cycle cannot be called {request.cycle!r}.", "Use a short name such as 2026.")
    if request.kind is not None and request.kind not in KINDS:
        raise ExportError(f"A file cannot be loaded as {request.kind!r}.", f"It can be one of {', '.join(KINDS)}.")
    if request.path.is_dir():
        raise ExportError(f"{request.name!r} is a folder.", "Name the files in it.")
    if not request.path.is_file():
        raise ExportError(f"There is no file {request.name!r}.", "Check the name and the folder.")


def require_matched(seen: Seen, file: str) -> None:
    """Refuse an export of which no column can be read.

    Raises
    ------
    NoQuestionMatches
        With what is similar, or what keeps a column from being read; also where lines are teams.
    """
    understood, framework = seen.understood, seen.framework
    if team := summing_up(understood):
        raise NoQuestionMatches(
            f"{file!r} looks like a summary by team: each team stands in one line, and nothing names a person.",
            f"Load the answers that it was made of; if each line is one person's, rule that {team!r} is the team.",
            seen,
        )
    if any(question.role == "dimension" for question in understood.questions):
        return
    if understood.scale_doubt:
        reason = understood.scale_doubt.reason
        told = f"{reason[:1].upper()}{reason[1:]}. Rule what each answer means."
        raise NoQuestionMatches(f"The numbers of {file!r} may not be the levels of {framework.name!r}.", told, seen)
    dimensions = ", ".join(dimension.name for dimension in framework.dimensions)
    own = _own_skills(understood)
    raise NoQuestionMatches(
        f"No question of {file!r} is a dimension of {framework.name!r} ({dimensions}).",
        _way_on(understood, own, file),
        seen,
        own,
    )


def _own_skills(understood: Matched) -> OwnSkills | None:
    """The columns that look like skills of the file's own; None where columns are meant as dimensions."""
    if any(problem.problem in _UNREAD for problem in understood.problems):
        return None
    own = turned_skills(understood.responses)
    return own if own and len(own.columns) > len(_similar(understood)) else None


def _similar(understood: Matched) -> list[Question]:
    return [question for question in understood.questions if question.how == "similar"]


def _way_on(understood: Matched, own: OwnSkills | None, file: str) -> str:
    """What to do with a file of which no column can be read: what is meant is named."""
    if own:
        return (
            f"{skills_told(own)}. 'skillgap framework from-matrix {file} --to OWN.xlsx' makes a framework of them, "
            "'skillgap framework import OWN.xlsx' brings it in, and then this file loads."
        )
    proposals = [f"{each.column.header!r} (similar to {each.dimension})" for each in _similar(understood)]
    unanswered = [p.message for p in understood.problems if p.problem in _UNREAD]
    if proposals:
        return f"Rule on {', '.join(proposals[:5])} with --recipe or on the upload page."
    if unanswered:
        return unanswered[0]
    if names_values(understood.responses):
        return (
            "Its columns say which skills somebody has, and not at which level: write a level beside each skill "
            "(Skill 1, Level 1, Skill 2, ...), or a line per person and skill with a level."
        )
    return "Name the columns after the dimensions, or import your own framework."
