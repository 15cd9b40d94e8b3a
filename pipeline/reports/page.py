"""The page to send: one HTML file that is read in two minutes, on a screen or on paper.

It holds no script, fetches nothing and follows the reader's light or dark screen; every text is
escaped by the template engine. The order is that of a reader in a hurry: the most important project
that is blocked, figures, what first, where, what changed. All else is folded, for whoever asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any

import jinja2

from pipeline.charts.theme import DARK, LIGHT, Look
from pipeline.model import Kind
from pipeline.reports import changes, stories, words
from pipeline.reports.contents import ReportChange, ReportContents, first_rows
from pipeline.reports.heat import SHARE, Heat, heat_of
from pipeline.sentences import cycles, stops
from pipeline.sentences import lead as leads
from pipeline.sentences.change import CHANGED_STANDARD
from pipeline.sentences.cycles import KIND_WORDS

MOST_ROWS = 40
"""Groups in one heatmap; the workbook has all."""


def page_html(contents: ReportContents) -> str:
    """The report as the text of one HTML file; always the same for the same contents."""
    projects = stories.short_projects(contents)
    return _template().render(
        title=words.title(contents),
        lead=_lead(contents),
        origin=words.origin(contents),
        warnings=cycles.warnings(contents.facts, str),
        figures=words.key_figures(contents),
        measure=SHARE,
        overview=_section(contents, _first_kind(contents)),
        details=_section(contents, "team") if _first_kind(contents) == "division" else None,
        gaps=stories.first_gaps(contents),
        change=_change(contents.change),
        has_roadmap=len(contents.projects) > 0,
        projects=projects[: stories.MOST_PROJECTS],
        more_projects=len(projects[stories.MOST_PROJECTS :]),
        staffed=stories.staffed(contents),
        ranges=stories.ranges(contents),
        how_sure=words.how_sure(contents),
        not_shown=words.not_shown(contents),
        computed=words.computed(contents),
        style=_style(),
    )


def _first_kind(contents: ReportContents) -> Kind | None:
    """The kind of groups that the company is made of; None where nobody stated any."""
    return next((kind for kind in contents.parts if kind != "role"), None)


def _lead(contents: ReportContents) -> dict[str, str | Sequence[str] | list[dict[str, Any]]] | None:
    """What the template needs of the answers on top; None without a roadmap."""
    told = leads.lead(stories.roadmap_of(contents), str)
    if told is None:
        return None
    return {
        "heading": told.heading,
        "above": told.above,
        "questions": stops.QUESTIONS,
        "stops": [{"title": stop.title, "standing": stop.standing, "rows": stops.rows(stop)} for stop in told.stops],
        "others_heading": leads.OTHERS,
        "others": told.others,
        "remarks": told.remarks,
    }


def _section(contents: ReportContents, kind: Kind | None) -> dict[str, str | Heat | int] | None:
    """What the template needs of one heatmap; None where there is none."""
    if kind is None or kind not in contents.cells:
        return None
    cells = contents.cells[kind]
    return {
        "kind": kind,
        "heat": heat_of(first_rows(cells, MOST_ROWS)),
        "caption": cycles.of_whom(contents.facts, contents.shown[kind], KIND_WORDS[kind], str),
        "more": max(0, int(cells["line"].max()) - MOST_ROWS),
    }


def _change(change: ReportChange | None) -> dict[str, str | list[changes.Answer] | list[changes.Row]] | None:
    """What the template needs of the change since the cycle before; None where there is none."""
    if change is None:
        return None
    return {
        "title": changes.title(change),
        "heading": f"{changes.title(change)}, by dimension",
        "answers": changes.answers(change),
        "rows": changes.table(change),
        "caption": f"{changes.MEASURE.everyone}, whole company, in {change.before} and now",
        "remark": CHANGED_STANDARD,
    }


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_text("page.html"))


def _style() -> str:
    """The style sheet, with the colours of the charts for a light and for a dark screen; paper is light."""
    dark = f"@media screen and (prefers-color-scheme: dark) {{\n{_colours(DARK)}\n}}"
    return "\n".join([_colours(LIGHT), dark, _text("page.css")])


def _colours(look: Look) -> str:
    named = {"ground": look.ground, "text": look.text, "quiet": look.quiet, "hidden": look.hidden}
    named |= {"line": look.line, "below": look.below, "reached": look.reached}
    for place, (step, ink) in enumerate(zip(look.steps, look.inks, strict=True)):
        named |= {f"step-{place}": step, f"ink-{place}": ink}
    return ":root {\n" + "".join(f"  --{name}: {colour};\n" for name, colour in named.items()) + "}"


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")
