"""A small home as commands leave it: a roster, six answers, and a publication."""

from __future__ import annotations

from pathlib import Path

from pipeline.load import LoadRequest, loaded
from pipeline.publish import published
from pipeline.settings import Home, opened_home
from tests.contract.shell import NAMES, csv_file

PEOPLE = range(1, 7)


def whole_home(folder: Path) -> Home:
    """Six people of one team; one cell of their answers is a problem and one is no answer."""
    home = opened_home(folder / "home")
    roster = [["person", "name", "team"], *([f"p{n}@example.com", f"Name {n}", "Falcon"] for n in PEOPLE)]
    survey = [["Timestamp", "Email Address", *NAMES], *(_line(n) for n in PEOPLE)]
    survey[1][2], survey[2][2] = "quite good", "N/A"
    for name, lines in (("roster.csv", roster), ("survey.csv", survey)):
        loaded(home, LoadRequest(csv_file(folder / name, lines), name, "2026"))
    published(home, "2026")
    return home


def _line(n: int) -> list[str]:
    return [f"3/{n}/2026 9:00:00", f"p{n}@example.com", *(str(n % 5) for _ in NAMES)]
