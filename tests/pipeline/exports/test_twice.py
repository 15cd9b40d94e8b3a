"""Second columns of one question: numbers that programs put behind headers, and numbers that are the author's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exports.read import responses_of
from pipeline.exports.twice import plain_headers
from tests.pipeline.exports.files import sheet_of


@pytest.mark.parametrize(
    ("headers", "plain"),
    [
        (["Topic", "Topic2"], {2: "Topic"}),
        (["Topic", "Topic2", "Topic3"], {2: "Topic", 3: "Topic"}),
        (["Topic", "Topic3"], {}),  # a second is missing, so the third is somebody's own number
        (["Topic2", "Other"], {}),
        (["topic", "Topic2"], {2: "Topic"}),
        (["How good?", "How good?2"], {2: "How good?"}),
        (["Good (all)", "Good (all)2"], {2: "Good (all)"}),
        (["Topic", "Topic (2)", "Topic (3)"], {2: "Topic", 3: "Topic"}),
        (["Topic", "Topic(2)"], {}),
        (["Topic", "Topic.1", "Topic.2"], {2: "Topic", 3: "Topic"}),
        (["Topic", "Topic 2"], {}),
        (["Task 1", "Task 2"], {}),
        (["Year", "Year1"], {}),
        (["Year", "Year2026"], {}),
        (["", "2"], {}),
        (["Web", "Web2"], {}),  # a known name
    ],
)
def test_a_number_goes_only_where_the_header_without_it_stands(headers: list[str], plain: dict[int, str]) -> None:
    assert plain_headers(headers, frozenset(["web2"])) == plain


@given(st.lists(st.from_regex(r"[A-C][ .(]?[0-3]?\)?", fullmatch=True), max_size=8))
def test_what_is_left_stands_in_the_file_and_is_shorter(headers: list[str]) -> None:
    for column, text in plain_headers(headers, frozenset()).items():
        assert text.casefold() in {header.casefold() for header in headers}
        assert headers[column - 1].startswith(text)
        assert len(text) < len(headers[column - 1])


def test_columns_of_any_tool_are_asked_with_their_own_text() -> None:
    read = responses_of(
        [
            sheet_of(
                ("Timestamp", "Team", "Topic", "Topic2", "Team2"),
                ("3/14/2026 10:00:00", "Core", "1", None, None),
                ("3/14/2026 10:05:00", None, None, "2", "Edge"),
            )
        ]
    )
    assert [(column.header, column.question) for column in read.columns] == [
        ("Timestamp", "Timestamp"),
        ("Team", "Team"),
        ("Topic", "Topic"),
        ("Topic2", "Topic"),
        ("Team2", "Team"),
    ]


def test_dimensions_of_a_long_file_keep_their_names() -> None:
    lines = [(f"p{at}@example.org", skill, "1") for at in range(3) for skill in ("Angular", "Angular2")]
    read = responses_of([sheet_of(("email", "skill", "level"), *lines)], known=frozenset(["angular2"]))
    assert [column.question for column in read.columns] == ["email", "Angular", "Angular2"]
