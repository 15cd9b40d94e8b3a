"""Which survey tools a form can be written for, and the writing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from pipeline.frameworks.forms import google_forms, limesurvey, microsoft_forms, qualtrics
from pipeline.frameworks.forms.form import Form

FormTool = Literal["google-forms", "microsoft-forms", "qualtrics", "limesurvey"]

ENDINGS: dict[FormTool, str] = {
    "google-forms": ".gs",
    "microsoft-forms": ".docx",
    "qualtrics": ".txt",
    "limesurvey": ".txt",
}
"""What each tool's file is called at the end."""

_TEXTS: dict[FormTool, Callable[[Form], str]] = {
    "google-forms": google_forms.script,
    "qualtrics": qualtrics.advanced_text,
    "limesurvey": limesurvey.structure,
}


def write_form(form: Form, tool: FormTool, path: Path) -> None:
    """Write the file that a survey tool builds a form from (UTF-8); one that is there is replaced."""
    if tool == "microsoft-forms":
        microsoft_forms.write_document(form, path)
    else:
        path.write_text(_TEXTS[tool](form), "utf-8", newline="")
