"""``load``: each file in a transaction of its own; a refused one stops none of the others."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.commands.output import Answer, note, shortened
from pipeline.errors import SurveyError
from pipeline.exports.opened import Opened
from pipeline.load import LoadReport, LoadRequest, loaded, previewed
from pipeline.model import Json
from pipeline.settings import Home

_COLUMNS = ["upload", "file", "as", "tool", "rows", "responses", "superseded", "excluded", "ratings", "problems"]
_MOST_PROBLEMS = 20
_MOST_CELLS = 6


def reports(home: Home, requests: Sequence[LoadRequest], is_dry_run: bool, first: Opened) -> list[Json]:
    """The ``load`` JSON of every file; a refused one has ``upload`` null and its message as ``error``.

    ``first`` is the first of the files, which is being read.
    """
    opened = [first, *[None] * (len(requests) - 1)]
    return [_report(home, request, is_dry_run, file) for request, file in zip(requests, opened, strict=True)]


def answer_load(loads: list[Json], answer: Answer) -> None:
    """Print the reports; for people also the first problems of each file."""
    if answer.as_json:
        answer.rows(loads)
        return
    answer.rows([load | {"problems": len(load["problems"])} for load in loads], _COLUMNS)
    for load in loads:
        if load["questions"] and load["upload"] is None:  # a dry run: what would be read as what
            answer.rows(load["questions"], ["column", "header", "role", "dimension", "attribute", "how"])
        for text in _problem_lines(load["problems"])[:_MOST_PROBLEMS]:
            note(f"{load['file']}: {text}")


def _problem_lines(problems: list[Json]) -> list[str]:
    """One line per kind of problem and value, with the cells it concerns."""
    cells: dict[str, list[str]] = {}
    for problem in problems:
        place = f"{problem['column'] or ''}{problem['row'] or ''}"
        cells.setdefault(problem["message"], []).append(place)
    return [f"{message} ({_listed(places)})" for message, places in cells.items()]


def _listed(places: list[str]) -> str:
    shown = ", ".join(places[:_MOST_CELLS])
    return shown if len(places) <= _MOST_CELLS else f"{shown} and {len(places) - _MOST_CELLS} more"


def _report(home: Home, request: LoadRequest, is_dry_run: bool, file: Opened | None) -> Json:
    try:
        report = previewed(home, request, file) if is_dry_run else loaded(home, request, note, file)
    except SurveyError as e:
        note(f"{request.name}: {shortened(e)}")
        return _refused(request, e)
    for text in report.notes:
        note(text)
    return report.as_json()


def _refused(request: LoadRequest, error: SurveyError) -> Json:
    nothing = LoadReport(
        upload=None,
        file=request.name,
        kind=request.kind or "",
        tool=request.tool,
        sheet=request.sheet,
        cycle=request.cycle,
        framework=request.framework,
        rows=0,
        responses=0,
        superseded=0,
        excluded=0,
        ratings=0,
        questions=(),
        problems=(),
    )
    return nothing.as_json() | {"as": request.kind, "error": shortened(error)}
