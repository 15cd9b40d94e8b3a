"""The header row among titles and legends, filled rows and refused lines."""

import pytest

from pipeline.exports.lines import records
from pipeline.exports.table import filled_rows, header_row, known_count, squeezed
from tests.pipeline.exports.files import brief, sheet_of

NONE = (None, None, None, None)


def test_squeezed_keeps_letters_and_digits_of_any_script() -> None:
    assert squeezed(" E-Mail_Adresse (Größe 2)\u00a0") == "emailadressegrösse2"
    assert squeezed("タイム スタンプ") == "タイムスタンプ"


def test_a_row_of_blanks_is_not_filled() -> None:
    sheet = sheet_of((None, "x"), (" ", "\u00a0\t"), (None, None), ("a", None))
    assert filled_rows(sheet).tolist() == [1, 4]


@pytest.mark.parametrize(
    ("above", "header"),
    [
        ((), 1),
        ((("Skills 2026", None, None, None), NONE), 3),
        ((("Legende", "0 = nichts", None, None), (None, "1 = wenig", None, None)), 3),
        (((None, "Technik", "Technik", "Technik"),), 2),  # merged group headers, repeated
        (((None, "Technique", None, None),), 2),
    ],
)
def test_the_header_is_found_below_titles_legends_and_groups(
    above: tuple[tuple[str | None, ...], ...], header: int
) -> None:
    sheet = sheet_of(
        *above, ("Name", "Prompting", "Evaluation", "Ethik"), ("Ada", "1", "2", "3"), ("Bo", "x", "y", "z")
    )
    assert header_row(sheet, frozenset()) == header


def test_a_names_column_may_lack_its_header() -> None:
    assert header_row(sheet_of((None, "Prompting", "Ethik"), ("Ada", "hoch", "tief")), frozenset()) == 1


def test_known_names_find_the_header_among_wider_rows() -> None:
    sheet = sheet_of(("alpha", "beta", "gamma", "delta"), ("Wer", "Prompting", "Ethik", None), ("Ada", "1", "2", None))
    assert header_row(sheet, frozenset()) == 1
    assert header_row(sheet, frozenset({"prompting", "ethik"})) == 2


def test_one_known_name_is_enough_where_only_one_row_has_it() -> None:
    sheet = sheet_of((None, "Prompting"), ("Ada", "3"), ("Bo", "4"))
    assert header_row(sheet, frozenset()) is None
    assert header_row(sheet, frozenset({"prompting"})) == 1


def test_a_known_name_counts_within_a_longer_header_unless_it_is_short() -> None:
    known = frozenset({"prompting", "sql"})
    assert known_count(("How good is your prompting?", "SQL", "MySQL tuning", ""), known) == 2


@pytest.mark.parametrize("word", ["Total", "AVERAGE:", "Gesamt", "Durchschnitt", "Moyenne", "Somme", "Promedio"])
def test_a_total_line_is_refused_with_a_problem(word: str) -> None:
    sheet = sheet_of(("Nom", "A", "B"), ("Ada", "3", "x"), (word, "3,5", "66 %"))
    rows, problems = records(sheet, 1, filled_rows(sheet))
    assert rows.tolist() == [2]
    assert brief(problems) == [("total_line", 3, "A", "Nom", word)]


@pytest.mark.parametrize("cells", [("Total", "3", "expert"), ("Total", None, None), ("Totalski", "3", "4")])
def test_a_person_with_such_a_name_is_no_total(cells: tuple[str | None, ...]) -> None:
    sheet = sheet_of(("Name", "A", "B"), cells)
    assert (records(sheet, 1, filled_rows(sheet))[0].tolist(), records(sheet, 1, filled_rows(sheet))[1]) == ([2], ())


def test_a_repeated_header_is_refused_with_a_problem() -> None:
    sheet = sheet_of(("Name", None, "B"), ("Ada", "1", "2"), ("Name ", "x", "B"), ("Name", "1", "C"), name="Liste")
    rows, problems = records(sheet, 1, filled_rows(sheet))
    assert rows.tolist() == [2, 4]
    assert brief(problems) == [("repeated_header", 3, "A", "Name", "Name")]
    assert problems[0].sheet == "Liste"
