"""The page that reads groups as their framework does, over cycles that somebody answered, loaded and published."""

from __future__ import annotations

from pathlib import Path
from statistics import median_low
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import reading_captions as told
from pipeline.frameworks.loader import shipped
from pipeline.model import Framework
from tests.framework_homes import MEMBERS, TEAMS, home_of_frameworks, level_of
from tests.helpers import open_page
from tests.pages.conftest import charts, texts

PAGE = "pages/reading.py"
SHIPPED = {framework.id: framework for framework in shipped()}
T, ROLE, PILLARS = SHIPPED["t-shaped"], SHIPPED["ml-engineer"], SHIPPED["four-pillars"]


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a cycle of the T and one of the role."""
    return home_of_frameworks(tmp_path_factory.mktemp("frameworks"), (T.id, ROLE.id)).path


def opened(home: Path, cycle: str, group: str = "") -> AppTest:
    page = open_page(PAGE, home)
    page.selectbox(key="cycle").set_value(cycle).run()
    if group:
        page.selectbox(key="group").set_value(group).run()
    assert not page.exception
    return page


def matrix(page: AppTest) -> dict[tuple[str, str], dict[str, Any]]:
    rows = next(rows for drawn in charts(page) for rows in drawn if rows and "is_single" in rows[0])
    return {(row["name"], row["dimension_name"]): row for row in rows}


def levels(team: int, dimension: int) -> list[int]:
    return [level_of(team, member, dimension) for member in range(MEMBERS)]


def test_every_cell_is_the_person_in_the_middle_and_who_is_at_target(answered: Path) -> None:
    for framework in (T, ROLE):
        cells = matrix(opened(answered, framework.id))
        for team, name in enumerate(TEAMS):
            for at, dimension in enumerate(framework.dimensions):
                cell = cells[name, dimension.name]
                reached = sum(level >= framework.default_target for level in levels(team, at))
                assert cell["label"] == str(median_low(levels(team, at)))
                assert cell["coverage"] == f"{reached} of {MEMBERS}"
                assert cell["is_single"] == (reached <= 1)


def test_a_group_by_itself_is_told_in_words(answered: Path) -> None:
    page = opened(answered, T.id, "Lighthouse")
    words = texts(page)
    assert "**The bar:** the person in the middle is at Practicing or above in 4 of 6 foundations." in words
    assert "one person or nobody is at target in Machine learning fundamentals \\(0\\)" in words
    deepest = max(median_low(levels(1, at)) for at in range(6, 10))
    names = [T.dimensions[at].name for at in range(6, 10) if median_low(levels(1, at)) == deepest]
    assert f"**The stem:** deepest in {names[0]}, at Proficient." in words


def test_the_stem_hangs_between_the_halves_of_the_bar(answered: Path) -> None:
    drawn = charts(opened(answered, T.id, "Harbour"))
    columns = next(rows for rows in drawn[1] if rows and "remark" in rows[0])
    names = [dimension.name for dimension in T.dimensions]
    assert [row["dimension_name"] for row in columns] == [*names[:3], *names[6:], *names[3:6]]


def test_phases_are_ticks_and_no_more_ready_than_have_the_rarest(answered: Path) -> None:
    drawn = charts(opened(answered, ROLE.id, "Harbour"))
    bars = next(rows for rows in drawn[2] if rows and "share" in rows[0])
    assert ROLE.reading is not None
    for bar, phase in zip(bars, ROLE.reading.phases, strict=True):
        counts = [
            sum(level >= entry.level for level in levels(0, at))
            for at, dimension in enumerate(ROLE.dimensions)
            for entry in dimension.levels
            for each in entry.indicators
            if each.id in phase.indicators and not each.supporting
        ]
        assert (bar["name"], bar["share"]) == (phase.name, pytest.approx(sum(counts) / (MEMBERS * len(counts))))
        assert f"{sum(counts)} of {MEMBERS * len(counts)} ticks are there" in bar["told"]
        assert f"at most {min(counts)} of {MEMBERS} people ready" in bar["told"]


def test_the_words_beside_the_figures_are_the_framework_s(answered: Path) -> None:
    page = opened(answered, ROLE.id)
    labels = [each.label for each in page.expander]
    assert ROLE.reading is not None
    for section in ROLE.reading.sections:
        assert section.name in labels
    assert "Which figure of the business should the model move, and who reports it?" in texts(page).replace("\\", "")


def test_the_sidebar_has_the_page_where_there_is_something_to_read(answered: Path) -> None:
    page = open_page("app.py", answered)
    assert told.BY_FRAMEWORK in [link.proto.label for link in page.sidebar.get("page_link")]


@pytest.mark.usefixtures("made")
def test_it_is_not_there_for_the_default_framework_and_says_so_by_its_address(home: Path) -> None:
    page = open_page(PAGE, home)
    assert told.BY_FRAMEWORK not in [link.proto.label for link in page.sidebar.get("page_link")]
    assert told.NO_READING in [info.value for info in page.info]
    assert not charts(page)


def test_one_kind_gives_the_page_its_name() -> None:
    assert told.title(()) is None
    assert told.title(("skill-matrix",)) == "Skill matrix"
    assert told.title(("skill-matrix", "t-shape")) == told.BY_FRAMEWORK


def cell(dimension: int, framework: Framework, **more: Any) -> dict[str, Any]:
    found = framework.dimensions[dimension]
    place = {"dimension": found.id, "dimension_name": found.name, "typical": 2, "experts": 1, "is_single": False}
    counts = {"part": None, "reached": 5, "assessed": 7, "below": 2, "prevalence": 2 / 7, "target": 2, "rated": 7}
    return {**place, **counts, "headcount": None, **more}


def test_pillars_say_what_to_close_first_and_which_is_empty() -> None:
    empty = cell(2, PILLARS, typical=0, below=6, prevalence=6 / 7, reached=1, is_single=True, experts=0)
    places = [cell(0, PILLARS), cell(1, PILLARS), empty, cell(3, PILLARS)]
    words = told.of_group(places, PILLARS.dimensions[2].id, [PILLARS.dimensions[2].name], PILLARS)
    assert words[0] == "**Close first: Expertise in the domain.** 6 of 7 (86 %) are below Practicing."
    assert words[1].startswith("**Empty: Expertise in the domain.** The person in the middle is at “None of these yet”")
    assert words[3] == (
        "**Single points of failure:** one person or nobody is at target in Expertise in the domain \\(1\\)."
    )
    assert told.of_group(places[:1], None, [], PILLARS)[0].startswith("**Close first:** nothing")


def test_a_hidden_group_says_nothing_but_that() -> None:
    hidden = dict.fromkeys(("typical", "experts", "reached", "is_single", "below", "rated"))
    places = [cell(at, PILLARS, **hidden) for at in range(4)]
    [only] = told.of_group(places, None, [], PILLARS)
    assert only.startswith("Not shown")
