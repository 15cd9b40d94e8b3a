"""A kill at any moment of ``load`` or ``publish``: whole uploads or none, and a snapshot that can be read."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from tests.contract.shell import NAMES, Shell, csv_file

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PEOPLE = 4_000
KILLS = 8
CHILDREN = {"rating": "ratings", "response": "rows"}


def survey(folder: Path, number: int) -> Path:
    chance = random.Random(number)
    lines = [["Timestamp", "Email Address", "Team", *NAMES]]
    for person in range(PEOPLE):
        levels = [str(chance.randint(0, 4)) for _ in NAMES]
        time_text = f"3/{number % 28 + 1}/2026 {person // 60 % 24:02}:{person % 60:02}:00"
        lines.append([time_text, f"p{number}-{person}@n.example", f"Team {person % 40}", *levels])
    return csv_file(folder / f"survey{number}.csv", lines)


def started(home: Path, *arguments: str) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-c", "from pipeline.cli import main; main()", "--home", str(home), *arguments]
    return subprocess.Popen(program, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def killed(home: Path, said: bytes, delay_s: float, *arguments: str) -> bool:
    """Start a command, wait until it says something, then kill it; whether it was still running."""
    process = started(home, *arguments)
    assert process.stderr is not None
    for line in process.stderr:
        if said in line:
            break
    time.sleep(delay_s)
    process.kill()
    process.stderr.close()
    return process.wait() != 0


def check_whole(shell: Shell) -> int:
    """Every upload is whole, nothing is left of others; gives the number of uploads."""
    uploads = shell.read("uploads")
    with duckdb.connect(str(shell.home / "warehouse.duckdb"), read_only=True) as connection:
        known = {upload["upload"] for upload in uploads}
        for table, counted in CHILDREN.items():
            found = dict(connection.execute(f"select upload, count(*) from {table} group by upload").fetchall())
            assert found == {upload["upload"]: upload[counted] for upload in uploads}
        raw = connection.execute("select table_name from duckdb_tables() where table_name like 'raw_%'").fetchall()
        assert {int(name.removeprefix("raw_")) for (name,) in raw} == known
        actions = connection.execute("select upload from action where action = 'load'").fetchall()
        assert {upload for (upload,) in actions} == known
    return len(uploads)


def test_a_killed_load_leaves_the_whole_upload_or_nothing(home: Path, tmp_path: Path) -> None:
    shell = Shell(home)
    shell.load(survey(tmp_path, 0))
    before, chance, was_running = 1, random.Random(7), 0
    moments = (b"Matching", b"Storing", b"Storing", b"Checking")
    for number in range(1, KILLS + 1):
        path = survey(tmp_path, number)
        was_running += killed(home, moments[number % 4], chance.uniform(0, 0.4), "load", str(path), "--cycle", "2026")
        after = check_whole(shell)
        assert after in (before, before + 1)
        if after == before:
            shell.load(path)
            after = check_whole(shell)
        before = after
    assert was_running  # at least one kill met a load at work
    assert before == KILLS + 1


def test_a_killed_publication_leaves_a_good_snapshot(home: Path, tmp_path: Path) -> None:
    shell = Shell(home)
    shell.load(survey(tmp_path, 0))
    shell.read("publish", "--cycle", "2026")
    figures, chance, was_running = shell.read("gaps", "--cycle", "2026"), random.Random(8), 0
    moments = (b"Counting", b"Computing", b"Writing", b"Writing")
    for kill in range(KILLS):
        was_running += killed(home, moments[kill % 4], chance.uniform(0, 0.3), "publish", "--cycle", "2026")
        name = (home / "snapshots" / "CURRENT").read_text("utf-8").strip()
        assert (home / "snapshots" / name).is_file()
        assert shell.read("gaps", "--cycle", "2026") == figures
        assert name.removesuffix(".duckdb").lstrip("0") in {str(row["snapshot"]) for row in shell.read("snapshots")}
    assert was_running
    number = shell.read("publish", "--cycle", "2026")["snapshot"]
    assert (home / "snapshots" / "CURRENT").read_text("utf-8").strip() == f"{number:04d}.duckdb"
    assert shell.read("gaps", "--cycle", "2026") == figures


def test_a_killed_backup_or_restore_leaves_whole_files_and_homes(home: Path, tmp_path: Path) -> None:
    shell, chance, was_running = Shell(home), random.Random(9), 0
    shell.load(survey(tmp_path, 0))
    file, good = tmp_path / "kept.backup", tmp_path / "good.backup"
    shell.read("backup", good)
    for number in range(KILLS):
        again = tmp_path / f"home{number}"
        for place, command in ((home, ("backup", str(file))), (again, ("restore", str(good)))):
            process = started(place, *command)
            time.sleep(chance.uniform(0.4, 1.6))
            process.kill()
            assert process.stderr is not None
            process.stderr.close()
            was_running += process.wait() != 0
        if file.exists():
            Shell(tmp_path / f"from{number}").read("restore", file)
            file.unlink()
        if any(again.glob("*.duckdb")):
            assert Shell(again).read("uploads") == shell.read("uploads")
        else:
            Shell(again).read("restore", good)
    assert shell.read("check")["findings"] == []
    assert was_running
