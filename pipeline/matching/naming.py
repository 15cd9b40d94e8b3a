"""Header -> the one dimension that it names, and what it says beside the name."""

from __future__ import annotations

from functools import cache

from pipeline.matching.text import words
from pipeline.model import Dimension, Framework


def matched_dimensions(headers: list[str], framework: Framework) -> int:
    """How many of a framework's dimensions the headers name (exactly or by alias)."""
    named = {named_dimension(header, framework) for header in headers}
    return len({dimension.id for dimension in named if dimension})


def named_dimension(header: str, framework: Framework) -> Dimension | None:
    """The one dimension that a header names; a name inside a longer name is not a mention of its own."""
    exact = [d for d in framework.dimensions if header.strip() in (d.id, d.name)]
    if exact:
        return exact[0]
    _, named = _parted(header, framework)
    # An indicator of two dimensions is told by the name of one beside it.
    common = frozenset[str]().union(*named).intersection(*named)
    return next(d for d in framework.dimensions if d.id in common) if len(common) == 1 else None


def words_beside(header: str, framework: Framework) -> str:
    """What a header says beside the names in it, in words, with ``|`` in their place.

    ``words_beside("How important is AI in Production?", framework)`` is ``" how important is | "``.
    """
    return _parted(header, framework)[0]


def _parted(header: str, framework: Framework) -> tuple[str, list[frozenset[str]]]:
    text, named = f" {words(header)} ", list[frozenset[str]]()
    for alias, dimensions in _aliases(framework):
        if f" {alias} " in text:
            named.append(dimensions)
            text = text.replace(f" {alias} ", " | ")
    return text, named


@cache
def _aliases(framework: Framework) -> tuple[tuple[str, frozenset[str]], ...]:
    """Names, ids, statements and indicators in words, longest first, with the dimensions they stand for."""
    dimensions: dict[str, set[str]] = {}
    for dimension in framework.dimensions:
        texts = [dimension.name, dimension.id]
        for description in dimension.levels:
            texts += [description.statement, *(indicator.text for indicator in description.indicators)]
        for alias in filter(None, map(words, texts)):
            dimensions.setdefault(alias, set()).add(dimension.id)
    longest_first = sorted(dimensions, key=lambda alias: (-len(alias), alias))
    return tuple((alias, frozenset(dimensions[alias])) for alias in longest_first)
