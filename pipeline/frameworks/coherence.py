"""What a framework must satisfy as a whole, so that every answer means exactly one level.

Decision: two texts that differ in case, blanks or punctuation only count as the same, because
survey tools change those and an answer could then not be told from its neighbour.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from pipeline.errors import RubricError
from pipeline.frameworks.reading import reading_faults
from pipeline.frameworks.words import normalised
from pipeline.model import Dimension, Framework

MOST_INDICATORS = 60
"""Ticks of one dimension are kept as the bits of one number."""


def require_coherence(framework: Framework, source: str) -> None:
    """Refuse a framework whose parts do not fit together.

    Raises
    ------
    RubricError
        With the first thing that is wrong, and where.
    """
    for complaint in _incoherences(framework):
        raise RubricError(f"{source}: {complaint}.")


def _incoherences(framework: Framework) -> Iterator[str]:
    numbers = [level.level for level in framework.levels]
    if len(numbers) < 2 or numbers[0] not in (0, 1) or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        yield f"levels are {numbers!r}, but must be two or more, consecutive, from 0 or 1 on"
    if framework.default_target not in numbers:
        yield f"default_target {framework.default_target!r} is not one of the levels {numbers!r}"
    if not framework.dimensions:
        yield "there is no dimension"
    yield from _repeated("level name", (level.name for level in framework.levels), normalised)
    yield from _repeated("dimension id", (dimension.id for dimension in framework.dimensions), normalised)
    yield from _repeated("dimension name", (dimension.name for dimension in framework.dimensions), normalised)
    yield from _borrowed_names(framework.dimensions)
    for dimension in framework.dimensions:
        yield from _incoherences_in(dimension, numbers)
    if framework.reading is not None:
        yield from reading_faults(framework.reading, framework.dimensions, numbers)


def _borrowed_names(dimensions: Iterable[Dimension]) -> Iterator[str]:
    """Complain of a dimension called what another one's id is: a header of that text would be both."""
    owners = {normalised(dimension.id): dimension.name for dimension in dimensions}
    for dimension in dimensions:
        owner = owners.get(normalised(dimension.name), dimension.name)
        if owner != dimension.name:
            yield f"dimension name {dimension.name!r} is the id of dimension {owner!r}"


def _incoherences_in(dimension: Dimension, numbers: list[int]) -> Iterator[str]:
    where = f" in dimension {dimension.name!r}"
    described = [description.level for description in dimension.levels]
    for level in numbers:
        if level not in described:
            yield f"there is no statement for level {level}{where}"
    if described != numbers:
        yield f"statements are for levels {described!r}{where}, but the levels are {numbers!r}"
    yield from _repeated(f"statement{where}", (entry.statement for entry in dimension.levels), normalised)
    indicators = [indicator for entry in dimension.levels for indicator in entry.indicators]
    if len(indicators) > MOST_INDICATORS:
        yield f"there are {len(indicators)} indicators{where}, but at most {MOST_INDICATORS} can be ticked"
    yield from _repeated(f"indicator id{where}", (indicator.id for indicator in indicators), str.casefold)
    yield from _repeated(f"indicator{where}", (indicator.text for indicator in indicators), normalised)


def _repeated(what: str, texts: Iterable[str], key: Callable[[str], str]) -> Iterator[str]:
    """Complain of each text that stands twice, by a key that tells texts apart."""
    written = list(texts)
    times = Counter(key(text) for text in written)
    for text in written:
        if times[key(text)] > 1:
            yield f"{what} {text!r} stands twice"
