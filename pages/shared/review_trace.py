"""Review, third tab: from one figure of the heatmap to the cells of the files behind it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from pages.shared import cached_review, filters, reviewing
from pages.shared.cached_review import Loaded
from pages.shared.captions import level_name, percent
from pages.shared.notices import escaped
from pages.shared.reviewing import counted
from pages.shared.trace_words import tick_rows, ticked
from pipeline.model import NO_TEAM, Dimension, Framework, Json, Kind
from pipeline.trace import Traceable, Traced

TAB = "Cells behind a figure"
KIND_WORDS: dict[Kind, str] = {
    "team": "Teams",
    "division": "Divisions",
    "role": "Roles",
    "company": "Whole company",
}


def is_traceable(cell: dict[str, Any]) -> bool:
    """Whether the tab can show a cell of the heatmap: small teams together are looked up one by one."""
    return cell["kind"] in KIND_WORDS


def choices(cell: dict[str, Any]) -> dict[str, str]:
    """The choices of this tab that show what is behind a cell of the heatmap."""
    return {
        "view": TAB,
        "among": KIND_WORDS[cell["kind"]],
        "group": cell["group"],
        "group_division": cell["division"] or "",
        "dimension": cell["dimension_name"],
    }


def show(source: Loaded, cycle: str) -> None:
    """One group's figure in one dimension, what kept people from counting, and every cell."""
    known = cached_review.traceable(source, cycle)
    if known is None:
        st.write("Nobody has answered in this cycle yet.")
        return
    with st.container(horizontal=True):
        kind, group, division = _group(known)
        dimensions = {dimension.name: dimension for dimension in known.framework.dimensions}
        dimension = dimensions[filters.choice("Dimension", "dimension", list(dimensions))]
    asked = (source, cycle, kind, group, division, dimension.id)
    figure = cached_review.trace(*asked, 0, reviewing.PART)
    _figure(figure)
    if figure.unread:
        st.subheader("Cells that gave no rating", anchor=False)
        reviewing.cell_table(figure.unread, message="Problem")
        if figure.unread_count > len(figure.unread):
            st.caption(f"The first {len(figure.unread)} of {figure.unread_count:,}; the tab Problems lists all.")
    st.subheader("Every cell that counts", anchor=False)
    if not figure.assessed:
        st.write("There is none.")
        return
    passed = reviewing.passed("Cells", "trace_part", figure.assessed)
    cells = cached_review.trace(*asked, passed, reviewing.PART).cells
    _cells(cells, dimension, known.framework)
    chosen = reviewing.chosen_cell(cells, "trace_cell")
    if chosen is not None:
        _ticks(chosen, dimension, known.framework)
        reviewing.row_of_file(source, chosen)


def _cells(cells: tuple[Json, ...], dimension: Dimension, framework: Framework) -> None:
    """The table of cells; where somebody answered by a checklist with what each of them ticked."""
    rows = [_read(cell, framework) | {"ticked": ticked(cell["ticks"], dimension)} for cell in cells]
    has_ticks = {"ticked": "Ticked"} if any(cell["ticks"] for cell in cells) else {}
    reviewing.cell_table(rows, **has_ticks, read="Read as level")


def _ticks(cell: Json, dimension: Dimension, framework: Framework) -> None:
    """Every indicator of the dimension with whether the chosen cell ticks it."""
    rows = tick_rows(cell["ticks"], dimension, framework)
    if rows:
        st.markdown(f"**Ticked and not ticked**: read as level {_read(cell, framework)['read']}")
        st.table(rows, border="horizontal", hide_index=True)


def _group(known: Traceable) -> tuple[Kind, str, str | None]:
    kinds = {KIND_WORDS[kind]: kind for kind in KIND_WORDS if kind in known.groups}
    kind = kinds[filters.choice("Among", "among", list(kinds))]
    names = group_names(known.groups[kind])
    if kind == "company":
        return kind, *next(iter(names.values()))
    wanted = st.session_state.get("kept_group"), st.session_state.pop("kept_group_division", None)
    for name, (group, division) in names.items():
        if (group, division or "") == wanted:
            filters.choose(group=name)
    return kind, *names[filters.choice("Group", "group", list(names))]


def group_names(groups: tuple[tuple[str, str | None], ...]) -> dict[str, tuple[str, str | None]]:
    """Groups by the name to choose them by; teams of one name carry their division."""
    counts = Counter(name for name, _ in groups)
    return {
        (f"{name} ({division or 'no division'})" if counts[name] > 1 else name): (name, division)
        for name, division in sorted(groups, key=lambda group: group[0] == NO_TEAM)  # the others keep their order
    }


def _figure(figure: Traced) -> None:
    rows = [
        {"Level": f"{level.level} {level.name}", "People": figure.levels[str(level.level)]}
        for level in figure.framework.levels
    ]
    words, table = st.columns([3, 2], gap="large")
    with words:
        for sentence in figure_words(figure):
            st.markdown(sentence)
        st.caption("Worked out from what is loaded now; what is published may be older.")
    with table:
        st.dataframe([*rows, {"Level": "No answer", "People": figure.no_answer}], hide_index=True, height="content")


def figure_words(figure: Traced) -> list[str]:
    """The figure as sentences: below of assessed, then who is not counted."""
    target = "their target" if figure.target is None else escaped(level_name(figure.framework, figure.target))
    if figure.measured:
        told = [
            f"**{figure.below:,} of {figure.measured:,} below {target} = {percent(figure.below / figure.measured)}**"
        ]
    elif figure.assessed:
        told = ["**Nobody who answered has a target here.**"]
    else:
        told = ["**Nobody has answered.**"]
    silent = f"{counted(figure.no_answer, 'more person')} gave no answer and are never counted as level 0."
    if figure.no_answer == 1:
        silent = "1 more person gave no answer and is never counted as level 0."
    elif figure.no_answer:
        silent = f"{figure.no_answer:,} more people gave no answer and are never counted as level 0."
    return [*told, *([silent] if figure.no_answer else [])]


def _read(cell: Json, framework: Framework) -> Json:
    hole = ", with a level above ticked whole" if cell["is_inconsistent"] else ""
    return cell | {"read": f"{cell['level']} {level_name(framework, cell['level'])}{hole}"}
