"""Files in and out again: what an upload leaves behind, and that no table names anybody."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import WarehouseError
from pipeline.load import loaded, undone
from pipeline.load_report import LoadReport, LoadRequest
from pipeline.settings import Home, opened_home
from pipeline.warehouse import read
from pipeline.warehouse.connection import SCHEMA_VERSION, opened
from tests.pipeline.warehouse.stored import VIEW_KEYS, contents, faulty_keys, tables

ML, LLM = "AI/ML Fundamentals", "LLM & Prompt Engineering"
HEADERS = ("Timestamp", "Email Address", "Your name", "Team", ML, LLM)
SURVEY = (
    HEADERS,
    ("3/14/2026 10:00:00", "Quilla@Sample.example", "Quilla Overmeer", "Core", "2", "3"),
    ("3/14/2026 10:05:00", "zebulon@sample.example", "Zebulon Trask", "Core", "seven", ""),
    ("3/14/2026 10:07:00", "quilla@sample.example", "Quilla Overmeer", "Core", "3", "3"),
    ("3/14/2026 10:09:00", "anonymous", "", "Edge", "1", "1"),
)
NAMES = (
    ("Full name", ML),
    ("Ottoline Brack", "2"),
    ("Ottoline Brack", "1"),
    ("Wendeline Pike", "?"),
)
ROSTER = (
    ("person", "name", "team", "manager"),
    ("quilla@sample.example", "Quilla Overmeer", "Core", "boss@sample.example"),
    ("Yarrow@Sample.example", "Yarrow Finch", "Edge", "boss@sample.example"),
    ("yarrow@sample.example", "Yarrow Finch", "Core", "boss@sample.example"),
)
KNOWN = tuple("quilla zebulon yarrow boss@ overmeer trask finch ottoline brack wendeline pike sample.example".split())

# Kept by undo: numbers of cycles and labels, the framework's text and the diary.
KEPT = {"action", "cycle", "framework", "label"}


@pytest.fixture
def warehouse(home: Path) -> Home:
    return opened_home(home)


def load(home: Home, folder: Path, name: str, lines: Sequence[Sequence[str]], **options: Any) -> LoadReport:
    path = folder / name
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(lines)
    return loaded(home, LoadRequest(path, name, "2026", **options))


def load_everything(home: Home, folder: Path) -> None:
    load(home, folder, "roster.csv", ROSTER)
    load(home, folder, "survey.csv", SURVEY)
    load(home, folder, "names.csv", NAMES)


def dump(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    with opened(home) as connection:
        return {name: rows for name, rows in contents(connection).items() if name not in KEPT}


def test_no_table_but_people_names_anybody(warehouse: Home, tmp_path: Path) -> None:
    load_everything(warehouse, tmp_path)
    with opened(warehouse) as connection:
        stored = contents(connection)
    people = str(stored.pop("people")).casefold()
    assert [name for name in KNOWN if name not in people] == []
    naming = [
        (table, row)
        for table, rows in stored.items()
        for row in rows
        if any(name in str(cell).casefold() for cell in row for name in KNOWN)
    ]
    assert naming == []
    # the same person is the same pseudonym in every file, and other cells are as they were
    assert [row[1:] for row in stored["raw_0002"]][1][3:] == ("Core", "2", "3")
    assert stored["raw_0002"][1][2] == stored["raw_0002"][3][2] == stored["raw_0001"][1][1]
    assert len(stored["raw_0002"][1][2]) == 26


def test_columns_of_a_roster_that_are_not_read_name_nobody_either(warehouse: Home, tmp_path: Path) -> None:
    headers = ("Employee ID", "E-mail", "First name", "Last name", "Team")
    load(warehouse, tmp_path, "roster.csv", (headers, ("PIKE7", "quilla@sample.example", "Quilla", "Overmeer", "Core")))
    mixed = (("Person", ML), ("quilla@sample.example", "2"), ("Zebulon Trask", "1"))
    load(warehouse, tmp_path, "mixed.csv", mixed, kind="responses")
    with opened(warehouse) as connection:
        stored = contents(connection)
    assert [name for name in KNOWN if name in str([stored["raw_0001"], stored["raw_0002"]]).casefold()] == []
    keys = {row[1] for row in stored["people"]}
    assert {row[1] for row in stored["raw_0002"][1:]} <= keys


def test_a_name_that_is_a_link_has_the_pseudonym_of_the_name(warehouse: Home, tmp_path: Path) -> None:
    link = " (https://pages.example/0123)"
    lines = (("Person", "Skill", "Level"), (f"Zebulon Trask{link}", ML, "1"), ("Zebulon Trask", LLM, "2"))
    load(warehouse, tmp_path, "long.csv", lines, kind="responses")
    with opened(warehouse) as connection:
        stored = contents(connection)
    assert len(stored["people"]) == 1
    assert {row[1] for row in stored["raw_0001"][1:]} == {row[1] for row in stored["people"]}


def test_linked_names_above_columns_have_the_pseudonyms_of_the_names(warehouse: Home, tmp_path: Path) -> None:
    link = " (https://pages.example/0123)"
    lines = (("Skill", f"Zebulon Trask{link}", "Ada Ames"), (ML, "1", "2"), (LLM, "2", "3"))
    load(warehouse, tmp_path, "turned.csv", lines, kind="responses")
    with opened(warehouse) as connection:
        stored = contents(connection)
    assert {row[1] for row in stored["people"]} == set(stored["raw_0001"][0][2:])
    assert len(stored["people"]) == 2


def test_problems_name_people_to_analysts_only(warehouse: Home, tmp_path: Path) -> None:
    load_everything(warehouse, tmp_path)
    with opened(warehouse) as connection:
        whole = {"cycle": None, "problem": None, "upload": None, "passed": 0, "most": None}
        told = read.rows_of(connection, "problems.sql", whole)
    assert [(p["upload"], p["row"], p["problem"], p["value"]) for p in told] == [
        (1, 3, "duplicate_line", "Yarrow@Sample.example"),
        (2, 3, "unknown_answer", "seven"),
        (3, 2, "namesakes", "Ottoline Brack"),
        (3, 3, "namesakes", "Ottoline Brack"),
        (3, 4, "unknown_answer", "?"),
    ]


def test_undo_takes_back_every_row_and_nobody_stays(warehouse: Home, tmp_path: Path) -> None:
    load(warehouse, tmp_path, "roster.csv", ROSTER)
    before = dump(warehouse)
    survey = load(warehouse, tmp_path, "survey.csv", SURVEY)
    names = load(warehouse, tmp_path, "names.csv", NAMES)
    assert dump(warehouse) != before
    for report in (survey, names):
        assert report.upload is not None
        undone(warehouse, report.upload)
    assert dump(warehouse) == before
    undone(warehouse, 1)
    assert {name: rows for name, rows in dump(warehouse).items() if rows} == {"schema_version": [(SCHEMA_VERSION,)]}
    with opened(warehouse) as connection:
        assert [name for name in tables(connection) if name.startswith("raw_")] == []


def test_undo_keeps_people_that_another_upload_mentions(warehouse: Home, tmp_path: Path) -> None:
    load(warehouse, tmp_path, "survey.csv", SURVEY)
    load(warehouse, tmp_path, "roster.csv", ROSTER)
    undone(warehouse, 1)
    with opened(warehouse) as connection:
        found = connection.execute("select coalesce(identifier, name) from people order by 1").fetchall()
    assert [text for (text,) in found] == [
        "Quilla Overmeer",
        "Quilla@Sample.example",
        "Yarrow Finch",
        "Yarrow@Sample.example",
        "boss@sample.example",
    ]


def test_undo_of_what_is_not_there_is_refused_and_changes_nothing(warehouse: Home, tmp_path: Path) -> None:
    load(warehouse, tmp_path, "survey.csv", SURVEY)
    before = dump(warehouse)
    with pytest.raises(WarehouseError, match="no upload 2"):
        undone(warehouse, 2)
    assert dump(warehouse) == before


def test_the_keys_of_tables_and_views_hold(warehouse: Home, tmp_path: Path) -> None:
    load_everything(warehouse, tmp_path)
    load(warehouse, tmp_path, "survey.csv", SURVEY, again=True)
    keys = VIEW_KEYS | {
        "upload": ("upload",),
        "question": ("upload", '"column"'),
        "label": ("label",),
        "people": ("person",),
        "response": ("upload", "row"),
        "rating": ("upload", "record", "dimension"),
        "record_levels": ("upload", "record"),
        "level_column": ("upload", "place"),
        "roster": ("upload", "row"),
        "raw_0002": ("row",),
    }
    with opened(warehouse) as connection:
        assert {of: faulty_keys(connection, of, *key) for of, key in keys.items()} == dict.fromkeys(keys, [])
        assert faulty_keys(connection, "label", "label_key") == faulty_keys(connection, "people", "person_key") == []


def test_every_rating_points_at_the_cell_it_came_from(warehouse: Home, tmp_path: Path) -> None:
    load_everything(warehouse, tmp_path)
    with opened(warehouse) as connection:
        cells = connection.execute('select upload, row, "column", level from rating order by all').fetchall()
        texts = [read.raw_cell(connection, upload, row, column) for upload, row, column, _ in cells]
    assert texts == [str(level) for *_, level in cells] == ["3", "3", "1", "1", "2", "1"]


def test_a_newer_export_replaces_row_by_row(warehouse: Home, tmp_path: Path) -> None:
    load(warehouse, tmp_path, "survey.csv", SURVEY)
    longer = (*SURVEY, ("3/15/2026 08:00:00", "xanthe@sample.example", "Xanthe Moor", "Edge", "2", "2"))
    report = load(warehouse, tmp_path, "newer.csv", longer)
    assert report.notes[-1] == "4 of 5 rows repeat upload 1; this file can take its place (--replaces 1)."
    with opened(warehouse) as connection:
        # Quilla's superseded row is no response of upload 1 that could be replaced
        assert [(u["responses"], u["replaced_rows"]) for u in read.rows_of(connection, "uploads.sql")] == [
            (3, 3),
            (4, 0),
        ]
        rows = connection.execute("select upload, row from current_responses order by all").fetchall()
    assert rows == [(2, 3), (2, 4), (2, 5), (2, 6)]
