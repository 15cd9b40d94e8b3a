"""The tabs of the setup page in their order; all of them run, so that a look at another loses no edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from streamlit.elements.lib.mutable_tab_container import TabContainer

from pages.shared import (
    filters,
    setup_actions,
    setup_framework,
    setup_roadmap,
    setup_roster,
    setup_settings,
    setup_targets,
)
from pipeline.cycle_setup import CycleSetup
from pipeline.settings import Home

Show = Callable[[Home, CycleSetup], None]

TABS: dict[str, Show] = {
    "Framework": setup_framework.show,
    "Targets": setup_targets.show,
    "Roadmap": setup_roadmap.show,
    "Roster": setup_roster.show,
    "Action plan": setup_actions.show,
    "Settings": setup_settings.show,
}


def tabs() -> Iterator[tuple[TabContainer, Show]]:
    """Every tab with what it shows; the link says which is open."""
    return zip(filters.tabs("tab", list(TABS)), TABS.values(), strict=True)
