"""The choices of a page: kept in the link, and kept when the reader moves to another page.

``bind`` alone loses a value that came from a link as soon as the reader changes page, so every
choice has a kept copy: the link decides once in a session, the reader from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, NoReturn

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from pages.shared import cached, links
from pipeline.charts.change_measures import CHANGE_MEASURES
from pipeline.charts.measures import MEASURES, UNMET_DEMAND, measure_of
from pipeline.model import Kind
from pipeline.sentences.cycles import KIND_WORDS as KIND_WORDS
from pipeline.snapshot.shapes import Rows

EVERYWHERE = "All divisions"
AS_IT_IS = "As it is"
PAGE_SIZE = 40
MOST_LETTERS = 200
"""Of a text to search by; teams have names as long as that."""


def choice(
    label: str,
    name: str,
    options: Sequence[str],
    width: int | Literal["stretch"] = "stretch",
    is_default_told: bool = False,
) -> str:
    """One of `options`, in a box so many pixels wide; the first one where neither the link nor the reader chose.

    That first one is the page's own and stays there: only what was chosen goes with the reader to other pages.
    With ``is_default_told`` the address says the first one too, from the start: a page about one thing is sent as a
    page about that thing, whatever stands first tomorrow.
    """
    is_chosen = _is_chosen(name, options)
    wanted = _wanted(label, name, lambda asked: asked if asked in options else options[0], links.shown_instead)
    st.session_state[name] = wanted
    if is_default_told or wanted != options[0]:
        links.tell(name, wanted)
    first = None if is_default_told else 0  # what a box begins with never stands in the address
    chosen = st.selectbox(
        label, options, first, key=name, bind="query-params", on_change=_keep, args=[name], width=width
    )
    return _kept(name, str(chosen)) if is_chosen or chosen != wanted else str(chosen)


def text(label: str, name: str) -> str:
    """A text to search by, empty by default."""
    st.session_state[name] = _wanted(label, name, lambda asked: asked[:MOST_LETTERS], _searched)
    if st.session_state[name]:
        links.tell(name, st.session_state[name])
    typed = st.text_input(label, key=name, bind="query-params", on_change=_keep, args=[name], max_chars=MOST_LETTERS)
    return _kept(name, typed or "").strip()


def tabs(name: str, titles: Sequence[str]) -> Sequence[TabContainer]:
    """Tabs of which only the open one is to run (``tab.open``); the first where nobody chose."""
    st.session_state[name] = _wanted(
        "Tab", name, lambda asked: asked if asked in titles else titles[0], links.shown_instead
    )
    if st.session_state[name] != titles[0]:
        links.tell(name, st.session_state[name])
    drawn = st.tabs(titles, key=name, bind="query-params", on_change=_keep, args=[name])
    _keep(name)
    return drawn


def choose(**choices: str) -> None:
    """Make choices for the reader, e.g. from a click on a chart: ``choose(group="Atlas")``."""
    for name, chosen in choices.items():
        st.session_state[f"kept_{name}"] = chosen


def go(page: str, **choices: str) -> NoReturn:
    """Open another page with choices made: ``go("pages/heatmap.py", dimension="AI in Production")``.

    Empty parameters are handed over because Streamlit refuses to clear those that a widget has bound.
    """
    choose(**choices)
    st.switch_page(page, query_params={})


def cycle(path: str) -> str:
    """The cycle to look at; the latest by default."""
    return cycle_of(cached.cycles(path))


def cycle_of(cycles: Sequence[str]) -> str:
    """One of the cycles that a page knows: the one chosen on whichever page, else the first."""
    return choice("Cycle", "cycle", cycles)


def cycle_to_load(cycles: Sequence[str], usual: str) -> str:
    """The cycle to load a file into: any name can be typed, but only those of `cycles`, or `usual`, be linked to."""
    known = {*cycles, usual, st.session_state.get("kept_cycle", usual)}
    st.session_state["cycle"] = _wanted(
        "Cycle", "cycle", lambda asked: asked if asked in known else usual, links.shown_instead
    )
    # Not bound: a text box that is would take whatever the address says.
    typed = st.text_input("Cycle", key="cycle", on_change=_keep, args=["cycle"], max_chars=40) or ""
    if typed != st.query_params.get("cycle", usual):
        st.query_params["cycle"] = typed
    return typed


def division(path: str, cycle: str, kind: Kind = "team") -> str | None:
    """One division, or None for all; no widget where there are none, or for roles, which have none."""
    divisions = cached.divisions(path, cycle)
    if not divisions or kind == "role":
        _leave_out("Division", "division", "roles have no divisions." if divisions else "there are no divisions.")
        return None
    chosen = choice("Division", "division", [EVERYWHERE, *divisions])
    return None if chosen == EVERYWHERE else chosen


def kind(path: str, cycle: str) -> Kind:
    """The kind of groups to lay out; divisions by default, teams where there are none."""
    words = {KIND_WORDS[kind]: kind for kind in cached.kinds(path, cycle) if kind != "company"}
    return words[choice("Show", "show", list(words))]


def parts_of(path: str, cycle: str, division: str | None) -> Kind:
    """The kind of groups that the company, or a division, is made of."""
    return "team" if division or not cached.divisions(path, cycle) else "division"


def dimension_names(path: str, cycle: str) -> list[str]:
    """The dimensions of a cycle in the order of its framework."""
    return [dimension.name for dimension in cached.facts(path, cycle).framework.dimensions]


def measure(has_roadmap: bool) -> str:
    """The plain name of the measure to lay out; unmet demand only where there is a roadmap."""
    known = (*MEASURES, UNMET_DEMAND) if has_roadmap else MEASURES
    return choice("Measure", "measure", [measure.label for measure in known])


def compared_with(cycles: Sequence[str]) -> str:
    """The earlier cycle of two that are compared; the nearest, the first of `cycles`, by default."""
    return choice("Compared with", "compared_with", cycles)


def change_measure() -> str:
    """The plain name of the figure that two cycles are compared by."""
    # Not the measure of other pages: below target is theirs first, and the one that a change is told by least often.
    return choice("Measure", "compared_by", [measure.label for measure in CHANGE_MEASURES])


def dimension_or_all(path: str, cycle: str, all_of_them: str) -> str:
    """One dimension of a cycle by its name; `all_of_them`, by default, for all together."""
    return choice("Dimension", "dimension", [all_of_them, *dimension_names(path, cycle)])


def what_if(path: str, cycle: str) -> int | None:
    """The level to hold everybody against; None, by default, for the targets that hold."""
    levels = {level.name: level.level for level in cached.facts(path, cycle).framework.levels}
    return levels.get(choice("If the target were", "what_if", [AS_IT_IS, *levels], width=220))


def search() -> str:
    """A part of a group's name."""
    return text("Find a group", "find")


def part(groups: int, rows: Rows) -> Rows:
    """The page of groups to draw; a chooser only where one page does not hold them."""
    parts = [f"{first}–{min(first + PAGE_SIZE - 1, groups)}" for first in range(1, groups + 1, PAGE_SIZE)]
    if len(parts) < 2:
        _leave_out("Rows", "part", "all rows are shown.")
        return rows
    return replace(rows, first=int(choice(f"Rows of {groups}", "part", parts).split("–")[0]))


def rows(kind: Kind, division: str | None, search: str, measure: str, what_if: int | None = None) -> Rows:
    """The first page of a heatmap's rows; unmet demand stands in the order of the share below target."""
    column = measure_of(measure).column
    order = "prevalence" if column == "unmet" else column
    return Rows(kind, division, search, order, 1, PAGE_SIZE, what_if=what_if)


def _wanted(label: str, name: str, fitted: Callable[[str], str], told: Callable[[str], str]) -> str:
    """What the link asks for as the reader arrives, else what was kept, made to fit what there is.

    A link that asks for something that does not fit, or for several things at once, gets a remark.
    """
    asked = links.asked(name)
    wanted = fitted(asked[-1] if asked else st.session_state.get(f"kept_{name}", ""))
    if len(asked) > 1 or set(asked) - {wanted}:
        links.remark(label, asked, told(wanted))
    return wanted


def _is_chosen(name: str, options: Sequence[str]) -> bool:
    """Whether the link or the reader chose one of `options`; what a link asks for in vain is forgotten."""
    asked = links.asked(name)
    if asked and asked[-1] not in options:
        st.session_state.pop(f"kept_{name}", None)
    return (asked[-1] if asked else st.session_state.get(f"kept_{name}")) in options


def _searched(text: str) -> str:
    return f"a text of {len(text)} letters is searched for."


def _leave_out(label: str, name: str, shown: str) -> None:
    """Say what is shown where a link asks for a choice that there is not."""
    if asked := links.asked(name):
        links.remark(label, asked, shown)


def _kept(name: str, chosen: str) -> str:
    """Keep what a widget says: on the way back that is what the address says, and not what was kept."""
    st.session_state[f"kept_{name}"] = chosen
    return chosen


def _keep(name: str) -> None:
    if st.session_state[name] is not None:  # a box that was emptied goes back to what it was
        _kept(name, st.session_state[name])
