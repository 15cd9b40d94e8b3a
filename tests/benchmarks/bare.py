"""The floor of a page: a bare Streamlit page that draws as many cells, or as many charts, from constants.

It is what somebody would write by hand: frames made once, one box, marks with their figures on
them, handed to ``st.altair_chart``. The folder gets the product's own Streamlit options.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

MEASURES = ("prevalence", "mean_shortfall")
"""The choices of the page's one box, which is labelled ``Measure``."""

_PAGE = """\
import altair as alt
import streamlit as st
from constants import CELLS

measure = st.selectbox("Measure", {measures!r})
base = alt.Chart(CELLS).encode(
    x=alt.X("dimension_name:N", title=None, sort=None), y=alt.Y("name:N", title=None, sort=None)
)
filled = base.mark_rect().encode(
    color=alt.Color(f"{{measure}}:Q", legend=None),
    tooltip=["name:N", "dimension_name:N", alt.Tooltip(f"{{measure}}:Q", format=".2f")],
)
texts = base.mark_text().encode(text=alt.Text(f"{{measure}}:Q", format=".2f"))
st.altair_chart(filled + texts, width="stretch")
"""

_CHARTS = """\
import altair as alt
import streamlit as st
from constants import DRAWN

for frame, place, length in DRAWN[st.selectbox({label!r}, list(DRAWN))]:
    base = alt.Chart(frame).encode(
        x=alt.X(f"{{length}}:Q", title=None), y=alt.Y(f"{{place}}:N", title=None, sort=None)
    )
    marks = base.mark_bar().encode(tooltip=[f"{{place}}:N", alt.Tooltip(f"{{length}}:Q", format=".2f")])
    st.altair_chart(marks + base.mark_text().encode(text=alt.Text(f"{{length}}:Q", format=".2f")), width="stretch")
"""

_DRAWN = """\
import pandas as pd

DRAWN = {{
    option: [(pd.DataFrame(rows), place, length) for rows, place, length in charts]
    for option, charts in {charts!r}.items()
}}
"""

_CONSTANTS = """\
import pandas as pd

CELLS = pd.DataFrame({rows!r})
"""


def written_page(folder: Path, rows: list[dict[str, object]]) -> Path:
    """Write the bare page; gives its script.

    ``rows`` are the cells: ``name``, ``dimension_name`` and one number per measure.
    """
    folder.mkdir(parents=True)
    script = folder / "bare_page.py"
    script.write_text(_PAGE.format(measures=MEASURES), "utf-8")
    (folder / "constants.py").write_text(_CONSTANTS.format(rows=rows), "utf-8")
    return script


@dataclass(frozen=True)
class Drawn:
    """The rows of one chart, the column of text that names them, and the number that is drawn."""

    rows: list[dict[str, object]]
    place: str
    length: str


def written_charts(folder: Path, label: str, charts: dict[str, list[Drawn]]) -> Path:
    """Write a bare page whose one box, ``label``, chooses which charts are drawn; gives its script."""
    folder.mkdir(parents=True)
    script = folder / "bare_page.py"
    script.write_text(_CHARTS.format(label=label), "utf-8")
    told = {option: [(drawn.rows, drawn.place, drawn.length) for drawn in some] for option, some in charts.items()}
    (folder / "constants.py").write_text(_DRAWN.format(charts=told), "utf-8")
    return script


def _serve() -> None:
    """Become the server of a bare page; the working directory decides the options, as for the product."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("script")
    arguments.add_argument("--port", required=True)
    asked = arguments.parse_args()
    os.chdir(ROOT)
    command = [sys.executable, "-m", "streamlit", "run", asked.script, "--server.port", asked.port]
    os.execv(sys.executable, command)


if __name__ == "__main__":
    _serve()
