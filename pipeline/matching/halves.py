"""Columns of a dimension of which not all are meant: what another rater says, or what was said in another cycle.

Decision: told by what a header says beside the dimension's name, where nothing else stands there and somebody filled
two columns of a dimension. Otherwise they may be the halves of one question (`from May`, `before May`), and are read as
one; only another rater's levels never fill the blanks of somebody's own: there it is asked. Nor do those of another
year: of columns of two years one is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from pipeline.errors import ExportError
from pipeline.matching.places import place_of
from pipeline.matching.question import Question, is_filled_twice, is_ruled, left_out, proposed
from pipeline.matching.text import words
from pipeline.model import Framework, Rater

MOST_NAMED = 6

_RATERS = {
    "self": "self own myself me selbst eigene selbstbild selbsteinschatzung selbstbewertung selbsteinstufung employee "
    "mitarbeiter mitarbeiterin mitarbeitende auto autoevaluation autoevaluacion autovalutazione autoavaliacao zelf "
    "zelfbeoordeling",
    "manager": "manager managers supervisor boss lead leader teamlead teamleader teamleiter teamleitung fuhrungskraft "
    "vorgesetzter vorgesetzte vorgesetzten chef chefin fremd fremdbild fremdeinschatzung fremdbewertung responsable "
    "jefe jefa capo leidinggevende superior",
    "others": "peer peers colleague colleagues kollege kollegin kollegen 360 agreed final consensus calibrated",
}
_BRANCHES = frozenset(
    "employee mitarbeiter mitarbeiterin mitarbeitende lead leader teamlead teamleader teamleiter teamleitung".split()
)
"""Words of `_RATERS` that may as well say which people a branch of the form is for."""

_RATER_OF = {word: rater for rater, listed in _RATERS.items() for word in listed.split()}
_TIMES = frozenset(
    "last previous this next current now today then before after spring summer autumn fall winter cycle round wave "
    "jahr letztes voriges dieses vorjahr vorher nachher aktuell heute jan january januar feb february februar mar "
    "march marz apr april may mai jun june juni jul july juli aug august sep sept september oct october oktober nov "
    "november dec december dezember q1 q2 q3 q4 h1 h2".split()
)
_NOW = frozenset("this current now today aktuell heute dieses year jahr".split())
_BESIDE = frozenset(
    "assessment assessed rating rated rate score level levels evaluation evaluacion view by of the from in at as s "
    "team line einschatzung bewertung einstufung durch von stufe niveau nivel year survey stand proficiency value "
    "points answer beurteilung autoevaluation du de des del der die das den dem la le el il l d par por da di do my "
    "auto".split()
)
_YEAR = re.compile(r"(?:19|20)\d\d|fy\d\d")
_SAID = {
    "self": "what people say of themselves, and the load is of what managers say (--rater self reads these)",
    "manager": "what managers say, and the load is of what people say of themselves (--rater manager reads these)",
    "others": "what others say than the rater whose levels are loaded",
}
_ASKED = (
    "This header names the dimension {name!r} and is of another rater than the one whose levels are loaded, but nobody "
    "filled both columns of a dimension; the column stays unread until somebody rules on it."
)


def one_half(asked: list[Question], framework: Framework, rater: Rater, cycle: str) -> list[Question]:
    """The questions, without those of another rater or cycle than the one that is loaded.

    Parameters
    ----------
    asked
        All questions, understood. Columns on which somebody ruled stay as they were ruled.
    framework
        Whose dimensions they name.
    rater, cycle
        Whose levels are loaded, and as which cycle: "2026" means the columns headed 2026 of those of 2025 and 2026.

    Returns
    -------
    list of Question
        In the same order; those left out are ignored, and ``left_out`` says why.

    Raises
    ------
    ExportError
        Where columns of a dimension are of several cycles and the cycle's name does not tell which is meant.
    """
    names = {dimension.id: (dimension.name, dimension.id) for dimension in framework.dimensions}
    return _of_cycle(_of_rater(asked, names, rater), names, cycle)


def other_rater_notes(asked: list[Question], framework: Framework, rater: Rater) -> tuple[str, ...]:
    """That every header names managers, where what people say of themselves is loaded; or the other way round."""
    names = {dimension.id: (dimension.name, dimension.id) for dimension in framework.dimensions}
    told = {_told(question, names, _rater) for question in asked if _is_open(question)}
    other: Rater = "manager" if rater == "self" else "self"
    if told != {other}:
        return ()
    who = "managers rated" if other == "manager" else "people rated themselves"
    return (f"All headers say that {who}; if so, load the file as that (--rater {other}).",)


Names = dict[str, tuple[str, str]]
Told = TypeVar("Told", str, str | None)


def _of_rater(asked: list[Question], names: Names, rater: Rater) -> list[Question]:
    told = [_told(question, names, _rater) for question in asked]
    by_dimension = _by_dimension(asked, told)
    if not any(rater in raters or None in raters for raters in by_dimension.values()):
        return asked  # all is another's, by its headers: whoever loads it knows whose it is
    split = {dimension for dimension, raters in by_dimension.items() if len(raters) > 1}
    are_rated_once = not _is_filled_twice(asked, split)
    are_branches = all(_is_of_branch(each, names) for each in asked if each.dimension in split)
    if are_rated_once and are_branches and split and rater == "self":
        return asked

    def is_left(question: Question, own: str | None) -> bool:
        raters = by_dimension.get(question.dimension or "", set())
        # A header that names no rater is of people themselves, where another names the manager.
        return own != rater and (own is not None or (rater == "manager" and rater in raters))

    def without(question: Question, own: str | None) -> Question:
        if are_rated_once and question.dimension in split:
            return proposed(question, _ASKED.format(name=names[question.dimension][0]))
        return left_out(question, _SAID[own or "self"])

    return [
        without(question, own) if _is_open(question) and is_left(question, own) else question
        for question, own in zip(asked, told, strict=True)
    ]


def _of_cycle(asked: list[Question], names: Names, cycle: str) -> list[Question]:
    told = [_told(question, names, _time) or "" for question in asked]
    by_dimension = _by_dimension(asked, told)
    split = {dimension for dimension, times in by_dimension.items() if len(times) > 1}
    times = {time for dimension in split for time in by_dimension[dimension]}
    are_years = sum(any(map(_YEAR.fullmatch, time.split())) for time in times) > 1
    if not are_years and not _is_filled_twice(asked, split):
        return asked
    meant = _meant(times, cycle)
    if meant is None:
        raise _several_cycles(asked, told, split)
    return [
        left_out(question, f"another time than that of the cycle {cycle!r}")
        if _is_open(question) and time != meant and (time or meant in by_dimension[str(question.dimension)])
        else question
        for question, time in zip(asked, told, strict=True)
    ]


def _is_filled_twice(asked: list[Question], split: set[str]) -> bool:
    """Whether anybody filled two columns of one of these dimensions, which halves of a question never are."""
    return any(
        is_filled_twice([each for each in asked if _is_open(each) and each.dimension == dimension])
        for dimension in split
    )


def _is_of_branch(question: Question, names: Names) -> bool:
    """Whether a header may say whom a branch of the form is for: ``Soup (team lead)``."""
    return not _is_open(question) or _told(question, names, _branch) is not None


def _by_dimension(asked: list[Question], told: Sequence[Told]) -> dict[str, set[Told]]:
    found: dict[str, set[Told]] = {}
    for question, what in zip(asked, told, strict=True):
        if _is_open(question):
            found.setdefault(str(question.dimension), set()).add(what)
    return found


def _is_open(question: Question) -> bool:
    """Whether a question asks a dimension's level, and nobody ruled so."""
    return question.role == "dimension" and question.part is None and not is_ruled(question)


def _told(question: Question, names: Names, meaning: Callable[[list[str]], str | None]) -> str | None:
    """What the words beside the dimension's name mean; None where there are none, or others too."""
    header = f" {words(question.column.question)} "
    for name in names.get(question.dimension or "", ()) if _is_open(question) else ():
        rest = header.replace(f" {words(name)} ", " ", 1)
        if rest != header:
            return meaning(rest.split())
    return None


def _rater(beside: list[str]) -> str | None:
    raters = {_RATER_OF[word] for word in beside if word in _RATER_OF}
    is_alone = all(word in _RATER_OF or word in _BESIDE for word in beside)
    return raters.pop() if is_alone and len(raters) == 1 else None


def _branch(beside: list[str]) -> str | None:
    said = [word for word in beside if word in _RATER_OF]
    return said[0] if said and _BRANCHES.issuperset(said) else None


def _time(beside: list[str]) -> str | None:
    times = [word for word in beside if word in _TIMES or _YEAR.fullmatch(word)]
    is_alone = all(word in times or word in _BESIDE or word.isdecimal() for word in beside)
    return " ".join(word for word in beside if word in times or word.isdecimal()) if times and is_alone else None


def _meant(times: set[str], cycle: str) -> str | None:
    """The one time that the cycle's name speaks of; a header without a time where the name speaks of another year."""
    named = set(words(cycle).split())
    fitting = [time for time in times if time and _fits(set(time.split()), named)]
    if not fitting and "" in times and any(map(_YEAR.fullmatch, named)):
        return ""
    return fitting[0] if len(fitting) == 1 else None


def _fits(time: set[str], named: set[str]) -> bool:
    return time <= _NOW or (time <= named and not any(word.isdecimal() for word in named - time))


def _several_cycles(asked: list[Question], told: list[str], split: set[str]) -> ExportError:
    places: dict[str, list[str]] = {}
    for question, time in zip(asked, told, strict=True):
        if _is_open(question) and question.dimension in split:
            at = places.setdefault(time, [])
            at += [place for place in [place_of(question.column)] if place not in at]
    listed = [
        f"{', '.join(at[:MOST_NAMED])}{', ...' if len(at) > MOST_NAMED else ''} {f'of {time!r}' if time else 'of none'}"
        for time, at in places.items()
    ]
    return ExportError(
        f"One file holds one cycle, and the columns of this one are of several: {'; '.join(listed)}.",
        "Load it as a cycle with the name of one of them, which is read then, or delete the others' columns.",
    )
