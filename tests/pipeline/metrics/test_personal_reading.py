"""One person as a framework reads them, by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.framework_reading import FrameworkReading, Phase
from pipeline.frameworks.loader import shipped
from pipeline.metrics.personal_reading import PersonalReading, personal_reading
from pipeline.model import Framework

SHIPPED = {framework.id: framework for framework in shipped()}
T, PILLARS, ROLE = SHIPPED["t-shaped"], SHIPPED["four-pillars"], SHIPPED["ml-engineer"]


def read(framework: Framework, *levels: int | None) -> PersonalReading:
    """The reading of levels in the framework's order, blank where None."""
    pairs = zip(framework.dimensions, levels, strict=True)
    found = personal_reading(framework, {each.id: level for each, level in pairs if level is not None})
    assert found is not None
    return found


def test_the_default_framework_has_no_reading_of_its_own() -> None:
    assert personal_reading(SHIPPED["ai-upskilling"], {"ml-fundamentals": 2}) is None


def test_a_t_has_a_bar_that_is_reached_in_part_and_a_stem_that_is_deepest_somewhere() -> None:
    found = read(T, 2, 3, 1, 2, 0, None, 1, 3, 3, 0)
    assert (found.kind, found.bar_reached, found.bar_known) == ("t-shape", 3, 5)
    assert found.deepest == ("LLM engineering", "AI evaluation and safety")
    assert [each.part for each in found.standings] == ["bar"] * 6 + ["stem"] * 4
    assert found.standings[5].level is None
    assert found.empty == ("mlops-and-deployment", "ai-engineering-leadership")


def test_a_stem_that_nobody_began_has_no_deepest_area() -> None:
    assert read(T, *[4] * 6, 0, 0, None, 0).deepest == ()


def test_the_bar_comes_first_wherever_its_dimensions_stand() -> None:
    assert T.reading is not None
    turned = replace(T, dimensions=T.dimensions[::-1])
    found = personal_reading(turned, {})
    assert found is not None
    assert [each.part for each in found.standings] == ["bar"] * 6 + ["stem"] * 4


@pytest.mark.parametrize(
    ("levels", "empty"),
    [
        ((2, 0, 3, None), ("programming-discipline",)),
        ((1, 3, 1, 2), ()),
        ((None, None, None, None), ()),
    ],
)
def test_a_pillar_at_the_lowest_level_is_empty(levels: tuple[int | None, ...], empty: tuple[str, ...]) -> None:
    found = read(PILLARS, *levels)
    assert found.empty == empty
    assert [section.id for section in found.sections] == ["curriculum", "portfolio", "interviews"]
    assert [len(section.points) for section in found.sections] == [5, 5, 4]


def test_phases_are_ready_where_everything_that_defines_them_is_met() -> None:
    found = {each.phase: each for each in read(ROLE, 4, 4, 4, 4, 4, 4).phases}
    assert all(each.is_ready and not each.missing and each.by_level == each.known for each in found.values())
    nothing = read(ROLE, 0, 0, 0, 0, 0, 0).phases
    assert [(each.met, each.is_ready) for each in nothing] == [(0, False)] * 4


def test_a_level_stands_for_the_indicators_up_to_it_and_a_blank_for_nothing() -> None:
    [foundations, *_] = read(ROLE, 1, 1, 0, 1, 0, None).phases
    # met: mat-1 twice, prg-1, dat-1; not met: mat-2-probability; the cloud has no answer
    assert (foundations.met, foundations.known, foundations.open, foundations.by_level) == (4, 5, 1, 5)
    assert foundations.missing == ("I have reasoned with conditional probabilities about a prediction",)
    assert not foundations.is_ready


def test_ticks_go_before_levels_and_supporting_ones_hold_nobody_back() -> None:
    ids = ("prg-3-tests", "rop-2-container", "lrn-2-unsupervised")
    reading = FrameworkReading("phases", phases=(Phase("own", "Own", ids),))
    framework = replace(ROLE, reading=reading)
    ticked = {"programming-for-ml": {"prg-3-tests"}}
    found = personal_reading(framework, {"programming-for-ml": 0, "mlops-for-the-role": 2}, ticked)
    assert found is not None
    [phase] = found.phases
    assert (phase.met, phase.known, phase.open, phase.by_level, phase.is_ready) == (2, 2, 0, 1, True)


def test_a_phase_of_which_something_is_open_is_never_ready() -> None:
    [foundations, *_] = read(ROLE, 4, 4, 4, 4, 4, None).phases
    assert (foundations.met, foundations.known, foundations.open, foundations.missing) == (5, 5, 1, ())
    assert not foundations.is_ready
