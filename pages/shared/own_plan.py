"""The parts of My plan: whose it is, the person's own judgement, the picture and the file.

Nothing of a person is ever kept in a cache: every run reads it anew, with the address of whoever signed in.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st

from pages.shared.cached import Drawing
from pages.shared.cached import drawing as drawn
from pipeline.charts.t_shape import t_shape
from pipeline.charts.theme import Theme, look_of
from pipeline.plans import Owned, open_plan_inputs, own_plan_inputs
from pipeline.programme.personal import HIGHEST, Judgement, Plan, Standing
from pipeline.reports.plan_document import written_plan
from pipeline.sentences.cycles import level_name
from pipeline.settings import Home

_JUDGED = "own_judgement"
_SEVERITY, _IMPACT = "How far the gap is (0–5)", "How much it matters to you (1–5)"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def on_file(home: Home, address: str | None) -> Owned | None:
    """What is on file of whoever signed in; None where nobody is, or nothing is."""
    return own_plan_inputs(home, address) if address else None


def of_nobody(home: Home) -> Owned:
    """What a self-check is held against where nobody is known."""
    return open_plan_inputs(home)


def judged(found: Owned, is_own: bool = True) -> Judgement:
    """What the person changed in the table of gaps; it is forgotten with the session. Of others nothing is judged."""
    if not is_own:
        return Judgement()
    changed: dict[int, dict[str, int | None]] = st.session_state.get(_JUDGED, {}).get("edited_rows", {})
    dimensions = [each.dimension for each in _answered(found.plan())]

    def of(column: str) -> dict[str, int]:
        return {dimensions[row]: int(cells[column] or 0) for row, cells in changed.items() if column in cells}

    return Judgement(of(_SEVERITY), of(_IMPACT))


def judgement(found: Owned, is_own: bool = True) -> None:
    """The table of all skills that were answered, in which the person changes both numbers, and nobody else does.

    It shows what is proposed and never what follows from a change: new rows would forget the changes.
    """
    rows = [
        {
            "Skill": each.dimension_name,
            "You": level_name(found.framework, each.level or 0),
            "Target": "" if each.target is None else level_name(found.framework, each.target),
            _SEVERITY: each.severity,
            _IMPACT: each.impact,
        }
        for each in _answered(found.plan())
    ]
    st.data_editor(
        pd.DataFrame(rows),
        key=_JUDGED if is_own else None,
        hide_index=True,
        width="stretch",
        disabled=["Skill", "You", "Target"] if is_own else True,
        column_config={
            _SEVERITY: st.column_config.NumberColumn(min_value=0, max_value=HIGHEST, step=1, required=True),
            _IMPACT: st.column_config.NumberColumn(min_value=1, max_value=HIGHEST, step=1, required=True),
        },
    )


def drawing(made: Plan, found: Owned, theme: Theme) -> Drawing:
    """The person's T."""
    rows = pd.DataFrame(
        {
            "dimension_name": [each.dimension_name for each in made.standings],
            "level": pd.array([each.level for each in made.standings], dtype="Int64"),
            "target": pd.array([each.target for each in made.standings], dtype="Int64"),
        }
    )
    return drawn(t_shape(rows, found.framework, look_of(theme)).to_dict(validate=False))


def to_take_along(found: Owned, made: Plan) -> None:
    """The plan as a page to print or to change."""
    st.download_button(
        "Take it along (.docx)",
        lambda: _document(found, made),
        file_name="my-plan.docx",
        mime=_WORD,
        on_click="ignore",
        icon=":material/download:",
    )


def _document(found: Owned, made: Plan) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "my-plan.docx"
        written_plan(found, made, path)
        return path.read_bytes()


def _answered(proposed: Plan) -> list[Standing]:
    """The skills that were answered, in the order that is proposed: rows stay where they are while they are edited."""
    answered = [each for each in proposed.standings if each.level is not None]
    return sorted(answered, key=lambda each: each.place or len(answered) + 1)
