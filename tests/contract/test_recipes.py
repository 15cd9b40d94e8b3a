"""Recipes: rulings out and in again, held by the next file of the same shape, and never dropped in silence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.contract.shell import DEV, LLM, ML, Json, Shell, csv_file, xlsx_file

SIMILAR = "Prompting skills (LLM)"
HEADER = ["Timestamp", "Email Address", "Team", ML, SIMILAR]
RECIPE = f"""\
columns:
  {SIMILAR}: llm-prompting
answers:
  pretty good: 3
  yes: {{ml-fundamentals: 1, llm-prompting: 2}}
  no idea: null
teams:
  Falcon: Falke
people:
  old@n.example: new@n.example
crosswalk:
  ml-fundamentals: {{2: stricter}}
"""


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def line(minute: int, who: str, *answers: object, team: str = "Core") -> list[Any]:
    return [f"3/14/2026 10:{minute:02}:00", who, team, *answers]


FIRST = [
    HEADER,
    line(1, "a@n.example", "pretty good", "yes"),
    line(2, "b@n.example", "yes", "NO IDEA", team="Falcon"),
    line(3, "old@n.example", 1, 1),
    line(4, "new@n.example", 2, 4),
]


def recipe(folder: Path, text: str = RECIPE, name: str = "rulings.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def ruled(shell: Shell, folder: Path) -> Json:
    [report] = shell.load(csv_file(folder / "a.csv", FIRST), options=("--recipe", recipe(folder)))
    return report


def read_as(report: Json) -> list[tuple[Any, ...]]:
    return [(q["column"], q["role"], q["dimension"], q["how"]) for q in report["questions"]]


def test_every_kind_of_ruling_holds(shell: Shell, tmp_path: Path) -> None:
    report = ruled(shell, tmp_path)
    assert report["problems"] == []
    assert read_as(report)[4] == ("E", "dimension", "llm-prompting", "recipe")
    # old and new are one person, whose later row counts; "no idea" is no answer: 3 + 2 levels.
    assert (report["responses"], report["superseded"], report["ratings"]) == (3, 1, 5)
    levels = {
        (row["group"], row["dimension"]): {level: people for level, people in row["levels"].items() if people}
        for row in shell.read("levels", "--cycle", "2026", "--private")
        if row["dimension"] in ("ml-fundamentals", "llm-prompting")
    }
    assert levels == {
        ("Core", "ml-fundamentals"): {"3": 1, "2": 1},
        ("Core", "llm-prompting"): {"2": 1, "4": 1},
        ("Falke", "ml-fundamentals"): {"1": 1},
        ("Falke", "llm-prompting"): {},
    }


def test_what_was_ruled_comes_out_and_replays_to_the_same(shell: Shell, tmp_path: Path) -> None:
    first = ruled(shell, tmp_path)
    out = tmp_path / "out.yaml"
    assert shell.read("recipe", "export", 1, "--to", out) == {"upload": 1, "file": str(out), "rulings": 7}
    text = out.read_text("utf-8")
    assert text.splitlines()[0] == "# Rulings of upload 1 (a.csv)"
    assert "old@n.example: new@n.example" in text
    assert len(text) < 600
    other = Shell(tmp_path / "other")
    [again] = other.load(tmp_path / "a.csv", options=("--recipe", out))
    assert again == first
    assert other.figures() == shell.figures()


def test_the_warehouse_names_nobody_in_a_recipe(shell: Shell, tmp_path: Path, home: Path) -> None:
    ruled(shell, tmp_path)
    with duckdb.connect(str(home / "warehouse.duckdb"), read_only=True) as connection:
        [(kept,)] = connection.execute("select recipe from upload").fetchall()
    assert "n.example" not in kept
    assert "pretty good" in kept


def test_the_next_file_of_the_shape_takes_the_rulings_over(shell: Shell, tmp_path: Path) -> None:
    ruled(shell, tmp_path)
    second = [[*HEADER, "Comments"], line(5, "c@n.example", "Pretty good", "yes", "", team="Falcon")]
    [report] = shell.load(csv_file(tmp_path / "b.csv", second), cycle="2027")
    assert (report["ratings"], report["problems"]) == (2, [])
    assert read_as(report)[4] == ("E", "dimension", "llm-prompting", "recipe")
    assert "6 rulings of upload 1 (a.csv) hold here too." in report["notes"]
    assert {row["group"] for row in shell.read("levels", "--cycle", "2027", "--private")} == {"Falke"}
    # And the one after it, from the file before.
    third = [HEADER, line(6, "d@n.example", "pretty good", 1)]
    [report] = shell.load(csv_file(tmp_path / "c.csv", third), cycle="2027")
    assert "6 rulings of upload 2 (b.csv) hold here too." in report["notes"]


def test_they_are_left_out_when_somebody_says_so(shell: Shell, tmp_path: Path) -> None:
    ruled(shell, tmp_path)
    file = csv_file(
        tmp_path / "b.csv", [HEADER, line(5, "c@n.example", "pretty good", 2), line(6, "d@n.example", 1, 1)]
    )
    own = recipe(tmp_path, "answers: {pretty good: 2}\n", "own.yaml")
    for options in (("--no-recipe",), ("--recipe", own)):
        [report] = shell.load(file, cycle="2027", options=(*options, "--dry-run"))
        assert read_as(report)[4][1:] == ("ignored", "llm-prompting", "similar")
        assert not any("upload 1" in note for note in report["notes"])


def test_another_survey_takes_nothing_over(shell: Shell, tmp_path: Path) -> None:
    ruled(shell, tmp_path)
    other = [["Timestamp", "Email Address", "Team", DEV, LLM], line(5, "c@n.example", "pretty good", 2)]
    [report] = shell.load(csv_file(tmp_path / "b.csv", other), cycle="2027")
    assert [problem["problem"] for problem in report["problems"]] == ["no_known_answer"]
    assert not any("upload 1" in note for note in report["notes"])


def test_a_replaced_upload_leaves_its_rulings_to_the_file_in_its_place(shell: Shell, tmp_path: Path) -> None:
    ruled(shell, tmp_path)
    [report] = shell.load(csv_file(tmp_path / "b.csv", FIRST[:-1]), options=("--replaces", 1))
    assert report["problems"] == []
    assert [upload["upload"] for upload in shell.read("uploads")] == [2]


def test_rulings_that_no_longer_fit_are_asked_again(shell: Shell, tmp_path: Path) -> None:
    ruled(shell, tmp_path)
    rubric = [["dimension", "level", "level_name", "statement"]]
    rubric += [[ML, level, name, f"{name}!"] for level, name in enumerate(("No", "Bit", "Yes"))]
    rubric += [["Prompts", level, name, f"{name}?"] for level, name in enumerate(("No", "Bit", "Yes"))]
    shell.read("framework", "import", xlsx_file(tmp_path / "kitchen.xlsx", rubric))
    file = csv_file(
        tmp_path / "b.csv", [HEADER, line(5, "c@n.example", "pretty good", 1), line(6, "d@n.example", 1, 1)]
    )
    [report] = shell.load(file, cycle="2027", options=("--framework", "kitchen"))
    assert [(p["row"], p["column"], p["problem"]) for p in report["problems"]] == [
        (1, "E", "stale_ruling"),
        (1, "E", "similar_header"),
        (2, "D", "unknown_answer"),
    ]
    told = " ".join(report["notes"])
    for part in (f"column {SIMILAR!r} as llm-prompting", "answer 'pretty good' as 3"):
        assert part in told


def test_a_ruling_on_a_column_that_is_gone_is_said(shell: Shell, tmp_path: Path) -> None:
    first = csv_file(tmp_path / "a.csv", [[*HEADER, DEV], line(7, "e@n.example", 2, 1, 1)])
    shell.load(first, options=("--recipe", recipe(tmp_path, f"columns: {{{SIMILAR}: llm-prompting}}\n")))
    renamed = csv_file(tmp_path / "b.csv", [[*HEADER[:4], "Prompting skill", DEV], line(8, "f@n.example", 2, 1, 1)])
    [report] = shell.load(renamed)
    assert any(repr(SIMILAR) in note and "does not have" in note for note in report["notes"])
    # The ruling is kept for a later file that has the column again.
    [report] = shell.load(csv_file(tmp_path / "c.csv", [[*HEADER, DEV], line(9, "g@n.example", 2, 1, 1)]))
    assert read_as(report)[4] == ("E", "dimension", "llm-prompting", "recipe")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns:\n  A: soup\n  B: [\n", "line 4"),
        ("columns:\n  A: soup\n\tB: x\n", "line 3"),
        ("columns:\n  A: soup\n  A: stew\n", "line 3"),
        ("answers:\n  good: 1\n  fine: much\n", "line 3"),
        ("answers:\n  yes: true\n", "line 2"),
        ("crosswalk:\n  soup:\n    2: harder\n", "line 3"),
        ("people:\n  a: b\n  b: a\n", "circle"),
        ("shoes: {}\n", "line 1"),
    ],
)
def test_a_broken_recipe_names_its_file_and_line(shell: Shell, tmp_path: Path, text: str, said: str) -> None:
    file = csv_file(tmp_path / "a.csv", FIRST)
    message = shell.refused("load", file, "--cycle", "2026", "--recipe", recipe(tmp_path, text))
    assert "rulings.yaml" in message
    assert said in message


def test_a_ruling_on_teams_holds_in_a_roster_too(shell: Shell, tmp_path: Path) -> None:
    roster = csv_file(tmp_path / "r.csv", [["person", "team"], ["old@n.example", "falcon"], ["b@n.example", "Core"]])
    shell.load(roster, options=("--as", "roster", "--recipe", recipe(tmp_path)))
    [report] = shell.load(csv_file(tmp_path / "a.csv", FIRST), options=("--recipe", recipe(tmp_path)))
    strangers = [problem["value"] for problem in report["problems"] if problem["problem"] == "not_on_roster"]
    assert strangers == ["a@n.example"]
    heads = {row["group"]: row["headcount"] for row in shell.read("levels", "--cycle", "2026", "--private")}
    assert heads == {"Core": 1, "Falke": 1, "(no team)": 1}


def test_an_upload_without_rulings_gives_an_empty_recipe_and_no_upload_a_refusal(shell: Shell, tmp_path: Path) -> None:
    shell.load(csv_file(tmp_path / "a.csv", [HEADER[:4], line(1, "a@n.example", 1)]))
    out = tmp_path / "out.yaml"
    assert shell.read("recipe", "export", 1, "--to", out)["rulings"] == 0
    shell.load(tmp_path / "a.csv", cycle="2027", options=("--recipe", out))
    assert "no upload 9" in shell.refused("recipe", "export", 9, "--to", out)
    assert "cannot be written" in shell.refused("recipe", "export", 1, "--to", tmp_path / "gone" / "out.yaml")


def test_next_years_reworded_file_asks_two_questions_and_applies_the_rest(shell: Shell, tmp_path: Path) -> None:
    old = [*HEADER, "How we use models in production", "Data plumbing", "Building with assistants"]
    columns = {
        SIMILAR: "llm-prompting",
        "How we use models in production": "ai-production",
        "Data plumbing": "data-engineering",
        "Building with assistants": "ai-assisted-dev",
    }
    told = "columns:\n" + "".join(f"  {header}: {dimension}\n" for header, dimension in columns.items())
    rulings = recipe(tmp_path, told + "answers:\n  pretty good: 3\n  no idea: null\nteams:\n  Falcon: Falke\n")
    first = csv_file(tmp_path / "2026.csv", [old, line(1, "a@n.example", "pretty good", 1, 2, 3, "no idea")])
    shell.load(first, options=("--recipe", rulings))
    saved = tmp_path / "saved.yaml"
    assert shell.read("recipe", "export", 1, "--to", saved)["rulings"] == 7
    new = [*HEADER, "AI in Prod", "Data plumbing", "AI-Assisted Developement"]
    answers = line(2, "b@n.example", "Pretty good", 2, 1, "pretty good", 4, team="falcon")
    [report] = shell.load(csv_file(tmp_path / "2027.csv", [new, answers]), cycle="2027", options=("--recipe", saved))
    # Two headers were reworded: each is proposed with its dimension, and stays unread until somebody rules.
    assert [(p["problem"], p["header"]) for p in report["problems"]] == [
        ("similar_header", "AI in Prod"),
        ("similar_header", "AI-Assisted Developement"),
    ]
    assert read_as(report)[3:] == [
        ("D", "dimension", "ml-fundamentals", "exact"),
        ("E", "dimension", "llm-prompting", "recipe"),
        ("F", "ignored", "ai-production", "similar"),
        ("G", "dimension", "data-engineering", "recipe"),
        ("H", "ignored", "ai-assisted-dev", "similar"),
    ]
    assert report["ratings"] == 3
    assert {row["group"] for row in shell.read("levels", "--cycle", "2027", "--private")} == {"Falke"}
    two = "columns:\n  AI in Prod: ai-production\n  AI-Assisted Developement: ai-assisted-dev\n"
    both = recipe(tmp_path, saved.read_text("utf-8").replace("columns:\n", two), "both.yaml")
    [report] = shell.load(
        tmp_path / "2027.csv", cycle="2027", options=("--recipe", both, "--replaces", report["upload"])
    )
    assert (report["ratings"], report["problems"]) == (5, [])
