"""What an analyst reviews from the command line: questions, drafts, cells, and refusals that say what exists."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from pipeline.rows import Cell, file_row
from pipeline.settings import opened_home
from pipeline.trace import trace
from tests.contract.shell import DIMENSIONS, LLM, ML, Shell, csv_file

HEADER = ["Timestamp", "Email Address", "Team", ML, LLM]

RUBRIC = ["dimension", "dimension_id", "level", "level_name", "statement", "indicator", "indicator_id"]
SIX = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def line(number: int, *answers: object, team: str = "Core") -> list[Any]:
    return [f"3/14/2026 10:{number:02}:00", f"p{number}@n.example", team, *answers]


def own_framework(shell: Shell, folder: Path) -> None:
    """Six dimensions with levels 0 to 2 and one behaviour at each of 1 and 2, called ``alpha does 1`` and so on."""
    rows: list[Any] = [RUBRIC]
    for name in SIX:
        rows.append([name.capitalize(), name, 0, "None of these", f"{name} is new", None, None])
        rows += [
            [name.capitalize(), name, level, ("Starter", "Finisher")[level - 1], f"{name} at {level}",
             f"{name} does {level}", f"{name}-{level}"]
            for level in (1, 2)
        ]  # fmt: skip
    shell.read("framework", "import", csv_file(folder / "ladder.csv", rows))


def ticks(name: str, *levels: int) -> str:
    return ", ".join(f"{name} does {level}" for level in levels) or "None of these"


def test_quality_counts_checklists_of_the_latest_responses(shell: Shell, tmp_path: Path) -> None:
    own_framework(shell, tmp_path)
    survey: list[Any] = [["Timestamp", "Email Address", *(name.capitalize() for name in SIX)]]

    def answered(number: int, of_alpha: str, *rest: str) -> None:
        others = rest or tuple(ticks(name, 1) for name in SIX[1:])
        survey.append([f"3/14/2026 10:{number:02}:00", f"p{number}@n.example", of_alpha, *others])

    for number in range(20):
        answered(number, ticks("alpha", 1))
    for number in range(20, 30):
        answered(number, ticks("alpha", 2))  # a hole: level 2 without level 1
    answered(30, ticks("alpha", 1, 2), *(ticks(name, 1, 2) for name in SIX[1:]))  # every box of six dimensions
    answered(31, ticks("alpha"), *(ticks(name) for name in SIX[1:]))  # and none
    answered(32, "2")  # a level, no checklist
    answered(40, ticks("alpha", 2))
    survey.append([*survey[-1]])
    survey[-1][0], survey[-1][2] = "3/14/2026 11:00:00", ticks("alpha", 1)  # the same person, later: this one counts
    shell.load(csv_file(tmp_path / "survey.csv", survey), options=("--framework", "ladder"))

    rows = {row["dimension"]: row for row in shell.read("quality", "--cycle", "2026")}
    assert list(rows) == list(SIX)
    # alpha: 21 tick 1, 10 tick 2, one both, one none: n = 33, E = 10 x 2 of 66 boxes.
    # Shares 22/33 and 11/33: mmr = (22/33 + 22/33) / 2.
    cr, mmr = 1 - 20 / 66, 2 / 3
    assert rows["alpha"] == {
        "dimension": "alpha",
        "dimension_name": "Alpha",
        "n": 33,
        "inconsistent": 10,
        "cr": pytest.approx(cr),
        "mmr": pytest.approx(mmr),
        "cs": pytest.approx((cr - mmr) / (1 - mmr)),
        "careless": 2,
        "one_box_short": 10,
    }
    assert (rows["beta"]["n"], rows["beta"]["inconsistent"], rows["beta"]["cr"]) == (34, 0, 1.0)
    assert {row["careless"] for row in rows.values()} == {2}
    csv = shell.call("quality", "--cycle", "2026", "--csv").out.splitlines()
    assert csv[0].split(",") == list(rows["alpha"])
    assert len(csv) == 7


def test_quality_has_no_verdict_without_checklists(shell: Shell, tmp_path: Path) -> None:
    assert shell.read("quality", "--cycle", "2026") == []
    shell.load(csv_file(tmp_path / "s.csv", [HEADER, *(line(n, n % 5, 2) for n in range(40))]))
    rows = shell.read("quality", "--cycle", "2026")
    assert [row["dimension"] for row in rows] == list(DIMENSIONS)
    assert {(row["n"], row["cr"], row["mmr"], row["cs"], row["careless"]) for row in rows} == {(0, None, None, None, 0)}


def _many(shell: Shell, folder: Path) -> None:
    shell.load(csv_file(folder / "s.csv", [HEADER, *(line(n, n % 5, 2) for n in range(8))]))


def test_a_draft_is_the_publication_that_nobody_sees(shell: Shell, tmp_path: Path) -> None:
    _many(shell, tmp_path)
    draft = shell.read("publish", "--cycle", "2026", "--draft")
    assert (draft["snapshot"], draft["draft"], draft["teams_shown"]) == (None, 1, 1)
    assert not (shell.home / "snapshots" / "CURRENT").exists()
    assert shell.read("snapshots") == []
    assert shell.read("gaps", "--cycle", "2026") == []

    published = shell.read("publish", "--cycle", "2026")
    assert published == draft | {"snapshot": 1, "draft": None}
    (shell.home / "elsewhere" / "snapshots").mkdir(parents=True)
    looked_at = Shell(shell.home / "elsewhere")
    shutil.copy(shell.home / "drafts" / "0001.duckdb", looked_at.home / "snapshots" / "0001.duckdb")
    (looked_at.home / "snapshots" / "CURRENT").write_text("0001.duckdb")
    for by in ("company,dimension", "team,dimension", "team"):
        for command in ("levels", "gaps"):
            asked = (command, "--cycle", "2026", "--by", by)
            assert looked_at.read(*asked) == shell.read(*asked)


def test_a_draft_fixes_nothing_and_leaves_what_is_served(shell: Shell, tmp_path: Path) -> None:
    _many(shell, tmp_path)
    shell.call("config", "min_group", "8")
    assert shell.read("publish", "--cycle", "2026", "--draft")["min_group"] == 8
    shell.call("config", "min_group", "6")
    assert shell.read("publish", "--cycle", "2026")["min_group"] == 6  # the first publication decides, not the draft
    before = [(p.name, p.read_bytes()) for p in sorted((shell.home / "snapshots").iterdir())]
    assert shell.read("publish", "--cycle", "2026", "--draft")["draft"] == 2
    assert [(p.name, p.read_bytes()) for p in sorted((shell.home / "snapshots").iterdir())] == before
    assert [p.name for p in (shell.home / "drafts").iterdir()] == ["0002.duckdb"]  # the older one is gone


def test_a_draft_is_refused_like_a_publication(shell: Shell, tmp_path: Path) -> None:
    assert "no responses" in shell.refused("publish", "--cycle", "2026", "--draft")
    shell.load(csv_file(tmp_path / "s.csv", [HEADER, line(1, 1, 1)]))
    asked = ("publish", "--cycle", "2026")
    assert shell.refused(*asked, "--draft") == shell.refused(*asked)
    assert not (shell.home / "drafts").exists()


def test_snapshots_say_who_published(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _many(shell, tmp_path)
    for name in ("mara", "noor"):
        monkeypatch.setenv("LOGNAME", name)
        shell.read("publish", "--cycle", "2026")
    shell.read("rollback", "1")
    rows = [(row["snapshot"], row["published_by"], row["current"]) for row in shell.read("snapshots")]
    assert rows == [(1, "mara", True), (2, "noor", False)]


def test_a_team_or_dimension_that_is_not_there_is_refused_with_those_that_are(shell: Shell, tmp_path: Path) -> None:
    roster = [["person", "team", "division"], ["p0@n.example", "Core", "North"], ["x@n.example", "Quiet", "North"]]
    shell.load(csv_file(tmp_path / "r.csv", roster))
    assert shell.read("trace", "--cycle", "2026", "--team", "Ghost", "--dimension", ML) == []  # nobody has answered
    shell.load(csv_file(tmp_path / "s.csv", [HEADER, line(0, 1, 2)]))
    asked = ("trace", "--cycle", "2026", "--dimension", ML)
    assert shell.refused(*asked, "--team", "Ghost").splitlines() == [
        "There is no team 'Ghost' in cycle 2026.",
        "There are Core, Quiet.",
    ]
    assert "'South'" in shell.refused(*asked, "--team", "Core", "--division", "South")
    message = shell.refused("trace", "--cycle", "2026", "--team", "Core", "--dimension", "juggling")
    assert "'juggling'" in message
    assert "ml-fundamentals" in message
    assert shell.read(*asked, "--team", "quiet") == []
    assert [cell["value"] for cell in shell.read(*asked, "--team", " core ", "--division", "north")] == ["1"]
    assert shell.read("trace", "--cycle", "1999", "--team", "Ghost", "--dimension", ML) == []


def test_problems_of_an_upload_that_is_not_there_are_refused(shell: Shell, tmp_path: Path) -> None:
    assert shell.refused("problems", "--upload", "99").splitlines() == [
        "There is no upload 99.",
        "Nothing is loaded yet.",
    ]
    shell.load(csv_file(tmp_path / "s.csv", [HEADER, line(0, 1, 2)]))
    assert shell.refused("problems", "--upload", "99").splitlines() == ["There is no upload 99.", "There are 1."]
    assert shell.read("problems", "--upload", "1") == []


def test_a_row_of_a_file_is_shown_as_it_stands_with_pseudonyms(shell: Shell, tmp_path: Path) -> None:
    survey = [[*HEADER, "Comment"], [*line(0, 1, ""), "=1+1"], [*line(1, 9, 2), ""]]
    shell.load(csv_file(tmp_path / "s.csv", survey))
    row = file_row(opened_home(shell.home), 1, 2)
    assert [(cell.column, cell.header, cell.value, cell.read_as) for cell in row if cell.column != "B"] == [
        ("A", "Timestamp", "3/14/2026 10:00:00", "metadata"),
        ("C", "Team", "Core", "team"),
        ("D", ML, "1", "ml-fundamentals"),
        ("E", LLM, None, "llm-prompting"),
        ("F", "Comment", "=1+1", "ignored"),
    ]
    [named] = [cell for cell in row if cell.column == "B"]
    assert named.value is not None
    assert named == Cell("B", "Email Address", named.value, named.read_as)
    assert "@" not in named.value


def test_a_figure_is_traced_for_every_kind_of_group(shell: Shell, tmp_path: Path) -> None:
    roster = [["person", "team", "division", "role"]]
    roster += [
        [f"p{n}@n.example", "Atlas", "North" if n < 3 else "South", "Dev" if n % 2 else "Lead"] for n in range(6)
    ]
    answers = [0, 1, "good", 3, 4, ""]  # in the North 0, 1 and one that is no level; in the South 3, 4 and none
    survey = [HEADER, *(line(n, level, 2) for n, level in enumerate(answers))]
    shell.load(csv_file(tmp_path / "r.csv", roster), csv_file(tmp_path / "s.csv", survey))

    def traced(kind: Any, group: str, division: str | None) -> tuple[Any, ...]:
        home = opened_home(shell.home)
        found = trace(home, "2026", kind, group, division, "ml-fundamentals", 0, 50)
        cells = [(cell["row"], cell["value"]) for cell in found.cells]
        unread = [(cell["row"], cell["value"]) for cell in found.unread]
        return found.headcount, found.assessed, found.no_answer, found.below, cells, unread

    assert traced("team", "Atlas", "North") == (3, 2, 1, 2, [(2, "0"), (3, "1")], [(4, "good")])
    assert traced("team", "Atlas", "South") == (3, 2, 1, 0, [(5, "3"), (6, "4")], [])
    assert traced("division", "South", None) == (3, 2, 1, 0, [(5, "3"), (6, "4")], [])
    assert traced("role", "Lead", None) == (3, 2, 1, 1, [(2, "0"), (6, "4")], [(4, "good")])
    everybody = [(2, "0"), (3, "1"), (5, "3"), (6, "4")]
    assert traced("company", "Company", None) == (6, 4, 2, 2, everybody, [(4, "good")])
    part = trace(opened_home(shell.home), "2026", "company", "Company", None, "ml-fundamentals", 1, 2)
    assert [cell["row"] for cell in part.cells] == [3, 5]


def test_a_column_that_stays_unread_is_told_beside_the_figure(shell: Shell, tmp_path: Path) -> None:
    survey = [["Email Address", "Team", ML, "LLM & Promt Enginering"]]
    survey += [[f"p{n}@n.example", "Core", n % 5, 2] for n in range(6)]
    shell.load(csv_file(tmp_path / "s.csv", survey))
    found = trace(opened_home(shell.home), "2026", "team", "Core", None, "llm-prompting", 0, 50)
    assert (found.assessed, found.no_answer, found.cells) == (0, 6, ())
    assert [(each["column"], each["problem"]) for each in found.unread] == [("D", "similar_header")]
