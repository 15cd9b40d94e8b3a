"""A cycle is published again: refused where the difference would tell of few, held back or corrected on request."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contract.shell import NAMES, Json, Shell, copied, csv_file

TEAMS = [("North", "Ash", 9), ("North", "Elm", 7), ("North", "Oak", 3), ("South", "Fir", 8), ("South", "Yew", 6)]


def answers(name: str, team: tuple[str, str], people: int, level: int) -> list[list[object]]:
    return [[f"{name}{at}@n.example", *team, *[(level + at) % 5] * len(NAMES)] for at in range(people)]


def loaded(shell: Shell, folder: Path, name: str, rows: list[list[object]]) -> int:
    file = csv_file(folder / f"{name}.csv", [["Email Address", "Division", "Team", *NAMES], *rows])
    upload: int = shell.load(file)[0]["upload"]
    return upload


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle of 33 people, published once."""
    folder = tmp_path_factory.mktemp("prepared")
    shell = Shell(folder / "home")
    everybody = [row for division, team, people in TEAMS for row in answers(team, (division, team), people, people)]
    loaded(shell, folder, "survey", everybody)
    assert shell.read("publish", "--cycle", "2026")["way"] == "first"
    return folder


@pytest.fixture
def shell(prepared: Path, tmp_path: Path) -> Shell:
    return copied(prepared, tmp_path)


def of_groups(shell: Shell) -> dict[str, Json]:
    rows = [shell.read("levels", "--cycle", "2026", "--by", f"{kind},dimension") for kind in ("company", "team")]
    return {row["group"]: row for part in rows for row in part if row["dimension"] == "ml-fundamentals"}


def test_the_same_figures_can_be_published_again(shell: Shell) -> None:
    before = of_groups(shell)
    assert shell.read("publish", "--cycle", "2026")["way"] == "again"
    assert of_groups(shell) == before


def test_enough_new_people_are_published(shell: Shell, tmp_path: Path) -> None:
    loaded(shell, tmp_path, "late", answers("late", ("North", "Ash"), 5, 2))
    assert shell.read("publish", "--cycle", "2026")["held"] == []
    assert of_groups(shell)["Ash"]["assessed"] == 14


def test_one_new_person_is_refused_by_the_group_s_name_and_nothing_changes(shell: Shell, tmp_path: Path) -> None:
    loaded(shell, tmp_path, "late", answers("late", ("North", "Ash"), 1, 2))
    before = of_groups(shell)
    message = shell.refused("publish", "--cycle", "2026")
    assert "Ash" in message
    assert not {"Elm", "Fir", "Yew"} & set(message.replace(";", " ").split())
    assert "--hold" in message
    assert "--correct" in message
    assert of_groups(shell) == before
    assert [row["snapshot"] for row in shell.read("snapshots")] == [1]
    draft = shell.read("publish", "--cycle", "2026", "--draft")
    assert "Ash" in " ".join(draft["notes"])


def test_held_groups_keep_their_figures_and_all_others_add_up_with_them(shell: Shell, tmp_path: Path) -> None:
    before = of_groups(shell)
    loaded(shell, tmp_path, "late", answers("late", ("North", "Ash"), 1, 2) + answers("more", ("South", "Fir"), 6, 1))
    publication = shell.read("publish", "--cycle", "2026", "--hold")
    assert (publication["way"], publication["held"]) == ("hold", ["Ash"])
    after = of_groups(shell)
    assert after["Ash"] == before["Ash"]
    assert after["Fir"]["assessed"] == 14
    assert after["Acme" if "Acme" in after else "Company"]["assessed"] == 33 + 6
    # One person waits; four more make five.
    assert "Ash" in shell.refused("publish", "--cycle", "2026")
    loaded(shell, tmp_path, "waited", answers("waited", ("North", "Ash"), 4, 2))
    assert shell.read("publish", "--cycle", "2026")["held"] == []
    assert of_groups(shell)["Ash"]["assessed"] == 14


def test_projects_that_ask_held_groups_are_not_shown(shell: Shell, tmp_path: Path) -> None:
    lines = [
        ["project", "priority", "team", "dimension", "level", "people"],
        ["Lantern", "high", "Fir", NAMES[0], 1, 2],
        ["Compass", "high", "Ash", NAMES[0], 1, 2],
    ]
    shell.load(csv_file(tmp_path / "roadmap.csv", lines))
    loaded(shell, tmp_path, "late", answers("late", ("North", "Ash"), 1, 2))
    assert shell.read("publish", "--cycle", "2026", "--hold")["held"] == ["Ash"]
    needs = {row["project"]: row["needs"][0]["qualified"] for row in shell.read("projects", "--cycle", "2026")}
    assert needs["Compass"] is None
    assert needs["Lantern"] is not None


def test_a_correction_is_published_noted_and_said(shell: Shell, tmp_path: Path) -> None:
    late = loaded(shell, tmp_path, "late", answers("late", ("North", "Ash"), 1, 2))
    assert shell.read("publish", "--cycle", "2026", "--correct")["way"] == "correct"
    assert of_groups(shell)["Ash"]["assessed"] == 10
    # What was corrected was told: the next publication is held against the correction alone.
    assert shell.read("publish", "--cycle", "2026")["way"] == "again"
    assert shell.call("undo", late).exit_code == 0
    assert "Ash" in shell.refused("publish", "--cycle", "2026")


def test_a_changed_answer_and_a_move_count_in_every_group_concerned(shell: Shell, tmp_path: Path) -> None:
    moved = [["Ash0@n.example", "South", "Fir", *[4] * len(NAMES)]]
    loaded(shell, tmp_path, "moved", moved)
    message = shell.refused("publish", "--cycle", "2026")
    assert "Ash" in message
    assert "Fir" in message
    publication = shell.read("publish", "--cycle", "2026", "--hold")
    assert publication["held"] == ["Ash", "Fir"]
    assert of_groups(shell)["Ash"]["assessed"] == 9


def test_a_team_that_grew_is_not_told_apart_from_those_it_was_shown_with(shell: Shell, tmp_path: Path) -> None:
    # Oak's three were told together with Elm's seven; alone they would be the difference.
    loaded(shell, tmp_path, "late", answers("late", ("North", "Oak"), 6, 2))
    assert shell.read("publish", "--cycle", "2026")["way"] == "again"
    found = of_groups(shell)
    assert not found["Oak"]["shown"]
    assert not found["Elm"]["shown"]
    together = shell.read("levels", "--cycle", "2026", "--by", "together,dimension")
    assert {(row["group"], row["assessed"]) for row in together} == {("Small teams together (Elm, Oak)", 16)}


def test_anonymous_answers_stay_the_same_in_a_newer_export(home: Path, tmp_path: Path) -> None:
    shell = Shell(home)
    header = ["Timestamp", "Division", "Team", *NAMES]
    rows = [[f"3/{at + 1}/2026 10:00:00", "North", "Ash", *[at % 5] * len(NAMES)] for at in range(16)]
    shell.load(csv_file(tmp_path / "one.csv", [header, *rows[:9]]))
    shell.read("publish", "--cycle", "2026")
    shell.load(csv_file(tmp_path / "two.csv", [header, *rows[:10]]))
    assert "Ash" in shell.refused("publish", "--cycle", "2026")
    shell.load(csv_file(tmp_path / "three.csv", [header, *rows]))
    assert shell.read("publish", "--cycle", "2026")["way"] == "again"
    assert of_groups(shell)["Ash"]["assessed"] == 16


def test_strangers_who_hide_a_division_are_said(home: Path, tmp_path: Path) -> None:
    shell = Shell(home)
    people = [row for division, team, count in TEAMS for row in answers(team, (division, team), count, count)]
    lines = [[row[0], *row[1:3]] for row in people]
    shell.load(csv_file(tmp_path / "roster.csv", [["E-mail", "Division", "Team"], *lines]))
    loaded(shell, tmp_path, "survey", [*people, *answers("guest", ("North", "Ash"), 2, 1)])
    [note] = shell.read("publish", "--cycle", "2026")["notes"]
    assert "Elm, Oak" in note
    assert "division North is not shown" in note


def test_only_one_way_can_be_chosen(shell: Shell) -> None:
    assert shell.call("publish", "--cycle", "2026", "--hold", "--correct").exit_code == 2


def test_what_is_shown_is_fixed_by_the_first_publication(shell: Shell) -> None:
    before = of_groups(shell)
    for key, value in (("min_group", 9), ("min_group_detail", 12), ("group_disclosure", "suppress")):
        shell.read("config", key, value)
    shell.read("publish", "--cycle", "2026")
    assert of_groups(shell) == before
