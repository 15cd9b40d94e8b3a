"""Lines and columns that sum up many people are nobody's, and somebody called Max is somebody."""

import pytest

from pipeline.errors import ExportError
from pipeline.exports.read import responses_of
from tests.pipeline.exports.files import brief, sheet_of

KNOWN = frozenset({"prompting", "ethics", "testing"})
HEADER = ("Name", "Team", "Prompting", "Ethics")
ADA, BO = ("Ada", "Owls", "1", "2"), ("Bo", None, None, "3")
SUMMARIES = [
    "Maximum", "Ø", "Ø Team", "Mittelwert", "Count", "Anzahl", "Anzahl Experten", "Coverage", "# experts",
    "Number of experts", "Bus factor", "Std dev", "Standard deviation", "Backup needed", "Demand", "Summe", "Median",
    "Team average", "Required level", "Soll", "Gap", "Nombre d'experts", "Écart-type", "Máximo", "Fabbisogno",
    "Dekking", "Target 2027", "Avg. 2025", "Avg.", "Last year's average", "Number of people at 3+", "Experts per skill",
    "Target (Q4)", "Ø 2026", "Required for role", "2025 average", "Ziel Q3", "Total people", "Durchschnitt (2025)",
    "Experten pro Skill", "Max 2025",
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


PEOPLE = (("Ada", "1", "2"), ("Bo", "4", None), ("Cy", "1", "3"))


@pytest.mark.parametrize(
    "line",
    [
        ("Max", "4", "3"),
        ("min", "1", "2"),
        ("Sum", "6", "5"),
        ("Suma", "6", "5"),
        ("Média", "2", "2.5"),
        ("Media", "2,0", "2,5"),
        ("Media", "2", "3"),
        # 1, 4, 1 are 1, 2, 1 from their mean: sqrt(6 / 3) = 1.41, sqrt(6 / 2) = 1.73; 2, 3: sqrt(.5 / 2), sqrt(.5 / 1)
        ("SD", "1.41", "0.5"),
        ("SD", "1.7", "0.7"),
        ("Doel", "3", "3"),
    ],
)
def test_a_name_whose_numbers_are_those_of_all_people_sums_them_up(line: tuple[str, str, str]) -> None:
    read = responses_of([sheet_of(("Name", "Prompting", "Ethics"), *PEOPLE, line)], known=KNOWN)
    assert (read.rows.tolist(), read.refused) == ([2, 3, 4], 1)
    lines = [*zip(("Skill", "Prompting", "Ethics"), *PEOPLE, line, strict=True)]
    read = responses_of([sheet_of(*lines)], known=KNOWN)
    assert (read.rows.tolist(), read.refused) == ([2, 3, 4], 1)


@pytest.mark.parametrize("name", ["Max", "Min", "Sum", "SD", "Doel", "Média", "Suma"])
def test_a_name_whose_numbers_are_its_own_is_somebody(name: str) -> None:
    lines = (*PEOPLE[:2], (name, "3", "0"), PEOPLE[2])
    read = responses_of([sheet_of(("Name", "Prompting", "Ethics"), *lines)], known=KNOWN)
    assert (read.rows.tolist(), read.problems) == ([2, 3, 4, 5], ())
    lines = [*zip(("Skill", "Prompting", "Ethics"), *lines, strict=True)]
    read = responses_of([sheet_of(*lines)], known=KNOWN)
    assert (read.rows.tolist(), read.problems) == ([2, 3, 4, 5], ())


@pytest.mark.parametrize("name", ["Max", "Min", "Sum", "Soma"])
def test_a_name_with_other_numbers_is_somebody_also_at_the_end(name: str) -> None:
    read = responses_of([sheet_of(("Name", "Prompting", "Ethics"), *PEOPLE, (name, "3", "0"))], known=KNOWN)
    assert (read.rows.tolist(), read.problems) == ([2, 3, 4, 5], ())


def test_lines_of_maxima_stand_above_people_below_them_and_below_each_part() -> None:
    above = sheet_of(("Name", "Prompting", "Ethics"), ("Max", "4", "3"), *PEOPLE)
    assert responses_of([above], known=KNOWN).rows.tolist() == [3, 4, 5]
    lines = (*PEOPLE, ("Max", "4", "3"), ("Di", "1", "1"), ("Ed", "0", "2"), ("Max", "1", "2"), ("Average", "1.4", "2"))
    read = responses_of([sheet_of(("Name", "Prompting", "Ethics"), *lines)], known=KNOWN)
    assert (read.rows.tolist(), read.refused) == ([2, 3, 4, 6, 7], 3)


def test_a_sum_counts_somebody_called_max() -> None:
    lines = (*PEOPLE, ("Max", "3", "0"), ("Zoe", "1", "1"), ("Sum", "10", "6"))
    read = responses_of([sheet_of(("Name", "Prompting", "Ethics"), *lines)], known=KNOWN)
    assert (read.rows.tolist(), read.refused) == ([2, 3, 4, 5, 6], 1)


@pytest.mark.parametrize("name", ["Ada 2", "No. 3", "Max 1", "Q3"])
def test_a_number_behind_a_name_makes_no_total(name: str) -> None:
    read = responses_of([sheet_of(HEADER, ADA, BO, (name, None, "3", "2"))], known=KNOWN)
    assert (read.rows.tolist(), read.problems) == ([2, 3, 4], ())


@pytest.mark.parametrize("name", ["Target 2027", "Target (Q4)", "Gap [2026]", "Target level."])
def test_a_remark_or_target_of_a_year_beside_people_may_be_words(name: str) -> None:
    lines = [("Skill", "Ada", "Bo", name), ("Prompting", "1", "2", "high"), ("Ethics", None, "3", "low")]
    read = responses_of([sheet_of(*lines)], known=KNOWN)
    assert (read.rows.tolist(), read.refused) == ([2, 3], 1)


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


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        (
            ("Name", "Prompting", "Ethics", "Total"),
            (("Ada", "1", "4", "5"), ("Bo", "3", "1", "4"), ("Max", "3", "4", "7")),
        ),
        (
            ("Name", "Prompting", "Ethics", "Average"),
            (("Ada", "1", "4", "2.5"), ("Bo", "3", "1", "2"), ("Max", "3", "4", "3.5")),
        ),
        (("Name", "Prompting", "Ethics"), (("Ada", "1", "4?"), ("Bo", "3", "2"), ("Max", "3", "2"))),
        (("Name", "Prompting", "Ethics"), (("Ada", "1", "3-4"), ("Bo", "3 - Expert", "2"), ("Max", "3", "2"))),
    ],
)
def test_a_line_of_maxima_is_one_beside_totals_of_lines_and_cells_that_are_no_number(
    header: tuple[str, ...], lines: tuple[tuple[str, ...], ...]
) -> None:
    read = responses_of([sheet_of(header, *lines)], known=KNOWN)
    assert (read.rows.tolist(), read.refused) == ([2, 3], 1)
    somebody = responses_of([sheet_of(header, *lines[:2], ("Max", "2", "0", "2")[: len(header)])], known=KNOWN)
    assert somebody.rows.tolist() == [2, 3, 4]
