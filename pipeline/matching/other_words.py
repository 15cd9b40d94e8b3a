"""What a heading says of something else than a dimension's level, and how plainly it says so.

Decision: a description is no question of its own. What stands in round brackets counts only where these hold little
more than the word itself (``(target 2027)``), or ask for a level, a wish or how important it is; a mark of forms such
as ``(required)`` never does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from pipeline.frameworks.loader import SAFE_LOADER
from pipeline.matching.naming import named_dimension, words_beside
from pipeline.matching.text import words
from pipeline.model import Framework

KINDS = ("wish", "importance", "earlier", "manager")

_BRACKET = re.compile(r"\([^()]*\)")
_LEVEL = frozenset(
    "level levels niveau nivel niveles livello stufe wert stand score rating rated view skill poziom assessment "
    "assessed evaluation evaluacion valutazione einschatzung bewertung beurteilung einstufung avis".split()
)
_LITTLE = _LEVEL | frozenset(
    "a an the my your our of for in to by is be have where s i you it end next this year until | bis mein dein ihr der "
    "die das im fur von jahr le la les du de mon ton votre pour el los mi tu su para il lo per di het een voor job "
    "role work year end jahresende durch des".split()
)
"""Words that say nothing beside another one."""

_MARKS = frozenset("required requis requerido requerida richiesto vereist".split())
"""What forms write beside a question that has to be answered."""


@dataclass(frozen=True)
class Said:
    """Words for something else in one heading, by how plainly they tell.

    ``explicit`` tells even where all headings say it, ``clear`` of a column that stands alone, and ``weak`` only which
    of two columns is the level.
    """

    explicit: frozenset[str] = frozenset()
    clear: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """All words, however plain."""
        return self.explicit | self.clear | self.weak

    def without(self, shared: frozenset[str]) -> Said:
        """What is left when some words tell nothing."""
        return Said(self.explicit - shared, self.clear - shared, self.weak - shared)


def said(header: str, framework: Framework, kinds: Sequence[str] = KINDS, with_descriptions: bool = False) -> Said:
    """What a heading says of something else than the level beside the names in it.

    Parameters
    ----------
    header
        As it stands in the file.
    framework
        Whose names are left aside.
    kinds
        What is looked for, of `KINDS`.
    with_descriptions
        Whether brackets that describe something count too.

    Returns
    -------
    Said
        Where the heading says nothing else at all, its weak words are as plain as the others: ``Goal: Soup``.
    """
    beside = words_beside(header if with_descriptions else _undescribed(header, framework), framework)
    return _said(beside, kinds)


def words_for(kind: str, header: str) -> frozenset[str]:
    """The words of one kind in a whole heading."""
    return _said(f" {words(header)} ", (kind,)).all


def _said(beside: str, kinds: Sequence[str]) -> Said:
    plain = {kind: _found(beside, _vocabulary()[kind]["clear"]) for kind in kinds}
    weak = {kind: _found(beside, _vocabulary()[kind]["weak"]) for kind in kinds}
    if _is_bare(beside, frozenset().union(*plain.values(), *weak.values())):
        plain = {kind: plain[kind] | weak[kind] for kind in kinds}
    explicit = plain.get("wish", frozenset()) | plain.get("importance", frozenset())
    others = plain.get("earlier", frozenset()) | plain.get("manager", frozenset())
    return Said(explicit, others, frozenset().union(*weak.values()) - explicit - others)


def _undescribed(header: str, framework: Framework) -> str:
    """A heading without the brackets that only describe; those of a dimension's own name stay."""
    named = named_dimension(header, framework)
    for bracket in _BRACKET.findall(header):
        without = header.replace(bracket, " ")
        if not _is_telling(bracket) and named_dimension(without, framework) == named:
            header = without
    return header


def _is_telling(bracket: str) -> bool:
    beside = f" {words(bracket)} "
    asked = _said(beside, ("wish", "importance", "earlier"))
    if asked.explicit | asked.clear:
        return True
    found = _said(beside, KINDS)
    asks_for_level = bool(found.explicit | found.clear) and not _LEVEL.isdisjoint(beside.split())
    return asks_for_level or _is_bare(beside, found.all)


def _is_bare(beside: str, found: frozenset[str]) -> bool:
    """Whether words that were found say all that there is, and are more than the mark of a form."""
    rest = beside
    for phrase in sorted(found, key=len, reverse=True):
        rest = rest.replace(f" {phrase} ", " ")
    left = set(rest.split())
    is_mark = found <= _MARKS and _LEVEL.isdisjoint(left)
    return bool(found) and not is_mark and all(word in _LITTLE or word.isdecimal() for word in left)


def _found(beside: str, phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(phrase for phrase in phrases if f" {phrase} " in beside)


@cache
def _vocabulary() -> dict[str, dict[str, frozenset[str]]]:
    """Kind of question -> its clear and weak words and phrases."""
    text = resources.files("pipeline.matching").joinpath("other_questions.yaml").read_text("utf-8")
    written = yaml.load(text, SAFE_LOADER)  # noqa: S506 -- a safe loader
    return {kind: dict(_phrases(listed)) for kind, listed in written.items()}


def _phrases(listed: dict[str, str]) -> Iterator[tuple[str, frozenset[str]]]:
    for strength in ("clear", "weak"):
        yield strength, frozenset(map(words, listed.get(strength, "").split(","))) - {""}
