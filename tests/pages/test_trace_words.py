"""What the cells of a checklist ticked, in words."""

from pages.shared.trace_words import tick_rows, ticked
from pipeline.matching.ticks import NONE_YET
from pipeline.model import Description, Dimension, Framework, Indicator, Level

LEVELS = (Level(0, "None"), Level(1, "Aware"), Level(2, "Able"))
TESTING = Dimension(
    "testing",
    "Testing",
    (
        Description(0, "Nothing yet"),
        Description(1, "Knows tests", (Indicator("a", "reads *tests*"), Indicator("b", "runs tests"))),
        Description(2, "Writes tests", (Indicator("c", "writes tests"), Indicator("d", "teaches", supporting=True))),
    ),
)
FRAMEWORK = Framework("own", "Own", 1, LEVELS, (TESTING,), 1)


def test_ticks_are_counted_by_level() -> None:
    assert ticked(0b0111, TESTING) == "3 of 4 (level 1: 2/2, level 2: 1/2)"
    assert ticked(0b0100, TESTING) == "1 of 4 (level 2: 1/2)"
    assert ticked(NONE_YET, TESTING) == "0 of 4: none of these"
    assert ticked(0, TESTING) == ""  # a level was chosen, nobody asked for ticks


def test_every_indicator_is_told_as_ticked_or_not() -> None:
    rows = tick_rows(0b1001, TESTING, FRAMEWORK)
    assert [row["Level"] for row in rows] == ["1 Aware", "1 Aware", "2 Able", "2 Able"]
    assert [row[""] for row in rows] == ["ticked", "**not ticked**", "**not ticked**", "ticked"]
    assert rows[0]["Indicator"] == r"reads \*tests\*"
    assert rows[3]["Indicator"] == "teaches (supporting)"
    assert tick_rows(0, TESTING, FRAMEWORK) == []
