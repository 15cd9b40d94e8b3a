"""The columns of a file that look like skills, whatever framework there is, and the answers in them.

Columns are skills together or not at all: what tells them is that many of them hold the same few short
answers. Which end of marks and words is the low one is never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.exports.masks import plain
from pipeline.exports.matrix import people_on_top
from pipeline.matching.answers import is_no_answer
from pipeline.matching.attributes import meaning
from pipeline.matching.derived import is_numbering, is_worked_out
from pipeline.matching.places import place_of
from pipeline.matching.text import squeezed
from pipeline.model import Column, Responses

Kind = Literal["percent", "share", "number", "mark", "word"]

MOST_ANSWERS = 12
"""Different answers on one scale, at most."""

_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d+))?\s*%")
_NUMBER = re.compile(r"(\d{1,2})(?:[.,]0+)?")
_MARKS = frozenset("x o v ✓ ✔ ✗ ✘ ☑ ☐ ● ○ yes no y n ja nein oui non si sí true false".split())
_VALUES = re.compile(r"(?:skill|competency|kompetenz|compétence|competencia)\s*\d{1,2}", re.IGNORECASE)
_SHARE = re.compile(r"0?[.,]\d{1,4}")
_LONGEST_WORD = 40
_ALIKE = 0.8
_PERSON = re.compile(r".*@.*|(?:person|employee|engineer|user|member|mitarbeiter(?:in)?) ?\d+", re.IGNORECASE)
_NAME = re.compile(r"[^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,2}")


@dataclass(frozen=True)
class OwnSkills:
    """Columns that look like skills, with the different answers in them.

    ``answers`` are as written first, without "no answer"; numbers and percentages stand lowest first,
    marks and words most frequent first. ``found`` is the file as it was read to see them.
    """

    found: Responses
    columns: tuple[Column, ...]
    kind: Kind
    answers: tuple[str, ...]


def own_skills(found: Responses, chosen: Sequence[int] = (), scale: Sequence[str] = ()) -> OwnSkills | None:
    """The skills of a file.

    Parameters
    ----------
    found
        The file, read without knowing a framework's names.
    chosen
        Positions of the columns that are meant (of rows, where people stand in columns); all where empty.
    scale
        The answers of a skill, where they are known.

    Returns
    -------
    OwnSkills or None
        None where fewer than two columns look like skills. Chosen columns are skills whatever they hold.
    """
    columns = [column for column in found.columns if column.header and column.metadata is None]
    if chosen:
        return _skills(found, [column for column in columns if _position(column) in chosen])
    if scale and any(_is_on(scale, column) for column in columns):
        return _skills(found, [column for column in columns if _may_be_skill(column) and _is_on(scale, column)])
    kinds = {id(column): kind for column in columns if (kind := _kind(column)) is not None}
    groups: dict[Kind, list[Column]] = {}
    for column in columns:
        if id(column) in kinds and _may_be_skill(column):
            groups.setdefault(kinds[id(column)], []).append(column)
    groups["word"] = _alike(groups.get("word", []))
    if found.tool not in ("matrix", "long"):
        groups.pop("mark", None)  # elsewhere these are checkboxes
    best = max(groups.values(), key=len)
    skills = _skills(found, best) if len(best) >= 2 else None
    return skills if skills and len(skills.answers) <= MOST_ANSWERS else None


def turned_skills(found: Responses, scale: Sequence[str] = ()) -> OwnSkills | None:
    """The skills of a file, with people in columns where its margins say so."""
    skills = own_skills(found, scale=scale)
    if found.tool != "matrix" or found.people_row is not None:
        return skills
    turned = people_on_top(found.sheet)
    columns = skills.columns if skills else [each for each in found.columns if each.metadata is None]
    if turned is None or _named_like_people(column.header for column in columns) < _ALIKE:
        return skills
    other = own_skills(turned, scale=scale)
    return other if other and _named_like_people(column.header for column in other.columns) < 0.5 else skills


def names_values(found: Responses) -> bool:
    """Whether a file says which skills somebody has (``Skill 1``, ``Skill 2``), and no level of them."""
    return sum(_VALUES.fullmatch(column.header.strip()) is not None for column in found.columns) >= 2


def skills_told(skills: OwnSkills) -> str:
    """Which columns look like skills: ``columns L to AP (31) look like skills of your own ('Task 1', ...)``."""
    places = [place_of(column) for column in skills.columns]
    is_rows = skills.found.people_row is not None
    span = f"{places[0]} to {places[-1].removeprefix('Row ')}".replace("Row ", "Rows ")
    names = ", ".join(repr(" ".join(column.header.split())[:40]) for column in skills.columns[:3])
    more = ", ..." if len(places) > 3 else ""
    return f"{'' if is_rows else 'Columns '}{span} ({len(places)}) look like skills of your own ({names}{more})"


def counted_answers(columns: Iterable[Column]) -> Counter[str]:
    """How often each answer stands in these columns, as written first; "no answer" and blanks left out."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    for column in columns:
        for entry in plain(column.answers).drop_null().value_counts().to_pylist():
            text = " ".join(entry["values"].split())
            if not is_no_answer(text):
                counts[first.setdefault(squeezed(text), text)] += entry["counts"]
    return counts


def number_in(text: str) -> float | None:
    """The number that an answer is, with or without a percent sign; None where it is none."""
    percent, number = _PERCENT.fullmatch(text.strip()), _NUMBER.fullmatch(text.strip())
    if _SHARE.fullmatch(text.strip()):
        return float(text.strip().replace(",", "."))
    if percent:
        return float(f"{percent[1]}.{percent[2] or 0}")
    return float(number[1]) if number else None


def _position(column: Column) -> int:
    is_row = column.columns is not None and column.rows is not None and len(column.rows)
    return int(column.rows[0]) if is_row and column.rows is not None else column.column


def _skills(found: Responses, columns: list[Column]) -> OwnSkills | None:
    if not columns:
        return None
    counts = counted_answers(columns)
    kinds = Counter({kind: sum(n for text, n in counts.items() if _kind_of(text) == kind) for kind in _KINDS})
    is_share = kinds["share"] and _are_ends(counts)
    kind = "share" if is_share else kinds.most_common(1)[0][0]
    fitting = (kind, "number") if kind == "share" else (kind,)
    common = [text for text, _ in counts.most_common() if kind in ("mark", "word") or _kind_of(text) in fitting]
    if kind not in ("mark", "word"):
        common.sort(key=lambda text: number_in(text) or 0.0)
    return OwnSkills(found, tuple(columns), kind, tuple(common))


_KINDS: tuple[Kind, ...] = ("percent", "share", "number", "mark", "word")


def _may_be_skill(column: Column) -> bool:
    """Whether a header allows it; one like "User" is a skill too where its answers cannot be people."""
    told = meaning(column.header)
    is_free = told is None or (told in ("person", "name") and _kind(column) in ("number", "percent"))
    return is_free and not is_worked_out(column.header) and not is_numbering(column.header)


def _kind(column: Column) -> Kind | None:
    """What nearly all answers of a column are; None where they are neither few nor short."""
    counts = counted_answers([column])
    kinds: Counter[Kind] = Counter()
    for text, count in counts.items():
        kinds[_kind_of(text)] += count
    if not kinds:
        return None
    if kinds["share"] and _are_ends(counts):
        kinds["share"] += kinds.pop("number", 0)
    kind, cells = kinds.most_common(1)[0]
    is_few = len(counts) <= MOST_ANSWERS and all(len(text) <= _LONGEST_WORD for text in counts)
    return kind if is_few and cells >= _ALIKE * counts.total() else None


def _are_ends(texts: Iterable[str]) -> bool:
    """Whether the whole numbers among texts are 0 and 1: the ends of a spreadsheet's percentages."""
    return all(text in ("0", "1") for text in texts if _kind_of(text) == "number")


def _kind_of(text: str) -> Kind:
    if _PERCENT.fullmatch(text):
        return "percent"
    if _SHARE.fullmatch(text):
        return "share"
    number = _NUMBER.fullmatch(text)
    if number and int(number[1]) <= 10:
        return "number"
    return "mark" if squeezed(text) in _MARKS else "word"


def _alike(columns: list[Column]) -> list[Column]:
    """Columns of words whose words other columns use too."""
    used = {id(column): counted_answers([column]) for column in columns}
    in_columns = Counter(squeezed(text) for counts in used.values() for text in counts)
    return [
        column
        for column in columns
        if sum(count for text, count in used[id(column)].items() if in_columns[squeezed(text)] > 1)
        >= _ALIKE * used[id(column)].total()
    ]


def _is_on(scale: Sequence[str], column: Column) -> bool:
    """Whether nearly all answers of a column are on a scale, as they are written or as numbers."""
    counts, texts = counted_answers([column]), set(map(squeezed, scale))
    numbers = {number_in(text) for text in scale} - {None}
    on_scale = sum(n for text, n in counts.items() if squeezed(text) in texts or number_in(text) in numbers)
    return bool(counts) and on_scale >= _ALIKE * counts.total()


def _named_like_people(headers: Iterable[str]) -> float:
    """Share of headers that read like a person: an address, "Person 7", or two or three words of a name."""
    names = [" ".join(header.split()) for header in headers if header.strip()]
    people = [name for name in names if _PERSON.fullmatch(name) or (_NAME.fullmatch(name) and name.istitle())]
    return len(people) / len(names) if names else 0.0
