"""A csv file loads the same whether it is read record by record or, as a large one, in pieces of few texts."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Any

import pytest

from pipeline.exports import csv_large, csv_text
from pipeline.frameworks.loader import shipped
from pipeline.load import LoadRequest, loaded, undone
from pipeline.settings import Home, opened_home
from pipeline.warehouse import batches
from pipeline.warehouse.connection import opened, transaction
from pipeline.warehouse.forget import forget
from pipeline.warehouse.raw_cells import write_out
from tests.pipeline.warehouse.stored import contents, tables

NAMES = [dimension.name for dimension in shipped()[0].dimensions[:3]]
ANSWERS = [*("0", "1", " 2 ", "3", "4") * 4, "", "", "N/A", "rather well", "7"]
WHO = [f"p{n}@larkspur.example" for n in range(30)]


def form(rng: random.Random) -> list[list[str]]:
    """A form's answers: one time unreadable, addresses twice, a team, a line of blanks, a cell without a header."""
    times = [*(f"3/14/2026 10:{n:02}:00" for n in range(1, 50)), "soon"]
    rows = [
        [time, rng.choice([*WHO, "anonymous"]), rng.choice(["Core", "Sea ", ""]), *rng.choices(ANSWERS, k=3), ""]
        for time in times
    ]
    rows[7], rows[9][-1] = [""] * 7, "seen"
    return [["Timestamp", "Email Address", "Team", *NAMES, ""], *rows]


def skills(rng: random.Random) -> list[list[str]]:
    """A matrix under a title, with people by name and a line of totals."""
    title = ["Skills of the crew", "", "", "", ""]
    people = [[name, rng.choice(["Core", "Sea"]), *rng.choices(ANSWERS, k=3)] for name in ("Ada", "Bo", "Cy", "Bo")]
    return [title, ["Name", "Team", *NAMES], *people, ["Total", "", "4", "5", "6"]]


def lines(rng: random.Random) -> list[list[str]]:
    """A long list; some lines rate the same person in the same dimension again."""
    rated = [[rng.choice(WHO[:9]), rng.choice(NAMES), rng.choice(ANSWERS)] for _ in range(40)]
    return [["Email", "Skill", "Level"], *rated]


@pytest.mark.parametrize("layout", [form, skills, lines])
@pytest.mark.parametrize("seed", range(3))
def test_a_large_file_is_kept_as_a_small_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: Any, seed: int
) -> None:
    monkeypatch.setenv("SKILLGAP_KEY", "of both")
    path = tmp_path / "answers.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(layout(random.Random(seed)))
    small = kept(path, tmp_path / "small")
    monkeypatch.setattr(csv_text, "LARGE_BYTES", 0)
    monkeypatch.setattr(csv_large, "_BLOCK_BYTES", 60)
    monkeypatch.setattr(csv_large, "_PIECE_BYTES", 300)
    monkeypatch.setattr(csv_large, "MOST_DIFFERENT", 12)
    monkeypatch.setattr(batches, "ROW_GROUP", 7)
    assert csv_large.well_formed_cells(path, ",", "utf-8") is not None
    assert kept(path, tmp_path / "large") == small
    with opened(Home(tmp_path / "large")) as connection:
        assert {"cell_text", "coded_0001"} < set(tables(connection))
        write_out(connection, 1)
        assert "coded_0001" not in tables(connection)
        written = connection.execute("select * from raw_0001 order by row").fetchall()
    assert written == small[-1]["raw_0001"]
    undone(Home(tmp_path / "large"), 1)
    with opened(Home(tmp_path / "large")) as connection:
        assert [name for name, rows in contents(connection).items() if rows and name.startswith(("raw", "cell"))] == []


def test_of_a_large_file_a_person_is_forgotten_with_every_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "answers.csv"
    rows = form(random.Random(4))
    rows[20][1:3] = ["zelda@larkspur.example", "Quagga crew"]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    monkeypatch.setattr(csv_text, "LARGE_BYTES", 0)
    home = opened_home(tmp_path / "home")
    loaded(home, LoadRequest(path, path.name, "2026"))
    with opened(home) as connection, transaction(connection):
        assert "Quagga crew" in str(contents(connection)["cell_text"])
        [(person,)] = connection.execute("select person from people where identifier like 'zelda%'").fetchall()
        assert forget(connection, [person]).raw_rows == 1
        left = contents(connection)
    assert not left["cell_text"]
    assert [row[1:] for row in left["raw_0001"] if row[0] == 21] == [(None,) * len(rows[0])]
    assert "Quagga crew" not in str(left["raw_0001"])
    undone(home, 1)
    with opened(home) as connection:
        assert not [name for name in tables(connection) if name.startswith(("raw_", "coded_"))]


def kept(path: Path, folder: Path) -> tuple[Any, ...]:
    """What a load says of a file and all that the warehouse holds then, without the times of the load."""
    home = opened_home(folder)
    report = loaded(home, LoadRequest(path, path.name, "2026"))
    with opened(home) as connection:
        rows = contents(connection)
        rows["raw_0001"] = connection.execute("select * from raw_0001 order by row").fetchall()
    uploads = [tuple(value for value in row if not hasattr(value, "year")) for row in rows.pop("upload")]
    for name in ("action", "cell_text", "coded_0001"):  # the texts that these are made to are compared
        rows.pop(name, None)
    return report.as_json(), uploads, rows
