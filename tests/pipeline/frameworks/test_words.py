"""What counts as the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.frameworks.words import fault, fingerprint, normalised, slug


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("  LLM\u00a0& Prompt-Engineering ", "llm and prompt engineering"),
        ("AI/ML_Fundamentals?", "ai ml fundamentals"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("C++", "c++"),
        ("C#", "c#"),
        ("\uff21\uff29", "ai"),  # full-width letters
        ("\u2605\u2605", "\u2605\u2605"),  # nothing but signs
    ],
)
def test_texts_are_reduced_to_their_words(text: str, same: str) -> None:
    assert normalised(text) == same


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_a_slug_has_no_blanks() -> None:
    assert slug("Data Engineering for AI") == "data-engineering-for-ai"


def test_a_fingerprint_never_changes() -> None:
    # printf 'i own an oven' | sha256sum | cut -c1-10
    assert fingerprint(" I own an\u00a0OVEN. ") == "8c5c0a9ca6"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a\nb\tc", None),
        ("\u00a0", "must not be blank"),
        ("a\u00a0", "must not begin or end with a blank"),
        ("a\x00b", "holds a control character"),
        ("a\rb", "holds a control character"),
        ("a" * 4_001, "is longer than 4,000 characters"),
    ],
)
def test_a_text_that_a_spreadsheet_would_change_has_a_fault(text: str, complaint: str | None) -> None:
    assert fault(text) == complaint
