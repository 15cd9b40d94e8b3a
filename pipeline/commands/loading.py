"""``load``: each file in a transaction of its own; a refused one stops none of the others."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.commands.output import Answer, note, shortened
from pipeline.errors import SurveyError
from pipeline.load import LoadReport, LoadRequest, loaded, previewed
from pipeline.model import Json
from pipeline.settings import Home

_COLUMNS = ["upload", "file", "as", "tool", "rows", "responses", "superseded", "excluded", "ratings", "problems"]
_MOST_PROBLEMS = 20


def reports(home: Home, requests: Sequence[LoadRequest], is_dry_run: bool) -> list[Json]:
    """The ``load`` JSON of every file; a refused one has ``upload`` null and its message as ``error``."""
    return [_report(home, request, is_dry_run) for request in requests]


def answer_load(loads: list[Json], answer: Answer) -> None:
    """Print the reports; for people also the first problems of each file."""
    if answer.as_json:
        answer.rows(loads)
        return
    answer.rows([load | {"problems": len(load["problems"])} for load in loads], _COLUMNS)
    for load in loads:
        for problem in load["problems"][:_MOST_PROBLEMS]:
            place = " ".join(str(problem[part]) for part in ("sheet", "column", "row") if problem[part] is not None)
            note(f"{load['file']} {place}: {problem['message']}")
        if len(load["problems"]) > _MOST_PROBLEMS:
            note(f"... and {len(load['problems']) - _MOST_PROBLEMS} more; 'skillgap problems' lists them.")


def _report(home: Home, request: LoadRequest, is_dry_run: bool) -> Json:
    try:
        report = previewed(home, request) if is_dry_run else loaded(home, request, note)
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
