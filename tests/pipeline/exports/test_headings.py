"""Headers of two levels: which row is the header, and what the other one adds."""

import pytest

from pipeline.exports.headings import headings
from tests.pipeline.exports.files import sheet_of

KNOWN = frozenset({"prompt", "ethics"})
FULL = ("Name", "Team", "Prompt", "Ethics")


@pytest.mark.parametrize(
    ("rows", "header", "expected"),
    [
        # Groups above: nothing to add, for every column has its header.
        ([(None, None, "AI", None), FULL], 2, (2, FULL)),
        # Name and team stand in the upper row only.
        ([("Name", "Team", "AI", None), (None, None, "Prompt", "Ethics")], 2, (2, FULL)),
        # A title is no header of the names below it.
        ([("Skills", None, None, None), (None, "Team", "Prompt", "Ethics")], 2, (2, ("", "Team", "Prompt", "Ethics"))),
        # The same header under two groups.
        (
            [(None, "Linux", None, "Windows", None), ("Name", "Running", "Build", "Running", "Build")],
            2,
            (2, ("Name", "Linux: Running", "Linux: Build", "Windows: Running", "Windows: Build")),
        ),
        # Two columns under each header.
        (
            [("Name", "Prompt", None, "Ethics", None), (None, "now", "goal", "now", "goal")],
            1,
            (2, ("Name", "Prompt: now", "Prompt: goal", "Ethics: now", "Ethics: goal")),
        ),
        # Years are no answers of somebody, also where each header has one.
        (
            [("Name", "Prompt", None, "Ethics", None), (None, "2025", "2026", "2025", "2026")],
            1,
            (2, ("Name", "Prompt: 2025", "Prompt: 2026", "Ethics: 2025", "Ethics: 2026")),
        ),
        ([FULL, (None, None, "2026", "2026")], 1, (2, ("Name", "Team", "Prompt: 2026", "Ethics: 2026"))),
        # Name and team stand in the lower row only, beside the parts or without any.
        (
            [(None, "Prompt", None, "Ethics", None, None), ("Name", "self", "lead", "self", "lead", "Team")],
            1,
            (2, ("Name", "Prompt: self", "Prompt: lead", "Ethics: self", "Ethics: lead", "Team")),
        ),
        ([(None, None, "Prompt", "Ethics"), ("Name", "Team", None, None)], 1, (2, FULL)),
        ([("Name", "Prompt", "Ethics"), ("Ada", "2025", "2026")], 1, (1, ("Name", "Prompt", "Ethics"))),
        # Answers are no part of a header, however often they repeat.
        (
            [("Name", "Prompt", None, "Ethics", None), ("Ada", "1", "2", "1", "2")],
            1,
            (1, ("Name", "Prompt", "", "Ethics", "")),
        ),
        ([("Name", "Prompt", "Ethics"), ("Ada", "high", "high")], 1, (1, ("Name", "Prompt", "Ethics"))),
    ],
)  # fmt: skip
def test_what_tells_columns_apart(
    rows: list[tuple[str | None, ...]], header: int, expected: tuple[int, tuple[str, ...]]
) -> None:
    assert headings(sheet_of(*rows), header, KNOWN) == expected
