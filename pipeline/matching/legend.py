"""What texts around a table and in its headers say of a scale, and whether a framework's levels are that scale.

Decision: whatever contradicts the levels is asked about, be it one entry (``1 - Expert``) or a mere range
(``Skala 1-5``); a legend that is silent about some of the levels does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.matching.legend_words import (
    LINK,
    UNIT,
    are_days,
    are_school_grades,
    is_nothing_else,
    is_of_a_scale,
    is_silent,
    leaning,
    numbers_things,
)
from pipeline.matching.text import words
from pipeline.model import Framework

_AT = r"(?:(?<=[\s,;|(\[/:*\u2026.\u2013\u2014])|^)"
_SET = r"\s*(?:=>?|->|\u2192|[:(\u2013\u2014-])\s*[\"'\u201e\u201c\u00ab]?"
_SAID = r"[^\W\d_][^,;|\n=/()\[\]\"\u201d\u201c\u00bb]*?"
_NUMBER = r"\(?(-?\d{1,3})\)?"
_NEXT = (
    rf"(?=\s*(?:[,;|\n=/()\[\]\"\u201d\u201c\u00bb]|$)|\s(?:{LINK}\s*)?\(?-?\d{{1,3}}\)?\s*[=:(\u2013\u2014-]|\s*\.\.)"
)
_ENTRY = re.compile(rf"{_AT}{_NUMBER}{_SET}({_SAID}){_NEXT}")
_BARE = re.compile(rf"{_AT}{_NUMBER}\s+({_SAID})(?=\s*(?:[,;|\n/()]|$)|\s*(?:{LINK}\s*)?\(?-?\d)")
_BACKWARD = re.compile(rf"(?<![^\W\d_])({_SAID[:-2]}{{0,40}}?)\s*[=:(]\s*(-?\d{{1,3}})(?![\w.])")
_INSIDE = r"(?:\s*\([^()]*\)|\s*[=:][^\d|;]*?|\s+[^\W\d_][^\d|;,]*?)?"
_RANGE = re.compile(
    rf"(?<![\w.,/-])(?<!\d\u2013)(-?\d{{1,3}}){_INSIDE}\s*{LINK}\s*([+-]?\d{{1,3}})(?![\w/]|[.,\u2013-]\d|(?i:{UNIT}))"
)
_ALONE = re.compile(rf"[(\[]?\s*-?\d{{1,3}}\s*{LINK}\s*-?\d{{1,3}}\s*%?\s*[)\]]?")
_BRACKETED = re.compile(rf"[(\[]\s*(-?\d{{1,3}})\s*{LINK}\s*(-?\d{{1,3}})\s*%?\s*[)\]]")
_USUAL_ENDS = frozenset([2, 3, 4, 5, 6, 7, 9, 10, 20, 50, 100])
_ENDING = re.compile(rf"(?:\s*{LINK})+\s*$")
_BEGIN = re.compile(rf"^\s*{LINK}\s+")
_SPEAKS = re.compile(r"\d|schulnote", re.IGNORECASE)
_MOST_TEXT = 400


def legend(texts: Iterable[str]) -> dict[int, str]:
    """What texts say that numbers mean; what stands for no answer is left out.

    ``"1 = expert, 2 = good"`` is ``{1: "expert", 2: "good"}``, ``"1 (best) to 4 (worst)"`` ``{1: "best", 4: "worst"}``.
    """
    return _meanings(entry for text in texts for entry in _entries(text))


def _meanings(entries: Iterable[tuple[int, str]]) -> dict[int, str]:
    found: dict[int, str] = {}
    for number, said in entries:
        if said and not is_silent(said):
            found.setdefault(number, said)
    return found


def contradiction(texts: list[str], framework: Framework) -> str | None:
    """What texts say that the levels are not, as the begin of a sentence; None where nothing speaks against them."""
    names = {words(level.name): level.level for level in framework.levels}
    texts = _short(texts)
    told = _meanings(_without_counts(texts, names))
    grades = _grades(texts, told)
    if told and all(names.get(words(said)) == number for number, said in told.items()):
        told = {}
    return (
        _other_level(told, names)
        or grades
        or _down(told)
        or _alone(told, names, framework)
        or _other_ends(told, names, framework)
        or _beyond(told, names, framework)
        or next((said for text in texts if (said := _other_range(text, framework))), None)
    )


def downward(texts: list[str]) -> str | None:
    """What says that the numbers run down: school grades, or a word for much at the lowest number."""
    short = _short(texts)
    told = legend(short)
    return _grades(short, told) or _down(told)


def _short(texts: Iterable[str]) -> list[str]:
    """Each text once, with no more than its begin: nobody explains a scale in the middle of a page."""
    return list(dict.fromkeys(short for text in texts if _SPEAKS.search(short := text[:_MOST_TEXT])))


def _grades(texts: list[str], told: dict[int, str]) -> str | None:
    """That texts speak of school grades, beside no legend from little at 0 to much: no grade is 0."""
    is_risen = bool(told) and min(told) == 0 and leaning(told[0]) < 0 < leaning(told[max(told)])
    if is_risen or not any(map(are_school_grades, texts)):
        return None
    return "its legend speaks of school grades (Schulnoten), of which 1 is the best"


def _down(told: dict[int, str]) -> str | None:
    """That the lowest entry is for much and the highest for little; what is between may say "with no help"."""
    numbers = sorted(told)
    if len(numbers) > 2 and numbers[-1] - numbers[-2] > 1:
        numbers.pop()  # "9 = on leave"
    leans = [leaning(told[number]) for number in numbers]
    if not leans or leans[0] <= 0:
        return None
    if leans[-1] < 0:
        return f"its legend runs down, {numbers[0]} = {told[numbers[0]]} and {numbers[-1]} = {told[numbers[-1]]}"
    if len(told) > 1 and not any(leans[1:]) and numbers[0] <= 1:
        return f"its legend may run down, {numbers[0]} = {told[numbers[0]]}"
    return None


def _entries(text: str) -> Iterator[tuple[int, str]]:
    entries = _ENTRY.findall(text) or _leaning_both(_BARE.findall(text))
    if not entries:
        entries = _leaning_both([(number, _BEGIN.sub("", said)) for said, number in _BACKWARD.findall(text)])
    for number, said in entries:
        yield int(number), _ENDING.sub("", said).strip()


def _without_counts(texts: list[str], names: dict[str, int]) -> Iterator[tuple[int, str]]:
    """The entries of texts but for how many people are at which level: ``"Aware: 5, Practicing: 3, Expert: 4"``."""
    read = [list(_entries(text)) for text in texts]
    single = [each[0] for each in read if len(each) == 1]
    yield from (entry for each in read if len(each) > 1 and not _are_counts(each, names) for entry in each)
    are_counts = _are_counts(single, names)
    yield from (entry for entry in single if not (are_counts and words(entry[1]) in names))


def _are_counts(entries: list[tuple[int, str]], names: dict[str, int]) -> bool:
    """Whether the numbers of levels, each named once, neither rise nor fall with the levels."""
    placed = sorted({(names[words(said)], number) for number, said in entries if words(said) in names})
    steps = [after[1] - before[1] for before, after in pairwise(placed)]
    is_once = len({level for level, _ in placed}) == len(placed)
    return is_once and bool(steps) and not (min(steps) > 0 or max(steps) < 0)


def _leaning_both(entries: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Entries without a sign of their own, where one is for much and one for little; else none: "3 teams"."""
    return entries if {1, -1} <= {leaning(said) for _, said in entries} else []


def _other_level(told: dict[int, str], names: dict[str, int]) -> str | None:
    other = {number: said for number, said in told.items() if names.get(words(said), number) != number}
    number, said = next(iter(other.items()), (0, ""))
    return f"its legend says {number} = {said}, and the framework {names[words(said)]} = {said}" if other else None


def _alone(told: dict[int, str], names: dict[str, int], framework: Framework) -> str | None:
    """That a single entry says nothing but much at the low end, little at the high one, or either off the levels."""
    for number, said in told.items():
        if words(said) in names or not is_nothing_else(said):
            continue
        is_high_end, is_low_end = number >= framework.highest, number <= max(1, framework.lowest)
        is_off = not framework.lowest <= number <= framework.highest
        if is_off or (is_low_end and leaning(said) > 0) or (is_high_end and leaning(said) < 0):
            return f"its legend says {number} = {said}, and the levels run up from {_span(framework)}"
    return None


def _other_ends(told: dict[int, str], names: dict[str, int], framework: Framework) -> str | None:
    """That a legend goes from little to much between other numbers than the levels."""
    if len(told) < 2 or any(names.get(words(said)) == number for number, said in told.items()):
        return None
    low, high = min(told), max(told)
    is_whole = leaning(told[low]) < 0 < leaning(told[high])
    if not is_whole or (low, high) == (framework.lowest, framework.highest):
        return None
    return f"its legend runs from {low} = {told[low]} to {high} = {told[high]}, and the levels are {_span(framework)}"


def _beyond(told: dict[int, str], names: dict[str, int], framework: Framework) -> str | None:
    """That a legend goes on beyond the levels, where it does not give most levels their own names: "9 = on leave"."""
    beyond = [number for number in told if not framework.lowest <= number <= framework.highest]
    own = sum(names.get(words(said)) == number for number, said in told.items())
    if not beyond or len(told) < 3 or 2 * own > len(told) - len(beyond):
        return None
    return f"its legend has {beyond[-1]} = {told[beyond[-1]]}, and the levels are {_span(framework)}"


def _other_range(text: str, framework: Framework) -> str | None:
    """That a text which speaks of a scale, or holds nothing else, gives a scale other ends than the levels have.

    What lies within the levels beside their own span is a part of it: ``"Skala 0-4 (0-2 Schulungsbedarf)"``.
    """
    if not is_of_a_scale(text) and not _is_alone(text):
        return None
    own = (framework.lowest, framework.highest)
    found = {tuple(sorted(map(int, match.groups()))): match for match in _RANGE.finditer(text) if _may_be_scale(match)}
    for (low, high), match in found.items():
        is_part = own in found and own[0] <= low and high <= own[1]
        if low <= 1 < high and not is_part:
            return f"its scale is said to go from {match[1]} to {match[2]}, and the levels are {_span(framework)}"
    return None


def _may_be_scale(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    return not numbers_things(before) and not are_days(before, int(match[2]), after)


def _is_alone(text: str) -> bool:
    """Whether a text is a range, or has one in brackets that scales have: ``"Skills (1-5)"``, not ``"(1-8)"``."""
    if _ALONE.fullmatch(text.strip()):
        return True
    found = [sorted(map(int, ends)) for ends in _BRACKETED.findall(text)]
    return any(low < 1 or high in _USUAL_ENDS for low, high in found)


def _span(framework: Framework) -> str:
    return f"{framework.lowest} to {framework.highest}"
