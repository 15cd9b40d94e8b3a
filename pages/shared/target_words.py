"""What the targets of a cycle amount to, in sentences and as a table: pure functions from an audit to text."""

from __future__ import annotations

from typing import Any

from pages.shared.notices import escaped
from pipeline.model import Framework
from pipeline.sentences.targets import stands_out
from pipeline.snapshot.shapes import plain
from pipeline.target_audit import TargetAudit

FINDINGS = {
    "nobody_reaches": "Nobody reaches it",
    "everybody_reaches": "Everybody reaches it",
    "nobody_answered": "Nobody answered",
    "holds_for_nobody": "Holds for nobody",
    "no_target": "No target in any dimension",
}
_NO_ANSWERS = "Who reaches the targets can be said as soon as there are answers in this cycle."
_EMPTY = "–"


def sentences(audit: TargetAudit | None) -> str:
    """What stands out, one line of a list each, escaped for a page."""
    if audit is None:
        return _NO_ANSWERS
    told = stands_out(plain(audit.lines), audit.source, audit.compared_with, escaped)
    return "\n".join(f"- {sentence}" for sentence in told)


def rows(audit: TargetAudit) -> list[dict[str, Any]]:
    """Every line of an audit as a row of a table, what stands out first."""
    lines = sorted(plain(audit.lines), key=lambda line: line["finding"] is None)
    return [_row(line, audit) for line in lines]


def _row(line: dict[str, Any], audit: TargetAudit) -> dict[str, Any]:
    names = {level.level: level.name for level in audit.framework.levels}
    before = {} if audit.compared_with is None else {f"Since {audit.compared_with}": _change(line, audit.framework)}
    return {
        "For": _whom(line),
        "Dimension": line["dimension_name"] or "All",
        "Target": _EMPTY if line["target"] is None else names[line["target"]],
        "People": line["people"],
        "Answered": line["assessed"],
        "Reached": line["reached"],
        "What stands out": line["message"] or FINDINGS.get(line["finding"], ""),
        **before,
    }


def _whom(line: dict[str, Any]) -> str:
    if line["finding"] == "no_target" and line["role"] is None:
        return "People without a role"
    named = [f"{field} {line[field]}" for field in ("role", "team", "division") if line[field] is not None]
    whom = ", ".join(named) or "everybody"
    return whom[0].upper() + whom[1:]


def _change(line: dict[str, Any], framework: Framework) -> str:
    names = {level.level: level.name for level in framework.levels}
    before = None if line["target_before"] is None else names.get(line["target_before"], str(line["target_before"]))
    words = {"new": "New", "changed": f"Was {before}", "gone": f"Gone, was {before}", "same": "The same"}
    return words.get(line["change"], "")
