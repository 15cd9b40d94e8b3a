"""The documents say what the program does: every command, setting, column and problem stands in its page.

Read from the program itself (its command tree, its settings, its syntax), never from a list kept here.
"""

from __future__ import annotations

import ast
import csv
import fnmatch
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.exports.detect import TOOLS
from pipeline.frameworks.loader import shipped
from pipeline.matching.recipe import require_known
from pipeline.matching.recipe_file import recipe_from_file
from pipeline.metrics.contributions import contributions
from pipeline.metrics.gaps import gaps
from pipeline.metrics.indicators import indicators
from pipeline.metrics.levels import distributions
from pipeline.metrics.priority import priorities
from pipeline.model import Description, Dimension, Framework, Grouping, Indicator, Kind, Level
from pipeline.settings import Settings
from pipeline.warehouse.audit import Finding

ROOT = Path(__file__).parents[1]
PAGES = (
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "sample_data" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
)


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def section(name: str, heading: str) -> str:
    """The text below a heading, up to the next heading of its rank or above."""
    before, marks, title = re.match(r"()(#+) (.*)", heading).groups()  # type: ignore[union-attr]
    text = f"\n{page(name)}"
    assert f"\n{heading}\n" in text, f"{name} has no heading {heading!r}"
    below = text.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"\n#{{1,{len(marks)}}} ", f"{before}{below}", maxsplit=1)[0]


def table_rows(text: str) -> list[list[str]]:
    """The cells of every table line but headers' rules."""
    lines = [line for line in text.splitlines() if line.startswith("|") and not re.match(r"\|[\s:-]*-[\s|:-]*$", line)]
    return [[cell.strip() for cell in line.strip().strip("|").split(" | ")] for line in lines]


def coded(text: str) -> set[str]:
    """Everything that a text sets in code."""
    return set(re.findall(r"`([^`\n]+)`", text))


# --- the command line -------------------------------------------------------------------------------------------


def commands() -> dict[str, Any]:
    """Every command by its words: ``{"load": ..., "framework import": ...}``."""

    def walk(command: Any, words: str) -> Iterator[tuple[str, Any]]:
        for name, child in getattr(command, "commands", {}).items():
            path = f"{words} {name}".strip()
            yield from walk(child, path) if hasattr(child, "commands") else [(path, child)]

    return dict(walk(typer.main.get_command(app), ""))


COMMANDS = commands()


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_is_in_the_page_with_exactly_its_options(words: str) -> None:
    described = section("docs/cli.md", f"### {words}")
    options = {opt for p in COMMANDS[words].params for opt in p.opts if opt.startswith("--")} - {"--help"}
    assert set(re.findall(r"^\| `(--[a-z-]+)", described, re.M)) == options
    arguments = {p.name for p in COMMANDS[words].params if not any(opt.startswith("--") for opt in p.opts)}
    usage = described.split("```")[1]
    assert set(re.findall(r"[A-Z]{2,}", re.sub(r"--[a-z-]+ [A-Z]+", "", usage))) == {
        str(name).upper() for name in arguments
    }


def test_the_page_describes_no_command_that_is_not_there() -> None:
    headings = re.findall(r"^### (.+)$", section("docs/cli.md", "## Commands"), re.M)
    assert sorted(headings) == sorted(COMMANDS)


def test_every_setting_is_in_the_page_with_its_default() -> None:
    rows = {row[0].strip("`"): row[1].strip("`") for row in table_rows(section("docs/cli.md", "### config"))[1:]}
    defaults = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in Settings.model_validate({}).model_dump(mode="json").items()
    }
    assert {name: rows.get(name) for name in defaults} == defaults


def survey(folder: Path) -> Path:
    """Six made-up answers, one of which is no level."""
    dimensions = ("AI/ML Fundamentals", "AI in Production")
    rows = [["Timestamp", "Email Address", "Team", *dimensions]]
    rows += [[f"3/{n}/2026 9:00:00", f"p{n}@example.com", "Falcon", "2", "1"] for n in range(1, 7)]
    rows[3][3] = "quite good"
    path = folder / "survey.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


def documented(words: str) -> set[str]:
    """The keys that the page names for a command's JSON: the first cell of each row that is no option."""
    cells = [row[0] for row in table_rows(section("docs/cli.md", f"### {words}"))]
    return {name for cell in cells for name in coded(cell) if not name.startswith("--")}


def keys_of(document: Any, prefix: str = "") -> set[str]:
    """Dotted names of all keys, lists by their items; where the keys are levels they are no names."""
    if isinstance(document, list):
        return {key for item in document for key in keys_of(item, prefix)}
    if not isinstance(document, dict) or all(name.isdigit() for name in document):
        return set()
    nested = {key for name, value in document.items() for key in keys_of(value, f"{prefix}{name}.")}
    return {prefix + name for name in document} | nested


def test_every_key_of_every_answer_is_in_the_page(tmp_path: Path) -> None:
    home, file = str(tmp_path / "home"), str(survey(tmp_path))

    def answer(*words: str) -> Any:
        done = CliRunner().invoke(app, ["--home", home, *words, "--json"])
        assert done.stdout, (words, done.stderr, done.exception)
        return json.loads(done.stdout)

    roadmap = tmp_path / "roadmap.csv"
    roadmap.write_text("project,dimension,level,people\nHarvest,AI in Production,3,2\n", "utf-8")
    told = {
        "load": [
            *answer("load", file, "--cycle", "2026", "--dry-run"),
            *answer("load", file, "--cycle", "2026"),
            *answer("load", file, "--cycle", "2026"),
            *answer("load", str(roadmap), "--cycle", "2026"),
        ],
        "recipe export": answer("recipe", "export", "1", "--to", str(tmp_path / "recipe.yaml")),
        "uploads": answer("uploads"),
        "problems": answer("problems"),
        "trace": answer("trace", "--cycle", "2026", "--team", "Falcon", "--dimension", "AI in Production"),
        "publish": answer("publish", "--cycle", "2026"),
        "snapshots": answer("snapshots"),
        "levels": answer("levels", "--cycle", "2026"),
        "gaps": [*answer("gaps", "--cycle", "2026"), *answer("gaps", "--cycle", "2026", "--by", "company,dimension")],
        "targets": answer("targets", "--cycle", "2026"),
        "projects": answer("projects", "--cycle", "2026", "--private"),
        "programme": answer(
            "programme", "--cycle", "2026", "--private", "--hours", "5", "--seats", "9", "--quarters", "2"
        ),
        "cohorts": [
            answer(
                "cohorts", "--cycle", "2026", "--smallest", "2", "--away", "2", "--away-share", "1", "--quarters", "1"
            )
        ],
        "catalogue export": answer("catalogue", "export", "--to", str(tmp_path / "modules.xlsx")),
        "catalogue import": answer("catalogue", "import", str(tmp_path / "modules.xlsx")),
        "report": answer("report", "--cycle", "2026", "--to", str(tmp_path / "report.html")),
        "quality": answer("quality", "--cycle", "2026"),
        "plan": answer("plan", "p2@example.com", "--cycle", "2026"),
        "actions": answer("actions", "--cycle", "2026"),
        "launch": answer("launch", "--cycle", "2026"),
        "rollback": answer("rollback", "1"),
        "check": {**answer("check"), "findings": [asdict(Finding("rating", "", "", ""))]},
        "template": answer("template", "roster", "--to", str(tmp_path / "roster.xlsx")),
        "framework export": answer("framework", "export", "ai-upskilling", "--to", str(tmp_path / "own.xlsx")),
        "frameworks": answer("frameworks"),
        "backup": answer("backup", str(tmp_path / "kept.backup")),
        "restore": answer("restore", str(tmp_path / "kept.backup"), "--replace"),
        "forget": answer("forget", "p2@example.com"),
        "undo": answer("undo", "1"),
    }
    assert {words: keys_of(answers) for words, answers in told.items() if keys_of(answers) != documented(words)} == {}
    imported = keys_of(answer("framework", "import", str(tmp_path / "own.xlsx")))
    assert imported == {key for key in documented("frameworks") if not key.startswith("reading")}


# --- the figures ------------------------------------------------------------------------------------------------

WORKED_LEVELS = {0: 1, 1: 1, 2: 3, 3: 2, 4: 1}
SILENT = 4
TICKS = {"indicator": "wrote-test", "asked": 8, "ticked": 6}


def worked() -> tuple[pd.DataFrame, Framework]:
    """The team of docs/metrics.md: 12 asked, 8 answered, target 2 of the levels 0 to 4."""
    levels = tuple(Level(level, f"L{level}") for level in range(5))
    wrote = Indicator("wrote-test", "I have written a test")
    described = tuple(Description(level, f"S{level}", (wrote,) if level == 2 else ()) for level in range(5))
    framework = Framework("own", "Own", 1, levels, (Dimension("testing", "Testing", described),), 2)
    rows = [("North", "Falcon", "backend", "testing", level, people) for level, people in WORKED_LEVELS.items()]
    columns = ["division", "team", "role", "dimension", "level", "people"]
    cube = pd.DataFrame([*rows, ("North", "Falcon", "backend", "testing", None, SILENT)], columns=columns)
    names = dict.fromkeys(columns[:4], "str")
    return cube.astype({**names, "level": "Int8", "people": "int64"}), framework


def as_written(value: Any) -> str:
    """A figure as the page writes it: five decimals at most."""
    if isinstance(value, dict):
        return json.dumps(value)
    if value is None or value is pd.NA:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.5f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def worked_gaps(cube: pd.DataFrame, framework: Framework, *kinds: Kind) -> pd.DataFrame:
    return pd.concat([gaps(cube, None, framework, Grouping(kind), "Company", True) for kind in kinds])


def worked_frame(name: str) -> pd.DataFrame:
    """Falcon's one row of a frame."""
    cube, framework = worked()
    if name == "levels":
        return distributions(cube, framework, Grouping("team"), "Company", True)
    if name == "gaps":
        return worked_gaps(cube, framework, "team")
    if name == "indicators":
        heads = cube.head(1).drop(columns=["level", "people"])
        return indicators(heads.assign(**TICKS), cube, framework, "team", "Company")
    otter = cube.head(1).assign(team="Otter", level=1, people=6)
    parts = contributions(worked_gaps(pd.concat([cube, otter]).astype(cube.dtypes), framework, "company", "team"))
    return parts[parts["group"] == "Falcon"]


@pytest.mark.parametrize("name", ["levels", "gaps", "contributions", "indicators"])
def test_every_column_is_in_the_page_with_the_number_that_the_program_gives(name: str) -> None:
    [figures] = worked_frame(name).astype(object).to_dict("records")
    rows = table_rows(section("docs/metrics.md", f"### Columns of `{name}`"))[1:]
    assert {row[0].strip("`"): row[-1].strip("`") for row in rows} == {
        str(column): as_written(value) for column, value in figures.items()
    }


def test_every_column_of_the_priority_is_in_the_page_with_its_number() -> None:
    cube, framework = worked()
    found = priorities(cube, None, framework, ["testing"], {}, 0.5, has_headcount=True)
    [figures] = found.astype(object).to_dict("records")
    rows = table_rows(section("docs/metrics.md", "### Columns of the priority"))[1:]
    assert {row[0].strip("`"): row[-1].strip("`") for row in rows} == {
        str(column): as_written(value) for column, value in figures.items()
    }


# --- the problems -----------------------------------------------------------------------------------------------


PIPELINE = sorted((ROOT / "pipeline").rglob("*.py"))
PLACE = 5
"""Of the code among the fields of ``model.Problem``."""


@cache
def functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


@cache
def calls_by_name(within: ast.FunctionDef) -> dict[str, list[ast.Call]]:
    found: dict[str, list[ast.Call]] = {}
    for node in ast.walk(within):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            found.setdefault(node.func.id, []).append(node)
    return found


def calls(within: ast.FunctionDef, name: str) -> list[ast.Call]:
    return calls_by_name(within).get(name, [])


def codes_of_calls(name: str, place: int, keyword: str, paths: Iterable[Path]) -> set[str]:
    """What the calls of a function hand over as one of its arguments."""
    found: set[str] = set()
    for path in paths:
        for within in functions(path):
            for call in calls(within, name):
                named = [each.value for each in call.keywords if each.arg == keyword]
                for value in named or call.args[place : place + 1]:
                    found |= texts(value, path, within)
    return found


def texts(value: ast.expr, path: Path, within: ast.FunctionDef) -> set[str]:
    """The texts that an expression may be; ``*`` stands for what is known only when it runs."""
    match value:
        case ast.Constant(value=str(text)):
            return {text}
        case ast.IfExp(body=one, orelse=other):
            return texts(one, path, within) | texts(other, path, within)
        case ast.JoinedStr(values=parts):
            return {"".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)}
        case ast.Name(id=name) if name in [each.arg for each in within.args.args]:
            place = [each.arg for each in within.args.args].index(name)
            is_private = within.name.startswith("_")
            return codes_of_calls(within.name, place, name, [path] if is_private else PIPELINE)
    return set()


@cache
def emitted() -> set[str]:
    """The codes of every ``Problem`` that the program makes."""
    return codes_of_calls("Problem", PLACE, "problem", PIPELINE)


def test_the_code_of_every_problem_is_found() -> None:
    for path in PIPELINE:
        for within in functions(path):
            for call in calls(within, "Problem"):
                named = [each.value for each in call.keywords if each.arg == "problem"]
                assert texts((named or [call.args[PLACE]])[0], path, within), f"{path.name}:{call.lineno}"


def test_every_problem_is_in_the_analysts_page_and_no_other() -> None:
    told = {code for row in table_rows(section("docs/analysts.md", "## Problems"))[1:] for code in coded(row[0])}
    codes = emitted()
    assert [code for code in sorted(codes) if not fnmatch.filter(told, code)] == []
    assert [code for code in sorted(told) if not any(fnmatch.fnmatchcase(code, each) for each in codes)] == []


def test_the_recipe_in_the_page_can_be_used(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.yaml"
    recipe.write_text(section("docs/analysts.md", "## Ruling").split("```yaml\n")[1].split("```")[0], "utf-8")
    rulings = recipe_from_file(recipe)
    [framework] = [each for each in shipped() if each.id == "ai-upskilling"]
    require_known(rulings, framework)
    in_some = {"ai-production": 2, "llm-prompting": 1}
    assert rulings.answers == {"pretty good": 3, "no idea": None, "yes": in_some}
    assert (len(rulings.columns), len(rulings.people), len(rulings.teams), len(rulings.crosswalk)) == (3, 2, 1, 1)


# --- the pages themselves ---------------------------------------------------------------------------------------


def anchors(path: Path) -> set[str]:
    """The places in a page that a link can name, as code hosts make them from headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(path: Path) -> Iterable[str]:
    return re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_lead_somewhere(path: Path) -> None:
    for link in links(path):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        aim = (path.parent / target).resolve() if target else path
        assert aim.exists(), link
        assert not anchor or anchor in anchors(aim), link


def code_lines(path: Path) -> list[str]:
    """Lines of code blocks and pieces of text set in code."""
    text = path.read_text("utf-8")
    blocks = re.findall(r"```\w*\n(.*?)```", text, re.S)
    return [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_that_a_page_names_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.M))
    for line in code_lines(path):
        for goal in re.findall(r"^(?:\$ )?make ([a-z]+)", line):
            assert goal in targets, line
        for words in re.findall(r"(?:^|/|\$ )skillgap (?:--home \S+ )?([a-z-]+(?: [a-z-]+)?)", line):
            assert words in COMMANDS or words.split()[0] in {*COMMANDS, "framework"}, line


def test_the_readme_names_the_two_commands() -> None:
    assert {"make demo", "make test"} <= set(code_lines(ROOT / "README.md"))


# --- exports --------------------------------------------------------------------------------------------------------


def test_every_tool_is_in_the_page_of_exports_in_the_order_in_which_it_is_asked() -> None:
    rows = table_rows(section("docs/exports.md", "## Recognition"))[1:]
    assert tuple(row[0].strip("`") for row in rows) == TOOLS


def test_each_trap_has_a_test_that_is_there() -> None:
    rows = table_rows(section("docs/exports.md", "## Traps, and the test of each"))[1:]
    for trap, tests in rows:
        named = [test.split("::") for test in coded(tests)]
        assert named, trap
        assert [test for test in named if f"\ndef {test[1]}(" not in page(test[0])] == [], trap
