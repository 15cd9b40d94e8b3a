"""Charts on a page, and what a click on one of their cells chooses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared import cached, filters
from pages.shared.cached import Drawing
from pipeline.charts.axes import ANSWERED
from pipeline.charts.heatmap import PICK

_HEAT = "heat"
_FIELDS = {"dimension": "dimension_name", "group": "name", "project": "project"}
"""The column of a chart that says which one a choice is."""

_COLUMNS = {"Share": st.column_config.NumberColumn(format="percent")}


def heatmap(drawing: Drawing, name: str | None = None, dimension_name: str | None = None) -> bool:
    """Draw a heatmap with one cell outlined; whether the reader has just clicked a cell.

    A click makes the same choice as the boxes ``group`` and ``dimension``, which the keyboard
    reaches; the chart itself keeps nothing.
    """
    st.vega_lite_chart(
        spec=cached.with_chosen(drawing, name, dimension_name) if name else drawing.spec,
        alt=drawing.alt,
        key=_HEAT,
        on_select=_choose_cell,
        width="stretch",
    )
    return bool(st.session_state.pop("is_clicked", False))


def distribution(drawing: Drawing | None) -> None:
    """Draw people by level, or say that they are not shown."""
    if drawing is None:
        with st.container(border=True, height=120, vertical_alignment="center", horizontal_alignment="center"):
            st.text("Not shown")
        return
    chart(drawing)


def chart(drawing: Drawing) -> None:
    """Draw a chart that is only looked at."""
    st.vega_lite_chart(spec=drawing.spec, alt=drawing.alt, width="stretch")


def pickable(drawing: Drawing, key: str, **chosen: str) -> None:
    """Draw a list in which a click chooses one of its rows.

    ``chosen`` names the choice that a click makes and what it is now: ``pickable(drawing, "common",
    dimension="Testing")``. A box of the same name, which the keyboard reaches, makes the same choice.
    """
    [(name, value)] = chosen.items()
    field = _FIELDS[name]
    st.vega_lite_chart(
        spec=cached.with_chosen_row(drawing, {field: value}),
        alt=drawing.alt,
        key=key,
        on_select=lambda: _choose_row(key, name, field),
        width="stretch",
    )


def pickable_if_any(drawing: Drawing | None, key: str, why_not: str, **chosen: str) -> None:
    """Draw such a list, or say why there is none."""
    if drawing is None:
        st.info(why_not, icon=":material/info:")
        return
    pickable(drawing, key, **chosen)


def explained(drawing: Drawing | None, caption: str, why_not: str) -> bool:
    """Draw a chart with the line of whom it is, or say why not, unless that is said already; whether there is one."""
    if drawing is None:
        if why_not:
            st.info(why_not, icon=":material/info:")
        return False
    chart(drawing)
    st.caption(caption)
    return True


def beside(second: Drawing | None) -> Sequence[DeltaGenerator]:
    """Places for two charts: beside each other, or where there is no second one below, so that there is no hole."""
    return st.columns([4, 5], gap="large") if second is not None else (st.container(), st.container())


def chart_if_any(drawing: Drawing | None) -> bool:
    """Draw a chart where there is one; whether there is."""
    if drawing is not None:
        chart(drawing)
    return drawing is not None


def tables(*drawn: Any, csv: Callable[[], str], file_name: str = "heatmap.csv") -> None:
    """Offer the same figures as tables, and all of them as a file, to whom a chart says nothing."""
    with st.expander("The figures as a table"):
        for table in drawn:
            if table is not None:
                st.dataframe(table, hide_index=True, column_config=_COLUMNS, placeholder="–")
        download(csv, file_name)


def table(drawn: Any, pixels: Mapping[str, int] | None = None) -> None:
    """Draw a table that is read rather than looked up, all of its rows; some columns so many pixels wide."""
    st.dataframe(drawn, hide_index=True, height="content", column_config=widths(pixels or {}))


def widths(pixels: Mapping[str, int]) -> dict[str, Any]:
    """What a table is told so that columns are so many pixels wide."""
    return {name: st.column_config.Column(width=width) for name, width in pixels.items()}


def table_if_any(drawn: Any) -> None:
    """Draw such a table where there is one."""
    if drawn is not None:
        table(drawn)


def download(csv: Callable[[], str], file_name: str) -> None:
    """Offer every figure of a page as a file."""
    st.download_button(
        "Download every figure",
        csv,
        file_name=file_name,
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _choose_row(key: str, name: str, field: str) -> None:
    picked = st.session_state[key]["selection"].get(PICK) or []
    if picked and field in picked[0]:
        filters.choose(**{name: picked[0][field]})


def _choose_cell() -> None:
    picked = st.session_state[_HEAT]["selection"].get(PICK) or []
    if picked and picked[0].get("dimension_name", ANSWERED) != ANSWERED:
        filters.choose(group=picked[0]["name"], dimension=picked[0]["dimension_name"])
        st.session_state["is_clicked"] = True
