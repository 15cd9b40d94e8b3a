"""A home that is whole has no findings; each kind of fault, planted, is found and named."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.check import checked, checked_warehouse
from pipeline.errors import WarehouseError
from pipeline.settings import Home
from pipeline.warehouse.connection import Rollback, opened, transaction
from tests.contract.shell import Shell
from tests.pipeline.homes import whole_home


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home in which nothing is wrong."""
    return whole_home(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def copied(whole: Home, tmp_path: Path) -> Home:
    """The home again, to be damaged."""
    return Home(Path(shutil.copytree(whole.path, tmp_path / "copied")))


def found(home: Home) -> list[tuple[str, str, str]]:
    return [(each.table, each.what, each.where) for each in checked(home).findings]


def test_a_whole_home_has_no_findings(whole: Home) -> None:
    home = checked(whole)
    assert home.findings == ()
    looked = {each.what: each.count for each in home.looked_at}
    assert (looked["uploads"], looked["people"], looked["published files"]) == (2, 12, 1)
    cells = [count for what, count in looked.items() if "of them" in what or "cells" in what]
    assert cells == [30, 28, 1, 1]


FAULTS = {
    "insert into upload select * from upload where upload = 2": ("upload", "1 key (upload) more than once", "upload 2"),
    "insert into cycle select * from cycle": ("cycle", "1 key (cycle) more than once", "cycle 1"),
    "insert into label select label + 7, label_key, text from label": (
        "label",
        "1 key (label_key) more than once",
        "label_key falcon",
    ),
    "insert into people select person + 90, person_key, identifier, name from people where person = 1": (
        "people",
        "1 key (person_key) more than once",
        "person_key",
    ),
    "insert into framework select * from framework": ("framework", "1 key (framework + version)", "version 1"),
    "insert into response select * from response where row = 3": (
        "response",
        "1 key (upload + row) more than once",
        "upload 2; row 3",
    ),
    "insert into record_levels select * from record_levels where record in (3, 4)": (
        "rating",
        "9 keys (upload + record + dimension) more than once",
        "upload 2; record 3; dimension 2 / upload 2; record 3; dimension 3 / upload 2; record 3; dimension 4 / ...",
    ),
    "insert into publication select * from publication": ("publication", "1 key (publication)", "publication 1"),
    "delete from response where row = 7": (
        "record_levels",
        "1 row pointing at no row of response",
        "upload 2; record 7",
    ),
    "delete from level_column": ("record_levels", "6 rows pointing at no row of level_column", "upload 2"),
    "delete from people where identifier = 'p4@example.com'": (
        "response",
        "1 row pointing at no row of people",
        "person",
    ),
    "delete from label": ("roster", "6 rows pointing at no row of label", "team 1"),
    "update response set upload = 9": ("response", "6 rows pointing at no row of upload", "upload 9"),
    "update record_levels set levels = list_concat([null::tinyint], levels[2:]) where record = 5": (
        "upload",
        "27 ratings, where the upload says 28",
        "upload 2",
    ),
    "update upload set rows = 8 where upload = 2": (
        "upload",
        "6 responses, superseded, excluded and refused rows together, where the upload says 8",
        "upload 2",
    ),
    "delete from roster where row = 4": ("upload", "5 lines, where the upload says 6", "upload 1"),
    "update record_levels set levels = [level + 9 - level for level in levels] where record = 5": (
        "rating",
        "5 ratings outside the cycle's framework",
        "record 5",
    ),
    "delete from raw_0002 where row = 4": ("raw_0002", "6 rows, 6 of them different, the last of which is row 7", ""),
    "delete from raw_0001 where row = 7": ("raw_0001", "1 of the rows that were read are missing", "row 7"),
    "update raw_0002 set c003 = null where row = 5": ("rating", "1 ratings whose cell is empty or missing", "row 5"),
    "drop table raw_0001": ("raw_0001", "the raw cells are missing", "upload 1"),
    "create table raw_0009 as from raw_0001": ("raw_0009", "the raw cells of no upload", ""),
    "delete from problem": ("rating", "1 cells that say 'quite good' have neither", "upload 2; column C"),
    "alter table single_rating drop column ticks": ("single_rating", "a column is missing", "ticks"),
    "drop table team_map": ("team_map", "a column is missing", "cycle"),
    "drop view members": ("members", "the view is missing", ""),
    "update people set identifier = 'x@example.com' where identifier = 'p2@example.com'": (
        "key",
        "1 people are kept under pseudonyms that this key does not make",
        "people",
    ),
}


def test_each_planted_fault_is_found(whole: Home) -> None:
    missed = {}
    with opened(whole) as connection:
        for fault, (table, what, where) in FAULTS.items():
            with suppress(Rollback), transaction(connection):
                connection.execute(fault)
                _, findings = checked_warehouse(connection, whole)
                told = [(each.table, each.what, each.where) for each in findings]
                if not [each for each in told if each[0] == table and what in each[1] and where in each[2]]:
                    missed[fault] = told
                raise Rollback
    assert missed == {}


def test_a_block_that_cannot_be_read_is_found(copied: Home) -> None:
    path = copied.snapshots / "0001.duckdb"
    content = bytearray(path.read_bytes())
    at = content.index(b"Falcon")
    content[at] ^= 1
    path.write_bytes(content)
    [(table, what, _)] = found(copied)
    assert table == "snapshots/0001.duckdb"
    assert "it cannot be read" in what


def test_a_file_that_is_no_snapshot_a_lost_one_and_current_without_a_file(copied: Home) -> None:
    (copied.snapshots / "0002.duckdb").write_text("not a database", "utf-8")
    shutil.copy(copied.snapshots / "0001.duckdb", copied.snapshots / "0003.duckdb")
    (copied.snapshots / "CURRENT").write_text("0007.duckdb", "utf-8")
    tables = {table: what for table, what, _ in found(copied)}
    assert set(tables) == {"snapshots/0002.duckdb", "snapshots/0003.duckdb", "snapshots/CURRENT"}
    assert tables["snapshots/0003.duckdb"] == "it says that it is number 1"
    (copied.snapshots / "CURRENT").unlink()
    assert ("snapshots/CURRENT", "it is missing, so that nothing is served", "the whole file") in found(copied)


def test_another_key_and_none(copied: Home) -> None:
    copied.key.write_bytes(b"another one")
    assert found(copied) == [("key", "12 people are kept under pseudonyms that this key does not make", "people")]
    copied.key.unlink()
    [(table, what, _)] = found(copied)
    assert (table, "missing" in what) == ("key", True)


def test_the_command_ends_with_1_where_something_is_wrong(copied: Home) -> None:
    shell = Shell(copied.path)
    assert shell.read("check")["findings"] == []
    assert "Nothing is wrong." in shell.call("check").out
    copied.settings_file.write_text("min_group: many\n", "utf-8")
    called = shell.call("check", "--json")
    assert called.exit_code == 1
    assert [each["table"] for each in called.document["findings"]] == ["settings.yaml"]
    assert "settings.yaml: " in shell.call("check").out


def test_a_warehouse_that_is_no_database_is_refused_in_a_sentence(copied: Home) -> None:
    copied.warehouse.write_text("nothing of the kind", "utf-8")
    with pytest.raises(WarehouseError, match="damaged"):
        checked(copied)
