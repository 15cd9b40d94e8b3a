"""Who answered, in which group, and which of a person's answers is the latest.

A respondent is an address or employee id, else a name, else nobody but that row. What a name means
on a roster is decided when figures are read, so that loading order changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.matching.answers import is_no_answer
from pipeline.matching.places import cell_columns, cell_rows
from pipeline.matching.questions import Question
from pipeline.matching.recipe import NO_RULINGS, Rulings
from pipeline.matching.text import label_key
from pipeline.model import Problem, Responses, letter

Texts = npt.NDArray[np.object_]

STATED = ("team", "division", "role", "location")
"""The attributes that a respondent may state of themselves."""

_NOBODY = frozenset(["anonymous", "anonym", "anonyme", "anonimo", "anónimo", "anônimo", "anoniem", "anonimowy"])


@dataclass(frozen=True)
class Respondents:
    """One entry per record.

    ``person`` and ``other`` are identifiers (address first), ``name`` a name: lower-case text or
    None. ``written`` holds the same three as they are written. ``named`` is what names the respondent
    in the file itself, before rulings on who is who. ``is_namesake`` marks a nameless-but-for-a-name
    row whose name stands twice in this file. ``stated`` are the attributes.
    """

    person: Texts
    other: Texts
    name: Texts
    written: dict[str, Texts]
    named: Texts
    is_namesake: npt.NDArray[np.bool_]
    stated: dict[str, Texts]
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
    person, other = _first_filled(ladder), _second_filled(ladder)
    written_name = _identifiers(_name(asked, name_text, records))
    written = {"person": person, "other": other, "name": written_name}
    keys = _known_as(written, rulings)
    own = {what: _lowered(texts) for what, texts in written.items()}
    lowered = own if keys is written else {what: _lowered(texts) for what, texts in keys.items()}
    is_nameless = pd.isna(lowered["person"])
    names = pd.Series(lowered["name"], dtype=object)
    counted = responses.excluded.is_null().to_numpy(zero_copy_only=False)
    is_namesake = (
        names.where(is_nameless & counted).duplicated(keep=False).to_numpy()
        & ~pd.isna(lowered["name"])
        & ~names.isin(rulings.people_known).to_numpy()
        & is_nameless
        & counted
    )
    return Respondents(
        lowered["person"],
        lowered["other"],
        lowered["name"],
        keys,
        _first_filled([own["person"], own["name"]]),
        is_namesake & (responses.tool != "long"),
        {what: _stated(asked, what, records, rulings) for what in STATED},
        _namesake_problems(responses, asked, is_namesake & (responses.tool != "long")),
    )


def superseded(who: Respondents, responses: Responses) -> npt.NDArray[np.bool_]:
    """Which records a later one of the same person in this file replaces.

    Later is by completion time; where a time is missing, or times are equal, by position. Excluded
    records neither replace nor are replaced.
    """
    identity = pd.Series(who.person, dtype=object)
    by_name = pd.Series([None if n is None else f"name\0{n}" for n in who.name], dtype=object)
    identity = identity.where(identity.notna(), by_name.where(~pd.Series(who.is_namesake)))
    counted = responses.excluded.is_null().to_numpy(zero_copy_only=False)
    candidates = pd.DataFrame({"identity": identity, "time": responses.completed_at})[counted]
    candidates = candidates[candidates["identity"].notna()]
    candidates = candidates[candidates["identity"].duplicated(keep=False)]
    latest = [_latest(times["time"]) for _, times in candidates.groupby("identity", sort=False)]
    is_superseded = np.zeros(len(responses.rows), dtype=bool)
    is_superseded[candidates.index] = True
    is_superseded[latest] = False
    return is_superseded


def _latest(times: pd.Series[pd.Timestamp]) -> int:
    """The record that counts: the champion over file order, each challenger by time if both have one."""
    untimed = times.index[times.isna()]
    after = times[times.index > untimed[-1]] if len(untimed) else times
    if after.empty:
        return int(untimed[-1])
    return int(after[after == after.max()].index[-1])


def _first(asked: list[Question], meaning: str, records: int) -> Texts:
    """The first non-blank text per record among the columns of one meaning."""
    found = np.full(records, None, dtype=object)
    for question in asked:
        if question.attribute == meaning and question.role in ("metadata", "attribute"):
            texts = _texts(question)
            found = np.where(pd.isna(found), texts, found)
    return found


def _first_identifier(asked: list[Question], meaning: str, records: int) -> Texts:
    """As ``_first``, over cells that identify: behind ``anonymous`` in one column may stand an address in another."""
    found = np.full(records, None, dtype=object)
    for question in asked:
        if question.attribute == meaning and question.role in ("metadata", "attribute"):
            found = np.where(pd.isna(found), _identifiers(_texts(question)), found)
    return found


def _texts(question: Question) -> Texts:
    values = np.array([*question.cells.values, None], dtype=object)
    return values[question.cells.codes]


def _identifiers(texts: Texts) -> Texts:
    """Trimmed texts; what says "no answer" or "anonymous" identifies nobody."""
    if pd.isna(texts).all():
        return texts
    kept: dict[str | None, str | None] = {text: _identifying(text) for text in set(texts[~pd.isna(texts)])}
    kept[None] = None
    return np.array([kept[text] for text in texts], dtype=object)


def _identifying(text: str) -> str | None:
    plain = " ".join(text.split())
    if "@" in plain:  # as no word for nobody or no answer has
        return text if plain == text else plain  # of a million people the same text is not kept twice
    return None if plain.casefold() in _NOBODY or is_no_answer(text) else plain


def _lowered(texts: Texts) -> Texts:
    if pd.isna(texts).all():
        return texts
    return np.array([None if text is None else label_key(text) for text in texts], dtype=object)


def is_identifier(text: str) -> bool:
    """Whether a text is an address or an employee id, as "ada@sample.example" and "K17" are, rather than a name."""
    return "@" in text or (any(character.isdigit() for character in text) and " " not in text.strip())


def _person_column(asked: list[Question], records: int) -> tuple[Texts, Texts]:
    """A column headed "Person" or the like holds identifiers if its cells carry digits or an @, else names."""
    texts = _first(asked, "person", records)
    filled = texts[~pd.isna(texts)]
    nobody = np.full(records, None, dtype=object)
    if len(filled) and all(map(is_identifier, filled)):
        return texts, nobody
    return nobody, texts


def _own_ids(asked: list[Question], records: int) -> Texts:
    """A bare "ID" column, unless it merely numbers the rows."""
    texts = _first(asked, "id", records)
    filled = [text.strip() for text in texts[~pd.isna(texts)]]
    sizes = [(len(text.lstrip("0")), text.lstrip("0")) for text in filled]
    is_row_number = all(text.isdecimal() for text in filled) and sizes == sorted(sizes)
    if is_row_number or len(set(filled)) < len(filled):
        return np.full(records, None, dtype=object)
    return texts


def _name(asked: list[Question], person_names: Texts, records: int) -> Texts:
    whole = _first_identifier(asked, "name", records)
    given, family = _first(asked, "given_name", records), _first(asked, "family_name", records)
    if pd.isna(given).all() and pd.isna(family).all():
        return _first_filled([whole, person_names])
    joined = np.array(
        [" ".join(part for part in (g, f) if part) or None for g, f in zip(given, family, strict=True)],
        dtype=object,
    )
    return _first_filled([whole, person_names, joined])


def _first_filled(ladder: list[Texts]) -> Texts:
    found = ladder[0]
    for texts in ladder[1:]:
        found = np.where(pd.isna(found), texts, found)
    return found


def _second_filled(ladder: list[Texts]) -> Texts:
    first, second = ladder[0], np.full(len(ladder[0]), None, dtype=object)
    for texts in ladder[1:]:
        second = np.where(pd.isna(second) & ~pd.isna(first), texts, second)
        first = np.where(pd.isna(first), texts, first)
    return second


def _known_as(written: dict[str, Texts], rulings: Rulings) -> dict[str, Texts]:
    """The respondents by what they are known as; an identifier that was ruled on stays as the other one."""
    if not rulings.people:
        return written
    people = zip(written["person"], written["other"], written["name"], strict=True)
    known = [_ruled_person(person, other, name, rulings) for person, other, name in people]
    columns = zip(*known, strict=True) if known else ((), (), ())
    return {
        what: np.array([*texts, None], dtype=object)[:-1]
        for what, texts in zip(("person", "other", "name"), columns, strict=True)
    }


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


def _stated(asked: list[Question], what: str, records: int, rulings: Rulings) -> Texts:
    found = _first(asked, what, records)
    department = _first(asked, "department", records)
    has_team = any(question.attribute == "team" for question in asked)
    if (what == "team" and not has_team) or (what == "division" and has_team):
        found = np.where(pd.isna(found), department, found)
    found = _identifiers(found)
    if what == "team" and rulings.teams:
        return np.array([None if text is None else rulings.team(text) for text in found], dtype=object)
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
