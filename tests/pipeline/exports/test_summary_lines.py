"""Lines and columns that sum up many people are nobody's, and somebody called Max is somebody."""

import pytest

from pipeline.errors import ExportError
from pipeline.exports.read import responses_of
from tests.pipeline.exports.files import brief, sheet_of

KNOWN = frozenset({"prompting", "ethics", "testing"})
HEADER = ("Name", "Team", "Prompting", "Ethics")
ADA, BO = ("Ada", "Owls", "1", "2"), ("Bo", None, None, "3")
SUMMARIES = [
    "Max", "Min", "Maximum", "Ø", "Ø Team", "Mittelwert", "Count", "Anzahl", "Anzahl Experten", "Coverage", "# experts",
    "Number of experts", "Bus factor", "Std dev", "Standard deviation", "Backup needed", "Demand", "Summe", "Median",
    "Team average", "Required level", "Soll", "Gap", "Nombre d'experts", "Écart-type", "Máximo", "Fabbisogno",
    "Dekking",
]  # fmt: skip


@pytest.mark.parametrize("name", SUMMARIES)
def test_a_line_that_sums_up_is_nobody_and_said(name: str) -> None:
    read = responses_of([sheet_of(HEADER, ADA, BO, (name, None, "3", "2"))], known=KNOWN)
    assert (read.rows.tolist(), read.refused) == ([2, 3], 1)
    assert brief(read.problems) == [("total_line", 4, "A", "Name", name)]


@pytest.mark.parametrize("name", SUMMARIES)
def test_a_column_that_sums_up_beside_people_is_nobody_and_said(name: str) -> None:
    lines = [
        ("Skill", "Ada", "Bo", name),
        ("Prompting", "1", "2", "2"),
        ("Ethics", None, "3", "3"),
        ("Testing", "1", "1", "1"),
    ]
    read = responses_of([sheet_of(*lines)], known=KNOWN)
    assert (read.rows.tolist(), read.refused) == ([2, 3], 1)
    assert brief(read.problems) == [("total_line", 1, "D", "Skill", name)]


@pytest.mark.parametrize(
    "line",
    [
        ("Max", "Owls", "3", "2"),
        ("Max", "max@owls.example", "3", "2"),
        ("Max Gap Sommer", None, "3", "2"),
        ("Maxime", None, "3", "2"),
        ("Max", None, "3", "teaches it"),
    ],
)
def test_somebody_called_max_is_somebody(line: tuple[str | None, ...]) -> None:
    read = responses_of([sheet_of(HEADER, ADA, line)], known=KNOWN)
    assert (read.rows.tolist(), read.problems) == ([2, 3], ())


def test_max_behind_a_number_of_staff_is_somebody() -> None:
    lines = [("No", "Name", "Prompting", "Ethics"), ("1041", "Ada", "1", "2"), ("1042", "Max", "3", "2")]
    read = responses_of([sheet_of(*lines)], known=KNOWN)
    assert (read.rows.tolist(), read.problems) == ([2, 3], ())


@pytest.mark.parametrize("corner", ["Skill", None])
@pytest.mark.parametrize("names", [("Prompting", "Ethics", "Testing"), ("Ethics", "Prompting")])
def test_a_table_of_skills_by_skills_holds_nobody(corner: str | None, names: tuple[str, ...]) -> None:
    lines = [(corner, "Prompting", "Ethics", "Testing"), *((name, "1", "2", "3") for name in names)]
    with pytest.raises(ExportError, match="Its lines and its columns both name dimensions"):
        responses_of([sheet_of(*lines)], known=KNOWN)


def test_people_who_name_their_favourite_skill_first_are_people() -> None:
    lines = [("Favourite", "Name", "Prompting", "Ethics"), ("Ethics", *ADA[:1], "1", "2"), ("Ethics", "Bo", "2", "3")]
    assert responses_of([sheet_of(*lines)], known=KNOWN).rows.tolist() == [2, 3]
