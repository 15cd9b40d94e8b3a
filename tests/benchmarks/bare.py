"""The floor of a page: a bare Streamlit page that draws a heatmap of as many cells from constants.

It is what somebody would write by hand: a frame made once, one box, rectangles with their figures
on them, handed to ``st.altair_chart``. The folder gets the product's own Streamlit options.
"""

from __future__ import annotations

import argparse
import os
import sys
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
