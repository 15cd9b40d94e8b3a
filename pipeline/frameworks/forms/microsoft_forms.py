"""A document that Microsoft Forms takes questions from: numbered questions with lettered choices."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from openpyxl.utils import get_column_letter

from pipeline.frameworks.forms.form import Form


def write_document(form: Form, path: Path) -> None:
    """Write the document (.docx) for "Quick import"; one that is there is replaced.

    Microsoft notes the name and address of who answers by itself, so they are not asked. Numbers and letters are
    typed and no list of the word processor's, whose numbers are not part of the text that is read.
    """
    document = Document()
    document.add_heading(form.title, 0)
    document.add_paragraph(form.introduction)
    for number, question in enumerate((*form.who[1:], *form.questions), start=1):
        document.add_paragraph(f"{number}. {question.text}")
        for place, choice in enumerate(question.choices, start=1):
            document.add_paragraph(f"{get_column_letter(place)}. {choice}")  # A to Z, then AA, as columns are called
    document.save(str(path))
