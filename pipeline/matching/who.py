"""Who answered, in which group, and which of a person's answers is the latest.

A respondent is an address or employee id, else a name, else nobody but that row. What a name means
on a roster is decided when figures are read, so that loading order changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from pipeline.coded import (
    Coded,
    changed,
    coded,
    coded_of,
    distinct,
    first_filled,
    holds,
    is_filled,
    is_same,
    is_trimmed,
    lowered,
    numbers_of,
    of_nobody,
    plain_texts,
    respelt,
    second_filled,
)
from pipeline.matching.answers import is_no_answer
from pipeline.matching.places import cell_columns, cell_rows
from pipeline.matching.questions import IDENTIFYING, Question
from pipeline.matching.recipe import NO_RULINGS, Rulings
from pipeline.matching.text import label_key
from pipeline.model import Problem, Responses, letter

STATED = ("team", "division", "role", "location")
"""The attributes that a respondent may state of themselves."""

_NOBODY = frozenset(["anonymous", "anonym", "anonyme", "anonimo", "anónimo", "anônimo", "anoniem", "anonimowy"])


@dataclass(frozen=True)
class Respondents:
    """One entry per record.

    ``person`` and ``other`` are identifiers (address first), ``name`` a name: lower-case text or
    none, each once in its list. ``written`` holds the same three as they are written. ``named`` is what
    names the respondent in the file itself, before rulings on who is who. ``is_namesake`` marks a
    nameless-but-for-a-name row whose name stands twice in this file. ``stated`` are the attributes.
    """

    person: Coded
    other: Coded
    name: Coded
    written: dict[str, Coded]
    named: Coded
    is_namesake: npt.NDArray[np.bool_]
    stated: dict[str, Coded]
    problems: list[Problem]


def respondents(responses: Responses, asked: list[Question], rulings: Rulings = NO_RULINGS) -> Respondents:
    """Who stands behind each record, from metadata and identifying questions."""
    records = len(responses.rows)
    address = _first_identifier(asked, "address", records)
    employee = _first_identifier(asked, "employee_id", records)
    person_text, name_text = _person_column(asked, records)
    number = _identifiers(_own_ids(asked, records))
    person_id = _identifiers(person_text)
    ladder = [address, employee, person_id, number]
    person, other = first_filled(ladder), second_filled(ladder)
    written_name = _identifiers(_name(asked, name_text, records))
    written = {"person": person, "other": other, "name": written_name}
    keys = _known_as(written, rulings)
    own = {what: _lowered(texts, asked) for what, texts in written.items()}
    known = own if keys is written else {what: _lowered(texts, asked) for what, texts in keys.items()}
    is_namesake = _is_namesake(known, responses.is_counted, rulings)
    return Respondents(
        known["person"],
        known["other"],
        known["name"],
        keys,
        first_filled([own["person"], own["name"]]),
        is_namesake & (responses.tool != "long"),
        {what: _stated(asked, what, records, rulings) for what in STATED},
        _namesake_problems(responses, asked, is_namesake & (responses.tool != "long")),
    )


def _is_namesake(known: dict[str, Coded], counted: npt.NDArray[np.bool_], rulings: Rulings) -> npt.NDArray[np.bool_]:
    """Whether nothing but a name tells who it is, and another row that counts says the same name so."""
    is_alone = ~is_filled(known["person"]) & is_filled(known["name"]) & counted
    if not is_alone.any():
        return is_alone
    names = numbers_of(known["name"])
    times = np.bincount(names[is_alone], minlength=len(known["name"].dictionary))
    ruled = np.isin(known["name"].dictionary.to_numpy(zero_copy_only=False), list(rulings.people_known))
    return np.asarray(is_alone & ((times > 1) & ~ruled)[names])


def superseded(who: Respondents, responses: Responses) -> npt.NDArray[np.bool_]:
    """Which records a later one of the same person in this file replaces.

    Later is by completion time; where a time is missing, or times are equal, by position. Excluded
    records neither replace nor are replaced; parts of a record are replaced by the line that stands for it.
    """
    persons, names = numbers_of(who.person), numbers_of(who.name)
    by_name = np.where((names >= 0) & ~who.is_namesake, names + len(who.person.dictionary), -1)
    identity = np.where(persons >= 0, persons, by_name)
    identity[~responses.is_counted] = -1
    times = np.append(np.bincount(identity[identity >= 0]), 0)
    candidates = np.flatnonzero(times[identity] > 1)
    in_order = candidates[np.argsort(identity[candidates], kind="stable")]
    _, starts = np.unique(identity[in_order], return_index=True)
    is_superseded = np.zeros(len(responses.rows), bool) if responses.is_part is None else responses.is_part.copy()
    is_superseded[candidates] = True
    is_superseded[[_latest(of_one, responses) for of_one in np.split(in_order, starts[1:]) if len(of_one)]] = False
    return is_superseded


def _latest(records: npt.NDArray[np.int64], responses: Responses) -> int:
    """The record that counts: the champion over file order, each challenger by time if both have one."""
    times = responses.completed_at[records]
    untimed = np.flatnonzero(np.isnat(times))
    if len(untimed):
        after = slice(untimed[-1] + 1, None)
        if not len(times[after]):
            return int(records[-1])
        records, times = records[after], times[after]
    return int(records[times == times.max()][-1])


def _first(asked: list[Question], meaning: str, records: int) -> Coded:
    """The first non-blank text per record among the columns of one meaning."""
    return first_filled([*map(_texts, _telling(asked, meaning)), of_nobody(records)])


def _first_identifier(asked: list[Question], meaning: str, records: int) -> Coded:
    """As ``_first``, over cells that identify: behind ``anonymous`` in one column may stand an address in another."""
    return first_filled([*(_identifiers(_texts(each)) for each in _telling(asked, meaning)), of_nobody(records)])


def _telling(asked: list[Question], meaning: str) -> list[Question]:
    return [each for each in asked if each.attribute == meaning and each.role in ("metadata", "attribute")]


def _texts(question: Question) -> Coded:
    return coded(question.cells.texts, question.cells.codes)


def _identifiers(texts: Coded) -> Coded:
    """Trimmed texts; what says "no answer" or "anonymous" identifies nobody."""
    return changed(texts, lambda written: respelt(written, ~(is_trimmed(written) & holds(written, "@")), _identifying))


def _identifying(text: str) -> str | None:
    plain = " ".join(text.split())
    if "@" in plain:  # as no word for nobody or no answer has
        return plain
    return None if plain.casefold() in _NOBODY or is_no_answer(text) else plain


def is_identifying(text: str) -> bool:
    """Whether a cell says who it is, rather than "no answer" or "anonymous"."""
    return _identifying(text) is not None


def _lowered(texts: Coded, asked: list[Question]) -> Coded:
    """Lower-case texts, each once in the list, as those of a single column are that is lower-case already."""
    low = changed(texts, lowered)
    lists = (question.cells.texts for question in asked if question.attribute in IDENTIFYING)
    return low if any(is_same(low.dictionary, each) for each in lists) else distinct(low)


def is_identifier(text: str) -> bool:
    """Whether a text is an address or an employee id, as "ada@sample.example" and "K17" are, rather than a name."""
    return "@" in text or (any(character.isdigit() for character in text) and " " not in text.strip())


def _person_column(asked: list[Question], records: int) -> tuple[Coded, Coded]:
    """A column headed "Person" or the like holds identifiers if its cells carry digits or an @, else names."""
    texts = _first(asked, "person", records)
    is_address = holds(texts.dictionary, "@")
    others = np.unique(numbers_of(texts)[is_filled(texts) & ~np.append(is_address, False)[numbers_of(texts)]])
    nobody = of_nobody(records)
    if all(map(is_identifier, texts.dictionary.take(pa.array(others)).to_pylist())):
        return texts, nobody
    return nobody, texts


def _own_ids(asked: list[Question], records: int) -> Coded:
    """A bare "ID" column, unless it merely numbers the rows."""
    texts = _first(asked, "id", records)
    filled = [text.strip() for text in texts.drop_null().to_pylist()]
    sizes = [(len(text.lstrip("0")), text.lstrip("0")) for text in filled]
    is_row_number = all(text.isdecimal() for text in filled) and sizes == sorted(sizes)
    if is_row_number or len(set(filled)) < len(filled):
        return of_nobody(records)
    return texts


def _name(asked: list[Question], person_names: Coded, records: int) -> Coded:
    whole = _first_identifier(asked, "name", records)
    given, family = _first(asked, "given_name", records), _first(asked, "family_name", records)
    if not (is_filled(given) | is_filled(family)).any():
        return first_filled([whole, person_names])
    joined = [
        " ".join(part for part in (g, f) if part) or None
        for g, f in zip(plain_texts(given), plain_texts(family), strict=True)
    ]
    return first_filled([whole, person_names, coded_of(joined)])


def _known_as(written: dict[str, Coded], rulings: Rulings) -> dict[str, Coded]:
    """The respondents by what they are known as; an identifier that was ruled on stays as the other one."""
    if not rulings.people:
        return written
    people = zip(*(plain_texts(written[what]) for what in ("person", "other", "name")), strict=True)
    known = [_ruled_person(person, other, name, rulings) for person, other, name in people]
    columns = zip(*known, strict=True) if known else ((), (), ())
    return {what: coded_of(texts) for what, texts in zip(("person", "other", "name"), columns, strict=True)}


def _ruled_person(
    person: str | None, other: str | None, name: str | None, rulings: Rulings
) -> tuple[str | None, str | None, str | None]:
    own = [text for text in (person, other, None if person else name) if text]
    ruled = next((text for text in own if rulings.person(text) != text), None)
    if ruled is None:
        return person, other, name
    known = rulings.person(ruled)
    if not is_identifier(known):
        return None, None, known
    beside = next((text for text in (person, other) if text and label_key(text) != label_key(known)), None)
    return known, beside, name


def _stated(asked: list[Question], what: str, records: int, rulings: Rulings) -> Coded:
    found = _first(asked, what, records)
    has_team = any(question.attribute == "team" for question in asked)
    if (what == "team" and not has_team) or (what == "division" and has_team):
        found = first_filled([found, _first(asked, "department", records)])
    found = _identifiers(found)
    if what == "team" and rulings.teams:
        return changed(found, lambda names: pa.array(map(rulings.team, names.to_pylist()), pa.string()))
    return found


def _namesake_problems(
    responses: Responses, asked: list[Question], is_namesake: npt.NDArray[np.bool_]
) -> list[Problem]:
    question = next((q for q in asked if q.attribute in ("name", "person", "given_name")), None)
    if question is None:
        return []
    rows, columns = cell_rows(responses, question.column), cell_columns(responses, question.column)
    return [
        Problem(
            responses.sheet.name,
            int(rows[record]),
            letter(int(columns[record])),
            question.column.header,
            question.column.answers[int(record)].as_py(),
            "namesakes",
            "This name stands more than once in the file; the rows count as different people. "
            "Add addresses or employee ids, or rule that it is one person.",
        )
        for record in np.flatnonzero(is_namesake)
    ]
