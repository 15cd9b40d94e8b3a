"""A person leaves every table and the file itself; everybody else's rows, and the home's soundness, stay."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.check import checked
from pipeline.frameworks.loader import shipped
from pipeline.settings import Home
from pipeline.warehouse.cells import Behind, cells_behind
from pipeline.warehouse.connection import opened
from tests.contract.shell import NAMES, Shell, csv_file
from tests.pipeline.warehouse.stored import contents

OTHERS = range(1, 6)
TRACES = re.compile(r"zelda|quagga|\bk77\b", re.I)  # pseudonyms are of 26 letters and digits, K77 among them
"""What only the person who is forgotten has: name, address, comment, employee id."""


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def roster(folder: Path, name: str = "roster.csv") -> Path:
    others = [[f"p{n}@example.com", f"K{n}", f"Name {n}", "Falcon", "zelda@example.com"] for n in OTHERS]
    zelda = ["Zelda@example.com", "K77", "Zelda Quagga", "Falcon", "p1@example.com"]
    return csv_file(folder / name, [["person", "employee id", "name", "team", "manager"], *others, zelda])


def forms(folder: Path) -> Path:
    """Everybody's form; the person's twice, with a comment and a cell that is no answer."""
    header = ["Timestamp", "Email Address", *NAMES, "Any comments?"]
    others = [[f"3/{n}/2026 9:00:00", f"p{n}@example.com", *"12340", "Fine"] for n in OTHERS]
    first = ["3/7/2026 9:00:00", "zelda@example.com", *"11111", "The quagga is gone"]
    second = ["3/8/2026 9:00:00", "ZELDA@example.com", "like a Quagga", *"2222", "Quagga again"]
    return csv_file(folder / "forms.csv", [header, first, *others, second])


def stored(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    with opened(Home(home)) as connection:
        return contents(connection)


def traces(home: Path) -> list[str]:
    """Tables in which something of the person is left."""
    return [name for name, rows in stored(home).items() if TRACES.search(repr(rows))]


def check_sound(shell: Shell) -> None:
    assert checked(Home(shell.home)).findings == ()
    assert traces(shell.home) == []
    assert list((shell.home / "spool").iterdir()) == []


def test_a_person_leaves_every_table(shell: Shell, tmp_path: Path) -> None:
    shell.load(roster(tmp_path), forms(tmp_path))
    assert set(traces(shell.home)) == {"people", "problem", "raw_0002"}
    told = shell.read("forget", "zelda@EXAMPLE.com")
    assert told == {
        "people": 3,
        "responses": 2,
        "ratings": 4,
        "roster_lines": 1,
        "raw_rows": 3,
        "problems": 1,
        "published_answers": 0,
        "rulings": 0,
        "is_in_settings": False,
    }
    check_sound(shell)
    kept = stored(shell.home)
    assert all(row[1:] == (None,) * 8 for row in kept["raw_0002"] if row[0] in (2, 8))
    assert [row[0] for row in kept["raw_0002"]] == list(range(1, 9))
    assert {row[-1] for row in kept["roster"]} == {None}  # she was everybody's manager
    actions = [row[1:] for row in kept["action"] if row[2] == "forget"]
    assert [(action, upload) for _, action, upload, _ in actions] == [("forget", None)]
    uploads = shell.read("uploads")
    assert [(each["rows"], each["responses"], each["superseded"], each["ratings"]) for each in uploads] == [
        (5, 0, 0, 0),
        (5, 5, 0, 25),
    ]
    assert "Nobody is known as" in shell.refused("forget", "zelda@example.com")


def test_what_is_left_can_be_asked_undone_and_loaded_again(shell: Shell, tmp_path: Path) -> None:
    shell.load(roster(tmp_path), forms(tmp_path))
    shell.read("forget", "K77")
    row = shell.read("levels", "--cycle", "2026", "--private", "--by", "company,dimension")[0]
    assert (row["headcount"], row["assessed"]) == (5, 5)
    cells = shell.read("trace", "--cycle", "2026", "--team", "Falcon", "--dimension", NAMES[0])
    assert [cell["value"] for cell in cells] == ["1"] * 5
    assert shell.read("problems") == []
    again = shell.load(forms(tmp_path), options=("--again",))
    assert again[0]["responses"] == 6  # whoever loads her answers again has them again
    shell.read("forget", "zelda@example.com")
    check_sound(shell)
    shell.read("undo", 2)
    shell.read("undo", 3)
    assert checked(Home(shell.home)).findings == ()


def test_long_files_and_people_side_by_side(shell: Shell, tmp_path: Path) -> None:
    people = ["zelda@example.com", *(f"p{n}@example.com" for n in OTHERS)]
    lines = [[person, skill, "2"] for skill in NAMES for person in people]
    lines[0][2] = "quagga"
    long = csv_file(tmp_path / "long.csv", [["Employee", "Skill", "Level"], *lines])
    beside = csv_file(
        tmp_path / "beside.csv",
        [["Skill", "Zelda Quagga", *(f"Name {n}" for n in OTHERS)], *([skill, "3", *"12312"] for skill in NAMES)],
    )
    shell.load(roster(tmp_path), long, beside)
    told = shell.read("forget", "zelda@example.com")
    assert (told["responses"], told["ratings"], told["roster_lines"]) == (2, 9, 1)
    check_sound(shell)
    kept = stored(shell.home)
    assert sum(row[1:] == (None, None, None) for row in kept["raw_0002"]) == 5
    assert {row[2] for row in kept["raw_0003"]} == {None}
    with opened(Home(shell.home)) as connection:
        assert connection.execute("select count(*) from rating").fetchall() == [(50,)]


def test_no_cell_behind_a_figure_is_lost(shell: Shell, tmp_path: Path) -> None:
    shell.load(roster(tmp_path), forms(tmp_path))
    framework = next(each for each in shipped() if each.dimensions[0].name == NAMES[0])
    asked = Behind(1, "self", "team", "Falcon", None, True, framework.dimensions[0].id)
    with opened(Home(shell.home)) as connection:
        found = [[cell["row"] for cell in cells_behind(connection, asked, framework)] for _ in range(20)]
    assert found == [[3, 4, 5, 6, 7]] * 20  # DuckDB's shortcut for "the first of each" gave other rows each time


def test_names_alone_and_namesakes(shell: Shell, tmp_path: Path) -> None:
    matrix = [["Name", "Team", *NAMES], *([name, "Falcon", *"12340"] for name in ("Zelda Quagga", "K77", "Cy", "Cy"))]
    shell.load(csv_file(tmp_path / "matrix.csv", matrix))
    assert "Several people are known as 'cy'" in shell.refused("forget", "cy")
    assert shell.read("forget", "zelda quagga")["responses"] == 1
    assert shell.read("forget", "k77")["responses"] == 1
    check_sound(shell)
    assert "Nobody is known" in shell.refused("forget", "zelda quagga")


def test_a_name_that_others_have_too_stays_theirs(shell: Shell, tmp_path: Path) -> None:
    lines = [[f"{who}@example.com", "Kim Lee", "Falcon"] for who in ("zelda", "p1")]
    shell.load(csv_file(tmp_path / "roster.csv", [["person", "name", "team"], *lines]))
    shell.read("forget", "zelda@example.com")
    check_sound(shell)
    with opened(Home(shell.home)) as connection:
        [(named,)] = connection.execute("select count(name_person) from roster").fetchall()
    assert named == 1
    assert sum(row[1] is not None for row in stored(shell.home)["raw_0001"]) == 2  # the header and the other one


def test_an_identifier_that_two_people_share_is_nobodys(shell: Shell, tmp_path: Path) -> None:
    lines = [[f"{who}@example.com", "S1", *"12340"] for who in ("zelda", "p1", "p2")]
    shell.load(csv_file(tmp_path / "shared.csv", [["Email", "Employee ID", *NAMES], *lines]))
    assert "Several people are known as 'S1'" in shell.refused("forget", "S1")
    assert shell.read("forget", "zelda@example.com")["raw_rows"] == 1
    check_sound(shell)
    assert [row[2] is None for row in stored(shell.home)["raw_0001"]] == [False, True, False, False]


def test_rulings_on_the_person_go_from_recipes(shell: Shell, tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.yaml"
    recipe.write_text("people:\n  Z. Quagga: zelda@example.com\n  Nm 1: p1@example.com\n", "utf-8")
    matrix = [["Name", *NAMES], *([name, *"12340"] for name in ("Z. Quagga", "Nm 1", "Name 2"))]
    shell.load(roster(tmp_path))
    shell.load(csv_file(tmp_path / "matrix.csv", matrix), options=("--recipe", recipe))
    told = shell.read("forget", "zelda@example.com")
    assert (told["responses"], told["rulings"], told["raw_rows"]) == (1, 1, 2)
    check_sound(shell)
    shell.read("recipe", "export", 2, "--to", tmp_path / "left.yaml")
    assert "Nm 1: p1@example.com" in (tmp_path / "left.yaml").read_text("utf-8")
    assert sum(row[1:] == (None,) * 6 for row in stored(shell.home)["raw_0002"]) == 1


def test_a_publication_after_it_is_held_against_the_one_before(shell: Shell, tmp_path: Path) -> None:
    shell.load(forms(tmp_path))
    shell.read("config", "viewers", "zelda@example.com")
    shell.read("publish", "--cycle", "2026")
    told = shell.read("forget", "zelda@example.com")
    assert (told["published_answers"], told["is_in_settings"]) == (4, True)
    kept = stored(shell.home)["published_answer"]
    assert len(kept) == 29
    nobody = [row[1] for row in kept if row[1] < 0]
    assert len(set(nobody)) == 4  # one each, so that not even the four are known to be one person's
    assert "fewer than 5 people were added, removed or changed" in shell.refused("publish", "--cycle", "2026")
    assert "(forgotten)" in repr(stored(shell.home)["action"])  # who became a viewer was noted there
    check_sound(shell)


def test_rulings_between_cycles_make_one_person_of_two(shell: Shell, tmp_path: Path) -> None:
    def of(year: str, zelda: str) -> Path:
        lines = [[f"3/{n}/{year} 9:00:00", who, *"12340"] for n, who in enumerate((zelda, "p1@example.com"), 1)]
        return csv_file(tmp_path / f"{year}.csv", [["Timestamp", "Email Address", *NAMES], *lines])

    for year, zelda in (("2025", "zelda@example.com"), ("2026", "z.quagga@example.com")):
        shell.load(of(year, zelda), cycle=year)
    recipe = tmp_path / "same.yaml"
    recipe.write_text("people:\n  zelda@example.com: z.quagga@example.com\n", "utf-8")
    shell.read("same-people", "--cycle", "2026", "--from", recipe)
    assert shell.read("forget", "z.quagga@example.com")["responses"] == 2
    check_sound(shell)
    assert stored(shell.home)["same_person"] == []


def test_nothing_is_left_in_the_file(shell: Shell, tmp_path: Path) -> None:
    shell.load(forms(tmp_path))
    assert b"The quagga is gone" in (shell.home / "warehouse.duckdb").read_bytes()
    shell.read("forget", "zelda@example.com")
    assert re.search(rb"quagga|zelda", (shell.home / "warehouse.duckdb").read_bytes(), re.I) is None
    assert sorted(path.name for path in shell.home.glob("warehouse*")) == ["warehouse.duckdb"]


def test_an_address_in_a_column_that_tells_of_nobody_is_kept_as_a_pseudonym_and_goes(
    shell: Shell, tmp_path: Path
) -> None:
    header = ["Timestamp", "Email Address", "Whom do you ask?", *NAMES]
    lines = [[f"3/{n}/2026 9:00:00", f"p{n}@example.com", "Zelda@example.com", *"12340"] for n in OTHERS]
    own = ["3/7/2026 9:00:00", "zelda@example.com", "p1@example.com", *"11111"]
    shell.load(csv_file(tmp_path / "asked.csv", [header, *lines, own]))
    assert traces(shell.home) == ["people"]
    keys = {cells[3] for cells in stored(shell.home)["raw_0001"][1:]}
    assert len(keys) == 2
    assert not any("@" in key for key in keys)
    shell.read("forget", "zelda@example.com")
    check_sound(shell)
    assert [cells[3] for cells in stored(shell.home)["raw_0001"][1:]] == [None] * 6
