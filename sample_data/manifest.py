"""README.md of the sample: what the files are, and what was planted in them.

Decision: it is written by the maker, because a manifest kept by hand would sooner or later lie.
"""

from __future__ import annotations

from collections.abc import Iterable

from sample_data.dirt import NBSP, Planted

_LONGEST_VALUE = 80

_INTRODUCTION = """\
# Sample data: Larkspur Robotics

Larkspur Robotics does not exist. Its 302 engineers, their answers and their plans are made up by
`python sample_data/make.py`, always the same from fixed seeds; `--to DIR` writes them elsewhere.
Do not edit the files: change the maker and run it again.

| file | what it is | how it is laid out |
|---|---|---|
| `survey_2025.csv` | answers of March 2025 | Google Forms' own csv, one statement chosen per dimension |
| `survey_2026.xlsx` | answers of March 2026 | Google Forms by way of a spreadsheet, ticked indicators |
| `matrix_2026.xlsx` | answers of Juniper and Sedge, 2026 | a skill matrix kept by hand under two title lines |
| `roster_2025.csv`, `roster_2026.csv` | who was asked | the roster template |
| `targets_2025.csv`, `targets_2026.xlsx` | levels expected of roles and a few teams | the targets template |
| `roadmap_2025.csv`, `roadmap_2026.xlsx` | AI projects and what they need | the roadmap template |
| `rubric_2026.csv` | the rubric of 2026, which asks for one behaviour less at a level | a rubric to import |
| `crosswalk_2026.yaml` | what levels of 2025 may mean by it | a recipe with a crosswalk |

Between the cycles 42 people joined, 31 left and 16 changed teams. Things to find in the figures: the assistants
(LLM & Prompt Engineering, AI-Assisted Development) have gained most, above all in Fleet Cloud; Yarrow and Tansy
have not caught up; Foxglove knows machine learning but not production; about half of Heather and Tansy answered in
2026, and of Rush nobody; the smallest teams are too small to be shown. The most important project lacks people of
three teams, each in another dimension: for certain in one of them, in the others unless the silent can do it. What
changed since 2025 has every entry that a change can have: new targets, a rubric that asks for less, people who joined,
moved, left or fell silent.

## Planted on purpose

Real files are not clean. Each line below was planted; those marked *problem* must be reported when the
file is loaded, and no others. Rows and columns count as a spreadsheet does.

| file | row | column | what | value | reported |
|---|---|---|---|---|---|
"""


def manifest(planted: Iterable[Planted]) -> str:
    """Text of README.md, with one line per thing planted."""
    return _INTRODUCTION + "".join(_line(entry) for entry in planted)


def _line(entry: Planted) -> str:
    value = entry.value if len(entry.value) <= _LONGEST_VALUE else f"... {entry.value[-_LONGEST_VALUE:]}"
    value = value.replace(NBSP, "[NBSP]").replace("|", "\\|")
    reported = "*problem*" if entry.is_problem else ""
    return f"| `{entry.file}` | {entry.row} | {entry.column or ''} | {entry.what} | {value} | {reported} |\n"
