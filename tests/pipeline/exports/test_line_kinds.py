"""Lines of targets, managers or last year among those of levels are refused, and plain repeats are not."""

import pytest

from pipeline.errors import ExportError
from pipeline.exports.read import responses_of
from tests.pipeline.exports.files import brief, sheet_of

HEADER = ("Person", "Skill", "Type", "Level")


def lines(*kinds: str) -> list[tuple[str, str, str, str]]:
    """Two people with a line for each kind, of one level more than the one before."""
    return [(name, "Soup", kind, str(level)) for name in ("Ann", "Bo") for level, kind in enumerate(kinds, 1)]


@pytest.mark.parametrize(
    "kinds", [("Current", "Target"), ("Self", "Manager"), ("2025", "2026"), ("Ist", "Soll"), ("Self-rating", "Peer")]
)
def test_lines_of_several_kinds_are_refused(kinds: tuple[str, str]) -> None:
    with pytest.raises(ExportError) as caught:
        responses_of([sheet_of(HEADER, *lines(*kinds))], known=frozenset({"soup"}))
    assert caught.value.title == (
        f"The column 'Type' says that lines are of several kinds ({kinds[0]!r}, {kinds[1]!r}), so people have several "
        "levels in one dimension."
    )


def test_a_repeat_of_a_line_is_a_problem_and_no_kind() -> None:
    repeated = [*lines("Current"), ("Ann", "Soup", "Current", "2")]
    read = responses_of([sheet_of(HEADER, *repeated)], known=frozenset({"soup"}))
    assert [problem for problem, *_ in brief(read.problems)] == ["duplicate_line"]


@pytest.mark.parametrize("kinds", [("Owls", "Larks"), ("workshop", "interview")])
def test_other_words_say_nothing_of_a_kind(kinds: tuple[str, str]) -> None:
    read = responses_of([sheet_of(HEADER, *lines(*kinds))], known=frozenset({"soup"}))
    assert [problem for problem, *_ in brief(read.problems)] == ["duplicate_line", "duplicate_line"]


def test_kinds_of_different_dimensions_are_read() -> None:
    apart = [("Ann", "Soup", "Self", "1"), ("Ann", "Bread", "Manager", "2"), ("Bo", "Soup", "Self", "3")]
    read = responses_of([sheet_of(HEADER, *apart)], known=frozenset({"soup", "bread"}))
    assert read.problems == ()
