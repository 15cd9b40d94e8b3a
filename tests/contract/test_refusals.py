"""Hostile and mistaken files: exit 1, one short message, no traceback, nothing stored."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contract.shell import ML, Shell, copied, csv_file, xlsx_file

ROOT = Path(__file__).parents[2]
GOOD = [["Timestamp", "Email Address", "Team", ML], ["3/14/2026 10:00:00", "a@n.example", "Core", 1]]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good file, loaded."""
    folder = tmp_path_factory.mktemp("prepared")
    shell = Shell(folder / "home")
    shell.load(csv_file(folder / "good.csv", GOOD))
    return folder


@pytest.fixture
def shell(prepared: Path, tmp_path: Path) -> Shell:
    return copied(prepared, tmp_path)


def bytes_of(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def truncated(path: Path) -> Path:
    whole = xlsx_file(path, GOOD).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def corrupt_member(path: Path) -> Path:
    xlsx_file(path, GOOD)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:200]
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def zip_bomb(path: Path) -> Path:
    xlsx_file(path, GOOD)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", b"\0" * (200 << 20))
    return path


def far_cell(path: Path) -> Path:
    """One that says it is as large as a sheet can be, and has a cell in the last corner."""
    xlsx_file(path, GOOD)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet = sheet.replace('ref="A1:D2"', 'ref="A1:XFD5000000"')
    corner = '<row r="5000000"><c r="XFD5000000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", corner).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return path


def outside_entity(path: Path) -> Path:
    """One whose sheet asks the reader to fetch a file of the machine."""
    xlsx_file(path, GOOD)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + parts[name].split(b"?>", 1)[-1]
    with zipfile.ZipFile(path, "w") as archive:
        for member, part in parts.items():
            archive.writestr(member, part)
    return path


def protected(path: Path) -> Path:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    )
    return path


HOSTILE: dict[str, tuple[str, Callable[[Path], Path], str]] = {
    "pdf": ("report.pdf", bytes_of(b"%PDF-1.7 nothing"), "report.pdf"),
    "picture": ("survey.xlsx", bytes_of(b"\x89PNG\r\n\x1a\n" + b"\0" * 900), "survey.xlsx"),
    "json": ("survey.csv", bytes_of(b'{"answers": [1, 2]}'), "survey.csv"),
    "web page": ("survey.xls", bytes_of(b"<html><table><tr><td>1</td></tr></table></html>"), "survey.xls"),
    "noise": ("noise.csv", bytes_of(bytes(range(256)) * 40), "noise.csv"),
    "nul bytes": ("nul.csv", bytes_of(b"\0" * 4096), "nul.csv"),
    "password": ("locked.xlsx", protected, "password"),
    "empty": ("empty.csv", bytes_of(b""), "empty"),
    "blank lines": ("blank.csv", bytes_of(b"\n\n,,,\n"), ""),
    "header only": ("header.csv", lambda path: csv_file(path, GOOD[:1]), ""),
    "empty workbook": ("nothing.xlsx", lambda path: xlsx_file(path, []), ""),
    "truncated": ("half.xlsx", truncated, "half.xlsx"),
    "corrupt member": ("corrupt.xlsx", corrupt_member, "corrupt.xlsx"),
    "zip bomb": ("bomb.xlsx", zip_bomb, "bomb.xlsx"),
    "entities": ("entities.xlsx", outside_entity, "document type"),
    "open quotation mark": (
        "open.csv",
        bytes_of(f'Email,Team,{ML}\na@n.example,Core,1\nb@n.example,"Core,2\nc@n.example,Core,3\n'.encode()),
        "Row 3",
    ),
    "nul byte in a cell": ("nul2.csv", bytes_of(f"Email,Team,{ML}\na@n.example,Co\0re,1\n".encode()), "nul2.csv"),
    "20,000 columns": (
        "wide.csv",
        lambda path: csv_file(path, [[f"Q {at}" for at in range(20_000)], ["1"] * 20_000]),
        "20000 columns",
    ),
    "a header above a million blank lines": ("deep.csv", bytes_of(b"Email,Team,X\n" + b",,\n" * 1_000_000), "no line"),
    "plain zip": ("archive.xlsx", bytes_of(b"PK\x03\x04" + b"\0" * 500), "archive.xlsx"),
    "prose": ("letter.csv", bytes_of(b"Dear all,\nplease find my answers here.\nKind regards\n"), ""),
    "no question": (
        "colours.csv",
        lambda path: csv_file(path, [["Timestamp", "Colour"], ["3/14/2026 10:00:00", "red"]]),
        "colours.csv",
    ),
    "no answer": ("prose.csv", lambda path: csv_file(path, [GOOD[0], [*GOOD[1][:3], "well, you know"]]), ML),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_file_that_cannot_be_used_is_refused_whole(shell: Shell, tmp_path: Path, case: str) -> None:
    name, write, said = HOSTILE[case]
    before = shell.read("uploads"), shell.read("problems"), shell.read("frameworks")
    message = shell.refused("load", write(tmp_path / name), "--cycle", "2026")
    assert said in message
    assert "duckdb" not in message.casefold()
    assert "pyarrow" not in message.casefold()
    assert (shell.read("uploads"), shell.read("problems"), shell.read("frameworks")) == before


def test_a_sheet_as_large_as_can_be_is_refused_or_read_within_bounds(shell: Shell, tmp_path: Path) -> None:
    called = shell.call("load", far_cell(tmp_path / "far.xlsx"), "--cycle", "2027", "--json")
    assert called.exit_code in (0, 1)
    assert "Traceback" not in called.err
    if called.exit_code == 0:
        assert called.document[0]["rows"] <= 2


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_million_blank_rows_are_no_rows(shell: Shell, tmp_path: Path, ending: str) -> None:
    if ending == "csv":
        path = csv_file(tmp_path / "deep.csv", GOOD)
        path.write_bytes(path.read_bytes() + b",,,\r\n" * 1_000_000)
    else:
        path = xlsx_file(tmp_path / "deep.xlsx", GOOD)
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        last = b'<row r="1000000"><c r="A1000000" t="inlineStr"><is><t> </t></is></c></row></sheetData>'
        name = "xl/worksheets/sheet1.xml"
        parts[name] = parts[name].replace(b"</sheetData>", last)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, part in parts.items():
                archive.writestr(member, part)
    [report] = shell.load(path, cycle="2027")
    assert (report["rows"], report["responses"], report["ratings"], report["problems"]) == (1, 1, 1, [])


def test_a_formula_without_its_result_is_listed_and_never_calculated(shell: Shell, tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "formulas.xlsx", [*GOOD, ["3/14/2026 11:00:00", "b@n.example", "Core", "=1+1"]])
    [report] = shell.load(path, cycle="2027")
    assert (report["responses"], report["ratings"]) == (2, 1)
    found = [(p["row"], p["column"], p["value"], p["problem"]) for p in report["problems"]]
    assert found == [(3, "D", "=1+1", "formula_without_result")]


def test_duplicate_headers_are_two_columns(shell: Shell, tmp_path: Path) -> None:
    lines = [["Email", "Team", ML, ML], ["a@n.example", "Core", 1, ""], ["b@n.example", "Core", 2, 3]]
    [report] = shell.load(csv_file(tmp_path / "twice.csv", lines), cycle="2027")
    assert report["ratings"] == 1
    assert [(p["row"], p["column"]) for p in report["problems"]] == [(3, "D")]


def test_a_mistaken_option_is_refused_and_named(shell: Shell, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [*GOOD, ["3/14/2026 11:00:00", "b@n.example", "Core", 2]])
    before = shell.read("uploads")
    assert "'nonsense'" in shell.refused("load", path, "--cycle", "2027", "--framework", "nonsense")
    assert "'nonsense'" in shell.refused("load", path, "--cycle", "2027", "--tool", "nonsense")
    assert "'nonsense'" in shell.refused("load", path, "--cycle", "2027", "--sheet", "nonsense")
    assert "missing.csv" in shell.refused("load", tmp_path / "missing.csv", "--cycle", "2027")
    assert "missing.yaml" in shell.refused("load", path, "--cycle", "2027", "--recipe", tmp_path / "missing.yaml")
    shell.refused("load", path, "--cycle", " ")
    shell.refused("load", tmp_path, "--cycle", "2027")
    assert shell.read("uploads") == before


def test_a_recipe_that_names_what_does_not_exist_is_refused(shell: Shell, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [["Email", "Team", "Q1", ML], ["b@n.example", "Core", 2, 3]])
    before = shell.read("uploads")
    for said, text in (
        ("no-such-dimension", "columns:\n  Q1: no-such-dimension\n"),
        ("9", "answers:\n  so so: 9\n"),
        ("colums", "colums: {}\n"),
    ):
        recipe = tmp_path / "recipe.yaml"
        recipe.write_text(text, "utf-8")
        assert said in shell.refused("load", path, "--cycle", "2027", "--recipe", recipe)
    assert shell.read("uploads") == before


def test_another_framework_for_a_cycle_is_refused(shell: Shell, tmp_path: Path) -> None:
    rubric = [
        ["dimension", "level", "level_name", "statement"],
        ["Cooking", 0, "No", "I do not."],
        ["Cooking", 1, "Yes", "I do."],
    ]
    shell.read("framework", "import", xlsx_file(tmp_path / "kitchen.xlsx", rubric))
    path = csv_file(tmp_path / "b.csv", [["Email", "Team", "Cooking"], ["b@n.example", "Core", "Yes"]])
    message = shell.refused("load", path, "--cycle", "2026", "--framework", "kitchen")
    assert "'ai-upskilling'" in message
    assert "'kitchen'" in message
    assert shell.load(path, cycle="2027")[0]["framework"] == "kitchen"


def test_a_tie_between_frameworks_is_refused(shell: Shell, tmp_path: Path) -> None:
    rubric = [["dimension", "level", "level_name", "statement"], [ML, 0, "No", "I do not."], [ML, 1, "Yes", "I do."]]
    shell.read("framework", "import", xlsx_file(tmp_path / "other.xlsx", rubric))
    path = csv_file(tmp_path / "b.csv", [["Email", "Team", ML], ["b@n.example", "Core", "1"]])
    message = shell.refused("load", path, "--cycle", "2027")
    assert "other" in message
    assert "ai-upskilling" in message
    assert shell.load(path, cycle="2027", options=("--framework", "other"))[0]["framework"] == "other"


@pytest.mark.parametrize("by", ["office", "team,level", "dimension", ""])
def test_a_grouping_that_does_not_exist_is_refused(shell: Shell, by: str) -> None:
    assert repr(by) in shell.refused("gaps", "--cycle", "2026", "--private", "--by", by)


def test_wrong_usage_exits_2(shell: Shell) -> None:
    for arguments in (
        ("load",),
        ("load", "a.csv"),
        ("gaps",),
        ("undo", "x"),
        ("no-such-command",),
        ("load", "a", "--cycle"),
    ):
        assert shell.call(*arguments).exit_code == 2


def test_an_odd_cycle_name_is_a_name(shell: Shell, tmp_path: Path) -> None:
    name = "2026'; drop table upload; --"
    path = csv_file(tmp_path / "a.csv", GOOD)
    shell.load(path, cycle=name)
    assert {upload["cycle"] for upload in shell.read("uploads")} == {"2026", name}
    assert len(shell.read("gaps", "--cycle", name, "--private")) == 5


def test_odd_texts_stay_texts(shell: Shell, tmp_path: Path) -> None:
    team = "'; drop table response; -- \u202e\U0001f600 {x}"
    header = "=cmd()|'/c calc'!A1"
    lines = [["Email", "Team", ML, header], ["q@n.example", team, 2, "=1+1"]]
    [report] = shell.load(csv_file(tmp_path / "odd.csv", lines), cycle="2027")
    assert report["questions"][3]["header"] == header
    assert {row["group"] for row in shell.read("gaps", "--cycle", "2027", "--private")} == {team}


def test_a_held_lock_names_the_process(home: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    from pipeline.warehouse import connection

    monkeypatch.setattr(connection.opened.__wrapped__, "__defaults__", (0.3,))
    hold = "import duckdb, sys, time; c = duckdb.connect(sys.argv[1]); print('held', flush=True); time.sleep(60)"
    holder = subprocess.Popen(
        [sys.executable, "-c", hold, str(home / "warehouse.duckdb")], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert f"in use by process {holder.pid}" in shell.refused("uploads")
    finally:
        holder.kill()
        holder.communicate()


def test_a_damaged_warehouse_is_named(home: Path) -> None:
    home.mkdir()
    (home / "warehouse.duckdb").write_bytes(b"not a database at all" * 400)
    assert "damaged" in Shell(home).refused("uploads")


def test_a_newer_warehouse_is_refused(home: Path, shell: Shell) -> None:
    import duckdb

    with duckdb.connect(str(home / "warehouse.duckdb")) as connection:
        connection.execute("update schema_version set version = 99")
    assert "newer" in shell.refused("uploads").casefold()


def test_a_home_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    assert "home" in Shell(tmp_path / "file" / "home").refused("uploads")
    assert (tmp_path / "file").read_text("utf-8") == "x"


def test_the_real_program_writes_one_document_and_no_traceback(tmp_path: Path) -> None:
    program = [sys.executable, "-c", "from pipeline.cli import main; main()", "--home", str(tmp_path / "home")]
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"")
    ended = subprocess.run(
        [*program, "load", str(bad), "--cycle", "2026", "--json"], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert ended.returncode == 1
    assert ended.stdout.startswith("[")
    assert "Traceback" not in ended.stderr
