"""The order in which to close gaps, in words."""

from __future__ import annotations

import pandas as pd

from pipeline.charts.priority import priority_lines, priority_list, priority_table
from pipeline.charts.theme import LIGHT

ROWS = [
    # dimension_name, class, criticality, prevalence, rank, rank_low, rank_high
    ("Testing", "A", 9.0, 0.75, 1, 1, 1),
    ("Review", "B", 2.5, 0.25, 2, 2, 3),
    ("Release", "B", 2.0, 0.3, 3, 2, 4),
    ("Design", "C", 0.0, 0.5, 4, 4, 4),
    ("Care", "D", 0.0, None, 5, 5, 5),
]
COLUMNS = ["dimension_name", "class", "criticality", "prevalence", "rank", "rank_low", "rank_high"]
WHOLE = dict.fromkeys(COLUMNS[4:], "Int64")
GAPS = pd.DataFrame(ROWS, columns=COLUMNS).astype({"criticality": "Float64", "prevalence": "Float64", **WHOLE})


def test_every_row_says_its_class_in_words_and_how_sure_its_place_is() -> None:
    lines = priority_lines(GAPS)
    assert lines[["heading", "words", "figure"]].values.tolist() == [
        ["1 · Testing", "Blocks a project, and common: 75 % below target", "People short × importance: 9"],
        ["2–3 · Review", "Blocks a project: 25 % below target", "People short × importance: 2.5"],
        ["2–4 · Release", "Blocks a project: 30 % below target", "People short × importance: 2"],
        ["4 · Design", "Common: 50 % below target", "nobody short"],
        ["5 · Care", "Other: nobody assessed", "nobody short"],
    ]
    range_ = "between place {} and {}, whatever the silent would say".format
    assert lines["band"].tolist() == ["", range_(2, 3), range_(2, 4), "", ""]
    assert lines["short"].tolist() == [9, 2.5, 2, 0, 0]


def test_what_is_not_known_is_not_nobody() -> None:
    lines = priority_lines(GAPS.assign(criticality=pd.Series([None] * 5, dtype="Float64")))
    assert set(lines["figure"]) == {""}
    assert lines["short"].isna().all()


def test_the_chart_tells_itself_and_the_table_holds_the_same() -> None:
    told = priority_list(GAPS, LIGHT).to_dict()
    assert (
        "1 · Testing, blocks a project, and common: 75 % below target, People short × importance: 9"
        in told["description"]
    )
    table = priority_table(GAPS)
    assert table["Why"].tolist()[:2] == ["Blocks a project, and common", "Blocks a project"]
    assert not {"A", "B", "C", "D"} & set(table.astype(str).to_numpy().ravel())
