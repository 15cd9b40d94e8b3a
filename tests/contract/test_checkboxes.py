"""One checkbox survey in every encoding that tools write: the same ratings, and the same text of somebody's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.frameworks.loader import shipped
from tests.contract.shell import LLM, ML, Json, Shell, cell_of, csv_file

NONE = "None of these yet"
[FRAMEWORK] = [framework for framework in shipped() if framework.id == "ai-upskilling"]
OPTIONS = {
    dimension.name: [*(indicator.text for indicator in dimension.indicators[:4]), NONE]
    for dimension in FRAMEWORK.dimensions[:2]
}
OWN = "I have juggled"

# Per person and dimension the places of the ticked options; 9 is a text of one's own.
TICKED = (
    ({0, 1}, {4}),
    ({4}, {0}),
    ({0, 1, 2, 3}, set[int]()),
    ({0, 4}, {0, 9}),
)
# Of ML's options the first two make level 1, and all four level 2; LLM's first alone makes level 1.
LEVELS = {"ml-fundamentals": {"0": 1, "1": 1, "2": 1}, "llm-prompting": {"0": 1, "1": 2}}

Lines = list[list[Any]]


def texts(name: str, ticked: set[int]) -> list[str]:
    return [option for at, option in enumerate(OPTIONS[name]) if at in ticked] + [OWN] * (9 in ticked)


def joined(mark: str, end: str = "", quote: Callable[[str], str] = str) -> Callable[[str, set[int]], list[Any]]:
    def cells(name: str, ticked: set[int]) -> list[Any]:
        chosen = texts(name, ticked)
        return [mark.join(map(quote, chosen)) + end if chosen else ""]

    return cells


def spread(yes: Callable[[int, str], Any], no: Any, has_own: bool = True) -> Callable[[str, set[int]], list[Any]]:
    def cells(name: str, ticked: set[int]) -> list[Any]:
        own = [OWN if 9 in ticked else None] if has_own else []
        return [yes(at, option) if at in ticked else no for at, option in enumerate(OPTIONS[name])] + own

    return cells


def table(first: list[str], middle: list[str], last: list[str], cells: Any, own: Callable[[int], Lines]) -> Lines:
    lines: Lines = [[*first, *middle, *last]]
    for number, (ml, llm) in enumerate(TICKED, start=1):
        before, after = own(number)
        lines.append([*before, *cells(ML, ml), *cells(LLM, llm), *after])
    return lines


def headers(write: Callable[[str, str], str], own: str | None) -> list[str]:
    return [
        write(name, option) for name in (ML, LLM) for option in [*OPTIONS[name], *([own] if own is not None else [])]
    ]


def google(cells: Any) -> Lines:
    def own(n: int) -> Lines:
        return [[f"3/14/2026 10:0{n}:00", f"p{n}@n.example", "Core"], []]

    return table(["Timestamp", "Email Address", "Team"], [f"{ML}: tick", f"{LLM}: tick"], [], cells, own)


def typeform(suffixed: bool) -> Lines:
    def own(n: int) -> Lines:
        return [[f"{n:032x}", f"p{n}@n.example", "Core"], ["2026-03-04 09:00:00", f"2026-03-04 09:0{n}:00", f"n{n}"]]

    middle = headers(lambda _, option: option, "Other")
    if suffixed:
        middle = [text + ("2" if text in middle[:at] else "") for at, text in enumerate(middle)]
    last = ["Start Date (UTC)", "Submit Date (UTC)", "Network ID"]
    return table(["#", "email", "Your team"], middle, last, spread(lambda _, option: option, None), own)


def surveymonkey(cells: Any) -> Lines:
    def own(n: int) -> Lines:
        return [[11809174296 + n, "03/04/2026 08:16:03 AM", f"03/04/2026 08:2{n}:17 AM", f"p{n}@n.example", "Core"], []]

    first = ["Respondent ID", "Start Date", "End Date", "Email Address", "Which team are you in?"]
    second = [[None, None, None, None, "Response", *(OPTIONS[ML] + ["Other"]), *(OPTIONS[LLM] + ["Other"])]]
    lines = table(first, [ML, *[None] * 5, LLM, *[None] * 5], [], cells, own)  # type: ignore[list-item]
    return lines[:1] + second + lines[1:]


def qualtrics() -> Lines:
    def own(n: int) -> Lines:
        ids = ["0", "1", f"2026-03-04 09:0{n}:00", f"R_2YPOQ602ER1jk{n}", f"p{n}@n.example", "Core"]
        return [["2026-03-04 09:00:00", *ids], []]

    names = ["StartDate", "Status", "Finished", "RecordedDate", "ResponseId", "RecipientEmail", "Q1"]
    labels = headers("{} - Selected Choice - {}".format, "Other - Text")
    cells = spread(lambda _at, _option: 1, "-99")
    # "Other" has a text column whose variable name says so
    variables = [f"Q{2 + at // 6}_{at % 6 + 1}" + ("_TEXT" if at % 6 == 5 else "") for at in range(12)]
    lines = table(names, variables, [], cells, own)
    head = [["Start", "Status", "Finished", "Recorded", "Response ID", "Mail", "Team", *labels]]
    return lines[:1] + head + lines[1:]


def limesurvey() -> Lines:
    def own(n: int) -> Lines:
        return [[n, f"2026-03-04 09:0{n}:00", 3, "en", f"p{n}@n.example", "Core"], []]

    first = ["id", "submitdate", "lastpage", "startlanguage", "Email address", "Team"]
    cells = spread(lambda _at, _option: "Yes", "No")
    return table(first, headers("{} [{}]".format, "Other"), [], cells, own)


def alchemer() -> Lines:
    def own(n: int) -> Lines:
        return [[n, "2026-03-04 09:00:00", f"2026-03-04 09:0{n}:00", "Complete", f"p{n}@n.example", "Core"], []]

    first = ["Response ID", "Time Started", "Date Submitted", "Status", "Email", "Team"]
    cells = spread(lambda _, option: option, None)
    return table(first, headers(lambda name, option: f"{option}:{name}", "Other - Write In"), [], cells, own)


def redcap() -> Lines:
    def own(n: int) -> Lines:
        return [[n, f"p{n}@n.example", f"2026-03-04 09:0{n}:00", "Core"], ["Complete"]]

    first = ["Record ID", "Survey Identifier", "Survey Timestamp", "Team"]
    cells = spread(lambda _at, _option: "Checked", "Unchecked", has_own=False)
    return table(first, headers("{} (choice={})".format, None), ["Complete?"], cells, own)


def kobo() -> Lines:
    """A column that sums up each question stands before the columns of its options."""

    def own(n: int) -> Lines:
        return [[f"p{n}@n.example", "Core"], [n, f"u{n}", f"2026-03-04T08:0{n}:00", n]]

    def cells(name: str, ticked: set[int]) -> list[Any]:
        return [" ".join(texts(name, ticked)), *spread(lambda _at, _option: 1, 0, has_own=False)(name, ticked)]

    middle = [text for name in (ML, LLM) for text in [name, *(f"{name}/{option}" for option in OPTIONS[name])]]
    return table(["Email", "Team"], middle, ["_id", "_uuid", "_submission_time", "_index"], cells, own)


def tally() -> Lines:
    """The same, with true and false."""

    def own(n: int) -> Lines:
        return [[f"abc12{n}", f"xyz12{n}", f"2026-03-04 09:0{n}:00", f"p{n}@n.example", "Core"], []]

    def cells(name: str, ticked: set[int]) -> list[Any]:
        options = spread(lambda _at, _option: "TRUE", "FALSE", has_own=False)
        return [", ".join(texts(name, ticked)), *options(name, ticked)]

    middle = [text for name in (ML, LLM) for text in [name, *(f"{name} ({option})" for option in OPTIONS[name])]]
    return table(["Submission ID", "Respondent ID", "Submitted at", "Email", "Team"], middle, [], cells, own)


def quoted(text: str) -> str:
    return f'"{text}"'


LAYOUTS: dict[str, tuple[str, Callable[[], Lines], str | None]] = {
    "commas": ("google-forms", lambda: google(joined(", ")), "E"),
    "semicolons": ("google-forms", lambda: google(joined(";")), "E"),
    "semicolons with one more at the end": ("google-forms", lambda: google(joined(";", ";")), "E"),
    "lines": ("google-forms", lambda: google(joined("\n")), "E"),
    "quoted": ("google-forms", lambda: google(joined(",", "", quoted)), "E"),
    "list of a script": ("google-forms", lambda: google(lambda n, t: [str(texts(n, t)) if t else ""]), "E"),
    "typeform": ("typeform", lambda: typeform(False), None),
    "typeform through excel": ("typeform", lambda: typeform(True), None),
    "surveymonkey texts": ("surveymonkey", lambda: surveymonkey(spread(lambda _, option: option, None)), None),
    "surveymonkey ones": ("surveymonkey", lambda: surveymonkey(spread(lambda _at, _option: 1, 0)), None),
    "surveymonkey codes": ("surveymonkey", lambda: surveymonkey(spread(lambda at, _: at + 1, None)), None),
    "qualtrics": ("qualtrics", qualtrics, None),
    "limesurvey": ("limesurvey", limesurvey, None),
    "alchemer": ("alchemer", alchemer, None),
    "redcap": ("redcap", redcap, None),
    "kobo": ("kobo", kobo, None),
    "tally": ("tally", tally, None),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_encoding_gives_the_same_ratings(home: Path, tmp_path: Path, layout: str) -> None:
    tool, lines, own_text = LAYOUTS[layout]
    shell = Shell(home)
    [report] = shell.load(csv_file(tmp_path / "export.csv", lines()))
    assert report["tool"] == tool
    counts = {key: report[key] for key in ("rows", "responses", "superseded", "excluded", "ratings")}
    # Of 8 questions one was not answered, and in one a tick contradicts the option that says none.
    assert counts == {"rows": 4, "responses": 4, "superseded": 0, "excluded": 0, "ratings": 6}
    told = [(problem["problem"], problem["column"]) for problem in report["problems"]]
    contradiction = [kind for kind, _ in told if kind == "none_and_others"]
    assert len(contradiction) == 1
    # A text of one's own is told where it stands among ticks; in a column of its own the report lists that.
    assert [column for kind, column in told if kind == "unknown_tick"] == ([own_text] if own_text else [])
    assert len(told) == (2 if own_text else 1)
    assert {dimension: levels(shell, dimension) for dimension in LEVELS} == LEVELS


def levels(shell: Shell, dimension: str) -> Json:
    row = cell_of(shell.read("levels", "--cycle", "2026", "--private", "--by", "team,dimension"), "Core", dimension)
    return {level: people for level, people in row["levels"].items() if people}
