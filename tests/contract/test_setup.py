"""Filled templates load back without changing a figure, and what is edited is an upload like any other."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.cycle_setup import cycle_setup
from pipeline.edits import saved_lines
from pipeline.errors import ExportError
from pipeline.frameworks.templates import TemplateKind, columns
from pipeline.load import LoadRequest, loaded
from pipeline.settings import opened_home
from tests.contract.shell import DATA, LLM, ML, PROD, Json, Shell, copied, csv_file

KINDS: tuple[TemplateKind, ...] = ("roster", "targets", "roadmap")
ROSTER = [
    ["Employee ID", "E-mail", "Name", "Team", "Division", "Role", "Location", "Manager"],
    ["007", "Ada@n.example", "=Ada", "Core", "North", "Dev", "Oslo", "bo@n.example"],
    ["12", "bo@n.example", "Bo", "core ", "North", "Ops", "", ""],
    ["", "cy@n.example", "", "", "", "", "", "12"],
    ["9", "ada@n.example", "Ada", "Edge", "South", "Dev", "", ""],
]
TARGETS = [
    ["Role", "Team", "Division", "Skill", "Level", "Impact"],
    ["dev", "", "", ML, "3", "5"],
    ["", "Core", "", LLM, "Practicing", ""],
    ["", "", "North", PROD, "2.0", ""],
    ["", "", "", ML, "1", ""],
    ["Dev", "", "", ML, "2", "4"],
    ["", "", "", "Cooking", "2", ""],
]
ROADMAP = [
    ["Project", "Priority", "Team", "Skill", "Level", "People", "Shared"],
    ["+1 for Atlas", "high", "Core", ML, "3", "2", "yes"],
    ["Beta", "urgent", "", DATA, "Expert", "1.0", ""],
]
SURVEY = [
    ["Timestamp", "Email Address", ML, LLM, PROD],
    ["3/14/2026 10:00:00", "ada@n.example", "2", "1", "0"],
    ["3/14/2026 11:00:00", "BO@n.example", "1", "3", "2"],
    ["3/14/2026 12:00:00", "stranger@n.example", "1", "", "2"],
]
BY_ID = [["Timestamp", "Employee ID", ML], ["3/15/2026 10:00:00", "9", "4"]]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle with every kind of file."""
    folder = tmp_path_factory.mktemp("prepared")
    shell = Shell(folder / "home")
    for name, lines in (("roster", ROSTER), ("targets", TARGETS), ("roadmap", ROADMAP), ("survey", SURVEY)):
        shell.load(csv_file(folder / f"{name}.csv", lines))
    shell.load(csv_file(folder / "by_id.csv", BY_ID))
    return folder


@pytest.fixture
def shell(prepared: Path, tmp_path: Path) -> Shell:
    return copied(prepared, tmp_path)


def uploads_of(shell: Shell, kind: str) -> list[Json]:
    return [upload for upload in shell.read("uploads") if upload["as"] == kind]


@pytest.mark.parametrize("is_replaced", [False, True], ids=["beside", "in its place"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_template_loads_back_without_changing_a_figure(
    shell: Shell, tmp_path: Path, kind: str, is_replaced: bool
) -> None:
    before = shell.figures()
    told = shell.read("template", kind, "--to", tmp_path / "filled.xlsx", "--cycle", "2026")
    assert (told["cycle"], told["lines"]) == ("2026", {"roster": 3, "targets": 6, "roadmap": 2}[kind])
    [first] = uploads_of(shell, kind)
    [report] = shell.load(tmp_path / "filled.xlsx", options=("--replaces", first["upload"]) if is_replaced else ())
    assert (report["as"], report["rows"]) == (kind, told["lines"])
    assert shell.figures() == before
    again = tmp_path / "again.xlsx"
    assert shell.read("template", kind, "--to", again, "--cycle", "2026")["lines"] == (
        told["lines"] if is_replaced or kind == "roster" else 2 * told["lines"]
    )


def test_a_template_of_a_cycle_that_has_nothing_is_refused(shell: Shell, tmp_path: Path) -> None:
    told = shell.refused("template", "roster", "--to", tmp_path / "none.xlsx", "--cycle", "2031")
    assert "'2031'" in told
    assert not (tmp_path / "none.xlsx").exists()


def test_an_empty_template_says_that_it_holds_no_line(shell: Shell, tmp_path: Path) -> None:
    told = shell.read("template", "targets", "--to", tmp_path / "empty.xlsx")
    assert (told["cycle"], told["lines"]) == (None, 0)


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="_"), min_size=1, max_size=8
)
cells = st.one_of(st.none(), texts, st.integers(0, 10**10).map(str), st.sampled_from(["=1+1", "#N/A", "1.0", "007"]))
need = st.tuples(texts, cells, cells, cells, cells, texts, texts, texts, cells)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(need, min_size=1, max_size=4))
def test_lines_of_any_text_come_back_as_they_are(home: Path, rows: list[tuple[str | None, ...]]) -> None:
    here = opened_home(home)
    lines = pd.DataFrame(rows, columns=list(columns("roadmap")), dtype=object)
    saved_lines(here, cycle_setup(here, "2026"), "roadmap", lines)
    pd.testing.assert_frame_equal(cycle_setup(here, "2026").needs, lines)


def test_an_edit_is_one_upload_in_place_of_all_of_its_kind_and_can_be_undone(shell: Shell, tmp_path: Path) -> None:
    more = [["Role", "Skill", "Level"], ["Ops", LLM, "4"]]
    shell.load(csv_file(tmp_path / "more.csv", more))
    here = opened_home(shell.home)
    setup = cycle_setup(here, "2026")
    assert len(setup.uploads["targets"]) == 2
    before = shell.figures()
    report = saved_lines(here, setup, "targets", setup.targets, actor="ada@n.example")
    assert shell.figures() == before
    [kept] = uploads_of(shell, "targets")
    assert (kept["upload"], kept["rows"], kept["file"]) == (report.upload, 7, "targets, edited.xlsx")
    assert list(here.spool.iterdir()) == []
    shell.read("undo", report.upload)
    assert uploads_of(shell, "targets") == []


def test_an_edit_of_what_somebody_else_changed_meanwhile_is_refused(shell: Shell, tmp_path: Path) -> None:
    here = opened_home(shell.home)
    setup = cycle_setup(here, "2026")
    path = csv_file(tmp_path / "more.csv", [["Role", "Skill", "Level"], ["Ops", LLM, "4"]])
    loaded(here, LoadRequest(path, "more.csv", "2026"))
    before = shell.read("uploads")
    with pytest.raises(ExportError, match="changed meanwhile"):
        saved_lines(here, setup, "targets", setup.targets)
    with pytest.raises(ExportError, match="No line"):
        saved_lines(here, cycle_setup(here, "2026"), "targets", setup.targets.iloc[:0])
    assert shell.read("uploads") == before
    assert list(here.spool.iterdir()) == []


def test_the_roster_is_told_in_counts(shell: Shell) -> None:
    setup = cycle_setup(opened_home(shell.home), "2026")
    assert setup.differences == {
        "people": 3,
        "without_team": 1,
        "without_division": 1,
        "without_role": 1,
        "with_unknown_manager": 0,  # one gives the address, one the employee id
        "answered_without_line": 1,
        "answered": 2,
    }
    assert [(row["name"], row["people"]) for row in setup.roster if row["kind"] == "team"] == [
        ("Edge", 1),
        ("core", 1),
        (None, 1),
    ]
    assert (setup.is_fixed, setup.frozen) == (True, {})


def test_a_cycle_before_its_first_file_can_be_set_up(home: Path) -> None:
    here = opened_home(home)
    setup = cycle_setup(here, "2027")
    assert (setup.is_fixed, setup.uploads["targets"], setup.names.roles) == (False, (), {})
    lines = pd.DataFrame([("Dev", None, None, ML, "2", None)], columns=list(columns("targets")), dtype=object)
    saved_lines(here, setup, "targets", lines)
    pd.testing.assert_frame_equal(cycle_setup(here, "2027").targets, lines)
