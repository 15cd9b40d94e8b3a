"""The roadmap of a cycle as rows to edit: one for each thing that a project needs."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.shared import notices, setup_files, setup_saving, setup_words
from pages.shared.notices import escaped
from pipeline.cycle_setup import CycleSetup
from pipeline.matching.edits import ROADMAP_FIELDS, edited_needs
from pipeline.settings import Home

_WIDE, _NARROW = 150, 79
"""All columns are seen at once in a window of 1,280 pixels."""

_HELP = {
    "project": "The project. One row for each thing that it needs.",
    "priority": "high, medium or low, or a number above 0.",
    "weight": "A number that takes the place of the priority's.",
    "team": "The team that must staff it; empty: any team.",
    "division": "Only where two divisions have a team of one name.",
    "people": "How many people, a whole number above 0.",
    "shared": "yes: somebody with another part in the project may cover this too.",
}


def show(home: Home, setup: CycleSetup) -> None:
    """The rows to edit, and the way through a spreadsheet."""
    nothing = setup_words.nothing_loaded(setup, "roadmap")
    notices.say_if(bool(nothing), nothing)
    st.caption(
        f"Dimensions: {', '.join(escaped(d.name) for d in setup.framework.dimensions)}. "
        f"Levels: {setup_words.level_choices(setup.framework)}."
    )
    written = st.data_editor(
        setup.needs.astype("str"),
        key=setup_saving.editor_key(setup, "roadmap"),
        num_rows="dynamic",
        hide_index=True,
        column_config={
            field: st.column_config.TextColumn(
                field.capitalize(), help=_HELP.get(field), width=_WIDE if field in ("project", "dimension") else _NARROW
            )
            for field in ROADMAP_FIELDS
        },
        placeholder="",
        alt="The roadmap to edit, one row per need of a project",
    )
    edited = edited_needs(setup.needs, pd.DataFrame(written), setup.framework, setup.names)
    setup_saving.save(home, setup, "roadmap", edited)
    setup_files.exchange(home, setup, "roadmap")
