"""A table that LimeSurvey imports as a survey: its tab-separated structure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from pipeline.frameworks.forms.form import Form, Question

_COLUMNS = ("id", "class", "type/scale", "name", "relevance", "text", "language", "mandatory", "other")
_LANGUAGE = "en"
_TEXT, _ONE, _MANY = "S", "L", "M"
"""LimeSurvey's letters for a short text, a list of buttons and boxes to tick."""

Row = dict[str, str]


def structure(form: Form) -> str:
    """The table (.txt or .tsv), a row per survey setting, group, question and choice.

    Answers come back in full where they are exported with full texts, and so do the questions.
    """
    written = io.StringIO()
    table = csv.DictWriter(written, _COLUMNS, restval="", dialect="excel-tab", lineterminator="\r\n")
    table.writeheader()
    table.writerows(_rows(form))
    return written.getvalue()


def _rows(form: Form) -> Iterator[Row]:
    for name, value in (("language", _LANGUAGE), ("anonymized", "N"), ("datestamp", "Y"), ("format", "G")):
        yield {"class": "S", "name": name, "text": value}
    for name, value in (("surveyls_title", form.title), ("surveyls_welcometext", form.introduction)):
        yield {"class": "SL", "name": name, "text": _shown(value), "language": _LANGUAGE}
    number = 0
    for group, (title, questions) in enumerate((("Who", form.who), ("Questions", form.questions)), start=1):
        yield _row("G", str(group), name=title)
        for question in questions:
            number += 1
            yield from _question(question, str(number))


def _question(question: Question, number: str) -> Iterator[Row]:
    kind = _TEXT if not question.choices else _MANY if question.is_many else _ONE
    yield _row("Q", number, kind, question.code, question.text)
    for place, choice in enumerate(question.choices, start=1):
        if question.is_many:
            yield _row("SQ", number, "0", f"SQ{place:03}", choice)
        else:
            yield _row("A", number, "0", f"A{place}", choice) | {"relevance": "0"}


def _row(kind: str, number: str, scale: str = "", name: str = "", text: str = "") -> Row:
    known = {"class": kind, "id": number, "type/scale": scale, "name": name, "relevance": "1", "language": _LANGUAGE}
    return known | {"text": _shown(text)} | ({"mandatory": "N", "other": "N"} if kind == "Q" else {})


def _shown(text: str) -> str:
    """Text is markup there, and what stands in braces a formula: both are written so that they show."""
    return " ".join(text.split()).replace("<", "&lt;").replace("{", "{ ")
