"""A demonstration starts again with the home that it made, and with no other that holds something."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.commands import dashboard
from pipeline.errors import SettingsError
from pipeline.load import LoadRequest, loaded
from pipeline.settings import Home, opened_home
from pipeline.warehouse.connection import opened


@pytest.fixture
def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home to be, and a sample of two rosters that needs no publishing."""
    for cycle in ("2025", "2026"):
        (tmp_path / f"roster_{cycle}.csv").write_text(f"person,team\na@x.example,Orbit {cycle}\n")
    monkeypatch.setattr(dashboard, "SAMPLE", tmp_path)
    monkeypatch.setattr(dashboard, "SAMPLE_FILES", {"2025": ("roster_2025.csv",), "2026": ("roster_2026.csv",)})
    monkeypatch.setattr(dashboard, "SAMPLE_RUBRICS", {})
    monkeypatch.setattr(dashboard, "SAMPLE_CROSSWALKS", {})
    monkeypatch.setattr(dashboard, "published", lambda *_: SimpleNamespace(number=1))
    return opened_home(tmp_path / "home")


def _load(home: Home, name: str, content: str, cycle: str = "2026") -> None:
    file = home.path.parent / name
    file.write_text(content)
    loaded(home, LoadRequest(file, name, cycle, "roster"))


def _uploads(home: Home) -> list[str]:
    with opened(home) as connection:
        return [file for (file,) in connection.execute("select file from upload order by upload").fetchall()]


def test_it_starts_again_with_its_own_home_and_what_was_loaded_beside(
    demo: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    dashboard.load_sample(demo)
    _load(demo, "mine.csv", "person,team\nb@x.example,Mine\n", "2027")
    capsys.readouterr()
    dashboard.load_sample(demo)
    assert _uploads(demo) == ["roster_2025.csv", "roster_2026.csv", "mine.csv"]
    assert "The sample company is in this home already, with 1 more" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["mine.csv", "roster_2026.csv"])
def test_a_home_without_the_whole_sample_is_refused(demo: Home, name: str) -> None:
    content = (demo.path.parent / name).read_text() if name.startswith("roster") else "person,team\nb@x.example,Mine\n"
    _load(demo, name, content)
    with pytest.raises(SettingsError, match="holds 1 uploads already"):
        dashboard.load_sample(demo)
    assert _uploads(demo) == [name]
