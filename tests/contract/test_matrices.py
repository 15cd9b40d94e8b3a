"""Matrices as people keep them: read where they stand, refused with what to do, never guessed at."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.contract.shell import LLM, ML, PROD, Shell, csv_file, places, xlsx_file


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def test_people_in_columns_count_as_people_in_rows(shell: Shell, tmp_path: Path) -> None:
    lines = [
        ["Skills of the spring", "", "", ""],
        ["", "Skill", "Ada Grey", "Bo Blue", "Cy Stone", "Average"],
        ["", "Team", "Core", "Core", "Edge"],
        ["Basics"],
        ["", ML, 3, 2, "", 2.5],
        ["", LLM, "so so", 1, "4 - Expert", 2],
        [],
        ["Operation"],
        ["", PROD, "", "", "N/A", ""],
    ]
    roster = [["person", "name", "team"], ["k1", "Ada Grey", "Core"], ["k2", "Bo Blue", "Core"]]
    [report] = shell.load(csv_file(tmp_path / "matrix.csv", lines))
    assert [report[name] for name in ("tool", "rows", "responses", "ratings")] == ["matrix", 4, 3, 4]
    assert places(report["problems"]) == [
        (None, 2, "F", "Skill", "Average", "total_line"),
        (None, 6, "C", LLM, "so so", "unknown_answer"),
    ]
    cells = shell.read("trace", "--cycle", "2026", "--team", "Core", "--dimension", ML)
    assert [(c["row"], c["column"], c["header"], c["value"], c["level"]) for c in cells] == [
        (5, "C", ML, "3", 3),
        (5, "D", ML, "2", 2),
    ]
    shell.load(csv_file(tmp_path / "roster.csv", roster))
    assert [p for p in places(shell.read("problems")) if p[5] == "not_on_roster"] == [
        (None, 2, "E", "Skill", "Cy Stone", "not_on_roster")
    ]


def test_names_in_a_row_are_kept_as_pseudonyms(shell: Shell, tmp_path: Path) -> None:
    lines = [["Name", "Ada Grey", "Bo Blue", "Bo Blue"], [ML, 3, 2, 1], [LLM, 1, 1, 0]]
    [report] = shell.load(csv_file(tmp_path / "matrix.csv", lines))
    with duckdb.connect(str(shell.home / "warehouse.duckdb"), read_only=True) as warehouse:
        kept = warehouse.execute(f"select * exclude (row) from raw_{report['upload']:04d} order by row").fetchall()
        stored = warehouse.execute('select "column", value, person is not null from problem order by 1').fetchall()
    assert [row[0] for row in kept] == ["Name", ML, LLM]
    assert not {"Ada Grey", "Bo Blue"} & {str(cell) for row in kept for cell in row}
    assert kept[0][2] == kept[0][3] != kept[0][1]
    assert kept[1][1:] == ("3", "2", "1")
    assert stored == [("C", None, True), ("D", None, True)]


def test_a_column_under_no_name_and_a_target_beside_people_are_told(shell: Shell, tmp_path: Path) -> None:
    lines = [["Skill", "Target", "Ada Grey", "", "Bo Blue", ""], [ML, 3, 2, 1, "", ""], [LLM, 3, 1, "", 0, ""]]
    [report] = shell.load(csv_file(tmp_path / "matrix.csv", lines))
    assert [report[name] for name in ("as", "tool", "rows", "responses", "ratings")] == ["responses", "matrix", 4, 3, 4]
    assert places(report["problems"]) == [
        (None, 1, "B", "Skill", "Target", "total_line"),
        (None, 1, "D", "Skill", None, "nameless_column"),
    ]
    with duckdb.connect(str(shell.home / "warehouse.duckdb"), read_only=True) as warehouse:
        [names] = warehouse.execute(f"select * exclude (row) from raw_{report['upload']:04d} where row = 1").fetchall()
    assert (names[0], names[3], names[5]) == ("Skill", None, None)
    assert not {"Ada Grey", "Bo Blue", None} & {names[2], names[4]}


def test_averages_and_targets_of_a_dimension_are_left_out_and_said(shell: Shell, tmp_path: Path) -> None:
    lines = [
        ["ID", "Name", "Team", ML, "", LLM, "", "AVG"],
        ["", "", "", "now", "target", "now", "target", ""],
        [1, "Ada", "Core", 1, 3, 2, 3, 1.5],
        [2, "Bo", "Edge", 0, 3, 4, 3, 2],
    ]
    [report] = shell.load(csv_file(tmp_path / "matrix.csv", lines))
    assert (report["rows"], report["ratings"], report["problems"]) == (2, 4, [])
    assert [(q["header"], q["role"]) for q in report["questions"][3:]] == [
        (f"{ML}: now", "dimension"),
        (f"{ML}: target", "ignored"),
        (f"{LLM}: now", "dimension"),
        (f"{LLM}: target", "ignored"),
        ("AVG", "ignored"),
    ]
    left_out = f"E '{ML}: target', G '{LLM}: target', H 'AVG'"
    assert report["notes"][:2] == [
        f"{left_out} left out: no answer, but an average, a total or a target.",
        "A 'ID' left out: no answer, but a number of the row.",
    ]


def halved(first: object, second: object) -> list[list[object]]:
    """Two columns per dimension, of which somebody left one blank."""
    return [
        ["Name", "Team", ML, "", LLM, ""],
        ["", "", first, second, first, second],
        ["Ada Grey", "Core", 1, 3, "", 4],
        ["Bo Blue", "Core", 0, "", 2, 2],
    ]


def test_of_two_raters_in_one_file_the_one_that_is_asked_is_read(shell: Shell, tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "both.xlsx", halved("Selbst", "Führungskraft"))
    own, [theirs] = shell.load(path)[0], shell.load(path, options=("--rater", "manager"))
    assert [(report["responses"], report["ratings"], report["problems"]) for report in (own, theirs)] == [
        (2, 3, [])
    ] * 2
    assert f"D '{ML}: Führungskraft', F '{LLM}: Führungskraft' left out: what managers say" in own["notes"][0]
    assert f"C '{ML}: Selbst', E '{LLM}: Selbst' left out: what people say of themselves" in theirs["notes"][0]
    for rater, cells in (("self", [("C", "1", 1), ("C", "0", 0)]), ("manager", [("D", "3", 3)])):
        shell.read("config", "rater", rater)
        traced = shell.read("trace", "--cycle", "2026", "--team", "Core", "--dimension", ML)
        assert [(cell["column"], cell["value"], cell["level"]) for cell in traced] == cells


def test_of_two_cycles_in_one_file_the_one_that_is_loaded_is_read(shell: Shell, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "years.csv", halved(2025, 2026))
    refusal = shell.refused("load", path, "--cycle", "Spring")
    assert "One file holds one cycle" in refusal
    assert "C, E of '2025'; D, F of '2026'" in refusal
    assert shell.read("uploads") == []
    [report] = shell.load(path)
    assert [report[name] for name in ("rows", "responses", "ratings", "problems")] == [2, 2, 3, []]
    assert f"C '{ML}: 2025', E '{LLM}: 2025' left out: another time" in report["notes"][0]


def test_headings_over_people_are_their_teams_in_figures_and_against_a_roster(shell: Shell, tmp_path: Path) -> None:
    people = [["Ada Grey", 1], ["Bo Blue", 3], ["Cy Stone", 0], ["Di Marsh", ""]]
    lines = [["Your name", ML], ["Core"], *people[:2], ["Edge"], *people[2:]]
    [report] = shell.load(csv_file(tmp_path / "m.csv", lines))
    assert [report[name] for name in ("rows", "responses", "ratings")] == [6, 4, 3]
    counted = shell.read("levels", "--cycle", "2026", "--private", "--by", "team,dimension")
    found = {row["group"]: (row["assessed"], row["no_answer"]) for row in counted if row["dimension_name"] == ML}
    assert found == {"Core": (2, 0), "Edge": (1, 1)}
    roster = [["person", "name", "team"], ["k1", "Ada Grey", "Edge"], ["k2", "Cy Stone", "Edge"]]
    shell.load(csv_file(tmp_path / "roster.csv", roster))
    assert [place for place in places(shell.read("problems")) if place[5] != "heading_line"] == [
        (None, 3, "A", "Team", "Core", "differs_from_roster"),
        (None, 4, "A", "Your name", "Bo Blue", "not_on_roster"),
        (None, 7, "A", "Your name", "Di Marsh", "not_on_roster"),
    ]
    assert shell.read("check")


PERCENT = [["Name", "Team", "Forging ", "Glazing", "Yes?"]] + [
    [f"Person {n}", "Kiln", f"{(0, 33, 66, 100)[n % 4]}%", f"{(100, 66)[n % 2]} %", "yes"] for n in range(8)
]
WORDS = [
    ["Name", "Forging", "Glazing", "Town"],
    ["Ada", "basic", "Expert", "Oslo"],
    ["Bo", "fluent", "basic", "Rome"],
    ["Cy", "expert", "basic", "Bonn"],
    ["Di", "basic", "Fluent", "Lima"],
]
REVERSED = [["Name", "Forging", "Glazing"], ["Ada", 1, 3], ["Bo", 2, 2], ["Cy", "n/a", 1]]
SHARED = [["Name", "Forging", "Glazing"]] + [[f"P{n}", (0, 0.33, 0.66, 1)[n % 4], (1, 0.33)[n % 2]] for n in range(8)]
AS_LINES = [["Person", "Skill", "Level"]] + [
    [f"Person {n}", craft, (n + at) % 3] for n in range(6) for at, craft in enumerate(("Forging", "Glazing"))
]
ON_TOP = [
    ["", "Skill", "Person 1", "Person 2", "Person 3"],
    ["Clay"],
    ["", "Forging", "x", "", "o"],
    ["", "Glazing", "o", "x", ""],
]


@pytest.mark.parametrize(
    ("lines", "options", "dimensions", "levels"),
    [
        (PERCENT, (), 2, {"forging": [2, 2, 2, 2], "glazing": [0, 0, 4, 4]}),
        (WORDS, ("--scale", "basic,fluent,expert"), 2, {"forging": [2, 1, 1], "glazing": [2, 1, 1]}),
        (REVERSED, ("--scale", "3,2,1"), 2, {"forging": [0, 1, 1], "glazing": [1, 1, 1]}),
        (REVERSED, ("--skills", "B"), 1, {"forging": [1, 1]}),
        (SHARED, (), 2, {"forging": [2, 2, 2, 2], "glazing": [0, 4, 0, 4]}),
        (AS_LINES, (), 2, {"forging": [2, 2, 2], "glazing": [2, 2, 2]}),
        (ON_TOP, ("--scale", "o,x"), 2, {"forging": [1, 1], "glazing": [1, 1]}),
        (ON_TOP, ("--scale", "o,x", "--skills", "3:4"), 2, {"forging": [1, 1], "glazing": [1, 1]}),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_matrix_becomes_a_framework_and_loads_with_it(
    shell: Shell, tmp_path: Path, lines: list[list[object]], options: tuple[str, ...],
    dimensions: int, levels: dict[str, list[int]], ending: str,
) -> None:  # fmt: skip
    path = tmp_path / f"pottery.{ending}"
    (xlsx_file if ending == "xlsx" else csv_file)(path, lines)
    refusal = shell.refused("load", path, "--cycle", "2026")
    assert "look like skills of your own" in refusal
    assert "framework from-matrix" in refusal
    made = shell.read("framework", "from-matrix", path, "--to", tmp_path / "craft.xlsx", *options)
    assert (made["framework"], made["dimensions"], made["other_answers"]) == ("craft", dimensions, 0)
    shell.read("framework", "import", tmp_path / "craft.xlsx")
    recipe = ("--recipe", made["recipe"]) if made["recipe"] else ()
    assert bool(recipe) == (lines in (REVERSED, SHARED) and "--skills" not in options)
    [report] = shell.load(path, options=recipe)
    assert (report["framework"], report["ratings"]) == ("craft", sum(map(sum, levels.values())))
    assert report["problems"] == []
    counted = shell.read("levels", "--cycle", "2026", "--private", "--by", "company,dimension")
    assert {row["dimension"]: list(row["levels"].values()) for row in counted} == levels


@pytest.mark.parametrize(
    ("lines", "options", "said"),
    [
        (WORDS, (), "Nobody can tell which of the answers 'basic', "),
        (WORDS, ("--scale", "red,green"), "None of 'red, green' is an answer"),
        (WORDS, ("--scale", "basic,Basic"), "no scale"),
        (WORDS, ("--skills", "B:2"), "'B:2' names no columns"),
        (WORDS, ("--skills", "Q"), "No columns of 'm.csv' look like skills"),
        ([["Name", "A", "a "], ["Ada", 1, 2], ["Bo", 2, 1]], (), "'a' heads both C and B"),
        ([["Name", "City"], ["Ada", "Oslo"], ["Bo", "Rome"]], (), "No columns of 'm.csv' look like skills"),
    ],
)
def test_a_matrix_of_which_too_little_is_known_is_no_framework(
    shell: Shell, tmp_path: Path, lines: list[list[object]], options: tuple[str, ...], said: str
) -> None:
    to = tmp_path / "craft.xlsx"
    refusal = shell.refused("framework", "from-matrix", csv_file(tmp_path / "m.csv", lines), "--to", to, *options)
    assert said.replace("C and B", "B and C") in refusal
    assert not to.exists()


FIVES = [["Name", ML, LLM]] + [[f"Person {n}", 1 + n % 5, 1 + n % 4] for n in range(40)]


def test_skills_in_the_cells_are_read_and_traced(shell: Shell, tmp_path: Path) -> None:
    as_json = [
        ["Name", "Team", "Skills"],
        ["Ada", "Core", f'{{"{ML}": 3, "{LLM}": 2}}'],
        ["Bo", "Core", f'{{"{ML}": 9}}'],
    ]
    [report] = shell.load(csv_file(tmp_path / "json.csv", as_json))
    assert (report["rows"], report["ratings"]) == (2, 2)
    assert places(report["problems"]) == [(None, 3, "C", ML, "9", "unknown_answer")]
    in_pairs = [
        ["Name", "Team", "Skill 1", "Level 1", "Skill 2", "Level 2"],
        ["Cy", "Edge", ML, 1, LLM, 4],
        ["Di", "Edge", LLM, 0, "", ""],
    ]
    [report] = shell.load(csv_file(tmp_path / "pairs.csv", in_pairs))
    assert (report["rows"], report["ratings"], report["problems"]) == (2, 3, [])
    traced = shell.read("trace", "--cycle", "2026", "--team", "Edge", "--dimension", LLM)
    assert [(c["row"], c["column"], c["value"], c["level"]) for c in traced] == [(2, "F", "4", 4), (3, "D", "0", 0)]


def test_skills_without_a_level_are_refused_with_what_to_do(shell: Shell, tmp_path: Path) -> None:
    lines = [["Name", "Skill 1", "Skill 2"], ["Ada", "Forging", "Glazing"], ["Bo", "Weaving", "Forging"]]
    refusal = shell.refused("load", csv_file(tmp_path / "m.csv", lines), "--cycle", "2026")
    assert "not at which level" in refusal
    assert shell.read("uploads") == []


BROKEN = {
    "quotes": b'Name,Team,AI/ML Fundamentals\nAda,"Core,1\nBo,Edge,2\n',
    "nul": b"Name,Team,AI/ML Fundamentals\nAda,Co\0re,1\n",
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_text_is_refused_in_a_sentence(shell: Shell, tmp_path: Path, what: str) -> None:
    path = tmp_path / "broken.csv"
    path.write_bytes(BROKEN[what])
    assert "broken.csv" in shell.refused("load", path, "--cycle", "2026")
    assert "broken.csv" in shell.refused("framework", "from-matrix", path, "--to", tmp_path / "a.xlsx")
    assert shell.read("uploads") == []


def test_formulas_in_cells_are_listed_and_never_calculated(shell: Shell, tmp_path: Path) -> None:
    lines = [["Name", "Ada Grey", "Bo Blue"], [ML, 2, "=B2+1"], [LLM, 1, 3]]
    [report] = shell.load(xlsx_file(tmp_path / "m.xlsx", lines))
    assert report["ratings"] == 3
    assert [place[1:] for place in places(report["problems"])] == [(2, "C", ML, "=B2+1", "formula_without_result")]


MANY = [["Name", ML, LLM]] + [[f"Person {n}", 1 + n % 10, 1 + (3 * n) % 10] for n in range(10)]
SHARES = [["Name", ML, LLM]] + [[f"Person {n}", (0, 0.33, 0.66, 1)[n % 4], 0.33] for n in range(8)]
LEGEND_ABOVE = [
    ["1 = Expert, 2 = Proficient, 3 = Practicing, 4 = Aware"],
    ["Name", ML, LLM],
    ["Ada", 1, 2],
    ["Bo", 4, 3],
]
LEGEND_BESIDE = [
    ["Name", ML, LLM, "", "Legend", ""],
    ["Ada", 1, 2, "", 1, "very strong"],
    ["Bo", 4, 3, "", 4, "no knowledge"],
]
IN_HEADER = [["Name", f"{ML} (1 = expert, 5 = novice)", LLM], ["Ada", 1, 2], ["Bo", 4, 3]]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (MANY, "12 of its 20 numbers are none of the levels 0 to 4 (5, 6, 7, 8, 9, 10)"),
        (FIVES, "8 of its 80 numbers are none of the levels 0 to 4 (5)"),
        (SHARES, "12 of its 16 numbers are none of the levels 0 to 4 (0.33, 0.66)"),
        (LEGEND_ABOVE, "its legend says 1 = Expert, and the framework 4 = Expert"),
        (LEGEND_BESIDE, "its legend runs down, 1 = very strong and 4 = no knowledge"),
        (IN_HEADER, "its legend says 1 = expert, and the framework 4 = expert"),
    ],
)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_another_scale_is_asked_about_and_read_as_ruled(
    shell: Shell, tmp_path: Path, lines: list[list[object]], said: str, ending: str
) -> None:
    path = tmp_path / f"m.{ending}"
    (xlsx_file if ending == "xlsx" else csv_file)(path, lines)
    refusal = shell.refused("load", path, "--cycle", "2026")
    assert said in refusal.replace("Its legend", "its legend")
    assert "Rule what each answer means" in refusal
    assert shell.read("uploads") == []
    answers = {str(cell) for line in lines for cell in line[1:3] if isinstance(cell, (int, float))}
    recipe = tmp_path / "recipe.yaml"
    recipe.write_text("answers:\n" + "".join(f"  '{answer}': 2\n" for answer in sorted(answers)), "utf-8")
    [report] = shell.load(path, options=("--recipe", recipe))
    given = [cell for line in lines for cell in line[1:3] if isinstance(cell, (int, float))]
    assert report["ratings"] == len(given)
    assert [p for p in report["problems"] if p["problem"] in ("other_scale", "unknown_answer")] == []


def test_a_ruling_on_some_answers_leaves_the_others_unread(shell: Shell, tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.yaml"
    recipe.write_text("answers: {'1': 0, '10': 4}\n", "utf-8")
    [report] = shell.load(csv_file(tmp_path / "m.csv", MANY), options=("--recipe", recipe))
    assert report["ratings"] == sum(cell in (1, 10) for line in MANY[1:] for cell in line[1:])
    assert {p["problem"] for p in report["problems"]} == {"unknown_answer"}
    assert report["ratings"] + len(report["problems"]) == 20


@pytest.mark.parametrize(
    "lines",
    [
        [["1 = Aware, 4 = Expert"], ["Name", ML, LLM], ["Ada", 1, 2], ["Bo", 4, 7]],
        [["0 = keine Kenntnisse", "4 = Experte"], ["Name", ML, LLM], ["Ada", 1, 2], ["Bo", 4, 7]],
        [["Name", ML, LLM]] + [[f"Person {n}", n % 5, {7: 99, 21: 5, 40: -1, 58: 2.5}.get(n, 0)] for n in range(60)],
        [["Name", ML, LLM]] + [[f"Person {n}", n % 5, 9 if n in (3, 5) else 2] for n in range(12)],
    ],
)
def test_a_fitting_legend_and_slips_leave_numbers_as_they_are(
    shell: Shell, tmp_path: Path, lines: list[list[object]]
) -> None:
    [report] = shell.load(csv_file(tmp_path / "m.csv", lines))
    assert {p["problem"] for p in report["problems"]} == {"unknown_answer"}
    numbers = sum(isinstance(cell, (int, float)) for line in lines for cell in line)
    assert report["ratings"] + len(report["problems"]) == numbers


def test_a_matrix_of_its_own_whose_scale_runs_down_is_asked_about(shell: Shell, tmp_path: Path) -> None:
    lines = [["1 = expert, 3 = beginner", "", ""], ["Name", "Forging", "Glazing"], ["Ada", 1, 3], ["Bo", 2, 2]]
    path, to = csv_file(tmp_path / "m.csv", lines), tmp_path / "craft.xlsx"
    refusal = shell.refused("framework", "from-matrix", path, "--to", to)
    assert "may run down" in refusal
    assert '--scale "3,2,1"' in refusal
    assert not to.exists()
