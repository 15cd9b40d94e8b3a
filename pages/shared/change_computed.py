"""How a change is computed, in words and with its numbers: the one place where a test's own figures are printed.

Every number was published; a sum is spelt out, never done anew.
"""

from __future__ import annotations

from pages.shared.captions import Cell
from pipeline.charts.change_ledger import CAUSES
from pipeline.charts.change_measures import ChangeMeasure
from pipeline.rounding import half_up

_MEANINGS = {
    "prevalence": "People below target ÷ people assessed, in each cycle against its own targets.",
    "mean_shortfall": "Levels missing to target, added up ÷ people assessed, in each cycle against its own targets.",
    "level": "Levels, added up ÷ people assessed. It takes every step between two levels to be as long as any other.",
}
_STEPS = (
    "*The same people* = the mean of those who answered in both cycles, in the later − in the earlier. "
    "*Joined* = their share of the later cycle's people × (their mean − the mean of the same people then). "
    "*Gone* = − their share of the earlier cycle's people × (their mean − the mean of the same people then). "
    "*New targets* = the earlier cycle's people held against the later targets − against their own. "
    "*Reworded rubric* = the same people scored by both rubrics. Nothing is left over."
)
_TEST = (
    "If nothing but chance were at work, each person's change could as well have had the other sign. All these "
    "patterns of signs are counted exactly; p is the share of them with a sum at least as far from nothing as the "
    "one that was seen. Because many rows are tested at once, p is adjusted to q (Benjamini and Hochberg); up to "
    "0.10 the change is called clear. Tested are company, divisions and roles in one dimension, from six people on."
)
_RANGE = (
    "The thin line is the range of the mean change in 95 % of samples drawn anew from the same people (bootstrap), "
    "from ten people on."
)
_HIDDEN = (
    "A change is left out where so few answered both times, joined or are gone that the figure, held beside that of a "
    "neighbouring group or of another pair of years, would tell of single people."
)


def worked(row: Cell, measure: ChangeMeasure) -> str:
    """Definitions and formulas, with the numbers of the group and dimension that are chosen."""
    parts = [
        f"**Everyone.** {_MEANINGS[measure.key]}{_difference(row, measure)}",
        f"**The steps.** {_STEPS}{_sum(row, measure)}",
        f"**Improved, same, declined** compare a person's two levels.{_counts(row)}",
        f"**Clear or unclear.** {_TEST}{_figures(row)}",
        f"**The range.** {_RANGE}",
        f"**Not shown.** {_HIDDEN}",
        "**Everyone and the same people** are two figures: the first also changes because other people answer.",
    ]
    if row["dimension"] is None:
        parts.append("Over all dimensions a pair of answers of one person in one dimension counts as one.")
    return "\n\n".join(parts)


def _difference(row: Cell, measure: ChangeMeasure) -> str:
    if row["change"] is None:
        return ""
    ends = f"{measure.figure(row['after'])} − {measure.figure(row['before'])}"
    return f" Here {ends} = {measure.difference(row['change'])}."


def _sum(row: Cell, measure: ChangeMeasure) -> str:
    """The entries with their sum, e.g. ``−0.60 levels (the same people) + ...``."""
    if row["ledger"] is None or row["change"] is None:
        return ""
    terms = [f"{measure.difference(row['ledger'][key])} ({name.casefold()})" for key, name in CAUSES.items()]
    return f" Here {'; '.join(terms)}; together {measure.difference(row['change'])}."


def _counts(row: Cell) -> str:
    if row["improved"] is None:
        return ""
    parts = " + ".join(f"{row[key]:,}" for key in ("improved", "same", "declined"))
    return f" Here {parts} = {row['matched']:,}."


def _figures(row: Cell) -> str:
    if row["p_value"] is None:
        return ""
    return f" Here p {_small(row['p_value'])}, q {_small(row['q_value'])}: {row['verdict']}."


def _small(share: float) -> str:
    """A share that may be next to nothing: ``= 0.0313`` or ``< 0.0001``, never nothing at all."""
    told = f"{half_up(share, 4):.4f}"
    return "< 0.0001" if told == "0.0000" else f"= {told}"
