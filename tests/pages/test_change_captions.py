"""The sentences of the change page and its computation, from hand-made figures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages.shared import change_captions as told
from pages.shared.change_computed import worked
from pipeline.charts.change_measures import CHANGE_MEASURES, change_measure_of
from pipeline.model import NO_TEAM
from pipeline.sentences import change
from tests.pages.test_captions import FACTS
from tests.pipeline.charts.changes import HIDDEN, MERGED, NOBODY, POOLED, ROW, row

SHORTFALL = change_measure_of("Average shortfall")
EARLIER = replace(FACTS, cycle="20*25", has_roster=False, headcount=None)


def test_the_two_questions_and_the_clear_dimensions_of_all() -> None:
    rows = [{**ROW, "verdict": "clear", "name": "*Data*"}]
    lines = told.answers(POOLED, rows, SHORTFALL, [SHORTFALL.label]).split("\n\n")
    assert lines[0].startswith("**Did we get better?** It looks so: over all dimensions")
    assert lines[0].endswith(r"Clear in 1 of 1 dimensions: \*Data\*.")
    assert lines[1].startswith("**Or are we other people?** They pull the other way")
    assert "Clear in" not in told.answers(ROW, rows, SHORTFALL, [SHORTFALL.label])


def test_another_measure_is_pointed_at_where_that_can_be_told() -> None:
    told_by = ["Average shortfall", "Average level"]
    assert told.answers(HIDDEN, [], SHORTFALL, told_by).endswith(
        "That cannot be said either. Measured by average shortfall or average level both can be told."
    )
    assert told.answers(HIDDEN, [], SHORTFALL, []).endswith("That cannot be said either.")


def test_of_whom_names_both_cycles() -> None:
    line = told.of_whom(EARLIER, FACTS, {**ROW, "comparison": "crosswalk"})
    assert line.startswith(r"Cycle 20\*25, people's own ratings: ")
    assert "Cycle 2026, people's own ratings: " in line
    assert "people answered in the whole company." in line
    assert "compared by the crosswalk that was given for it" in line


def test_groups_are_counted_without_those_of_no_team() -> None:
    rows = [ROW, {**ROW, "kind": "team", "group": "Atlas"}, HIDDEN, {**HIDDEN, "group": NO_TEAM}]
    line = told.of_groups(rows, 40, SHORTFALL)
    assert line.startswith("1 of 2 are shown in both cycles, the most improved first. Single teams")
    assert "The first 2 are drawn" in told.of_groups(rows, 2, SHORTFALL)
    tested = [ROW, {**ROW, "kind": "division", "group": "North", "verdict": "unclear"}]
    assert "Single teams" not in told.of_groups(tested, 40, SHORTFALL)


def test_without_rosters_nobody_is_called_hired() -> None:
    assert "nobody knows who was hired" in told.of_ledger(EARLIER, FACTS)
    assert "nobody knows who was hired" not in told.of_ledger(FACTS, FACTS)


def test_why_a_picture_is_not_there() -> None:
    assert told.no_transitions(HIDDEN) == ""  # said once, where the steps are missing
    assert told.no_transitions(row(transitions=None)).startswith("Not shown: from which level to which")
    assert told.no_ledger(NOBODY) == told.no_ledger(HIDDEN) == told.NO_STEPS
    assert told.of_movement(NOBODY, SHORTFALL, FACTS) == change.CHANGED_STANDARD
    assert told.of_transitions(ROW, "2025") == "A number is people who answered both times."
    assert told.of_transitions(POOLED, "2025").endswith("each once for every dimension.")
    read = told.of_transitions({**ROW, "comparison": "crosswalk"}, "20*25")
    assert read.endswith(r"a level of 20\*25 is the one that it stands for now.")
    assert "scored on what both have" in told.of_transitions({**ROW, "comparison": "common indicators"}, "2025")
    assert "in six" in told.of_classes(ROW)
    assert "Only the two" in told.of_classes(MERGED)


def test_nothing_to_compare() -> None:
    assert told.no_pairs(["2026"]).startswith("One cycle is published.")
    assert "(2025, 2026) are compared: they use different frameworks" in told.no_pairs(["2025", "2026"])


def test_the_first_gaps_of_the_earlier_cycle() -> None:
    done = {"action": "A *circle*", "due": "2026-12-01", "status": "under way"}
    gaps = [({"class": "A", "done": done}, ROW), ({"class": None, "done": None}, HIDDEN)]
    lines = told.top_gaps(gaps, SHORTFALL).splitlines()
    assert lines[0].startswith("1. **Prompting** (blocks a project, and common): everyone 1.00 → 0.71")
    assert lines[0].endswith(r"**Done about it:** A \*circle\* (under way, due 2026\-12\-01).")
    assert lines[1] == "2. **Data** (common): everyone Not shown; the same people not shown."
    assert told.top_gaps([], SHORTFALL) == told.NO_ORDER
    assert told.NO_ACTION not in "\n".join(lines)
    assert told.top_gaps([({"class": "A", "done": None}, ROW)] * 2, SHORTFALL).count(told.NO_ACTION) == 1


def test_what_is_printed_oddly_is_explained_once() -> None:
    rounded = {**ROW, "before": 1.4449, "after": 0.8151, "change": -0.6298}  # 1.44 and 0.82 make 0.62
    alone = {**ROW, "change": None}
    caption = told.of_groups([ROW, rounded, rounded, alone, HIDDEN], 40, SHORTFALL)
    assert caption.count("Each figure is rounded by itself") == caption.count("Where two figures stand without") == 1
    plain = told.of_groups([ROW, HIDDEN], 40, SHORTFALL)
    assert "rounded by itself" not in plain
    assert "without their difference" not in plain
    assert told.about("Whole company", "All dimensions", SHORTFALL).endswith("A minus is closer to target.")


@pytest.mark.parametrize("measure", CHANGE_MEASURES, ids=lambda measure: measure.key)
def test_the_computation_has_its_numbers_where_there_are_any(measure: object) -> None:
    words = worked(row(p_value=0.03125, q_value=0.0625, verdict="clear"), measure)  # type: ignore[arg-type]
    assert "Here p = 0.0313, q = 0.0625: clear." in words
    assert "Here p < 0.0001, q" in worked(row(p_value=1e-9, q_value=0.02, verdict="clear"), measure)  # type: ignore[arg-type]
    assert "Here 3 + 2 + 0 = 5." in words
    assert "(the same people); " in words
    hidden = worked(HIDDEN, measure)  # type: ignore[arg-type]
    assert "Here" not in hidden
    assert "pair of answers" in hidden or HIDDEN["dimension"]
