"""One person's plan on one page, as a document that the person can take along and change."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from docx.document import Document as Written
from docx.shared import Cm, Pt

from pipeline.plans import Owned
from pipeline.programme.personal import Plan, Standing
from pipeline.sentences import plans as words

_MARGIN_CM, _FONT_POINTS = 1.8, 9.5
_HEADINGS = ("Skill", "Now and target", "Next step", "Wanted by")
_MOST_TO_DO = 3
"""Activities that one page has room for in a quarter."""


def written_plan(found: Owned, made: Plan, path: Path) -> None:
    """Write the plan (.docx); one that is there is replaced."""
    document = Document()
    _on_one_page(document)
    document.add_heading("My plan for twelve months", 1)
    document.add_paragraph(words.who(found))
    chosen = sorted((each for each in made.standings if each.place), key=lambda each: each.place or 0)
    if chosen:
        document.add_heading("What to work on first", 2)
        _table(document, chosen, found)
    strengths = [each.dimension_name for each in made.standings if each.is_strength]
    if strengths:
        document.add_paragraph(f"Already there, to build on: {', '.join(strengths)}.")
    for quarter in made.quarters:
        document.add_heading(f"Quarter {quarter.quarter}: {words.aim(quarter, found.framework)}", 2)
        for text in words.to_do(quarter)[:_MOST_TO_DO]:
            document.add_paragraph(text, "List Bullet")
        document.add_paragraph(f"Milestone: {quarter.milestone}")
    if not made.quarters:
        document.add_paragraph(words.NOTHING_BELOW if found.is_answered else words.NOTHING_ANSWERED)
    for text in words.later(made.later, found.framework):
        document.add_paragraph(text)
    document.save(str(path))


def _on_one_page(document: Written) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
    for name in ("Normal", "List Bullet"):
        style = document.styles[name]
        style.font.size = Pt(_FONT_POINTS)
        style.paragraph_format.space_after = Pt(2)
    for name in ("Heading 1", "Heading 2"):
        document.styles[name].paragraph_format.space_before = Pt(8)


def _table(document: Written, chosen: list[Standing], found: Owned) -> None:
    table = document.add_table(rows=1, cols=len(_HEADINGS), style="Light Grid Accent 1")
    for cell, heading in zip(table.rows[0].cells, _HEADINGS, strict=True):
        cell.text = heading
    for each in chosen:
        _, _, standing = words.line(each, found.framework).partition(": ")
        texts = (each.dimension_name, standing, words.next_step(each, found.framework), ", ".join(each.projects))
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
