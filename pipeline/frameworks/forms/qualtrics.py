"""A text file that Qualtrics imports as a survey: its advanced format."""

from __future__ import annotations

from pipeline.frameworks.forms.form import Form, Question


def advanced_text(form: Form) -> str:
    """The file (.txt): a block of who answers and a block of the questions, each under its code.

    Qualtrics takes a question's text for markup; a sign that would begin a tag is written so that it shows.
    """
    blocks = [("Who", form.who), ("Questions", form.questions)]
    parts = ["[[AdvancedFormat]]", f"[[Block:{blocks[0][0]}]]", f"[[Question:DB]]\n{_shown(form.introduction)}"]
    parts += map(_question, form.who)
    parts += [f"[[Block:{blocks[1][0]}]]", *map(_question, form.questions)]
    return "\n\n".join(parts) + "\n"


def _question(question: Question) -> str:
    kind = "TE:SingleLine"
    if question.choices:
        kind = "MC:MultipleAnswer:Vertical" if question.is_many else "MC:SingleAnswer:Vertical"
    lines = [f"[[Question:{kind}]]", f"[[ID:{question.code}]]", _shown(question.text)]
    if question.choices:
        lines += ["[[Choices]]", *map(_shown, question.choices)]
    return "\n".join(lines)


def _shown(text: str) -> str:
    """On one line, because a line is a choice; without what Qualtrics would take for a tag of its own."""
    return " ".join(text.split()).replace("<", "&lt;").replace("[[", "[ [")
