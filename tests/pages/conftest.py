"""A home with a hand-made snapshot, and what a rendered page holds."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from tests.helpers import VEGA
from tests.pages import snapshots
from tests.pages.snapshots import Group


@pytest.fixture(autouse=True)
def no_components(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare every run a look into all installed packages for Streamlit components; there are none."""
    monkeypatch.setattr("streamlit.components.v2.manifest_scanner.scan_component_manifests", list)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Group]]:
    """A home with one published cycle, written once, and its groups."""
    home = tmp_path_factory.mktemp("template")
    return home, snapshots.published(home)


@pytest.fixture
def made(home: Path, template: tuple[Path, list[Group]]) -> list[Group]:
    """The groups of a cycle published in ``home``."""
    shutil.copytree(template[0], home)
    return template[1]


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
