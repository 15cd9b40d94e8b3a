"""The company's gaps in the order in which they deserve attention: what blocks a project first, then what is common.

The order is told in words, because its classes are one comparison each; the range of a place stands
beside it, so that nobody argues over two places that the silent could swap.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from pipeline.charts.gap_rows import LINE
from pipeline.charts.theme import Look
from pipeline.rounding import percent

TITLE = "What to close first"
TITLE_BESIDE_DIVISION = f"{TITLE} in the whole company"
"""Where the rest of a page is about one division."""
MEANING = "First what blocks a project and is common, then what blocks one, then what is common"

CLASS_WORDS = {
    "A": "Blocks a project, and common",
    "B": "Blocks a project",
    "C": "Common",
    "D": "Other",
}
BLOCKING = ("A", "B")
"""The classes of what blocks a project."""

BLOCKS = CLASS_WORDS["B"]

SHORT = "People short × importance"
"""What criticality is called: 3 people short in a project of weight 3 are 9, and not 9 people."""

_ROW = LINE * 4


def priority_lines(gaps: pd.DataFrame) -> pd.DataFrame:
    """What each row of the list says.

    Parameters
    ----------
    gaps
        Rows of ``snapshot.priorities.ordered``.

    Returns
    -------
    pandas.DataFrame
        One row per dimension in its order: ``dimension_name``, ``heading`` (place and name; the range of its
        place where the silent could move it), ``words`` (what it is), ``figure`` (people
        short), ``band`` (the range of the place, empty where it is one), ``short`` (a number, of the bar).
    """
    rows = gaps.astype(object).where(gaps.notna(), None).to_dict("records")
    return pd.DataFrame([_line({str(name): value for name, value in row.items()}) for row in rows])


def _line(row: dict[str, Any]) -> dict[str, Any]:
    low, high = int(row["rank_low"]), int(row["rank_high"])
    place = f"{row['rank']}" if low == high else f"{low}–{high}"
    short = row["criticality"]
    share = "nobody assessed" if row["prevalence"] is None else f"{percent(row['prevalence'])} below target"
    return {
        "dimension_name": row["dimension_name"],
        "heading": f"{place} · {row['dimension_name']}",
        "words": f"{CLASS_WORDS[row['class']]}: {share}",
        "figure": _figure(short),
        "band": "" if low == high else f"between place {low} and {high}, whatever the silent would say",
        "short": short,
    }


def _figure(short: float | None) -> str:
    """People short in words; empty where the roadmap was not counted."""
    if short is None:
        return ""
    return f"{SHORT}: {short:,g}" if short else "nobody short"


def priority_list(gaps: pd.DataFrame, look: Look, title: str = TITLE) -> alt.LayerChart | alt.FacetChart:
    """Draw the list.

    Parameters
    ----------
    gaps
        Rows of ``snapshot.priorities.ordered``, at least one.
    look
        The colours.
    title
        `TITLE` or `TITLE_BESIDE_DIVISION`.

    Returns
    -------
    altair.LayerChart
        One row per dimension; the bar is the weighted people short that would vanish without this bottleneck.
    """
    lines = priority_lines(gaps)
    scale = alt.Scale(domain=lines["dimension_name"].tolist(), paddingInner=0, paddingOuter=0)
    base = alt.Chart(lines).encode(y=alt.Y("dimension_name:N", title=None, sort=None, axis=None, scale=scale))
    rows = zip(lines["heading"], lines["words"].str.lower(), lines["figure"], strict=True)
    told = "; ".join(", ".join(row) for row in rows)
    looks: dict[str, Any] = {"subtitleColor": look.quiet, "subtitleFontSize": 13, "subtitlePadding": 5, "offset": 12}
    return alt.layer(*_bars(base, max([1.0, *lines["short"].dropna()]), look), *_texts(base, look)).properties(
        title=alt.Title(title, subtitle=MEANING, anchor="start", **looks),
        height=_ROW * len(lines),
        width="container",
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=f"{title}: {MEANING.lower()}. {told}. The table holds the same figures.",
    )


def priority_table(gaps: pd.DataFrame) -> pd.DataFrame:
    """The list as a table: ``Place First Why People short Below target Lowest place Highest place``."""
    lines = priority_lines(gaps)
    return pd.DataFrame(
        {
            "Place": gaps["rank"].array,
            "Close first": lines["dimension_name"],
            "Why": [CLASS_WORDS[each] for each in gaps["class"]],
            SHORT: gaps["criticality"].array,
            "Share": gaps["prevalence"].array,
            "Place from": gaps["rank_low"].array,
            "Place to": gaps["rank_high"].array,
        }
    )


def _bars(base: alt.Chart, longest: float, look: Look) -> list[alt.Chart]:
    style: dict[str, Any] = {"height": 9, "yOffset": LINE * 2.3 - _ROW / 2 + 6, "cornerRadius": 2, "aria": False}
    length = alt.X("short:Q", title=None, axis=None, scale=alt.Scale(domain=[0, longest], zero=True, nice=False))
    track = base.mark_bar(color=look.hidden, **style).encode(x=alt.value(0), x2=alt.value("width"))
    known = base.transform_filter("isValid(datum.short)")
    return [track, known.mark_bar(color=look.below, **style).encode(x=length)]


def _texts(base: alt.Chart, look: Look) -> list[alt.Chart]:
    def line(field: str, number: float, **style: Any) -> alt.Chart:
        looks: dict[str, Any] = {"align": "left", "baseline": "middle", "color": look.text, "aria": False, **style}
        at = alt.value("width") if looks["align"] == "right" else alt.value(0)
        return base.mark_text(dy=LINE * (number + 0.5) - _ROW / 2 + 2, **looks).encode(x=at, text=f"{field}:N")

    strong: dict[str, Any] = {"fontSize": 14, "fontWeight": 600}
    return [
        line("heading", 0, **strong),
        line("figure", 0, align="right", **strong),
        line("words", 1.05, fontSize=13),
        line("band", 1.05, fontSize=13, align="right", color=look.quiet),
    ]
