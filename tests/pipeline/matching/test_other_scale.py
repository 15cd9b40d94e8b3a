"""Numbers that are no levels: told by a legend, or by how many of them are off the scale."""

import pytest

from pipeline.matching.other_scale import legend


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1 = expert, 2 = good; 3: fair"], {1: "expert", 2: "good", 3: "fair"}),
        (["0 - nothing at all", "4 \u2013 a lot"], {0: "nothing at all", 4: "a lot"}),
        (["Scale (1) = low (10) = high"], {1: "low", 10: "high"}),
        (["3 = first", "3 = second"], {3: "first"}),
        (["3/4/2026", "10:30", "Team 3", "1-5", ""], {}),
    ],
)
def test_what_a_legend_says(texts: list[str], expected: dict[int, str]) -> None:
    assert legend(texts) == expected
