"""Hypothesis strategies: whole frameworks of any shape that holds together."""

from __future__ import annotations

from hypothesis import strategies as st

from pipeline.frameworks.words import fault, normalised
from pipeline.model import Description, Dimension, Framework, Indicator, Level

# what spreadsheets mistreat stands beside ordinary text: formulas, error values, numbers, blanks
_awkward = st.sampled_from(["=1+1", "+1", "-x", "@you", "#N/A", "TRUE", "3.0", "a\nb", "ß\u00a0é", "C++", "C#", "1e5"])
_ordinary = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12)
texts = st.one_of(_awkward, _ordinary).filter(lambda text: fault(text) is None)


def distinct(count: int) -> st.SearchStrategy[list[str]]:
    return st.lists(texts, min_size=count, max_size=count, unique_by=normalised)


@st.composite
def frameworks(draw: st.DrawFn) -> Framework:
    lowest, count = draw(st.integers(0, 1)), draw(st.integers(2, 4))
    numbers = range(lowest, lowest + count)
    levels = tuple(Level(*pair) for pair in zip(numbers, draw(distinct(count)), strict=True))
    dimension_count = draw(st.integers(1, 3))
    texts = draw(distinct(2 * dimension_count))  # no dimension is called what another one's id is
    ids, names = texts[:dimension_count], texts[dimension_count:]
    dimensions = tuple(Dimension(id, name, draw(descriptions(numbers))) for id, name in zip(ids, names, strict=True))
    return Framework("made", "Made", 1, levels, dimensions, draw(st.sampled_from(numbers)))


@st.composite
def descriptions(draw: st.DrawFn, numbers: range) -> tuple[Description, ...]:
    counts = [draw(st.integers(0, 2)) for _ in numbers]
    statements = draw(distinct(len(numbers)))
    ids, asked = iter(draw(distinct(sum(counts)))), iter(draw(distinct(sum(counts))))
    return tuple(
        Description(
            level,
            statement,
            tuple(Indicator(next(ids), next(asked), draw(st.booleans())) for _ in range(count)),
        )
        for level, statement, count in zip(numbers, statements, counts, strict=True)
    )
