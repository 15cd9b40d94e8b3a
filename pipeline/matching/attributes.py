"""Header -> what it tells of a respondent: person, name, team, division, role, location, manager.

A header is reduced to its content words ("Which team are you in?" -> "team"); only if what is left
is a known name of an attribute does the column count. A mere mention ("How does your team use
AI?") leaves more words and so stays a question. The words themselves are in ``headers.yaml``.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import get_args

import yaml

from pipeline.frameworks.loader import SAFE_LOADER
from pipeline.matching.text import words
from pipeline.model import Attribute

Meaning = str
"""One of ``MEANINGS``."""

MEANINGS = frozenset(get_args(Attribute)) | {
    "address",
    "employee_id",
    "id",
    "given_name",
    "family_name",
    "department",
}
"""What headers tell of a respondent: the attributes, and what one of them can be made of."""


def meaning(header: str) -> Meaning | None:
    """What a header tells of a respondent, or None.

    ``meaning("Which team are you in?")`` is ``"team"``; ``meaning("How does your team use AI?")`` is None.
    """
    fillers, meanings = _vocabulary()
    whole = words(header)
    content = " ".join(word for word in whole.split() if word not in fillers)
    return meanings.get(whole) or meanings.get(content)


@cache
def _vocabulary() -> tuple[frozenset[str], dict[str, Meaning]]:
    text = resources.files("pipeline.matching").joinpath("headers.yaml").read_text("utf-8")
    written = yaml.load(text, SAFE_LOADER)  # noqa: S506 -- a safe loader
    meanings: dict[str, Meaning] = {}
    for what, names in written["meanings"].items():
        for name in names.split(","):
            meanings.setdefault(words(name), what)
    return frozenset(map(words, written["fillers"].split())), meanings
