"""Numbers read by the forms of a column are those that the pattern finds in each text by itself."""

from __future__ import annotations

import re

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exports.digits import Numbered

PATTERN = r"^(?P<whole>\d{1,4})(?P<mark>[.,é])?(?:(?P<part>\d{1,9}))?$"
TEXTS = st.lists(st.none() | st.text("0129.,é x", max_size=7), max_size=8)


@given(TEXTS, st.integers(0, 3))
def test_every_text_is_read_as_it_would_be_alone(texts: list[str | None], start: int) -> None:
    alone = [re.search(PATTERN, text) for text in texts[start:] if text is not None]
    found = [each for each in alone if each]
    numbered = Numbered(pa.array(texts, pa.string()).slice(start), PATTERN)
    assert numbered.is_match.tolist() == [bool(text and re.search(PATTERN, text)) for text in texts[start:]]
    assert numbered.numbers("whole").tolist() == [int(each["whole"]) for each in found]
    assert numbered.numbers("part", places=3).tolist() == [int(f"{each['part'] or ''}000"[:3]) for each in found]
    assert numbered.are("mark", ",").tolist() == [each["mark"] == "," for each in found]


def test_texts_without_a_byte_match_nothing() -> None:
    numbered = Numbered(pa.array([None, "", None], pa.string()), PATTERN)
    assert (numbered.is_match.tolist(), numbered.numbers("whole").tolist()) == ([False] * 3, [])
