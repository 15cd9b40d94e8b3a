"""Google Forms in several languages, from the sheet and from the form's own download."""

import datetime
import zipfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from pipeline.exports.read import responses
from tests.pipeline.exports.files import answers_of, brief, rows_of, sheet_of, times_of, workbook, written

GERMAN = """Zeitstempel,E-Mail-Adresse,Team,Wie gut kannst du das?  [Prompting],Wie gut kannst du das?  [Ethik],Team,
1.2.2026 10:00:00,ada@example.org,Alpha,3 - Könner,,x,
27.9.2026 9:03:22,bo@example.org,,"1, oder 2",-,,Notiz
"""


def test_a_german_export_is_read_whole(tmp_path: Path) -> None:
    read = responses(written(tmp_path / "a", GERMAN), "Umfrage.csv")
    assert (read.tool, read.header_row, read.refused, read.sheet.name) == ("google-forms", 1, 0, None)
    assert read.rows.tolist() == [2, 3]
    assert times_of(read) == ["2026-02-01T10:00:00", "2026-09-27T09:03:22"]
    assert read.excluded.to_pylist() == [None, None]
    assert answers_of(read) == {
        (1, "Zeitstempel", "completed_at"): ["1.2.2026 10:00:00", "27.9.2026 9:03:22"],
        (2, "E-Mail-Adresse", "email"): ["ada@example.org", "bo@example.org"],
        (3, "Team", None): ["Alpha", None],
        (4, "Wie gut kannst du das?  [Prompting]", None): ["3 - Könner", "1, oder 2"],
        (5, "Wie gut kannst du das?  [Ethik]", None): [None, "-"],
        (6, "Team", None): ["x", None],
        (7, "", None): [None, "Notiz"],
    }
    assert brief(read.problems) == [("cell_without_header", 3, "G", "", "Notiz")]
    assert all(column.rows is None for column in read.columns)
    assert all(column.answers.type == pa.string() for column in read.columns)
    assert (read.rows.dtype, read.completed_at.dtype) == (np.dtype("int64"), np.dtype("datetime64[us]"))


@pytest.mark.parametrize(
    ("header", "email", "time"),
    [
        ("Timestamp", "Email Address", "2026-03-04T09:05:00"),  # English: month first
        ("Horodateur", "Adresse e-mail", "2026-04-03T09:05:00"),
        ("Zeitstempel", "E-Mail-Adresse", "2026-04-03T09:05:00"),
        ("Marca temporal", "Dirección de correo electrónico", "2026-04-03T09:05:00"),
        ("Carimbo de data/hora", "Endereço de e-mail", "2026-04-03T09:05:00"),
        ("Informazioni cronologiche", "Indirizzo email", "2026-04-03T09:05:00"),
        ("Отметка времени", "Адрес электронной почты", "2026-04-03T09:05:00"),
        ("Sygnatura czasowa", "Adres e-mail", "2026-04-03T09:05:00"),
        ("Tijdstempel", "E-mailadres", "2026-04-03T09:05:00"),
        ("タイムスタンプ", "メールアドレス", "2026-04-03T09:05:00"),
    ],
)
def test_every_language_is_recognised(tmp_path: Path, header: str, email: str, time: str) -> None:
    content = f"{header},{email},A\n03/04/2026 09:05:00,ada@example.org,3\n"
    read = responses(written(tmp_path / "a", content), "a.csv")
    assert read.tool == "google-forms"
    assert times_of(read) == [time]
    assert [column.metadata for column in read.columns] == ["completed_at", "email", None]


def test_the_forms_own_download_is_a_zip_with_zone_words(tmp_path: Path) -> None:
    content = '"Horodateur","A"\n"2018/04/09 2:30:02 PM MDT","x;y"\n"2018/04/09 12:00:01 AM MDT","z"\n'
    with zipfile.ZipFile(tmp_path / "a", "w") as archive:
        archive.writestr("Sondage.csv", content)
    read = responses(tmp_path / "a", "Sondage.csv.zip")
    assert times_of(read) == ["2018-04-09T14:30:02", "2018-04-09T00:00:01"]
    assert answers_of(read)[2, "A", None] == ["x;y", "z"]


def test_a_workbook_has_real_times_and_its_sheet_is_found(tmp_path: Path) -> None:
    form = [
        ["Horodateur", "Note", "Compétence"],
        [datetime.datetime(2026, 3, 4, 10, 20, 30), "8 / 10", 3],
        [None, None, None],
        [datetime.datetime(2026, 3, 5), "9 / 10", None],
    ]
    path = workbook(
        tmp_path / "a", {"Synthèse": [["Moyenne", "A"], ["x", 3], ["y", 2]], "Réponses au formulaire 1": form}
    )
    read = responses(path, "a.xlsx")
    assert (read.tool, read.sheet.name, read.rows.tolist()) == ("google-forms", "Réponses au formulaire 1", [2, 4])
    assert times_of(read) == ["2026-03-04T10:20:30", "2026-03-05T00:00:00"]
    assert answers_of(read) == {
        (1, "Horodateur", "completed_at"): ["2026-03-04T10:20:30", "2026-03-05"],
        (2, "Note", "other"): ["8 / 10", "9 / 10"],
        (3, "Compétence", None): ["3", None],
    }
    assert len(rows_of(read.sheet)) == 4


def test_an_unreadable_time_is_a_problem_and_the_response_counts(tmp_path: Path) -> None:
    content = "Timestamp,A\n4/22/2016 19:57:50,1\nyesterday,2\n,3\n4/23/2016,4\n"
    read = responses(written(tmp_path / "a", content), "a.csv")
    assert times_of(read) == ["2016-04-22T19:57:50", "NaT", "NaT", "2016-04-23T00:00:00"]
    assert brief(read.problems) == [("unreadable_time", 3, "A", "Timestamp", "yesterday")]


def test_a_question_called_timestamp_makes_no_google_form(tmp_path: Path) -> None:
    assert responses(written(tmp_path / "a", "Timestamp,A\nearly,1\nlate,2\n"), "a").tool == "matrix"


def test_points_are_no_metadata_where_a_question_is_called_score(tmp_path: Path) -> None:
    read = responses(written(tmp_path / "a", "Timestamp,Score\n4/22/2016,8 / 10\n4/22/2016,good\n"), "a")
    assert [column.metadata for column in read.columns] == ["completed_at", None]


def test_an_email_question_further_right_is_a_question(tmp_path: Path) -> None:
    read = responses(written(tmp_path / "a", "Timestamp,A,Email\n4/22/2016,1,a@example.org\n"), "a")
    assert [column.metadata for column in read.columns] == ["completed_at", None, None]


def test_rows_inserted_above_and_averages_below_are_no_responses(tmp_path: Path) -> None:
    content = "Survey of the year,,\n,,\nTimestamp,Name,A\n4/22/2016,Ada,1\n,,\n,Average,1\n"
    read = responses(written(tmp_path / "a", content), "a")
    assert (read.header_row, read.rows.tolist(), read.refused) == (3, [4], 1)
    assert brief(read.problems) == [("total_line", 6, "B", "Name", "Average")]


def test_reading_changes_nothing_of_the_sheet() -> None:
    from pipeline.exports.read import responses_of

    sheet = sheet_of(("Timestamp", "A"), ("4/22/2016", "1"), (None, None), ("4/23/2016", None))
    before = sheet.cells.to_pydict()
    assert responses_of([sheet]).sheet is sheet
    assert sheet.cells.to_pydict() == before
