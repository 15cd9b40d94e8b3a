"""What tests of pages share: Streamlit's names in one place, and a page opened without a browser."""

from __future__ import annotations

import os
from pathlib import Path

import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[1]
RUN_SECONDS = 30

VEGA = "vega_lite_chart"
"""The element type of a chart, for ``AppTest.get``; a wrong one would find none on any page."""


SHARED: set[Path] = set()
"""Homes that no test changes: what one test had read or drawn of them, another finds in the caches."""


def open_page(path: str, home: Path) -> AppTest:
    """Run a page on a home as a reader reaches it by a link.

    Parameters
    ----------
    path
        ``"app.py"`` for the overview, else e.g. ``"pages/heatmap.py"``.
    home
        The home folder; it stays in force until the test ends (``conftest.hidden_settings``).

    Returns
    -------
    AppTest
        The page after its run; ask it for elements, set widgets and ``run()`` it again.
    """
    os.environ["SKILLGAP_HOME"] = str(home)
    if home not in SHARED:
        # Both caches belong to the process: what they hold of a home that has changed since would answer for it.
        st.cache_data.clear()
        st.cache_resource.clear()
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=RUN_SECONDS)
    return page.run() if path == "app.py" else page.switch_page(path).run()
