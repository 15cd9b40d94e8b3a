"""What stands out about the targets of a cycle, in sentences, for the page and the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.metrics.targets import TargetSource
from pipeline.model import Json
from pipeline.sentences.cycles import Safe

_NOTHING = "No target stands out: none is reached by everybody or by nobody, and every line holds for somebody."


def stands_out(lines: Sequence[Json], source: TargetSource, compared_with: str | None, safe: Safe) -> list[str]:
    """The findings of an audit, most telling first, a sentence each.

    Parameters
    ----------
    lines
        The lines of a `pipeline.target_audit.TargetAudit` as plain values.
    source
        Where targets come from.
    compared_with
        The earlier cycle, None where there is none to compare with.
    safe
        Makes text from files harmless where it is to be printed.
    """
    found = Counter(line["finding"] for line in lines)
    without = [line for line in lines if line["finding"] == "no_target"]
    told = [
        _of("{} reached by nobody who answered", found["nobody_reaches"], "target"),
        _of("{} reached by everybody who answered", found["everybody_reaches"], "target"),
        _misses(found["holds_for_nobody"]),
        _of("{} for people of whom nobody answered", found["nobody_answered"], "target"),
        _without(without, safe),
    ]
    assumed = (
        "No targets are loaded: everybody is held against the framework's own target." if source == "assumed" else ""
    )
    kept = [sentence for sentence in [assumed, *told] if sentence]
    return [*(kept if any(told) else [*kept, _NOTHING]), *_changes(lines, source, compared_with, safe)]


def _misses(count: int) -> str:
    if not count:
        return ""
    holds = "1 line holds" if count == 1 else f"{count:,} lines hold"
    return f"{holds} for nobody: a name is spelled otherwise than in the roster, or other lines come before."


def _of(text: str, count: int, word: str) -> str:
    return text.format(f"1 {word} is" if count == 1 else f"{count:,} {word}s are") + "." if count else ""


def _without(lines: Sequence[Json], safe: Safe) -> str:
    if not lines:
        return ""
    people = sum(line["people"] for line in lines)
    roles = ", ".join(
        f"{safe(line['role']) if line['role'] else 'without a role'} {line['people']:,}" for line in lines
    )
    have = "1 person has" if people == 1 else f"{people:,} people have"
    return f"{have} no target in any dimension, by role: {roles}."


def _changes(lines: Sequence[Json], source: TargetSource, compared_with: str | None, safe: Safe) -> list[str]:
    if source == "assumed":
        return []
    if compared_with is None:
        return ["No earlier cycle has targets for this framework to compare with."]
    found = Counter(line["change"] for line in lines)
    parts = [f"{found[change]:,} {change}" for change in ("changed", "new", "gone") if found[change]]
    return [f"Since cycle {safe(compared_with)}: {', '.join(parts) or 'no target changed'}."]
