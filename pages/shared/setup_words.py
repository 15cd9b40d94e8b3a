"""The sentences of the setup page: pure functions from what is kept to text, escaped for a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pages.shared.notices import escaped
from pages.shared.rater_captions import RATINGS
from pipeline.charts.tables import as_text
from pipeline.cycle_setup import CycleEntry, CycleSetup
from pipeline.frameworks.templates import TemplateKind
from pipeline.matching.edits import Refusal
from pipeline.model import Dimension, Framework, Problem
from pipeline.settings import SettingFact

_HIDDEN = {
    "division": "for a division",
    "role and team": "for a role within a team",
    "unusable": "that mean nothing in this cycle",
}


def framework_line(setup: CycleSetup) -> str:
    """Which framework a cycle uses, and since when."""
    name = f"**{escaped(setup.framework.name)}** (id {escaped(setup.framework.id)}, version {setup.framework.version})"
    if setup.is_fixed:
        return f"Cycle {escaped(setup.cycle)} uses {name}; its first responses fixed that."
    return f"Cycle {escaped(setup.cycle)} has no responses yet; the first ones decide. You look at {name}."


def level_lines(dimension: Dimension, framework: Framework) -> list[str]:
    """One paragraph per level: its name and statement, and its indicators as a list."""
    names = {level.level: level.name for level in framework.levels}
    paragraphs = []
    for described in dimension.levels:
        head = f"**{described.level} {escaped(names[described.level])}** · {escaped(described.statement)}"
        marks = [
            f"- {escaped(indicator.text)}{' *(supporting)*' if indicator.supporting else ''}"
            for indicator in described.indicators
        ]
        paragraphs.append("\n".join([head, "", *marks]))
    return paragraphs


def level_choices(framework: Framework) -> str:
    """What may be written in a cell: the levels by number and name."""
    return ", ".join(f"{level.level} {escaped(level.name)}" for level in framework.levels)


def imported(framework: Framework) -> str:
    """That a framework is at hand, under which id and version."""
    dimensions = _counted(len(framework.dimensions), "dimension")
    return f"Framework {escaped(framework.id)} is kept as version {framework.version}, with {dimensions}."


def order_of_targets(kind: str) -> str:
    """Which line holds where several speak of a person."""
    own = "a line for the team" if kind == "team" else "a line for the role (where the team has none)"
    return f"Of several lines the most specific holds: {own} comes before a division's, and that before everybody's."


def setting_saved(setting: str, value: str) -> str:
    """That a setting is kept."""
    return f"{escaped(setting)} is now {escaped(value)}."


def roster_line(setup: CycleSetup) -> str:
    """How many people are on the roster, and how many of them answered."""
    people = f"**{_people(setup.differences['people'])}** on the roster of cycle {escaped(setup.cycle)}"
    return f"{people}; {setup.differences['answered']:,} of them answered."


def hidden_lines(hidden: Mapping[str, int]) -> str:
    """The lines that a grid of targets does not show, and what becomes of them; empty where it shows all."""
    parts = [f"{_counted(count, 'line')} {_HIDDEN[reason]}" for reason, count in hidden.items()]
    if not parts:
        return ""
    joined = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    is_one = sum(hidden.values()) == 1
    told = "is not in this grid and stays as it is" if is_one else "are not in this grid and stay as they are"
    return f"{joined} {told}. Edit {'it' if is_one else 'them'} in the spreadsheet below."


def refusal_lines(refusals: Sequence[Refusal]) -> list[str]:
    """One paragraph per refused cell: its row, its column, and why."""
    return [
        f"**Row {refusal.row} ({escaped(refusal.name)}), {escaped(refusal.column)}**: {escaped(refusal.message)}"
        for refusal in refusals
    ]


def refused(refusals: Sequence[Refusal]) -> str:
    """That nothing can be saved as it stands."""
    return f"{_counted(len(refusals), 'cell')} cannot be saved as written. Nothing is stored until you correct them."


def changes(count: int) -> str:
    """How much an edit would change."""
    if not count:
        return "No change."
    return f"{_counted(count, 'change')}, not saved yet. Leaving the page loses {'it' if count == 1 else 'them'}."


def unsaved(count: int) -> str:
    """That other rows, another cycle or another page lose an edit; empty where nothing was edited."""
    if not count:
        return ""
    are = "is" if count == 1 else "are"
    return f"{_counted(count, 'change')} {are} not saved: save before you look at other rows, cycles or pages."


def nothing_loaded(setup: CycleSetup, kind: TemplateKind) -> str:
    """That a cycle has no lines of a kind, what follows, and why that can be so after an edit; empty where it has."""
    if setup.uploads[kind]:
        return ""
    follows = {
        "targets": "people are measured against the levels that the framework itself assumes, where it names any",
        "roadmap": "gaps are in the order of how common they are",
        "roster": "team, division and role come from the survey's own questions, "
        "and nobody can say how many people did not answer",
    }[kind]
    told = f"Cycle {escaped(setup.cycle)} has no {kind}: {follows}."
    if kind not in setup.undone:
        return told
    return f"{told} An upload of this kind was taken back; what it had replaced did not return: load that file again."


def origin(setup: CycleSetup, kind: TemplateKind) -> str:
    """Which uploads the lines of a kind come from."""
    if not setup.uploads[kind]:
        return f"Nothing is loaded yet: begin with an empty spreadsheet, or with one of your own for the {kind}."
    pairs = zip(setup.files[kind], setup.uploads[kind], strict=True)
    files = ", ".join(f"{escaped(file)} (upload {upload})" for file, upload in pairs)
    return f"Loaded from {files}. What you save takes its place as one new upload."


def saved(kind: TemplateKind, upload: int, cycle: str, problems: int = 0) -> str:
    """That an edit is kept, with how many cells that could not be used, and what it takes for others to see it."""
    unused = (
        f"{_counted(problems, 'cell')} could not be used as written; the Review page lists "
        f"{'it' if problems == 1 else 'them'}. "
    )
    return (
        f"Stored as upload {upload}: {kind} of cycle {escaped(cycle)}. {unused if problems else ''}"
        "What everybody sees stays as it is until you publish."
    )


def store(kind: TemplateKind, problems: int) -> str:
    """What the button says that stores a file, in which so many cells cannot be used."""
    without = f" without {'this cell' if problems == 1 else f'these {problems:,} cells'}" if problems else ""
    return f"Store the {kind}{without}"


def cell_rows(found: Sequence[Problem]) -> list[dict[str, Any]]:
    """One row per cell that cannot be used, in the order of the file: where it is, what it says, and why."""
    in_order = sorted(found, key=lambda problem: (problem.row or 0, problem.column or ""))
    return [
        {
            "Row": problem.row,
            "Column": " ".join(filter(None, (problem.column, problem.header))),
            "In the file": as_text(problem.value) or "",
            "Why": problem.message,
        }
        for problem in in_order
    ]


def group_rows(setup: CycleSetup, kind: str) -> list[dict[str, Any]]:
    """The people of each division, team or role, the largest first; teams of one name with their divisions."""
    groups = [row for row in setup.roster if row["kind"] == kind]
    often = Counter(row["name"] for row in groups)
    return [{kind.capitalize(): _group_name(row, often[row["name"]] > 1), "People": row["people"]} for row in groups]


def difference_lines(setup: CycleSetup) -> list[str]:
    """Where the roster says less than it could, or differs from who answered."""
    found = setup.differences
    counts = {
        "without_team": "on the roster without a team: they count in the group (no team)",
        "without_division": "without a division",
        "without_role": "without a role: targets for roles do not reach them",
        "with_unknown_manager": "with a manager who is not on the roster",
        "answered_without_line": "not on the roster who answered: they count in the group (no team)",
    }
    return [f"- {_people(found[name])} {escaped(text)}" for name, text in counts.items() if found[name]]


def setting_rows(facts: Sequence[SettingFact]) -> list[dict[str, Any]]:
    """Every setting as a row of a table, whose cells are text of a page."""
    return [
        {
            "Setting": escaped(fact.setting),
            "Value": escaped(value(fact.value)),
            "Meaning": escaped(fact.meaning),
            "Can be": escaped(fact.allowed),
            "Takes effect": escaped(fact.effect),
        }
        for fact in facts
    ]


def frozen_lines(setup: CycleSetup) -> str:
    """What each published cycle keeps: the group size, that of distributions, unanimous groups, the rater."""
    if not setup.frozen:
        return (
            "No cycle is published yet: the first publication of a cycle keeps min_group, min_group_detail, "
            "group_disclosure, rater and series for good."
        )
    kept = [f"{escaped(cycle)}: {', '.join(_frozen(entry))}" for cycle, entry in setup.frozen.items()]
    return f"Kept since the first publication of each cycle, whatever is set now: {'; '.join(kept)}."


def _frozen(entry: CycleEntry) -> Iterator[str]:
    yield f"groups of {entry.min_group}"
    if entry.min_group_detail and entry.min_group_detail != entry.min_group:
        yield f"distributions from {entry.min_group_detail} answers on"
    if entry.group_disclosure == "suppress":
        yield "groups wholly below target hidden"
    if entry.rater:
        yield RATINGS[entry.rater]
    if entry.series == "as_then":
        yield "renamed teams under their earlier names"


def value(value: Any) -> str:
    """A setting's value as it would be typed."""
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return "none" if value is None else str(value)


def _group_name(row: Mapping[str, Any], is_one_of_several: bool) -> str:
    name = str(row["name"] or "(not stated)")
    return f"{name} ({row['division'] or 'no division'})" if is_one_of_several else name


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def _people(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}"
