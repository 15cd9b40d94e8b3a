"""What the layout promises, held by reading the source: floors, sizes, what a page must not do.

Everything is looked for on disk, so a file added tomorrow is held to it too.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PIPELINE = sorted((ROOT / "pipeline").rglob("*.py"))
PAGES = sorted(path for path in (ROOT / "app.py", *(ROOT / "pages").glob("*.py")) if path.exists())
SHARED = sorted((ROOT / "pages" / "shared").rglob("*.py"))
SAMPLE = sorted((ROOT / "sample_data").rglob("*.py"))
QUERIES = sorted((ROOT / "pipeline").rglob("*.sql"))

PAGE_LINES = 80
FILE_LINES = 300
BODY_LINES = 40

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def line_count(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def imported(module: ast.Module) -> set[str]:
    """First parts of all imported names, wherever in the file they are."""
    names = [alias.name for node in ast.walk(module) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in ast.walk(module) if isinstance(node, ast.ImportFrom) and node.module]
    return {full.split(".")[0] for full in names}


def is_docstring(statement: ast.stmt) -> bool:
    return (
        isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def body_lines(function: Function) -> int:
    body = [statement for statement in function.body if not is_docstring(statement)]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def is_catch_all(handler: ast.ExceptHandler) -> bool:
    """Whether a handler is bare, names ``Exception``, or keeps a ``BaseException`` to itself.

    Undoing something and raising ``BaseException`` again is how a transaction ends.
    """
    if handler.type is None:
        return True
    caught = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    last = handler.body[-1]
    passes_on = isinstance(last, ast.Raise) and last.exc is None
    return "Exception" in caught or ("BaseException" in caught and not passes_on)


def is_guard(statement: ast.stmt) -> bool:
    """Whether a statement calls ``frame.page(...)``."""
    return any(isinstance(node, ast.Call) and ast.unparse(node.func) == "frame.page" for node in ast.walk(statement))


def first_action(module: ast.Module) -> ast.stmt | None:
    """The first statement that does something: after the docstring and the imports."""
    passed = (ast.Import, ast.ImportFrom)
    return next((s for s in module.body if not isinstance(s, passed) and not is_docstring(s)), None)


def without_comments(query: str) -> str:
    return re.sub(r"--[^\n]*|/\*.*?\*/", " ", query, flags=re.DOTALL).lower()


def in_fresh_python(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_import_contracts_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_command_line_starts_without_streamlit_and_altair() -> None:
    modules = sorted(path.stem for path in (ROOT / "pipeline").glob("*.py") if path.stem != "__init__")
    imports = "; ".join(f"import pipeline.{module}" for module in modules)
    assert in_fresh_python(f"import sys; {imports}; print({{'streamlit', 'altair'}} & sys.modules.keys())") == "set()"


def test_pages_are_short() -> None:
    assert [(name(path), line_count(path)) for path in PAGES if line_count(path) >= PAGE_LINES] == []


def test_pages_begin_with_their_guard() -> None:
    actions = {name(path): first_action(tree(path)) for path in PAGES}
    assert [page for page, action in actions.items() if action is None or not is_guard(action)] == []


def test_pages_import_neither_pandas_nor_duckdb() -> None:
    banned = {"pandas", "numpy", "duckdb"}
    assert [(name(path), used) for path in PAGES if (used := imported(tree(path)) & banned)] == []


def test_pages_do_not_compute() -> None:
    banned = {"groupby", "merge", "pivot_table", "agg"}
    calls = [
        (name(path), node.lineno, node.attr)
        for path in PAGES + SHARED
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in banned
    ]
    assert calls == []


def test_nothing_catches_everything() -> None:
    handlers = [
        (name(path), node.lineno)
        for path in PIPELINE + PAGES + SHARED + SAMPLE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and is_catch_all(node)
    ]
    assert handlers == []


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def test_functions_fit_on_a_screen() -> None:
    long = [
        (name(path), function.name, body_lines(function))
        for path in PIPELINE + PAGES + SHARED + SAMPLE
        for function in functions(path)
        if body_lines(function) > BODY_LINES
    ]
    assert long == []


def test_files_are_one_idea_long() -> None:
    files = PIPELINE + SHARED + SAMPLE
    assert [(name(path), line_count(path)) for path in files if line_count(path) > FILE_LINES] == []


def test_queries_begin_with_their_grain() -> None:
    first_lines = {name(path): path.read_text(encoding="utf-8").partition("\n")[0] for path in QUERIES}
    assert [query for query, line in first_lines.items() if not re.match(r"-- \S", line)] == []


def test_the_schema_has_nothing_that_a_shared_warehouse_refuses() -> None:
    refused = re.compile(r"\bprimary\s+key\b|\bunique\b|\benum\b|\b(create|temp|replace)\s+(sequence|index)\b")
    found = [
        (name(path), match.group())
        for path in QUERIES
        for match in refused.finditer(without_comments(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_no_window_runs_over_everything() -> None:
    # DuckDB 1.5.5 now and then breaks on one over few rows, and its connection with it: docs/architecture.md.
    endless = re.compile(r"\bover\s*\(\s*\)")
    written = [(name(path), path.read_text(encoding="utf-8")) for path in [*QUERIES, *PIPELINE, *PAGES, *SHARED]]
    assert [path for path, text in written if endless.search(without_comments(text))] == []
