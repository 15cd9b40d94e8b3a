"""Layouts, headers, answers and checkboxes through ``load``: exact counts, exact places of problems."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.contract.shell import (
    DATA,
    DEV,
    DIMENSIONS,
    LEVEL_NAMES,
    LLM,
    ML,
    NAMES,
    PROD,
    Json,
    Shell,
    cell_of,
    csv_file,
    places,
    written,
    xlsx_file,
)

START = datetime(2026, 3, 14, 9, 0)
FORMS = {
    "en": ("Timestamp", "Email Address", "Which team are you in?", "What is your role?"),
    "de": ("Zeitstempel", "E-Mail-Adresse", "In welchem Team arbeiten Sie?", "Rolle"),
    "fr": ("Horodateur", "Adresse e-mail", "Dans quelle équipe travaillez-vous ?", "Fonction"),
}
LEARNED = {
    "ml": "I have explained in my own words what machine learning is",
    "ml2": "I have pointed out a task in our work that machine learning might help with",
    "ml3": "I can say what happens in training and what happens at inference",
    "ml4": "I have read precision or recall or a similar metric and said what it means for users",
}


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def counted(report: Json) -> tuple[int, ...]:
    return tuple(report[name] for name in ("rows", "responses", "superseded", "excluded", "ratings"))


def roles(report: Json) -> list[tuple[Any, ...]]:
    return [(q["column"], q["role"], q["dimension"], q["how"]) for q in report["questions"]]


def moment(language: str, minute: int, is_text: bool) -> Any:
    at = START + timedelta(minutes=minute)
    if not is_text:
        return at
    return at.strftime("%m/%d/%Y %H:%M:%S" if language == "en" else "%d/%m/%Y %H:%M:%S")


def levels_of(shell: Shell, dimension: str, group: str = "Core", cycle: str = "2026") -> dict[str, int]:
    found = shell.read("levels", "--cycle", cycle, "--private", "--by", "team,dimension")
    counts: dict[str, int] = cell_of(found, group, dimension)["levels"]
    return counts


def asked(shell: Shell, folder: Path, headers: list[str], *answers: list[Any], options: tuple[str, ...] = ()) -> Json:
    """Load a Google Forms csv with a team question and the given headers; one line per respondent."""
    lines: list[list[Any]] = [["Timestamp", "Email Address", "Team", *headers]]
    for place, given in enumerate(answers, 1):
        lines.append([f"3/14/2026 10:{place:02}:00", f"p{place}@northwind.example", "Core", *given])
    [report] = shell.load(csv_file(folder / "answers.csv", lines), options=options)
    return report


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("language", FORMS)
@pytest.mark.parametrize("kind", ["choice", "grid", "checkbox"])
def test_google_forms_in_three_languages(shell: Shell, tmp_path: Path, kind: str, language: str, ending: str) -> None:
    headers = {
        "choice": list(NAMES[:2]),
        "grid": [f"Rate yourself [{ML}]", f"Rate yourself [{LLM}]"],
        "checkbox": [f"{ML}: tick what is true of you", f"{LLM} - tick all"],
    }[kind]
    if kind == "checkbox":
        # Level 1 has both of its indicators ticked; only the supporting level 2 one is more.
        answers = [
            [f"{LEARNED['ml']}, {LEARNED['ml2']}", "None of these yet"],
            [f"{LEARNED['ml']}, {LEARNED['ml2']}, {LEARNED['ml3']}, {LEARNED['ml4']}", ""],
            [LEARNED["ml"], "I have used a chat assistant for a task of my own"],
        ]
        expected = {"ml-fundamentals": {"0": 1, "1": 1, "2": 1}, "llm-prompting": {"0": 1, "1": 1}}
    else:
        answers = [["Aware", "Expert"], ["3 - Proficient", "N/A"], ["Level 0: None of these yet", "(2) Practicing"]]
        expected = {"ml-fundamentals": {"0": 1, "1": 1, "3": 1}, "llm-prompting": {"2": 1, "4": 1}}
    lines: list[list[Any]] = [[*FORMS[language], *headers]]
    for place, given in enumerate(answers):
        at = moment(language, place, ending == "csv")
        lines.append([at, f"p{place}@northwind.example", "Core", "Engineer", *given])
    path = tmp_path / f"form.{ending}"
    [report] = shell.load(xlsx_file(path, lines) if ending == "xlsx" else csv_file(path, lines))
    how = "exact" if kind == "choice" else "alias"
    assert (report["tool"], report["sheet"]) == ("google-forms", "Form Responses 1" if ending == "xlsx" else None)
    assert (report["as"], report["framework"], report["cycle"]) == ("responses", "ai-upskilling", "2026")
    assert counted(report) == (3, 3, 0, 0, 5)
    assert roles(report) == [
        ("A", "metadata", None, None),
        ("B", "metadata", None, None),
        ("C", "attribute", None, None),
        ("D", "attribute", None, None),
        ("E", "dimension", "ml-fundamentals", how),
        ("F", "dimension", "llm-prompting", how),
    ]
    assert report["problems"] == []
    none = dict.fromkeys("01234", 0)
    for dimension, counts in expected.items():
        assert levels_of(shell, dimension) == none | counts


@pytest.mark.parametrize("language", ["en", "de", "fr"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("style", ["numbers", "names", "both"])
def test_skill_matrix_under_title_rows(shell: Shell, tmp_path: Path, style: str, ending: str, language: str) -> None:
    form = {
        "numbers": lambda n: n,
        "names": lambda n: LEVEL_NAMES[n],
        "both": lambda n: f"{n} - {LEVEL_NAMES[n]}",
    }[style]
    person, team = {"en": ("E-mail", "Team"), "de": ("E-Mail", "Abteilung"), "fr": ("Courriel", "Équipe")}[language]
    lines = [
        ["Skill matrix of the spring", "", "", "", ""],
        [],
        [person, team, ML, LLM, DEV],
        ["a@northwind.example", "Core", form(0), form(4), ""],
        ["b@northwind.example", "Core", form(2), form(2), form(2)],
        [],
        ["c@northwind.example", "Edge", form(1), "N/A", form(3)],
    ]
    path = tmp_path / f"matrix.{ending}"
    [report] = shell.load(xlsx_file(path, lines, "Matrix") if ending == "xlsx" else csv_file(path, lines))
    assert (report["tool"], report["sheet"]) == ("matrix", "Matrix" if ending == "xlsx" else None)
    assert counted(report) == (3, 3, 0, 0, 7)
    assert [q["role"] for q in report["questions"][1:]] == ["attribute", "dimension", "dimension", "dimension"]
    assert report["problems"] == []
    assert levels_of(shell, "ml-fundamentals") == {"0": 1, "1": 0, "2": 1, "3": 0, "4": 0}


@pytest.mark.parametrize(
    "headers",
    [("email", "dimension", "level"), ("Personalnummer", "Kompetenz", "Stufe"), ("Matricule", "Compétence", "Niveau")],
    ids=["en", "de", "fr"],
)
def test_long_files_count_records_and_later_lines_win(shell: Shell, tmp_path: Path, headers: tuple[str, ...]) -> None:
    lines = [
        [*headers, "team"],
        ["a1@northwind.example", ML, 1, "Core"],
        ["a1@northwind.example", LLM, "Expert", "Core"],
        ["b2@northwind.example", "ml-fundamentals", 2, "Core"],
        ["a1@northwind.example", ML, 3, "Core"],
        ["b2@northwind.example", LLM, "2.5", "Core"],
    ]
    [report] = shell.load(csv_file(tmp_path / "long.csv", lines))
    assert (report["tool"], counted(report)) == ("long", (2, 2, 0, 0, 3))
    assert places(report["problems"]) == [
        (None, 2, "C", ML, "1", "duplicate_line"),
        (None, 6, "C", LLM, "2.5", "unknown_answer"),
    ]
    assert levels_of(shell, "ml-fundamentals") == {"0": 0, "1": 0, "2": 1, "3": 1, "4": 0}


@pytest.mark.parametrize(
    ("header", "how"),
    [
        (ML, "exact"),
        ("ml-fundamentals", "exact"),
        (f"  {ML} ", "exact"),
        ("ai/ml FUNDAMENTALS", "alias"),
        ("How would you rate yourself in AI / ML Fundamentals?", "alias"),
        ("Rate yourself [AI/ML Fundamentals]", "alias"),
        ("ml_fundamentals", "alias"),
        ("AI-ML_Fundamentals", "alias"),
        ("AI\u00a0/\u00a0ML\nFundamentals", "alias"),
        ("I can follow a model from training to inference and read the metrics that say how good it is.", "alias"),
    ],
)
def test_headers_that_name_a_dimension(shell: Shell, tmp_path: Path, header: str, how: str) -> None:
    report = asked(shell, tmp_path, [header], ["2"], ["3"])
    assert roles(report)[3] == ("D", "dimension", "ml-fundamentals", how)
    assert report["ratings"] == 2


@pytest.mark.parametrize("header", ["LLM and Prompt Engineering", "LLM & prompt engineering level", "llm_prompting?"])
def test_ampersand_hyphen_and_underscore_are_levelled(shell: Shell, tmp_path: Path, header: str) -> None:
    assert roles(asked(shell, tmp_path, [header], ["2"]))[3] == ("D", "dimension", "llm-prompting", "alias")


@pytest.mark.parametrize(
    "header", ["AI/ML Fundamentals and AI in Production", "AI/ML Fundamentalsx", "Fundamentals", "AI/ML"]
)
def test_headers_that_name_no_or_two_dimensions_are_not_read(shell: Shell, tmp_path: Path, header: str) -> None:
    report = asked(shell, tmp_path, [header, LLM], ["2", "3"])
    assert roles(report)[3][1] == "ignored"
    assert report["ratings"] == 1


def test_a_header_with_a_name_inside_a_longer_name_is_not_lost_in_silence(shell: Shell, tmp_path: Path) -> None:
    rubric = [["dimension", "level", "level_name", "statement"]]
    for dimension in ("Cloud", "Cloud Security"):
        rubric += [[dimension, str(level), name, f"{dimension} {name}"] for level, name in enumerate(("No", "Yes"))]
    shell.read("framework", "import", xlsx_file(tmp_path / "cloud.xlsx", rubric))
    report = asked(shell, tmp_path, ["Rate [Cloud]", "Rate [Cloud Security]"], ["1", "0"])
    assert roles(report)[4][2] == "cloud-security" or [p["column"] for p in report["problems"]] == ["E"]


def test_a_similar_header_is_proposed_and_never_applied(shell: Shell, tmp_path: Path) -> None:
    report = asked(shell, tmp_path, ["Data Enginering for AI", LLM], ["2", "3"], ["4", "1"])
    assert roles(report)[3] == ("D", "ignored", "data-engineering", "similar")
    assert report["ratings"] == 2
    assert [(p["row"], p["column"], p["header"]) for p in report["problems"]] == [(1, "D", "Data Enginering for AI")]
    assert sum(levels_of(shell, "data-engineering").values()) == 0


def test_a_recipe_rules_on_a_similar_header(shell: Shell, tmp_path: Path) -> None:
    recipe = tmp_path / "rulings.yaml"
    recipe.write_text("columns:\n  Data Enginering for AI: data-engineering\nanswers:\n  so so: 2\n", "utf-8")
    report = asked(
        shell, tmp_path, ["Data Enginering for AI", LLM], ["2", "So So"], ["4", "1"], options=("--recipe", str(recipe))
    )
    assert roles(report)[3] == ("D", "dimension", "data-engineering", "recipe")
    assert (report["ratings"], report["problems"]) == (4, [])


def test_two_columns_of_one_dimension_coalesce_and_both_filled_is_a_problem(shell: Shell, tmp_path: Path) -> None:
    report = asked(shell, tmp_path, [ML, f"{ML} (as asked since May)"], ["1", ""], ["", "4"])
    assert (report["ratings"], report["problems"]) == (2, [])
    assert levels_of(shell, "ml-fundamentals") == {"0": 0, "1": 1, "2": 0, "3": 0, "4": 1}


def test_two_columns_both_filled_give_no_rating(shell: Shell, tmp_path: Path) -> None:
    report = asked(shell, tmp_path, [ML, f"{ML} (as asked since May)"], ["1", ""], ["2", "4"], ["3", "3"])
    assert report["ratings"] == 1
    assert {p["row"] for p in report["problems"]} == {3, 4}
    assert levels_of(shell, "ml-fundamentals") == {"0": 0, "1": 1, "2": 0, "3": 0, "4": 0}


def test_a_comment_about_a_dimension_is_not_a_dimension(shell: Shell, tmp_path: Path) -> None:
    headers = [ML, f"Anything to add on {ML}?"]
    report = asked(shell, tmp_path, headers, ["1", "I would love a course"], ["2", "more than Proficient colleagues"])
    assert roles(report)[4][1] == "ignored"
    assert (report["ratings"], report["problems"]) == (2, [])


STATEMENT = "I can explain to a colleague what machine learning does and where it might help us."
ACCEPTED = [
    ("3", 3), ("3.0", 3), ("Proficient", 3), ("proficient", 3), ("  PROFICIENT\u00a0", 3), ("Level 3: Proficient", 3),
    ("level 3 : proficient", 3), ("3 - Proficient", 3), ("3-Proficient", 3), ("(3) Proficient", 3), ("0", 0),
    ("None of these yet", 0), ("4", 4), ("2,0", 2), (STATEMENT, 1), (f"Aware: {STATEMENT}", 1), ("\u00a02\u00a0", 2),
]  # fmt: skip
NO_ANSWERS = [
    "", "  ", "N/A", "n/a", "NA", "na", "-", "-99", "Don't know", "DON'T KNOW", "Don\u2019t know", "Prefer not to say",
    "Unfamiliar (N/A)", "[not completed]", "\u00a0",
]  # fmt: skip
REFUSED = [
    "2.5", "7", "-1", "5", "Level 3: Expert", "3 - Expert", "(2) Aware", "None", "none", "fairly Proficient",
    "Proficient!?", "I am Proficient in this", "three", "2-3", "3/4", "99", "n.a.", "?", "Level 7", "3%",
    "Expertise", "1e0", "+3", "0x1",
    "\u00bd", "\u2462", "3 Proficient Expert", "Practicing: I have asked a chat assistant", "--", "0.5", "N/A?", "yes",
]  # fmt: skip


def test_answers_that_are_levels(shell: Shell, tmp_path: Path) -> None:
    report = asked(shell, tmp_path, [ML], *([text] for text, _ in ACCEPTED))
    assert report["problems"] == []
    assert counted(report) == (len(ACCEPTED), len(ACCEPTED), 0, 0, len(ACCEPTED))
    found = shell.read("trace", "--cycle", "2026", "--team", "Core", "--dimension", "ml-fundamentals")
    assert [(cell["value"], cell["level"]) for cell in found] == ACCEPTED
    assert [(cell["row"], cell["column"]) for cell in found] == [(row, "D") for row in range(2, len(ACCEPTED) + 2)]


def test_answers_that_say_nothing_are_counted_as_no_answer(shell: Shell, tmp_path: Path) -> None:
    report = asked(shell, tmp_path, [ML], ["2"], *([text] for text in NO_ANSWERS))
    assert (report["problems"], report["responses"], report["ratings"]) == ([], len(NO_ANSWERS) + 1, 1)
    row = cell_of(shell.read("levels", "--cycle", "2026", "--private"), "Core", "ml-fundamentals")
    assert (row["assessed"], row["no_answer"], row["levels"]["0"]) == (1, len(NO_ANSWERS), 0)
    assert row["headcount"] is None


def test_answers_that_are_refused_each_have_a_problem(shell: Shell, tmp_path: Path) -> None:
    report = asked(shell, tmp_path, [ML], ["2"], *([text] for text in REFUSED))
    expected = [(None, row, "D", ML, text, "unknown_answer") for row, text in enumerate(REFUSED, 3)]
    assert places(report["problems"]) == expected
    assert (report["responses"], report["ratings"]) == (len(REFUSED) + 1, 1)


def test_the_raw_cell_of_a_problem_is_text(shell: Shell, tmp_path: Path) -> None:
    lines: list[list[Any]] = [["Timestamp", "Email Address", "Team", ML, LLM]]
    for place, value in enumerate([2, 7, 2.5, datetime(2026, 3, 1), True]):
        lines.append([START, f"p{place}@northwind.example", "Core", value, 3])
    [report] = shell.load(xlsx_file(tmp_path / "cells.xlsx", lines, "Answers"))
    found = [(p["sheet"], p["row"], p["column"], p["value"]) for p in report["problems"]]
    assert found[:3] == [("Answers", 3, "D", "7"), ("Answers", 4, "D", "2.5"), ("Answers", 5, "D", "2026-03-01")]
    assert [row for _, row, _, _ in found] == [3, 4, 5, 6]


def test_never_shown_columns_say_nothing(shell: Shell, tmp_path: Path) -> None:
    report = asked(shell, tmp_path, [*NAMES], ["1", "", "", "", ""], ["2", "", "", "", ""])
    assert counted(report) == (2, 2, 0, 0, 2)
    assert report["problems"] == []
    row = cell_of(shell.read("levels", "--cycle", "2026", "--private"), "Core", "ai-production")
    assert (row["assessed"], row["no_answer"]) == (0, 2)


CHECKBOX = [
    # what is ticked, the level that follows (None: no rating), and whether there is a problem
    ([], None, False),
    (["None of these yet"], 0, False),
    (["None of these yet", LEARNED["ml"]], None, True),
    ([LEARNED["ml"]], 0, False),
    ([LEARNED["ml"], LEARNED["ml2"]], 1, False),
    ([LEARNED["ml2"], LEARNED["ml"]], 1, False),
    ([LEARNED["ml3"], LEARNED["ml4"]], 0, False),
    ([LEARNED["ml"], LEARNED["ml2"], LEARNED["ml3"], LEARNED["ml4"]], 2, False),
    ([LEARNED["ml"], LEARNED["ml2"], "I have juggled"], 1, True),
    (["I have juggled"], None, True),
]


@pytest.mark.parametrize("mark", [", ", ";", "\n"], ids=["comma", "semicolon", "lines"])
def test_checkbox_rules(shell: Shell, tmp_path: Path, mark: str) -> None:
    report = asked(shell, tmp_path, [ML, LLM], *([mark.join(ticked), "2"] for ticked, _, _ in CHECKBOX))
    expected = [row for row, (_, _, has_problem) in enumerate(CHECKBOX, 2) if has_problem]
    assert [p["row"] for p in report["problems"]] == expected
    found = shell.read("trace", "--cycle", "2026", "--team", "Core", "--dimension", "ml-fundamentals")
    rated = [(row, level) for row, (_, level, _) in enumerate(CHECKBOX, 2) if level is not None]
    assert [(cell["row"], cell["level"]) for cell in found] == rated
    inconsistent = {cell["row"] for cell in found if cell["is_inconsistent"]}
    assert inconsistent == {8}  # level 2 met with level 1 not


def test_checkboxes_spread_over_columns(shell: Shell, tmp_path: Path) -> None:
    options = [LEARNED["ml"], LEARNED["ml2"], LEARNED["ml3"], "None of these yet"]
    headers = [f"{ML} [{option}]" for option in options]
    report = asked(
        shell, tmp_path, headers,
        ["Yes", "Yes", "No", "No"], ["Yes", "No", "", ""], ["", "", "", ""], ["", "", "", "x"],
        ["x", "", "", "x"], ["maybe", "", "", ""],
    )  # fmt: skip
    assert report["ratings"] == 3
    assert [p["row"] for p in report["problems"]] == [6, 7]
    assert levels_of(shell, "ml-fundamentals") == {"0": 2, "1": 1, "2": 0, "3": 0, "4": 0}


def test_rows_of_every_kind_are_counted(shell: Shell, tmp_path: Path) -> None:
    lines = [
        ["Email", "Team", ML, LLM],
        ["a@northwind.example", "Core", 1, 2],
        ["", "", "", ""],
        ["A@northwind.example ", "Core", 3, ""],
        ["b@northwind.example", "Core", "", ""],
        ["Average", "", 2, 2],
    ]
    [report] = shell.load(csv_file(tmp_path / "rows.csv", lines))
    # the empty line is no row; the average is wholly refused, with a problem
    assert counted(report) == (4, 2, 1, 0, 1)
    assert [(p["row"], p["problem"]) for p in report["problems"]] == [(6, "total_line")]
    assert sum(levels_of(shell, "llm-prompting").values()) == 0  # the latest response counts, whole


def test_rows_count_as_a_spreadsheet_does_past_quoted_line_ends(shell: Shell, tmp_path: Path) -> None:
    lines = [
        ["Email", "Team", ML, "Comment"],
        ["a@n.example", "Core", 1, "two\nlines"],
        ["b@n.example", "Core", "x?", ""],
    ]
    [report] = shell.load(csv_file(tmp_path / "quoted.csv", lines))
    assert places(report["problems"]) == [(None, 3, "C", ML, "x?", "unknown_answer")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_encodings_and_delimiters(shell: Shell, tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [["Zeitstempel", "E-Mail-Adresse", "Team", ML], ["14.03.2026 10:00:00", "jürgen@n.example", "Büro", "2"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    path = tmp_path / "form.csv"
    path.write_bytes(text.encode(encoding))
    [report] = shell.load(path)
    assert (report["tool"], counted(report)) == ("google-forms", (1, 1, 0, 0, 1))
    assert sum(levels_of(shell, "ml-fundamentals", "Büro").values()) == 1


def test_asking_for_tool_and_sheet(shell: Shell, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for name, level in (("First", 1), ("Second", 4)):
        page = book.create_sheet(name)
        page.append(["Email", "Team", ML])
        page.append(["a@n.example", "Core", level])
    book.remove(book.worksheets[0])
    book.save(tmp_path / "two.xlsx")
    [report] = shell.load(tmp_path / "two.xlsx", options=("--sheet", "Second", "--tool", "matrix"))
    assert (report["sheet"], report["tool"]) == ("Second", "matrix")
    assert levels_of(shell, "ml-fundamentals")["4"] == 1


def test_every_shipped_dimension_is_read_in_one_form(shell: Shell, tmp_path: Path) -> None:
    report = asked(shell, tmp_path, [ML, LLM, DEV, DATA, PROD], ["0", "1", "2", "3", "4"])
    assert [q["dimension"] for q in report["questions"] if q["role"] == "dimension"] == list(DIMENSIONS)
    for place, dimension in enumerate(DIMENSIONS):
        assert levels_of(shell, dimension)[str(place)] == 1


def test_written_chooses_the_format_by_ending(tmp_path: Path) -> None:
    assert written(tmp_path / "a.csv", [["x", START]]).read_text("utf-8") == "x,03/14/2026 09:00:00\n"


def test_a_second_column_of_numbers_that_are_no_levels_is_told(shell: Shell, tmp_path: Path) -> None:
    rows = [["Name", ML, f"{ML} (2)", f"Any words on {ML}?"], ["a", 2, "", "fine so far"], ["b", "", 7, ""]]
    [report] = shell.load(csv_file(tmp_path / "m.csv", rows))
    assert places(report["problems"]) == [(None, 1, "C", f"{ML} (2)", f"{ML} (2)", "no_known_answer")]
    assert any(note.startswith("No column was read for ") for note in report["notes"])


def test_an_abbreviated_header_over_levels_is_proposed(shell: Shell, tmp_path: Path) -> None:
    rows = [["Name", ML, "AI in Prod", "AI in Prod remarks"], ["a", 2, 3, "none"], ["b", 1, 2, "more please"]]
    [report] = shell.load(csv_file(tmp_path / "m.csv", rows))
    assert [(q["how"], q["dimension"]) for q in report["questions"][2:]] == [
        ("similar", "ai-production"),
        (None, None),
    ]
