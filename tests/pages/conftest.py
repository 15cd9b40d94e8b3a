"""A home with a hand-made snapshot, and what a rendered page holds."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers import SHARED, VEGA
from tests.pages import snapshots
from tests.pages.snapshots import Group


@pytest.fixture(autouse=True)
def no_components(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare every run a look into all installed packages for Streamlit components; there are none."""
    monkeypatch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[Group]]]:
    """A home with one published cycle, written once, and its groups."""
    home = tmp_path_factory.mktemp("template")
    groups = snapshots.published(home)
    SHARED.add(home)
    yield home, groups
    SHARED.remove(home)


@pytest.fixture
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The home of ``made`` where a test asks for that and not for ``made_anew``, else a folder to be made."""
    if "made" in request.fixturenames and "made_anew" not in request.fixturenames:
        template: tuple[Path, list[Group]] = request.getfixturevalue("template")
        return template[0]
    return tmp_path / "home"


@pytest.fixture
def made(template: tuple[Path, list[Group]]) -> Iterator[list[Group]]:
    """The groups of a cycle published in ``home``, which is the same for all tests: look only."""
    home, groups = template
    before = _files(home)
    yield groups
    assert _files(home) == before, "this test changes its home: it needs made_anew"


@pytest.fixture
def made_anew(home: Path, template: tuple[Path, list[Group]]) -> list[Group]:
    """The groups of a cycle published in ``home``, which is the test's own to change."""
    shutil.copytree(template[0], home)
    return template[1]


def _files(home: Path) -> dict[Path, tuple[int, int]]:
    found = {path: path.stat() for path in home.rglob("*") if path.is_file()}
    return {path: (kept.st_size, kept.st_mtime_ns) for path, kept in found.items()}


def charts(page: AppTest) -> list[list[list[dict[str, Any]]]]:
    """The datasets of every chart of a page, as the browser gets them."""
    return [
        [pa.ipc.open_stream(dataset.data.data).read_all().to_pylist() for dataset in chart.proto.datasets]
        for chart in page.get(VEGA)
    ]


def cells(page: AppTest) -> dict[tuple[str, str], str]:
    """The text of each cell of the first chart, by group and dimension."""
    return {
        (row["name"], row["dimension_name"]): row["label"] for rows in charts(page)[0] for row in rows if "label" in row
    }


def texts(page: AppTest) -> str:
    """Everything a page says outside its charts and tables."""
    elements = [*page.title, *page.subheader, *page.markdown, *page.caption, *page.info, *page.warning, *page.error]
    figures = [f"{metric.label}: {metric.value}" for metric in page.metric]
    return "\n".join([*(str(element.value) for element in elements), *figures])
