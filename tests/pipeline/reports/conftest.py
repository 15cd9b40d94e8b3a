"""What reports are made from: a published file made by hand, with every state that a figure can be in."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from pipeline.reports.contents import ReportContents, contents_of
from pipeline.snapshot.read import Snapshot
from tests.pages import snapshots
from tests.pages.snapshots import Cycle


def made_contents(folder: Path, cycle: Cycle) -> ReportContents:
    """The contents of a report on a made cycle; a gap is common from one half on."""
    path = folder / "0001.duckdb"
    snapshots.write(path, [cycle])
    with closing(Snapshot(path)) as snapshot:
        return contents_of(snapshot, cycle.cycle, 0.5)


@pytest.fixture(scope="session")
def contents(tmp_path_factory: pytest.TempPathFactory) -> ReportContents:
    """The made company whole: roster, targets, roadmap, names that are markup or a formula."""
    return made_contents(tmp_path_factory.mktemp("report"), Cycle())


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> ReportContents:
    """The same without divisions, roster, targets and roadmap, and with two teams only."""
    cycle = Cycle(has_roster=False, has_targets=False, has_roadmap=False, teams={"": ["Atlas", "Beacon"]})
    return made_contents(tmp_path_factory.mktemp("bare"), cycle)
