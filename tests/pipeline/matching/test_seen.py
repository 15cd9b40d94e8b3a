"""What is shown before storing: it is what is counted, cell by cell."""

from __future__ import annotations

from collections import Counter

from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.matching.recipe import Rulings
from pipeline.matching.seen import (
    AnswerReading,
    Seen,
    answers_to_rule,
    row_readings,
    rows_with_problems,
    samples,
)
from pipeline.model import Responses
from tests.pipeline.matching.small import FROM_0, export, read

WRITTEN = ["0", "3", "Able", "Not yet", "rather good", "Rather  GOOD", "9", "", "N/A", "no idea"]


def seen(responses: Responses, rulings: Rulings | None = None) -> Seen:
    ruled = rulings or Rulings()
    return Seen(read(responses, FROM_0, ruled), FROM_0, ruled)


def survey(*rows: list[str]) -> Responses:
    return export(["Email", "Team", "Soup", "Bread & Baking", "Wish"], *rows)


def test_a_cell_stands_beside_what_became_of_it() -> None:
    found = seen(
        survey(
            ["a@n.example", "Owl", "2", "so so", "x"],
            ["b@n.example", "", "N/A", "Aware", ""],
            ["B@n.example", "Kite", "1.0", "", "y"],
        ),
        Rulings(teams={"kite": "Falcon"}),
    )
    rows = row_readings(found, 0, 10, False)
    assert [(row.row, row.state) for row in rows] == [(2, "response"), (3, "superseded"), (4, "response")]
    assert [[(cell.text, cell.became, cell.words) for cell in row.cells] for row in rows] == [
        [
            ("a@n.example", "attribute", "address: a@n.example"),
            ("Owl", "attribute", "team: Owl"),
            ("2", "level", "2 Able"),
            ("so so", "problem", "could not be used"),
        ],
        [
            ("b@n.example", "attribute", "address: b@n.example"),
            ("", "no answer", "no team"),
            ("N/A", "no answer", "no answer"),
            ("Aware", "not counted", "row does not count"),
        ],
        [
            ("B@n.example", "attribute", "address: B@n.example"),
            ("Kite", "attribute", "team: Falcon"),
            ("1.0", "level", "1 Aware"),
            ("", "no answer", "no answer"),
        ],
    ]
    assert [row.row for row in row_readings(found, 0, 10, True)] == [2]
    assert rows_with_problems(found) == 1
    assert samples(found)["B", "Team"] == "Owl, Kite"


def test_ticks_and_columns_beside_another_answer_are_told_apart() -> None:
    ticked = export(["Name", "I have heated one", "I have cooked bones"], ["Ada", "x", ""], ["Bo", "", ""])
    cells = [[(c.became, c.words) for c in row.cells[1:]] for row in row_readings(seen(ticked), 0, 9, False)]
    assert cells == [[("level", "1 Aware"), ("no answer", "not ticked")], [("no answer", "not ticked")] * 2]


@given(st.lists(st.tuples(st.sampled_from(WRITTEN), st.sampled_from(WRITTEN)), min_size=1, max_size=12))
def test_levels_and_problems_shown_are_those_that_count(pairs: list[tuple[str, str]]) -> None:
    found = seen(
        survey(*([f"p{n}@n.example", "Owl", *pair, ""] for n, pair in enumerate(pairs)), ["q", "", "1", "2", ""])
    )
    assume(found.understood.scale_doubt is None)
    became = Counter(cell.became for row in row_readings(found, 0, 99, False) for cell in row.cells)
    assert became["level"] == sum(int((ratings.level >= 0).sum()) for ratings in found.understood.ratings)
    assert became["problem"] == len(found.problem_cells)
    with_problems = row_readings(found, 0, 99, True)
    assert all(any(cell.became == "problem" for cell in row.cells) for row in with_problems)
    assert len(with_problems) == rows_with_problems(found)


@given(
    st.lists(st.tuples(st.sampled_from(WRITTEN), st.sampled_from(WRITTEN)), min_size=1, max_size=12),
    st.sampled_from([0, 3]),
)
def test_a_ruling_on_an_answer_holds_for_all_its_cells(pairs: list[tuple[str, str]], level: int) -> None:
    rows = [[f"p{n}@n.example", "Owl", *pair, ""] for n, pair in enumerate(pairs)]
    responses = survey(*rows, ["q@n.example", "", "1", "2", ""])
    before = seen(responses)
    assume(before.understood.scale_doubt is None)
    asked = answers_to_rule(before)
    assert not any(reading.is_ruled for reading in asked)
    assert sum(reading.cells for reading in asked) == len(before.understood.problems)
    after = seen(responses, Rulings(answers={reading.text: level for reading in asked}))
    assert after.understood.problems == ()
    counts = [sum(int((r.level >= 0).sum()) for r in each.understood.ratings) for each in (before, after)]
    assert counts[1] - counts[0] == sum(reading.cells for reading in asked)
    ruled = answers_to_rule(after)
    assert {(r.text, r.dimension, r.cells, r.level) for r in ruled} == {
        (r.text, r.dimension, r.cells, level) for r in asked
    }


def test_the_answers_of_a_column_that_is_unread_for_them_are_asked_for() -> None:
    prose = survey(["a@n.example", "Owl", "1", "fine", ""], ["b@n.example", "Owl", "1", "Fine ", ""])
    assert answers_to_rule(seen(prose)) == [AnswerReading("fine", "bread-baking", 2, False, None)]
    ruled = seen(prose, Rulings(answers={"fine": {"bread-baking": 2, "soup": 0}}))
    assert answers_to_rule(ruled) == [AnswerReading("fine", "bread-baking", 2, True, 2)]
    assert [question.role for question in ruled.understood.questions][3] == "dimension"
