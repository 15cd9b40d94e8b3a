"""A backup gives the whole home back; what is no whole backup changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import restore
from pipeline.backup import backed_up
from pipeline.backup_file import LIST
from pipeline.check import checked
from pipeline.errors import WarehouseError
from pipeline.restore import restored
from pipeline.settings import Home, keep_settings, opened_home, settings_of, with_setting
from pipeline.warehouse.connection import WarehouseHeld, opened
from tests.contract.shell import Shell
from tests.pipeline.homes import whole_home
from tests.pipeline.warehouse.stored import contents


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with answers, a publication and a setting."""
    home = whole_home(tmp_path_factory.mktemp("whole"))
    keep_settings(home, with_setting(home, "company", "Quince & Co"))
    return home


@pytest.fixture(scope="module")
def kept(whole: Home) -> Path:
    """Its backup."""
    return backed_up(whole, whole.path.parent / "kept.backup").path


def told(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the warehouse but the list of actions."""
    with opened(home) as connection:
        return {name: rows for name, rows in contents(connection).items() if name != "action"}


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_backup_is_one_file_for_its_owner_only(whole: Home, kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with zipfile.ZipFile(kept) as archive:
        names = ["warehouse.duckdb", "settings.yaml", "key", "snapshots/CURRENT", "snapshots/0001.duckdb", LIST]
        assert archive.namelist() == names
    assert list(whole.spool.iterdir()) == []
    assert [path.name for path in kept.parent.iterdir() if path.name.endswith(".new")] == []


def test_a_restored_home_is_the_same_home(whole: Home, kept: Path, tmp_path: Path) -> None:
    home = opened_home(tmp_path / "new")
    home.path.chmod(0o750)
    done = restored(home, kept)
    assert (done.snapshots, done.has_key, done.kept) == (1, True, None)
    assert stat.S_IMODE(home.path.stat().st_mode) == 0o750
    assert stat.S_IMODE(home.key.stat().st_mode) == 0o600
    assert told(home) == told(whole)
    assert settings_of(home).company == "Quince & Co"
    assert {name: text for name, text in files(home.path).items() if name.startswith(("key", "snapshots"))} == {
        name: text for name, text in files(whole.path).items() if name.startswith(("key", "snapshots"))
    }
    assert checked(home).findings == ()
    with opened(home) as connection:
        actions = connection.execute("select action, detail from action order by acted_at").fetchall()
    assert actions[-2:] == [("backup", "kept.backup"), ("restore", "kept.backup")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new"]


def test_a_home_that_is_not_empty_is_kept_beside(kept: Path, tmp_path: Path) -> None:
    home = opened_home(tmp_path / "new")
    restored(home, kept)
    (home.path / "note.txt").write_text("mine", "utf-8")
    before = files(home.path)
    with pytest.raises(WarehouseError, match="is not empty"):
        restored(home, kept)
    assert files(home.path) == before
    done = restored(home, kept, is_replacing=True)
    assert done.kept is not None
    assert files(Path(done.kept)) == before
    assert not (home.path / "note.txt").exists()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_damaged_home_is_replaced_and_one_in_use_is_not(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = opened_home(tmp_path / "new")
    home.warehouse.write_text("no database", "utf-8")
    assert restored(home, kept, is_replacing=True).kept is not None

    def held(of: Home) -> Any:
        if of == home:
            raise WarehouseHeld("The warehouse is in use by process 4711.")
        return opened(of)

    monkeypatch.setattr(restore, "opened", held)
    with pytest.raises(WarehouseError, match="4711"):
        restored(home, kept, is_replacing=True)
    assert checked(home).findings == ()


def test_a_rename_that_fails_puts_the_old_home_back(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = opened_home(tmp_path / "new")
    home.warehouse.write_text("mine", "utf-8")
    rename = os.rename

    def failing(source: Path, goal: Path) -> None:
        if source.name.endswith(".restore"):
            raise OSError(16, "Device or resource busy", str(goal))
        rename(source, goal)

    monkeypatch.setattr(restore.os, "rename", failing)
    with pytest.raises(OSError, match="busy"):
        restored(home, kept, is_replacing=True)
    assert files(home.path) == {"warehouse.duckdb": b"mine"}
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def rewritten(kept: Path, goal: Path, change: Callable[[dict[str, Any], dict[str, bytes]], None]) -> Path:
    """A backup again, with its list and files changed."""
    with zipfile.ZipFile(kept) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    listed = json.loads(inside.pop(LIST))
    change(listed, inside)
    with zipfile.ZipFile(goal, "w") as archive:
        for name, content in {**inside, LIST: json.dumps(listed).encode()}.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return goal


def renamed(old: str, new: str) -> Callable[[dict[str, Any], dict[str, bytes]], None]:
    def change(listed: dict[str, Any], inside: dict[str, bytes]) -> None:
        inside[new] = inside.pop(old)
        for each in listed["files"]:
            each["name"] = new if each["name"] == old else each["name"]

    return change


CHANGES: dict[str, tuple[Callable[[dict[str, Any], dict[str, bytes]], Any], str]] = {
    "a way out": (renamed("key", "../key"), "no backup"),
    "an absolute name": (renamed("key", "/tmp/key"), "no backup"),
    "a stranger": (renamed("key", "snapshots/../key"), "no backup"),
    "a file that is not listed": (lambda _, inside: inside.update(more=b"1"), "no backup"),
    "a file that is missing": (lambda _, inside: inside.pop("key"), "no backup"),
    "other bytes of the same length": (lambda _, inside: inside.update(key=bytes(44)), "no backup"),
    "a newer archive": (lambda listed, _: listed.update(format=2), "made by a newer"),
    "a list of something else": (lambda listed, _: listed.pop("made_at"), "no backup"),
    "no warehouse": (renamed("warehouse.duckdb", "snapshots/0007.duckdb"), "no backup"),
}


@pytest.mark.parametrize("named", CHANGES)
def test_what_is_no_whole_backup_changes_nothing(kept: Path, tmp_path: Path, named: str) -> None:
    change, said = CHANGES[named]
    file = rewritten(kept, tmp_path / "changed.backup", change)
    home = opened_home(tmp_path / "new")
    with pytest.raises(WarehouseError, match=said):
        restored(home, file)
    assert files(home.path) == {}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["changed.backup", "new"]


def test_a_part_of_a_backup_and_a_packed_one(kept: Path, tmp_path: Path) -> None:
    home = opened_home(tmp_path / "new")
    cut, packed = tmp_path / "cut.backup", tmp_path / "packed.backup"
    cut.write_bytes(kept.read_bytes()[:-2000])
    with zipfile.ZipFile(kept) as archive, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as goal:
        for name in archive.namelist():
            goal.writestr(name, archive.read(name), zipfile.ZIP_DEFLATED)
    for file in (cut, packed):
        with pytest.raises(WarehouseError, match="no backup"):
            restored(home, file)
    assert files(home.path) == {}


def test_only_a_backup_is_overwritten(whole: Home, kept: Path, tmp_path: Path) -> None:
    shell, again = Shell(whole.path), tmp_path / "again.backup"
    shutil.copy(kept, again)
    made = shell.read("backup", again)
    assert (made["file"], made["snapshots"], made["has_key"]) == (str(again), 1, True)
    again.write_text("a letter", "utf-8")
    assert "is no backup" in shell.refused("backup", again)
    assert again.read_text("utf-8") == "a letter"
    assert "no backup of Skillgap" in Shell(tmp_path / "new").refused("restore", again)
    assert "nosuch" in shell.refused("backup", tmp_path / "nosuch" / "file.backup")
    assert "missing.backup" in Shell(tmp_path / "new").refused("restore", tmp_path / "missing.backup")
