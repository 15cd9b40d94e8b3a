"""How managers' ratings lie beside people's own: per dimension, who is rated lower, the same or higher.

Shares of the people with both ratings, so that dimensions compare; the people are printed in the
pieces, which take the levels' cool scale from low to high: warm means below target on every page.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from pipeline.charts.axes import WIDE_ROW, dimension_axis
from pipeline.charts.measures import counted
from pipeline.charts.theme import Look, level_colours
from pipeline.rounding import hundredths, percent, signed_tenths

SIDES = {"Manager lower": "manager_lower", "Same level": "same", "Manager higher": "manager_higher"}
"""The pieces of a bar from left to right, each with its column."""

_TABLE_SIDES = {"Lower": "manager_lower", "Same": "same", "Higher": "manager_higher"}

FAIR_KAPPA = 0.40
GOOD_KAPPA = 0.75
"""From where agreement beyond chance is called fair, and good, after Fleiss."""

_BAR = 30
_NARROWEST = 0.03
"""The share of a bar's width that one digit needs to be printed in a piece."""

_NOTHING = "–"

COLUMNS = {
    **dict.fromkeys(("dimension_name", "side"), "str"),
    "people": "int64",
    **dict.fromkeys(("start", "end"), "float64"),
    **dict.fromkeys(("label", "words"), "str"),
}
"""The columns of ``pieces`` with their types, which a frame without rows has too."""


def pieces(dimensions: pd.DataFrame) -> pd.DataFrame:
    """The pieces of every bar, left to right.

    Parameters
    ----------
    dimensions
        One row per dimension with the columns of `pipeline.metrics.agreement.agreement`.

    Returns
    -------
    pandas.DataFrame
        One row per piece with somebody in it: ``dimension_name``, ``side`` (a key of `SIDES`),
        ``people``, ``start`` and ``end`` (shares of the bar, 0..1), ``label`` (``5``) and ``words``
        (``5 of 20 people``). A dimension with too few people has none.

    Examples
    --------
    Of 20 people 15 have the same level and 5 a higher one: pieces from 0 to 0.75 and 0.75 to 1.
    """
    rows = []
    for row in dimensions[dimensions["same"].notna()].to_dict("records"):
        start, n = 0, int(row["n"])
        for side, column in SIDES.items():
            people = int(row[column])
            if people:
                end, label = start + people, f"{people:,}"
                words = f"{label} of {n:,} people"
                rows.append((row["dimension_name"], side, people, start / n, end / n, label, words))
            start += people
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)


def raters(dimensions: pd.DataFrame, look: Look) -> alt.LayerChart | alt.FacetChart:
    """Draw who is rated lower, the same or higher by their manager.

    Parameters
    ----------
    dimensions
        One row per dimension with the columns of `pipeline.metrics.agreement.agreement`.
    look
        The colours.

    Returns
    -------
    altair.LayerChart
        One bar per dimension in the order of `dimensions`, all of one length. A dimension with too
        few people says so and has no bar.
    """
    drawn = pieces(dimensions)
    drawn = drawn.assign(is_printed=drawn["end"] - drawn["start"] >= _NARROWEST * drawn["label"].str.len())
    lines = {row["dimension_name"]: [_people(row["n"])] for row in dimensions.to_dict("records")}
    x = alt.X("start:Q", title=None, axis=None, scale=alt.Scale(domain=[0, 1], nice=False))
    base = alt.Chart(drawn).encode(x=x, y=dimension_axis(lines, look))
    return (
        alt.layer(_bars(base, look), _counts(base, look), _remarks(dimensions, x, look))
        .resolve_scale(color="independent")
        .properties(
            title=alt.Title(
                "Managers' ratings beside people's own",
                subtitle="People whom their manager rates lower, the same or higher than they do themselves",
                anchor="start",
                subtitleColor=look.quiet,
                subtitleFontSize=13,
                subtitlePadding=5,
                offset=14,
            ),
            height=WIDE_ROW * len(lines),
            width="container",
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
            description=_description(dimensions, drawn),
        )
    )


def rater_table(dimensions: pd.DataFrame) -> pd.DataFrame:
    """The same figures as text: how alike the two ratings are, then the people on the three sides.

    ``Dimension``, ``In words``, ``Share the same``, ``Mean difference`` (levels, manager minus self),
    ``Beyond chance`` (kappa), ``People`` with both ratings, ``Lower``, ``Same`` and ``Higher``. A
    figure that is null is a dash, and the words say why.
    """
    words = [in_words(kappa, reason) for kappa, reason in zip(dimensions["kappa"], dimensions["reason"], strict=True)]
    return pd.DataFrame(
        {
            "Dimension": dimensions["dimension_name"],
            "In words": words,
            "Share the same": _or_dash(dimensions["agreement"].map(percent, na_action="ignore")),
            "Mean difference": _or_dash(dimensions["mean_difference"].map(signed_tenths, na_action="ignore")),
            "Beyond chance": _or_dash(dimensions["kappa"].map(hundredths, na_action="ignore")),
            "People": counted(dimensions["n"]).astype(object),
            **{name: _or_dash(counted(dimensions[column])) for name, column in _TABLE_SIDES.items()},
        }
    )


def in_words(kappa: object, reason: object) -> str:
    """What kappa says of one dimension, or why it says nothing."""
    if not isinstance(kappa, float):
        return str(reason).capitalize()
    if kappa >= GOOD_KAPPA:
        return "Good agreement"
    return "Fair agreement" if kappa >= FAIR_KAPPA else "Little agreement beyond chance"


def _or_dash(texts: pd.Series) -> pd.Series:
    return texts.astype("string").fillna(_NOTHING).astype(object)


def _people(n: int) -> str:
    return f"{n:,} person" if n == 1 else f"{n:,} people"


def _bars(base: alt.Chart, look: Look) -> alt.Chart:
    fills = [fill for fill, _ in level_colours(len(SIDES), look)]
    legend = alt.Legend(title=None, orient="bottom", labelFontSize=12, labelColor=look.text)
    return (
        base.transform_calculate(told="datum.dimension_name + ', ' + datum.side + ': ' + datum.words")
        .mark_bar(height=_BAR, strokeWidth=1, stroke=look.ground)
        .encode(
            x2="end:Q",
            description="told:N",
            color=alt.Color("side:N", scale=alt.Scale(domain=list(SIDES), range=fills), legend=legend),
            tooltip=[
                alt.Tooltip("dimension_name:N", title="Dimension"),
                alt.Tooltip("side:N", title="Rated"),
                alt.Tooltip("words:N", title="People"),
            ],
        )
    )


def _counts(base: alt.Chart, look: Look) -> alt.Chart:
    inks = [ink for _, ink in level_colours(len(SIDES), look)]
    return (
        base.transform_filter("datum.is_printed")
        .transform_calculate(middle="(datum.start + datum.end) / 2")
        .mark_text(fontSize=13, aria=False)
        .encode(
            x=alt.X("middle:Q", title=None, axis=None),
            text="label:N",
            color=alt.Color("side:N", scale=alt.Scale(domain=list(SIDES), range=inks), legend=None),
        )
    )


def _remarks(dimensions: pd.DataFrame, x: alt.X, look: Look) -> alt.Chart:
    few = dimensions[dimensions["same"].isna()]
    told = pd.DataFrame(
        {"dimension_name": few["dimension_name"], "start": 0.0, "remark": few["reason"].str.capitalize()}
    )
    return (
        alt.Chart(told)
        .mark_text(align="left", fontSize=12, color=look.quiet)
        .encode(x=x, y=alt.Y("dimension_name:N", title=None, sort=None), text="remark:N")
    )


def _description(dimensions: pd.DataFrame, drawn: pd.DataFrame) -> str:
    told = []
    for name in dimensions["dimension_name"]:
        own = drawn[drawn["dimension_name"] == name]
        parts = [f"{side.lower()} {words}" for side, words in zip(own["side"], own["words"], strict=True)]
        told.append(f"{name}: {', '.join(parts) or 'too few people'}")
    return f"Bars of managers' ratings beside people's own. {'. '.join(told)}. The table holds the same figures."
