"""Text that a respondent or a form's author typed never becomes markup, a link or an image on the upload page."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.helpers import open_page

TYPED = "![x](https://n.example/i.png) <img src=x onerror=alert(1)> [l](https://n.example) :red[r] $a$ `c` **b** =1+1"
MARKDOWN = ("markdown", "caption", "info", "warning", "error", "success", "expander", "checkbox", "button", "toggle")
LIVE = re.compile(r"(?<!\\)(?:!\[|\]\(|<img|:red\[|\$a|`c`|\*\*b)")


def hostile() -> bytes:
    """A survey with that text as team, answer, header, half of an edited question's header and name of a sheet."""
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(["Timestamp", "Email Address", "Team", "AI/ML Fundamentals", f"AI in Production {TYPED}", TYPED])
    for day in range(1, 5):
        answers = ["2", "3", TYPED] if day > 1 else [TYPED, TYPED, TYPED]
        lines.writerow([f"2026/02/0{day} 9:00:00 AM GMT+1", f"p{day}@n.example", TYPED, *answers])
    return text.getvalue().encode()


def written(page: AppTest) -> list[str]:
    """Every text that Streamlit reads as Markdown: values of sentences, labels of everything else."""
    elements = [element for kind in MARKDOWN for element in page.get(kind)]
    labelled = [*elements, *page.selectbox, *page.radio, *page.text_input, *page.metric, *page.multiselect]
    values = [getattr(element, "value", "") for element in elements]
    return [text for text in [*values, *(getattr(each, "label", "") for each in labelled)] if isinstance(text, str)]


def test_text_of_a_file_is_nothing_but_text(home: Path) -> None:
    page = open_page("pages/upload.py", home)
    page.file_uploader[0].set_value((f"{TYPED.replace('/', '_')}.csv", hostile(), "text/csv")).run()
    assert not page.exception
    said = written(page)
    assert any("onerror" in text for text in said)  # the page does speak of it
    assert [text for text in said if LIVE.search(text)] == []
