"""What makes two texts the same words: the one comparison key for names, statements and ticks.

Decision: signs that carry meaning in names of techniques (``C++``, ``C#``) are kept; everything
that survey tools and typists change is not.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST_TEXT = 4_000
"""Characters in a statement or an indicator; a spreadsheet cell holds 32,767."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_APART = re.compile(r"(?:[^\w+#]|_)+")


def normalised(text: str) -> str:
    """Text with case, blanks and punctuation out of the way; ``&`` is "and".

    NBSP and other wide forms count as what they look like. ``+`` and ``#`` are kept. A text of
    nothing but punctuation stays as it is.

    >>> normalised("  LLM\u00a0& Prompt-Engineering ")
    'llm and prompt engineering'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    # casefold can leave a text that is no longer in normal form
    plain = unicodedata.normalize("NFKC", folded).replace("&", " and ")
    return _APART.sub(" ", plain).strip() or plain.strip()


def slug(name: str) -> str:
    """Make an id of a name: its normalised words joined by hyphens.

    >>> slug("AI/ML Fundamentals")
    'ai-ml-fundamentals'
    """
    return normalised(name).replace(" ", "-")


def fingerprint(text: str) -> str:
    """Short id of a text that stays the same in every file and every year: 10 hex digits.

    Two texts that are the same words have the same fingerprint; among 1,000 different texts two
    collide with a probability of 5e-7.

    >>> fingerprint("I have shipped it") == fingerprint("i have  shipped it.")
    True
    """
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:10]


def fault(text: str) -> str | None:
    """Say why a text would come back from a spreadsheet as another one, or None where it would not.

    >>> fault("Aware "), fault("Aware")
    ('must not begin or end with a blank', None)
    """
    if not text.strip():
        return "must not be blank"
    if text != text.strip():
        return "must not begin or end with a blank"
    if _CONTROL.search(text):
        return "holds a control character"
    if len(text) > LONGEST_TEXT:
        return f"is longer than {LONGEST_TEXT:,} characters"
    return None
