"""What an analyst has loaded and nobody sees yet, said in one line above published figures.

Only a line: whoever reads figures must not wait for it. While something holds the warehouse nothing is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import streamlit as st

from pages.shared import cached, cached_review, drafts, filters
from pages.shared.notices import escaped
from pipeline.errors import WarehouseError
from pipeline.model import Json
from pipeline.sentences.cycles import listed
from pipeline.settings import Home


def told(home: Home, snapshot: str | None) -> None:
    """Say which cycles have answers that the served publication does not hold, and lead to where to publish."""
    if not home.warehouse.exists():
        return
    found: Sequence[Json] = ()
    served, shown = (int(Path(snapshot).stem), tuple(cached.cycles(snapshot))) if snapshot else (0, ())
    with suppress(WarehouseError):
        found = cached_review.unpublished(cached_review.loaded(home), served, shown)
    new, newer = ([row["cycle"] for row in found if row["is_new"] is is_new] for is_new in (True, False))
    if not new and not newer:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f":material/edit_note: {words(new, newer)}", width="content")
        if st.button("Publish", key="unpublished_publish", type="tertiary", icon=":material/arrow_forward:"):
            filters.go("pages/review.py", cycle=[*new, *newer][0], view=drafts.PUBLICATIONS)


def words(new: Sequence[str], newer: Sequence[str]) -> str:
    """The line, e.g. ``Cycle 2027 has answers that are not published yet.`` for one new cycle."""
    return " ".join(
        f"{_cycles(names)} {said}."
        for names, said in (
            (new, "answers that are not published yet"),
            (newer, "newer answers than those that are published"),
        )
        if names
    )


def _cycles(names: Sequence[str]) -> str:
    return f"Cycle {escaped(names[0])} has" if len(names) == 1 else f"Cycles {escaped(listed(names))} have"
