"""Figures of hidden teams that nothing else has: looked for in everything that anybody may see.

Two teams are hidden because all of one are below target, so their figures can be large numbers that stand out. What an
analyst sees of them tells what to look for; headcount, target and names are public and are not looked for.
"""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from pipeline.figures import cycle_counts
from pipeline.metrics.what_if import what_if
from pipeline.model import KINDS, Grouping
from pipeline.settings import opened_home, settings_of
from pipeline.warehouse.connection import opened
from tests.contract.shell import DATA, DEV, LLM, ML, PROD, Shell, csv_file
from tests.helpers import open_page
from tests.pages.conftest import charts

NAMES = (ML, LLM, DEV, DATA, PROD)
COUNTS: dict[tuple[str, str], list[tuple[int, ...]]] = {
    ("Hills", "Marten"): [(1009, 204), (1051, 100), (531, 562), (6, 7), (23, 1016)],
    ("Hills", "Stoat"): [(11, 23, 29, 8), (17, 19, 14, 21), (7, 31, 9, 20), (5, 13, 22, 27), (21, 12, 16, 18)],
    ("Hills", "Polecat"): [(20, 40, 50, 30, 10)] * 5,
    ("Lakes", "Heron"): [(30, 30, 30, 20, 10)] * 5,
    ("Lakes", "Osprey"): [(10, 30, 20, 20, 10)] * 5,
}
"""People at each level, dimension by dimension. Marten is wholly below target, and Stoat keeps it company.

Of Marten 1213, 1151, 1093, 13 and 1039 people answered: primes, so its shares are no other team's.
"""
ASKED = {"Marten": 1327}
"""People on the roster; of the other teams ten more than answered."""
HIDDEN = frozenset(["Marten", "Stoat"])
SAID = "axolotl"
"""In every address, every name and every comment of somebody in a hidden team, and nowhere else."""
PUBLIC = ("headcount", "target")
PAGES = [f"pages/{name}.py" for name in ("heatmap", "team", "dimension", "gaps")]
NUMBER = re.compile(r"[0-9]+(?:[.][0-9]+)?")


def people() -> Iterator[list[str]]:
    """Who answered what: address, team, a comment and five answers."""
    for (_, team), dimensions in COUNTS.items():
        answers = [[str(level) for level, count in enumerate(counts) for _ in range(count)] for counts in dimensions]
        for at in range(max(map(len, answers))):
            mark = SAID if team in HIDDEN else "lark"
            yield [f"{team}{at}@{mark}.example", team, f"{mark} {at}", *(a[at] if at < len(a) else "" for a in answers)]


def load(shell: Shell, cycle: str = "2026") -> None:
    folder = shell.home.parent
    lines = [[f"3/2/{cycle} 9:{at % 60:02}:{at // 60:02}", *line] for at, line in enumerate(people())]
    head = ["Timestamp", "Email Address", "Team", "Anything else?", *NAMES]
    roster = [["person", "name", "team", "division", "role"]]
    for (division, team), dimensions in COUNTS.items():
        mark = SAID if team in HIDDEN else "lark"
        for at in range(ASKED.get(team, max(map(sum, dimensions)) + 10)):
            roster.append([f"{team}{at}@{mark}.example", f"{mark} {team} {at}", team, division, "dev"])
    roadmap = [["project", "weight", "team", "dimension", "level", "people"]]
    roadmap += [["Orchard", "3", "Marten", DATA, "1", "5"], ["Mill", "2", "", ML, "3", "40"]]
    roadmap += [["Press", "1", "Heron", LLM, "3", "30"]]
    files = {"survey": [head, *lines], "roster": roster, "roadmap": roadmap}
    shell.load(*(csv_file(folder / f"{name}.csv", table) for name, table in files.items()), cycle=cycle)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A published cycle."""
    made = Shell(tmp_path_factory.mktemp("hidden") / "home")
    made.read("config", "group_disclosure", "suppress")
    load(made)
    made.read("publish", "--cycle", "2026")
    return made


@pytest.fixture(scope="module")
def years(shell: Shell, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A year later everybody answers the same: whatever tells of both cycles has the figures of one."""
    made = Shell(shutil.copytree(shell.home, tmp_path_factory.mktemp("years") / "home"))
    load(made, "2027")
    made.read("publish", "--cycle", "2027")
    return made


@pytest.fixture(scope="module")
def marks(shell: Shell) -> frozenset[float]:
    """Every telling figure of Marten that no shown row has."""
    home = opened_home(shell.home)
    with opened(home) as connection:
        counts = cycle_counts(connection, "2026", settings_of(home))
    assert counts is not None
    groupings = [Grouping(kind, by_dimension) for kind in KINDS for by_dimension in (True, False)]
    levels = [counts.levels(grouping) for grouping in groupings]
    others = [what_if(rows, counts.framework, has_headcount=True) for rows in levels]
    hidden: set[float] = set()
    shown: set[float] = set()
    for rows in [*levels, *(counts.gaps(grouping) for grouping in groupings), *others]:
        for row in json.loads(rows[rows["group"] != "Stoat"].to_json(orient="records", double_precision=15)):
            public = {name: row.pop(name, None) for name in PUBLIC}
            (hidden if row["group"] == "Marten" else shown).update(numbers(row))
            shown.update(numbers(public))
    return frozenset(number for number in hidden - shown if is_telling(number))


def numbers(value: Any) -> Iterator[float]:
    """Every number in a document."""
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from numbers(each)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield round(float(value), 6)


def is_telling(number: float) -> bool:
    """Whether it is a count of a thousand and more, or has decimals that are no round ones."""
    return number >= 1000 or number != round(number, 3)


def found_in(text: str, marks: frozenset[float]) -> list[str]:
    """What a text says that it must not."""
    told = [number for number in NUMBER.findall(text) if round(float(number), 6) in marks]
    return sorted({*told, *re.findall(rf"(?i)\S*{SAID}\S*", text)})


def snapshot_of(home: Path) -> Path:
    return home / "snapshots" / (home / "snapshots" / "CURRENT").read_text().strip()


def tables(path: Path) -> dict[str, str]:
    """Every table of a snapshot as text."""
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        return {name: str(connection.execute(f'select * from "{name}"').fetchall()) for name in names}


def test_the_marks_are_many_and_the_teams_are_hidden(shell: Shell, marks: frozenset[float]) -> None:
    assert {1213.0, 1151.0, 1093.0, 1039.0, 1009.0, 1016.0, 2222.0} <= marks
    assert len(marks) > 100
    told = shell.read("levels", "--cycle", "2026", "--by", "team,dimension")
    assert {row["group"] for row in told if not row["shown"]} == HIDDEN
    assert {row["headcount"] for row in told if row["group"] == "Marten"} == {1327}


def test_no_table_of_a_snapshot_has_them(shell: Shell, marks: frozenset[float]) -> None:
    found = {name: found_in(text, marks) for name, text in tables(snapshot_of(shell.home)).items()}
    assert len(found) > 10
    assert {name: told for name, told in found.items() if told} == {}


def test_what_is_planted_is_found(shell: Shell, marks: frozenset[float], tmp_path: Path) -> None:
    planted = shutil.copy(snapshot_of(shell.home), tmp_path / "planted.duckdb")
    with duckdb.connect(str(planted)) as connection:
        connection.execute("update levels set assessed = 1213 where \"group\" = 'Marten'")
        connection.execute("update gaps set mean_shortfall = 2222 / 1213 where \"group\" = 'Marten'")
    found = tables(Path(planted))
    assert found_in(found["levels"], marks) == ["1213"]
    assert [told[:8] for told in found_in(found["gaps"], marks)] == ["1.831821"]
    assert found_in(f"<p>{SAID}7@x.example</p>", marks) == [f"<p>{SAID}7@x.example</p>"]


@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_no_command_tells_them(shell: Shell, marks: frozenset[float], form: str) -> None:
    kinds = ("company", "team,dimension", "together,dimension")
    scopes = [[command, "--cycle", "2026", "--by", by] for command in ("levels", "gaps") for by in kinds]
    scopes += [["gaps", "--cycle", "2026", "--by", "team,dimension", "--what-if", 3], ["projects", "--cycle", "2026"]]
    for scope in scopes:
        called = shell.call(*scope, form)
        assert called.exit_code == 0, (scope, called.err)
        assert found_in(called.out + called.err, marks) == [], scope


@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_no_change_tells_them(years: Shell, marks: frozenset[float], form: str) -> None:
    for by in ("company", "team,dimension", "division,dimension"):
        called = years.call("change", "2026", "2027", "--by", by, form)
        assert called.exit_code == 0, (by, called.err)
        assert len(called.out) > 100
        assert found_in(called.out + called.err, marks) == [], by
    found = {name: found_in(text, marks) for name, text in tables(snapshot_of(years.home)).items()}
    assert {name: told for name, told in found.items() if told} == {}


def test_the_change_page_does_not_send_them(years: Shell, marks: frozenset[float]) -> None:
    page = open_page("pages/change.py", years.home)
    assert not page.exception
    for kind in ("Divisions", "Teams"):
        page.selectbox(key="show").set_value(kind).run()
        assert found_in(sent(page), marks) == [], kind
    page.selectbox(key="group").set_value("Marten").run()
    assert found_in(sent(page), marks) == []


def test_nothing_is_written_down_of_them(
    years: Shell, marks: frozenset[float], capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    for path in ("pages/team.py", "pages/change.py"):
        open_page(path, years.home)
    years.call("gaps", "--cycle", "2027", "--by", "team,dimension", "--what-if", 9)
    years.call("publish", "--cycle", "2027")
    caught = capfd.readouterr()
    assert found_in(caplog.text + caught.out + caught.err, marks) == []
    kept = [path for path in years.home.rglob("*") if path.is_file() and path.suffix != ".duckdb"]
    assert kept
    assert [path.name for path in kept if found_in(path.read_text("utf-8"), marks)] == []


def test_no_refusal_tells_them(shell: Shell, marks: frozenset[float], tmp_path: Path) -> None:
    home = shutil.copytree(shell.home, tmp_path / "home")
    refused = Shell(home)
    late = [["Timestamp", "Email Address", *NAMES], ["3/9/2026 9:00:00", f"Marten1300@{SAID}.example", *"11111"]]
    refused.load(csv_file(tmp_path / "late.csv", late))
    told = refused.refused("publish", "--cycle", "2026")
    assert "Marten" in told
    assert found_in(told, marks) == []


def test_no_report_tells_them(shell: Shell, marks: frozenset[float], tmp_path: Path) -> None:
    for name in ("report.html", "report.xlsx"):
        shell.read("report", "--cycle", "2026", "--to", tmp_path / name)
    page = re.sub(r"(?s)<style.*?</style>", "", (tmp_path / "report.html").read_text("utf-8"))
    assert "Marten" in page
    assert found_in(page, marks) == []
    with zipfile.ZipFile(tmp_path / "report.xlsx") as book:
        parts = [part for part in book.namelist() if re.search("sheet|sharedStrings|chart|comment", part)]
        for part in parts:
            values = re.findall(r"<(?:\w+:)?(?:v|t|f)(?: [^>]*)?>([^<]*)<", book.read(part).decode("utf-8"))
            assert found_in("\n".join(values), marks) == [], part


@pytest.mark.parametrize("path", PAGES)
def test_no_page_sends_them(shell: Shell, marks: frozenset[float], path: str) -> None:
    page = open_page(path, shell.home)
    assert not page.exception
    if path == "pages/team.py":
        page.selectbox(key="team").set_value("Marten").run()
    assert found_in(sent(page), marks) == []


def sent(page: AppTest) -> str:
    """What the browser gets: texts, links, options, tables and what is behind the charts."""
    specs = [chart.proto.spec for chart in page.get("vega_lite_chart")]
    frames = [frame.value.to_json() for frame in page.dataframe]
    drawn = ("vega_lite_chart", "arrow_data_frame")
    others = [str(element.proto) for element in page.main if element.type not in drawn]
    return "\n".join([json.dumps(charts(page), default=str), *frames, *specs, *others])
