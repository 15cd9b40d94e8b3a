"""Open, act, close: who else holds the warehouse, and what is wrong with it, is said in plain words."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import WarehouseError
from pipeline.settings import Home, opened_home
from pipeline.warehouse import connection as connection_module
from pipeline.warehouse.connection import SCHEMA_VERSION, Connection, Rollback, opened, transaction, write_copy
from tests.helpers import ROOT
from tests.pipeline.warehouse.stored import tables

HOLDER = """
import sys
from pipeline.settings import opened_home
from pipeline.warehouse.connection import opened
with opened(opened_home(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def warehouse(home: Path) -> Home:
    return opened_home(home)


def labels(home: Home) -> list[int]:
    with opened(home) as connection:
        return [label for (label,) in connection.execute("select label from label order by label").fetchall()]


def add_label(home: Home, label: int) -> None:
    with opened(home) as connection:
        connection.execute("insert into label values (?, 'x', 'x')", [label])


def test_a_warehouse_is_made_where_there_is_none_and_kept(warehouse: Home) -> None:
    add_label(warehouse, 7)
    assert labels(warehouse) == [7]


def add_in_vain(connection: Connection, label: int, end: type[BaseException]) -> None:
    with transaction(connection):
        connection.execute("insert into label values (?, 'x', 'x')", [label])
        raise end


def test_a_transaction_is_kept_whole_or_not_at_all(warehouse: Home) -> None:
    with opened(warehouse) as connection:
        with transaction(connection):
            connection.execute("insert into label values (1, 'a', 'a')")
        for label, end in ((2, Rollback), (3, KeyboardInterrupt)):
            with pytest.raises(end):
                add_in_vain(connection, label, end)
    assert labels(warehouse) == [1]


def test_a_failed_statement_is_told_in_plain_words(warehouse: Home) -> None:
    with pytest.raises(WarehouseError, match="could not do this") as caught, opened(warehouse) as connection:
        connection.execute("select * from nowhere")
    assert isinstance(caught.value.__cause__, duckdb.Error)


def test_a_newer_format_is_refused_and_left_alone(warehouse: Home) -> None:
    with opened(warehouse) as connection:
        connection.execute("update schema_version set version = 1001")
    before = warehouse.warehouse.read_bytes()
    with pytest.raises(WarehouseError) as caught, opened(warehouse):
        pass
    assert "format 1001" in caught.value.title
    assert "newer Skillgap" in caught.value.detail
    assert warehouse.warehouse.read_bytes() == before


PUBLISHED = [
    "publication",
    *(f"published_{what}" for what in ("answer", "count", "group", "target", "tick", "unit")),
]
RULED_BETWEEN = ["published_ledger", "published_pair", "crosswalk", "same_person", "team_map"]
PLANNED = ["gap_action", "launch_step"]
NARROW = ["cell_text", "record_levels", "level_column"]


def test_a_warehouse_of_the_first_format_is_brought_forward(warehouse: Home) -> None:
    add_label(warehouse, 7)
    with opened(warehouse) as connection:  # as the first format had it: no second identifier, no promise, no rater
        connection.execute("insert into cycle (cycle, name, framework) values (1, '2025', 'own'), (2, '2026', null)")
        connection.execute("alter table cycle drop column promise")
        for column in ("rater", "min_group_detail", "group_disclosure", "series"):
            connection.execute(f"alter table cycle drop column {column}")
        connection.execute("drop view current_answers")
        connection.execute("drop view rating")
        connection.execute("alter table single_rating rename to rating")
        connection.execute("insert into rating values (1, 2, 3, 4, 5, 2, 0, false)")
        for table in PUBLISHED + RULED_BETWEEN + PLANNED + NARROW:
            connection.execute(f"drop table {table}")
        connection.execute("drop view stg_alias")
        connection.execute("alter table roster drop column other")
        connection.execute("alter table upload drop column people_row")
        connection.execute("insert into roster (upload, row, person) values (1, 2, 3)")
        connection.execute("delete from schema_version")
        connection.execute("insert into schema_version values (1)")
    for _ in range(2):
        with opened(warehouse) as connection:
            assert connection.execute("select person, other from roster").fetchall() == [(3, None)]
            assert connection.execute("select * from rating").fetchall() == [(1, 2, 3, 4, 5, 2, 0, False)]
            promises = connection.execute("select name, promise, rater from cycle order by name").fetchall()
            assert promises == [("2025", "groups", None), ("2026", None, None)]
            assert connection.execute("select count(people_row) from upload").fetchall() == [(0,)]
            assert connection.execute("select count(*) from members").fetchall() == [(0,)]
            assert connection.execute("select count(*) from publication").fetchall() == [(0,)]
            assert connection.execute("select count(series) from cycle").fetchall() == [(0,)]
            for table in RULED_BETWEEN + PLANNED + NARROW:
                assert connection.execute(f"select count(*) from {table}").fetchall() == [(0,)]
            assert connection.execute("select max(version) from schema_version").fetchall() == [(SCHEMA_VERSION,)]
    assert labels(warehouse) == [7]


def garbled(raw: bytes, start: int, end: int) -> bytes:
    return raw[:start] + bytes(byte ^ 0xFF for byte in raw[start:end]) + raw[end:]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"this is a text file\n" * 500,
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:100],
        lambda raw: garbled(raw, 4096, 12288),
        lambda raw: garbled(raw, 12288, len(raw)),
    ],
    ids=["text", "half", "stump", "headers", "blocks"],
)
def test_a_damaged_file_is_named_and_not_waited_for(
    warehouse: Home, damage: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(warehouse) as connection:
        connection.execute("insert into label select i, i::varchar, repeat(i::varchar, 40) from range(20000) t(i)")
    warehouse.warehouse.write_bytes(damage(warehouse.warehouse.read_bytes()))
    # What DuckDB says of a damaged block holds the letters of "lock".
    monkeypatch.setattr("pipeline.warehouse.connection.time.sleep", lambda _: pytest.fail("it was waited for"))
    with pytest.raises(WarehouseError, match=r"'warehouse\.duckdb' is damaged"), opened(warehouse) as connection:
        connection.execute("select max(text) from label").fetchall()


def test_a_lock_is_named_with_the_process_that_holds_it(warehouse: Home) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(warehouse.path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(WarehouseError, match=f"in use by process {holder.pid}"), opened(warehouse, wait_s=0.2):
            pass
        holder.communicate("\n")
    assert labels(warehouse) == []


def test_a_lock_of_this_process_is_named_too(warehouse: Home) -> None:
    with (
        opened(warehouse),
        pytest.raises(WarehouseError, match=f"in use by process {os.getpid()}"),
        opened(warehouse, wait_s=0.2),
    ):
        pass
    assert labels(warehouse) == []


def test_nothing_outside_the_home_can_be_read(warehouse: Home, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(WarehouseError), opened(warehouse) as connection:
        connection.execute(f"select * from read_csv('{tmp_path / 'secret.csv'}')")
    with pytest.raises(WarehouseError), opened(warehouse) as connection:
        connection.execute("set enable_external_access = true")


def test_a_quote_in_the_folders_name_is_no_trouble(tmp_path: Path) -> None:
    home = opened_home(tmp_path / "the cook's")
    add_label(home, 3)
    assert labels(home) == [3]


def test_a_fresh_warehouse_holds_the_tables_of_the_schema(warehouse: Home) -> None:
    with opened(warehouse) as connection:
        assert tables(connection) == sorted(
            "action cycle framework label need people problem question response roster schema_version single_rating "
            "target upload".split()
            + PUBLISHED
            + RULED_BETWEEN
            + PLANNED
            + NARROW
        )


def test_who_waited_for_a_file_that_was_replaced_takes_the_new_one(
    warehouse: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_label(warehouse, 7)
    other = opened_home(tmp_path / "other")
    add_label(other, 8)
    number = connection_module._file_number

    def replaced_meanwhile(home: Home) -> int | None:
        monkeypatch.setattr(connection_module, "_file_number", number)
        before = number(home)
        other.warehouse.replace(home.warehouse)  # as if between looking and opening, but for the file number
        return before

    monkeypatch.setattr(connection_module, "_file_number", replaced_meanwhile)
    assert labels(warehouse) == [8]
    add_label(warehouse, 9)
    assert labels(warehouse) == [8, 9]


def test_a_copy_holds_what_is_there_and_nothing_that_was_deleted(warehouse: Home) -> None:
    with opened(warehouse) as connection:
        connection.execute("insert into label select n, 'secretive ' || n, 'x' from range(5000) as numbers (n)")
        connection.execute("delete from label where label <> 7")
        write_copy(connection, warehouse.path / "copy.duckdb")
    assert [path.name for path in warehouse.path.glob("copy*")] == ["copy.duckdb"]
    assert b"secretive 4" not in (warehouse.path / "copy.duckdb").read_bytes()
    (warehouse.path / "copy.duckdb").replace(warehouse.warehouse)
    assert labels(warehouse) == [7]
