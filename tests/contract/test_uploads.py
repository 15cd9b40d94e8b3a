"""Uploads: refused twice, replaced, taken back, announced; a newer export of a survey counts nobody twice."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

import duckdb
import pytest

from pipeline.exports.opened import opened_file
from pipeline.load import LoadRequest, loaded, previewed
from pipeline.settings import opened_home
from tests.contract.shell import LLM, ML, Json, Shell, cell_of, csv_file, written

HEADER = ["Timestamp", "Email Address", "Team", ML]


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def line(minute: int, who: str, level: object, team: str = "Core") -> list[Any]:
    return [f"3/14/2026 10:{minute:02}:00", who, team, level]


def replaced(shell: Shell) -> list[int]:
    return [upload["replaced_rows"] for upload in shell.read("uploads")]


def assessed(shell: Shell) -> tuple[int, dict[str, int]]:
    [row] = [
        row
        for row in shell.read("levels", "--cycle", "2026", "--private", "--by", "company,dimension")
        if row["dimension"] == "ml-fundamentals"
    ]
    return row["assessed"], {level: people for level, people in row["levels"].items() if people}


def test_the_same_file_twice_is_refused_and_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, line(1, "a@n.example", 1)])
    shell.load(path)
    before, uploads = shell.figures(), shell.read("uploads")
    renamed = tmp_path / "renamed.csv"
    renamed.write_bytes(path.read_bytes())
    for again in (path, renamed):
        message = shell.refused("load", again, "--cycle", "2026")
        assert "already" in message
        assert "upload 1" in message
    assert (shell.figures(), shell.read("uploads")) == (before, uploads)


def test_again_loads_the_same_file_anew_and_counts_nobody_twice(shell: Shell, tmp_path: Path) -> None:
    lines = [HEADER, line(1, "a@n.example", 1), line(2, "", 2), ["", "anonymous", "Core", 3]]
    path = csv_file(tmp_path / "a.csv", lines)
    shell.load(path)
    before = shell.figures()
    [report] = shell.load(path, options=("--again",))
    assert (report["upload"], report["responses"]) == (2, 3)
    assert shell.figures() == before
    assert replaced(shell) == [3, 0]


def test_the_same_file_in_another_cycle_is_another_upload(shell: Shell, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, line(1, "a@n.example", 1)])
    shell.load(path, cycle="2025")
    shell.load(path, cycle="2026")
    assert shell.figures("2025") == shell.figures("2026")


@pytest.mark.parametrize("who", [("a@n.example", "b@n.example", "c@n.example"), ("", "", "anonymous")])
def test_a_newer_export_counts_nobody_twice(shell: Shell, tmp_path: Path, who: tuple[str, ...]) -> None:
    first = [HEADER, line(1, who[0], 1), line(2, who[1], 2)]
    shell.load(csv_file(tmp_path / "march.csv", first))
    [report] = shell.load(csv_file(tmp_path / "april.csv", [*first, line(3, who[2], 3)]))
    assert (report["rows"], report["responses"], report["superseded"]) == (3, 3, 0)
    assert any("upload 1" in note for note in report["notes"])
    assert assessed(shell) == (3, {"1": 1, "2": 1, "3": 1})
    assert replaced(shell) == [2, 0]
    assert [upload["responses"] for upload in shell.read("uploads")] == [2, 3]


def test_a_newer_export_with_its_columns_in_another_order_counts_nobody_twice(shell: Shell, tmp_path: Path) -> None:
    time = "3/14/2026 10:01:00"
    shell.load(csv_file(tmp_path / "march.csv", [["Timestamp", "Team", ML, LLM], [time, "Core", 1, 2]]))
    shell.load(csv_file(tmp_path / "april.csv", [["Timestamp", LLM, "Team", ML], [time, 2, "Core", 1]]))
    assert assessed(shell) == (1, {"1": 1})
    assert replaced(shell) == [1, 0]


def test_a_newer_export_in_another_format_counts_nobody_twice(shell: Shell, tmp_path: Path) -> None:
    times = [datetime(2026, 3, 14, 10, minute) for minute in range(3)]
    lines: list[list[Any]] = [HEADER, *([time, "", "Core", level] for level, time in enumerate(times))]
    shell.load(written(tmp_path / "march.csv", lines[:3]), written(tmp_path / "april.xlsx", lines))
    assert assessed(shell) == (3, {"0": 1, "1": 1, "2": 1})
    assert replaced(shell) == [2, 0]


def test_a_repeated_export_without_times_is_said(shell: Shell, tmp_path: Path) -> None:
    lines: list[list[Any]] = [["Team", ML, LLM], ["Core", 1, 2], ["Core", 3, 4]]
    shell.load(csv_file(tmp_path / "march.csv", lines))
    [report] = shell.load(csv_file(tmp_path / "april.csv", [*lines, ["Core", 0, 0]]))
    assert sum("--replaces 1" in note for note in report["notes"]) == 1


def test_two_equal_anonymous_responses_stay_two(shell: Shell, tmp_path: Path) -> None:
    first = [HEADER, line(1, "", 1), line(1, "", 1)]
    shell.load(csv_file(tmp_path / "march.csv", first))
    shell.load(csv_file(tmp_path / "april.csv", [*first, line(1, "", 1)]))
    assert assessed(shell) == (3, {"1": 3})
    assert replaced(shell) == [2, 0]


def test_an_edited_response_with_a_later_time_counts_once(shell: Shell, tmp_path: Path) -> None:
    shell.load(csv_file(tmp_path / "march.csv", [HEADER, line(1, "a@n.example", 1), line(2, "b@n.example", 2)]))
    shell.load(csv_file(tmp_path / "april.csv", [HEADER, line(30, "a@n.example", 4), line(2, "b@n.example", 2)]))
    assert assessed(shell) == (2, {"2": 1, "4": 1})


def test_a_newer_export_loaded_first_gives_the_same_figures(tmp_path: Path) -> None:
    march = csv_file(tmp_path / "march.csv", [HEADER, line(1, "", 1), line(2, "b@n.example", 2)])
    april = csv_file(tmp_path / "april.csv", [HEADER, line(1, "", 1), line(2, "b@n.example", 2), line(9, "", 3)])
    found = []
    for place, files in enumerate(itertools.permutations((march, april))):
        shell = Shell(tmp_path / f"home{place}")
        shell.load(*files)
        found.append(shell.figures())
        assert assessed(shell) == (3, {"1": 1, "2": 1, "3": 1})
    assert found[0] == found[1]


def test_replaces_swaps_two_uploads_in_one_transaction(shell: Shell, tmp_path: Path) -> None:
    shell.load(csv_file(tmp_path / "march.csv", [HEADER, line(1, "a@n.example", 1), line(2, "b@n.example", 2)]))
    [report] = shell.load(
        csv_file(tmp_path / "april.csv", [HEADER, line(1, "a@n.example", 4)]), options=("--replaces", 1)
    )
    assert report["upload"] == 2
    assert [upload["upload"] for upload in shell.read("uploads")] == [2]
    assert assessed(shell) == (1, {"4": 1})


def test_replaces_of_what_is_not_there_or_of_another_kind_is_refused(shell: Shell, tmp_path: Path) -> None:
    shell.load(csv_file(tmp_path / "roster.csv", [["person", "team"], ["a@n.example", "Core"]]))
    path = csv_file(tmp_path / "a.csv", [HEADER, line(1, "a@n.example", 1)])
    before = shell.read("uploads")
    assert "7" in shell.refused("load", path, "--cycle", "2026", "--replaces", 7)
    assert "roster" in shell.refused("load", path, "--cycle", "2026", "--replaces", 1)
    assert shell.read("uploads") == before


def test_a_refused_replacement_leaves_the_old_upload(shell: Shell, tmp_path: Path) -> None:
    shell.load(csv_file(tmp_path / "march.csv", [HEADER, line(1, "a@n.example", 1)]))
    before = shell.figures()
    bad = csv_file(tmp_path / "bad.csv", [["Timestamp", "Colour"], ["3/14/2026 10:00:00", "red"]])
    shell.refused("load", bad, "--cycle", "2026", "--replaces", 1, "--as", "responses")
    assert shell.figures() == before


def test_undo_restores_exactly(shell: Shell, tmp_path: Path) -> None:
    roster = [["person", "team", "role"], ["a@n.example", "Core", "Dev"], ["b@n.example", "Edge", "Dev"]]
    march = [HEADER, line(1, "a@n.example", 1), line(2, "b@n.example", 2), line(3, "", 3)]
    shell.load(csv_file(tmp_path / "march.csv", march), csv_file(tmp_path / "roster.csv", roster))
    before, uploads, problems = shell.figures(), shell.read("uploads"), shell.read("problems")
    targets = [["team", "dimension", "level"], ["Core", ML, 4]]
    april = [*march, line(40, "A@n.example", 4), line(41, "z@n.example", "2.5")]
    reports = shell.load(csv_file(tmp_path / "april.csv", april), csv_file(tmp_path / "targets.csv", targets))
    assert shell.figures() != before
    for report in reports:
        assert shell.read("undo", report["upload"])["undone"] is True
    assert (shell.figures(), shell.read("uploads"), shell.read("problems")) == (before, uploads, problems)
    assert _held(shell) <= {upload["upload"] for upload in uploads}


def _held(shell: Shell) -> set[int]:
    """The uploads that any table still has rows of, the list of actions aside."""
    with duckdb.connect(str(shell.home / "warehouse.duckdb"), read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_columns() where column_name = 'upload'").fetchall()
        views = {name for (name,) in connection.execute("select view_name from duckdb_views()").fetchall()}
        held = [
            connection.execute(f'select distinct upload from "{table}"').fetchall()
            for (table,) in tables
            if table not in views | {"action"}
        ]
    return {upload for rows in held for (upload,) in rows}


def test_undo_of_the_first_of_two_exports_lets_the_second_count_whole(shell: Shell, tmp_path: Path) -> None:
    march = [HEADER, line(1, "", 1)]
    shell.load(csv_file(tmp_path / "march.csv", march), csv_file(tmp_path / "april.csv", [*march, line(2, "", 2)]))
    shell.read("undo", 1)
    assert assessed(shell) == (2, {"1": 1, "2": 1})
    shell.load(tmp_path / "march.csv")
    shell.read("undo", 2)
    assert assessed(shell) == (1, {"1": 1})


def test_undo_of_no_upload_is_refused(shell: Shell) -> None:
    assert "3" in shell.refused("undo", 3)


def test_an_upload_number_is_never_given_twice(shell: Shell, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, line(1, "a@n.example", 1)])
    shell.load(path)
    shell.read("undo", 1)
    assert shell.load(path)[0]["upload"] == 2


def test_of_several_files_the_good_ones_load(shell: Shell, tmp_path: Path) -> None:
    good = csv_file(tmp_path / "good.csv", [HEADER, line(1, "a@n.example", 1)])
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"")
    other = csv_file(tmp_path / "other.csv", [HEADER, line(2, "b@n.example", 2)])
    called = shell.call("load", good, bad, other, "--cycle", "2026", "--json")
    assert called.exit_code == 1
    assert [(r["file"], r["upload"], bool(r.get("error"))) for r in called.document] == [
        ("good.csv", 1, False), ("bad.csv", None, True), ("other.csv", 2, False),
    ]  # fmt: skip
    assert len({frozenset(set(report) - {"error"}) for report in called.document}) == 1
    assert assessed(shell)[0] == 2


def test_dry_run_stores_nothing_and_says_what_would_happen(shell: Shell, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, line(1, "a@n.example", 1), line(2, "b@n.example", "2.5")])
    [announced] = shell.load(path, options=("--dry-run",))
    assert shell.read("uploads") == []
    assert shell.read("levels", "--cycle", "2026", "--private") == []
    [report] = shell.load(path)
    assert announced | {"upload": 1, "changes": None} == report
    assert report["upload"] == 1


def test_strict_makes_problems_exit_1_and_still_loads(shell: Shell, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [HEADER, line(1, "a@n.example", "2.5"), line(2, "b@n.example", 2)])
    called = shell.call("load", path, "--cycle", "2026", "--strict", "--json")
    assert (called.exit_code, called.document[0]["upload"]) == (1, 1)
    clean = csv_file(tmp_path / "b.csv", [HEADER, line(3, "c@n.example", 2)])
    assert shell.call("load", clean, "--cycle", "2026", "--strict", "--json").exit_code == 0


def test_the_same_call_gives_the_same_list(shell: Shell, tmp_path: Path) -> None:
    shell.load(csv_file(tmp_path / "a.csv", [HEADER, line(1, "a@n.example", 1)]))
    first = shell.read("uploads")
    assert first == shell.read("uploads")
    assert set(first[0]) >= {"upload", "file", "as", "cycle", "rows", "ratings", "loaded_at"}
    assert (first[0]["file"], first[0]["as"], first[0]["cycle"]) == ("a.csv", "responses", "2026")


def test_rows_of_every_upload_add_up(shell: Shell, tmp_path: Path) -> None:
    lines = [HEADER, line(1, "a@n.example", 1), line(2, "a@n.example", 2), ["Total", "", "", 3]]
    [report] = shell.load(csv_file(tmp_path / "a.csv", lines))
    [upload] = shell.read("uploads")
    for counts in (report, upload):
        refused = counts["rows"] - counts["responses"] - counts["superseded"] - counts["excluded"]
        assert (counts["rows"], counts["responses"], counts["superseded"], refused) == (3, 1, 1, 1)


def test_loading_order_changes_no_figure(tmp_path: Path) -> None:
    roster = [["person", "name", "team", "division", "role"], ["1@n.example", "Ada", "Core", "North", "Dev"]]
    roster += [["2@n.example", "Bo", "Edge", "South", "Lead"], ["3@n.example", "Cy", "Edge", "South", "Dev"]]
    survey = [HEADER, line(1, "1@n.example", 1, "x"), line(2, "3@n.example", 3, "y"), line(3, "9@n.example", 2, "z")]
    targets = [["role", "team", "dimension", "level"], ["Dev", "", ML, 3], ["", "EDGE", LLM, 2]]
    files = (
        csv_file(tmp_path / "roster.csv", roster),
        csv_file(tmp_path / "targets.csv", targets),
        csv_file(tmp_path / "survey.csv", survey),
    )  # fmt: skip
    found = set()
    for place, order in enumerate(itertools.permutations(files)):
        shell = Shell(tmp_path / f"home{place}")
        shell.load(*order)
        found.add(shell.figures())
    assert len(found) == 1


def test_a_cycle_without_data_gives_an_empty_list(shell: Shell) -> None:
    for command in ("levels", "gaps"):
        assert shell.read(command, "--cycle", "2031") == []
        assert shell.read(command, "--cycle", "2031", "--private") == []
    assert shell.read("uploads") == shell.read("problems") == shell.read("snapshots") == []


def test_a_manager_rating_does_not_touch_the_self_ratings(shell: Shell, tmp_path: Path) -> None:
    shell.load(csv_file(tmp_path / "a.csv", [HEADER, line(1, "a@n.example", 1)]))
    shell.load(csv_file(tmp_path / "b.csv", [HEADER, line(9, "a@n.example", 4)]), options=("--rater", "manager"))
    assert assessed(shell) == (1, {"1": 1})
    shell.read("config", "rater", "manager")
    assert assessed(shell) == (1, {"4": 1})


def test_problems_lists_what_load_said(shell: Shell, tmp_path: Path) -> None:
    [report] = shell.load(
        csv_file(tmp_path / "a.csv", [HEADER, line(1, "a@n.example", "2.5"), line(2, "b@n.example", 1)])
    )
    [problem] = shell.read("problems", "--upload", 1)
    names: Json = report["problems"][0]
    assert {name: problem[name] for name in names} == names
    assert (problem["upload"], problem["file"], problem["cycle"]) == (1, "a.csv", "2026")
    assert cell_of(shell.read("levels", "--cycle", "2026", "--private"), "Core", "ml-fundamentals")["no_answer"] == 1


def test_an_older_export_is_not_offered_in_place_of_a_newer_one(shell: Shell, tmp_path: Path) -> None:
    rows = [[f"3/14/2026 10:0{n}:00", "Core", n % 4, 2] for n in range(4)]
    head = ["Timestamp", "Team", ML, LLM]
    shell.load(csv_file(tmp_path / "april.csv", [head, *rows]))
    [older] = shell.load(csv_file(tmp_path / "march.csv", [head, *rows[:3]]))
    told = [note for note in older["notes"] if "repeat" in note]
    assert told == ["3 of 3 rows repeat upload 1, which holds 4; 'skillgap undo' takes this one back."]


def test_files_that_are_previewed_and_stored_at_once_wait_for_each_other(
    shell: Shell, home: Path, tmp_path: Path
) -> None:
    def stored(place: int) -> int:
        path = csv_file(tmp_path / f"{place}.csv", [HEADER, line(place, f"p{place}@n.example", place)])
        asked = LoadRequest(path, path.name, "2026")
        file = opened_file(path, path.name, stop=Event())
        assert previewed(opened_home(home), asked, file).ratings == 1
        return loaded(opened_home(home), asked, file=file).upload or 0

    # Two at a time: a file waits ten seconds for another, and a busy machine should not need them all.
    with ThreadPoolExecutor(2) as threads:
        uploads = list(threads.map(stored, range(4)))
    assert sorted(uploads) == [1, 2, 3, 4]
    assert assessed(shell) == (4, {"0": 1, "1": 1, "2": 1, "3": 1})


def test_a_dry_run_says_what_changes_for_the_cycle(shell: Shell, tmp_path: Path) -> None:
    first = csv_file(tmp_path / "a.csv", [HEADER, line(1, "a@n.example", 1), line(2, "b@n.example", 2)])
    [report] = shell.load(first, options=("--dry-run",))
    nothing = {"answered": 0, "overtaken": 0, "replaced": 0, "asked": 0}
    assert report["changes"] == {"before": nothing, "after": nothing | {"answered": 2}}
    [report] = shell.load(first)
    assert report["changes"] is None
    second = [HEADER, line(2, "b@n.example", 2), line(3, "a@n.example", 3), line(4, "c@n.example", 3)]
    [report] = shell.load(csv_file(tmp_path / "b.csv", second), options=("--dry-run",))
    assert report["changes"] == {
        "before": nothing | {"answered": 2},
        "after": {"answered": 3, "overtaken": 1, "replaced": 1, "asked": 0},
    }
    roster = csv_file(tmp_path / "r.csv", [["person", "team"], ["a@n.example", "Core"]])
    [report] = shell.load(roster, options=("--dry-run",))
    assert (report["changes"]["before"]["asked"], report["changes"]["after"]["asked"]) == (0, 1)
