"""Forms for survey tools, out and back: built as the tool would, filled in, exported in its layout, read exactly."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from docx import Document

from pipeline.frameworks.loader import shipped
from tests.contract.shell import Shell, csv_file, xlsx_file

FRAMEWORKS = {framework.id: framework for framework in shipped()}
TOOLS = ("google-forms", "microsoft-forms", "qualtrics", "limesurvey")
WHO = ("E-mail", "Team", "Role")
PEOPLE = (("ada@n.example", "Core"), ("bo@n.example", "Core"), ("cy@n.example", "Edge"))

Lines = list[list[object]]


class Asked(NamedTuple):
    """A question as the tool shows it."""

    text: str
    choices: list[str]
    is_many: bool


def google_forms(path: Path) -> list[Asked]:
    text = path.read_text("utf-8")
    assert "setCollectEmail(true)" in text
    found = re.search(r"const questions = (\[.*?\n  \]);", text, re.DOTALL)
    assert found is not None
    return [Asked(WHO[0], [], False)] + [
        Asked(each["title"], each["choices"], each["many"]) for each in json.loads(found[1])
    ]


def microsoft_forms(path: Path) -> list[Asked]:
    asked = [Asked(WHO[0], [], False)]
    for paragraph in Document(str(path)).paragraphs:
        if found := re.fullmatch(r"(\d+)\. (.*)", paragraph.text):
            assert int(found[1]) == len(asked)
            asked.append(Asked(found[2], [], False))
        elif found := re.fullmatch(r"([A-Z]{1,2})\. (.*)", paragraph.text):
            asked[-1].choices.append(found[2])
    return asked


def qualtrics(path: Path) -> list[Asked]:
    text = path.read_text("utf-8")
    assert text.startswith("[[AdvancedFormat]]\n")
    asked = []
    for part in text.split("[[Question:")[1:]:
        kind, *lines = re.split(r"\[\[Block:", part)[0].strip().splitlines()
        if not kind.startswith("DB"):
            assert re.fullmatch(r"\[\[ID:[a-z][a-z0-9]{0,14}]]", lines[0])
            asked.append(Asked(lines[1], lines[3:], kind.startswith("MC:MultipleAnswer")))
    return asked


def limesurvey(path: Path) -> list[Asked]:
    asked: list[Asked] = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, dialect="excel-tab"):
            if row["class"] == "Q":
                asked.append(Asked(row["text"], [], row["type/scale"] == "M"))
            elif row["class"] in {"A", "SQ"}:
                asked[-1].choices.append(row["text"])
    return asked


def chosen(person: int, question: int, asked: Asked) -> list[str]:
    """What a person chooses: another choice for each; of many the first ones, up to that."""
    at = (person + question) % len(asked.choices)
    return asked.choices[: at + 1] if asked.is_many and at < len(asked.choices) - 1 else [asked.choices[at]]


def exported(tool: str, asked: list[Asked], path: Path) -> Path:
    questions = asked[3:]
    answers = [[chosen(person, place, each) for place, each in enumerate(questions)] for person in range(len(PEOPLE))]
    names = [each.text for each in questions]
    if tool == "google-forms":
        lines: Lines = [["Timestamp", "Email Address", *WHO[1:], *names]]
        for number, ((person, team), given) in enumerate(zip(PEOPLE, answers, strict=True)):
            lines.append([f"3/4/2026 9:0{number}:00", person, team, "dev", *(", ".join(each) for each in given)])
        return csv_file(path.with_suffix(".csv"), lines)
    if tool == "microsoft-forms":
        lines = [["Id", "Start time", "Completion time", "Email", "Name", *WHO[1:], *names]]
        for number, ((person, team), given) in enumerate(zip(PEOPLE, answers, strict=True), start=1):
            told = ["".join(f"{each};" for each in many) if len(many) > 1 else many[0] for many in given]
            lines.append([number, "2026-03-04 09:00:00", f"2026-03-04 09:0{number}:00", person, "", team, "dev", *told])
        return xlsx_file(path.with_suffix(".xlsx"), lines, "Sheet1")
    return csv_file(
        path.with_suffix(".csv"), {"qualtrics": _qualtrics, "limesurvey": _limesurvey}[tool](asked, answers)
    )


def _qualtrics(asked: list[Asked], answers: list[list[list[str]]]) -> Lines:
    system = ["StartDate", "EndDate", "Status", "Progress", "Finished", "RecordedDate", "ResponseId"]
    codes = [f"Q{at}" for at in range(len(asked))]
    lines: Lines = [[*system, *codes], [*system, *(each.text for each in asked)]]
    lines.append([f'{{"ImportId":"{name}"}}' for name in [*system, *codes]])
    for number, ((person, team), given) in enumerate(zip(PEOPLE, answers, strict=True)):
        told = [",".join(each) for each in given]
        times = ["2026-03-04 09:00:00", "2026-03-04 09:05:00", "IP Address", 100, "True", "2026-03-04 09:05:01"]
        lines.append([*times, f"R_2YPOQ602ER1jk{number}", person, team, "dev", *told])
    return lines


def _limesurvey(asked: list[Asked], answers: list[list[list[str]]]) -> Lines:
    head: list[object] = ["Response ID", "Date submitted", "Last page", "Start language", "Seed"]
    for each in asked:
        head += [f"{each.text} [{choice}]" for choice in each.choices] if each.is_many else [each.text]
    lines: Lines = [head]
    for number, ((person, team), given) in enumerate(zip(PEOPLE, answers, strict=True), start=1):
        line: list[object] = [number, f"2026-03-04 09:0{number}:00", 2, "en", 991, person, team, "dev"]
        for question, each in zip(asked[3:], given, strict=True):
            line += ["Yes" if c in each else "No" for c in question.choices] if question.is_many else each
        lines.append(line)
    return lines


READ: dict[str, Callable[[Path], list[Asked]]] = {
    "google-forms": google_forms,
    "microsoft-forms": microsoft_forms,
    "qualtrics": qualtrics,
    "limesurvey": limesurvey,
}


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("framework", ["ai-upskilling", "ten-skills"])
def test_every_level_comes_back_as_itself(shell: Shell, tmp_path: Path, tool: str, framework: str) -> None:
    path = tmp_path / "form"
    told = shell.read("survey", "--framework", framework, "--tool", tool, "--to", path)
    assert (told["tool"], told["people"], told["promise"]) == (tool, 0, "groups")
    asked = READ[tool](path)
    dimensions = FRAMEWORKS[framework].dimensions
    assert [each.text for each in asked] == [*WHO, *(dimension.name for dimension in dimensions)]
    file = exported(tool, asked, tmp_path / "export")
    [report] = shell.load(file, options=["--framework", framework])
    assert (report["tool"], report["responses"], report["problems"]) == (tool, 3, [])
    levels = [level.level for level in FRAMEWORKS[framework].levels]
    rows = shell.read("levels", "--cycle", "2026", "--by", "company,dimension", "--private")
    for place, row in enumerate(rows):
        expected = {str(level): 0 for level in levels}
        for person in range(3):
            expected[str(levels[(person + place) % len(levels)])] += 1
        assert row["levels"] == expected, row["dimension"]


def test_ticks_come_back_as_the_same_levels_from_every_tool(shell: Shell, tmp_path: Path) -> None:
    found = {}
    for tool, read in READ.items():
        path = tmp_path / tool
        shell.read("survey", "--style", "indicators", "--tool", tool, "--to", path, "--promise", "open")
        asked = read(path)
        assert "Your answers are open" in (_document(path) if tool == "microsoft-forms" else path.read_text("utf-8"))
        if tool == "microsoft-forms":  # its document cannot say so; it is switched on by hand
            asked = [each._replace(is_many=bool(each.choices)) for each in asked]
        assert {each.is_many for each in asked[3:]} == {True}
        [report] = shell.load(exported(tool, asked, tmp_path / f"{tool}-export"), cycle=tool)
        assert (report["tool"], report["responses"], report["problems"]) == (tool, 3, [])
        rows = shell.read("levels", "--cycle", tool, "--by", "company,dimension", "--private")
        found[tool] = {row["dimension"]: row["levels"] for row in rows}
    for each in FRAMEWORKS["ai-upskilling"].dimensions:
        assert {sum(levels[each.id].values()) for levels in found.values()} == {3}
    assert found["google-forms"] == found["microsoft-forms"] == found["qualtrics"] == found["limesurvey"]


def _document(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)


@pytest.mark.parametrize("tool", TOOLS)
def test_who_is_known_is_not_asked_for_team_and_role(shell: Shell, tmp_path: Path, tool: str) -> None:
    shell.load(csv_file(tmp_path / "roster.csv", [["person", "team"], ["ada@n.example", "Core"]]))
    path = tmp_path / "form"
    told = shell.read("survey", "--cycle", "2026", "--promise", "managers", "--tool", tool, "--to", path)
    assert (told["promise"], told["people"]) == ("managers", 0)
    assert [each.text for each in READ[tool](path)][:2] == ["E-mail", "AI/ML Fundamentals"]


def test_texts_that_a_tool_would_take_for_its_own_are_shown_as_they_are(shell: Shell, tmp_path: Path) -> None:
    own: Lines = [["dimension", "level", "level_name", "statement"]]
    for level, name in enumerate(("No", "Yes")):
        own.append(["A<b> & {c} [[d]]", level, name, f'"{name}" in `quotes` ${{x}} \u2028 end'])
    shell.read("framework", "import", csv_file(tmp_path / "own.csv", own))
    told = {}
    for tool in TOOLS:
        shell.read("survey", "--framework", "own", "--tool", tool, "--to", tmp_path / tool)
        told[tool] = READ[tool](tmp_path / tool)[3]
    assert told["google-forms"].text == "A<b> & {c} [[d]]"
    assert told["qualtrics"].text == "A&lt;b> & {c} [ [d]]"
    assert told["limesurvey"].text == "A&lt;b> & { c} [[d]]"
    assert {len(each.choices) for each in told.values()} == {2}
