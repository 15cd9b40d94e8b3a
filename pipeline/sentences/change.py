"""The sentences about two cycles: whether the same people got better, or are other people.

Whatever is said has its figure beside it, and a direction is said only of a figure that does not print as
nothing. ``safe`` as in `pipeline.sentences.cycles`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.charts.change_dumbbell import everyone_words, same_words
from pipeline.charts.change_measures import ChangeMeasure, Direction
from pipeline.sentences.cycles import Safe, listed

Row = Mapping[str, Any]
"""One row of ``snapshot.change.changes`` as plain values, with the ``name`` of its group or dimension."""

BETTER = "Did we get better?"
OTHERS = "Or are we other people?"
EVERYONE = "Everyone, each year"

CHANGED_STANDARD = (
    "Who has learnt more sees better what is still missing. A lower level than last time, above all after a training, "
    "can be a changed standard and not a loss; levels are never corrected for it."
)
LITTLE = 0.25
"""What is less than this part of the same people's entry, and pulls the same way, is called little."""

ONE_CYCLE = (
    "One cycle is published. As soon as a second one is, this page says whether the people got better or whether they "
    "are other people: it takes the difference apart into the same people, those who joined, those who are gone, "
    "new targets and a reworded rubric."
)
_OPENERS: dict[tuple[Direction, str | None], str] = {
    ("better", "clear"): "Yes",
    ("better", "unclear"): "Perhaps",
    ("better", None): "It looks so",
    ("worse", "clear"): "No",
    ("worse", "unclear"): "Perhaps not",
    ("worse", None): "It does not look so",
}
_COMPARED = {
    "common indicators": "The rubric was reworded: both cycles are scored on the indicators that both have.",
    "crosswalk": "The rubric was reworded: its levels are compared by the crosswalk that was given for it, "
    "of its two readings by the more cautious one.",
}


def everyone(row: Row, measure: ChangeMeasure, before: str, after: str, safe: Safe) -> str:
    """The cross-section: the figure of everybody who answered in each of the two cycles."""
    cycles = f"{safe(before)} and {safe(after)}"
    told = f"{everyone_words(row, measure)}{_rounded(row, measure)}"
    return f"{measure.everyone}, of everybody who answered in {cycles}: {told}."


def same_people(row: Row, measure: ChangeMeasure) -> str:
    """Whether those who answered both times got better; why it cannot be said where it cannot.

    For example ``Yes: the same 120 people moved closer to target, −0.29 levels (clear).``
    """
    if row["ledger"] is None:
        return _why_not(row)
    within = row["ledger"]["within"]
    direction, verdict = measure.direction(within), row["verdict"]
    if direction == "same":
        return f"No change: {_who(measure.same, row)}."
    opener = _OPENERS[(direction, verdict)]
    happened = _who(measure.better if direction == "better" else measure.worse, row)
    sure = {"clear": " (clear)", "unclear": " (unclear: it may be chance)", None: ""}[verdict]
    return f"{opener}: {happened}, {measure.difference(within)}{sure}."


def other_people(row: Row, measure: ChangeMeasure) -> str:
    """How much of the difference comes from who joined or is gone, and what targets and rubric add.

    Compared are the entry of the same people and the sum of the entries of those who joined and those who are
    gone: which is larger, and whether they pull the same way. Targets and rubric are named where they add something.
    """
    if row["ledger"] is None:
        return "That cannot be said either."
    ledger = row["ledger"]
    others = ledger["joined"] + ledger["gone"]
    told = _weighed(ledger["within"], others, measure)
    return f"{told}{_hired(ledger, measure)}{_besides(row, measure)}"


def clear_dimensions(rows: Sequence[Row], safe: Safe) -> str:
    """In which dimensions the same people's change is clear; empty where no change was tested."""
    tested = [row for row in rows if row["verdict"]]
    if not tested:
        return ""
    clear = [safe(row["name"]) for row in tested if row["verdict"] == "clear"]
    told = f"Clear in {len(clear)} of {len(tested)} dimensions"
    return f"{told}: {listed(clear)}." if clear else f"{told}."


def movement(row: Row) -> str:
    """How many of the same people rose, stayed and fell, before anything is averaged; empty where not known."""
    if not row["matched"] or row["improved"] is None:
        return ""
    unit = "people" if row["dimension"] is not None else "pairs of answers"
    told = f"Of {row['matched']:,} {unit}, **{row['improved']:,} improved by at least one level**"
    return f"{told}, {row['same']:,} stayed the same, {row['declined']:,} declined."


def crossing(row: Row, after: str, safe: Safe) -> str:
    """How many of the same people crossed the target; empty where not shown or nothing is measured against it."""
    if not row["matched"] or row["crossed_up"] is None or row["crossed_down"] is None:
        return ""
    return (
        f"{row['crossed_up']:,} were below target and no longer are, {row['crossed_down']:,} the other way round, "
        f"against the targets of {safe(after)} both times."
    )


def interval(row: Row, measure: ChangeMeasure) -> str:
    """The range of the same people's mean change; empty below ten of them."""
    if row["low"] is None or row["high"] is None:
        return ""
    low, high = measure.difference(row["low"]), measure.difference(row["high"])
    told = f"On average {measure.difference(row['ledger']['within'])}; most likely between {low} and {high}."
    return f"{told} {measure.counts}".strip()


def new_targets(rows: Sequence[Row], measure: ChangeMeasure, safe: Safe) -> str:
    """In which rows new targets alone moved the figure of everyone, so that nobody reads that as learning."""
    moved = [
        f"{safe(row['name'])} {measure.difference(row['ledger']['target_change'])}"
        for row in rows
        if row["ledger"] is not None and measure.direction(row["ledger"]["target_change"]) != "same"
    ]
    return f"Of the change of everyone, new targets alone account for: {listed(moved)}." if moved else ""


def compared(row: Row) -> str:
    """How two different rubrics were compared; empty where nothing was reworded."""
    return _COMPARED.get(str(row["comparison"]), "")


def gap_then(row: Row, place: str, measure: ChangeMeasure, safe: Safe) -> str:
    """What became of one of the earlier cycle's gaps, for its list; ``place`` says why it stood there."""
    return (
        f"**{safe(row['dimension_name'])}** ({safe(place)}): everyone {everyone_words(row, measure)}"
        f"{_rounded(row, measure)}; the same people {_lowered(same_words(row, measure))}."
    )


def _rounded(row: Row, measure: ChangeMeasure) -> str:
    """That figures and difference were rounded each by itself, where that is seen."""
    return " (each rounded)" if measure.is_rounding_seen(row["before"], row["after"], row["change"]) else ""


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def _why_not(row: Row) -> str:
    if row["comparison"] == "not comparable":
        return "That cannot be said: the rubric was reworded so far that the two cycles cannot be compared."
    if row["matched"] == 0:
        return (
            "That cannot be said: nobody can be recognised in both cycles, as in anonymous surveys. Only everyone in "
            "the one can be held beside everyone in the other."
        )
    return (
        "Not shown: too few people answered in both years for this to be told without telling of single people. "
        "Of a larger group it may be."
    )


def _who(template: str, row: Row) -> str:
    """Heads, or of several dimensions the answers that were compared."""
    if row["dimension"] is None:
        return f"over all dimensions, {template.format(who='people')} ({row['matched']:,} pairs of answers)"
    return template.format(who="1 person" if row["matched"] == 1 else f"{row['matched']:,} people")


def _weighed(within: float, others: float, measure: ChangeMeasure) -> str:
    own, their = measure.direction(within), measure.direction(others)
    same, other = measure.difference(within), measure.difference(others)
    if own == their == "same":
        return "No: neither the same people nor those who joined or are gone moved the figure of everyone."
    if their == "same":
        return f"No: those who joined or are gone make no difference; the same people account for {same}."
    if own == "same":
        return f"Yes: the same people stand where they stood; those who joined or are gone account for {other}."
    if own != their:
        stronger = "outweigh" if abs(others) > abs(within) else "hold back"
        return f"They pull the other way: those who joined or are gone ({other}) {stronger} the same people ({same})."
    if abs(others) < LITTLE * abs(within):
        return f"Hardly: those who joined or are gone account for little of it ({other}), the same people {same}."
    if abs(others) > abs(within):
        return f"Mostly: those who joined or are gone account for {other}, the same people {same}."
    return f"In part: the same people account for more of it ({same}) than those who joined or are gone ({other})."


def _hired(ledger: Mapping[str, Any], measure: ChangeMeasure) -> str:
    """What newly hired people make, where that is known and something, as a part of what all make who joined."""
    entry, joined = ledger["new_hire"], ledger["joined"]
    if entry is None or measure.direction(entry) == "same":
        return ""
    return (
        f" Newly hired people account for {measure.difference(entry)}: one of the parts of who joined, which together "
        f"make {measure.difference(joined)}."
    )


def _besides(row: Row, measure: ChangeMeasure) -> str:
    """What is neither of the two, where it adds something; said to be the most where it is."""
    ledger = row["ledger"]
    people = max(abs(ledger["within"]), abs(ledger["joined"] + ledger["gone"]))
    told = ""
    for key, name in (("target_change", "New targets"), ("rubric_change", "The reworded rubric")):
        if measure.direction(ledger[key]) != "same":
            most = ", more than both" if abs(ledger[key]) > people else ""
            accounts = "account" if key == "target_change" else "accounts"
            told += f" {name} {accounts} for {measure.difference(ledger[key])}{most}."
    return told
