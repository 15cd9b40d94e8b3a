"""Each survey tool's layout, made by hand: what is recognised, what is the tool's own, who is left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.exports.read import responses, responses_of
from pipeline.model import Responses, Sheet
from tests.pipeline.exports.files import answers_of, brief, sheet_of, times_of, written

Lines = list[tuple[str | None, ...]]

QUALTRICS = ("StartDate", "EndDate", "Status", "Finished", "RecordedDate", "ResponseId", "RecipientEmail", "Q1", "Q2_1")
LABELS = (
    "Anfangsdatum", "Enddatum", "Antworttyp", "Beendet", "Erfassungsdatum", "Antwort-ID", "E-Mail", "Team",
    "Wie gut? - Prompting",
)  # fmt: skip
IMPORTS = tuple(f'{{"ImportId":"{name}"}}' for name in QUALTRICS)


def qualtrics_line(status: str = "0", finished: str = "1", at: int = 1) -> tuple[str, ...]:
    return (
        "2026-03-04 09:00:00",
        "2026-03-04 09:05:00",
        status,
        finished,
        f"2026-03-0{at} 09:05:01",
        f"R_2YPOQ602ER1jk{at}",
        f"p{at}@example.org",
        "Alpha",
        "3",
    )


def read_of(*lines: tuple[str | None, ...]) -> Responses:
    return responses_of([sheet_of(*lines)])


@pytest.mark.parametrize(
    ("headings", "header"),
    [
        ((QUALTRICS, LABELS, IMPORTS), 3),
        ((QUALTRICS, LABELS), 2),
        ((QUALTRICS,), 1),
        ((("Umfrage 2026",) + (None,) * 8, QUALTRICS, LABELS, IMPORTS), 4),
    ],
)
def test_qualtrics_has_one_to_three_header_lines(headings: tuple[tuple[str | None, ...], ...], header: int) -> None:
    read = read_of(*headings, qualtrics_line(), qualtrics_line(at=2))
    assert (read.tool, read.header_row, read.rows.tolist()) == ("qualtrics", header, [header + 1, header + 2])
    assert times_of(read) == ["2026-03-01T09:05:01", "2026-03-02T09:05:01"]
    own = [column.metadata for column in read.columns]
    assert own == ["started_at", "other", "status", "other", "completed_at", "response_id", "email", None, None]
    questions = [column.header for column in read.columns if column.metadata is None]
    assert questions == (["Team", "Wie gut? - Prompting"] if len(headings) > 1 else ["Q1", "Q2_1"])


def test_qualtrics_of_2016_numbers_its_own_columns() -> None:
    names = (*(f"V{number}" for number in range(1, 11)), "Q1", "Q1_1_TEXT", None)
    labels = (
        "ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress", "IPAddress", "Status",
        "StartDate", "EndDate", "Finished", "Prompting", "Prompting-Other-TEXT", None,
    )  # fmt: skip
    line = ("R_2YPOQ602ER1jk", "Set", "Anonym", "K17", None, None, "0", "2026-03-04", "2026-03-05", "1", "2", "x", None)
    read = read_of(names, labels, line)
    assert (read.tool, read.header_row) == ("qualtrics", 2)
    assert times_of(read) == ["2026-03-05T00:00:00"]
    told = {column.header: column.metadata for column in read.columns}
    assert told["ExternalDataReference"] == "employee_id"
    assert (told["Prompting"], told["Prompting-Other-TEXT"]) == (None, "other")


@pytest.mark.parametrize(
    ("status", "finished", "reason"),
    [
        ("0", "1", None),
        ("IP-Adresse", "Wahr", None),
        ("4", "TRUE", None),  # imported answers are answers
        ("16", "1", None),  # given offline
        ("1", "1", "a preview, a test or spam"),
        ("9", "1", "a preview, a test or spam"),  # 8 + 1
        ("8", "0", "a preview, a test or spam"),
        ("Survey Preview", "True", "a preview, a test or spam"),
        ("Umfragevorschau", "True", "a preview, a test or spam"),
        ("Spam", "1", "a preview, a test or spam"),
        ("0", "0", "not finished"),
        ("IP Address", "False", "not finished"),
        ("IP Address", "FAUX", "not finished"),
    ],
)
def test_qualtrics_leaves_out_what_was_never_submitted(status: str, finished: str, reason: str | None) -> None:
    read = read_of(QUALTRICS, LABELS, qualtrics_line(), qualtrics_line(status, finished, 2))
    assert read.excluded.to_pylist() == [None, reason]


def test_a_qualtrics_variable_with_a_known_name_is_told_apart_by_it() -> None:
    names = (*QUALTRICS[:-1], "llm-prompting")
    read = responses_of([sheet_of(names, LABELS, qualtrics_line())], known=frozenset(["llmprompting"]))
    assert read.columns[-1].header == "llm-prompting"


def test_a_qualtrics_tsv_is_utf_16(tmp_path: Path) -> None:
    lines = [QUALTRICS, LABELS, IMPORTS, qualtrics_line()]
    content = "\r\n".join("\t".join('"' + cell.replace('"', '""') + '"' for cell in line) for line in lines)
    read = responses(written(tmp_path / "a", b"\xff\xfe" + content.encode("utf-16-le")), "a.tsv")
    assert (read.tool, read.header_row, len(read.rows)) == ("qualtrics", 3, 1)
    assert read.columns[0].header == "Anfangsdatum"


MONKEY: Lines = [
    (
        "Respondent ID",
        "Collector ID",
        "Start Date",
        "End Date",
        "Email Address",
        "Which team?",
        "How good?",
        None,
        None,
    ),
    (None, None, None, None, None, "Response", "Prompting", "Ethics", "Other (please specify)"),
]
MONKEY_LINES: Lines = [
    ("118091742966", "1", "03/04/2026 08:16:03 AM", "03/04/2026 08:20:17 AM", "a@example.org", "Alpha", "3", "2", None),
    ("118091742967", "1", "43290.5", "43290.75", "b@example.org", "Beta", None, None, "no idea"),
]
MONKEY_HEADERS = ["Which team?", "How good? [Prompting]", "How good? [Ethics]", "How good? [Other (please specify)]"]


@pytest.mark.parametrize(
    ("headings", "header", "headers"),
    [
        (MONKEY, 2, MONKEY_HEADERS),
        ([("Title",) + (None,) * 8, *MONKEY], 3, MONKEY_HEADERS),
        ([(None,) * 5 + ("Q1", "Q2_1", "Q2_2", "Q2_3"), *MONKEY], 3, MONKEY_HEADERS),
        ([MONKEY[0], (*MONKEY[0][:5], *MONKEY[1][5:])], 2, MONKEY_HEADERS),  # names repeated below
        # the second line was deleted, and nothing tells the rows apart
        ([MONKEY[0]], 1, ["Which team?", "How good? [G]", "How good? [H]", "How good? [I]"]),
    ],
)
def test_surveymonkey_has_one_to_three_header_lines(headings: Lines, header: int, headers: list[str]) -> None:
    read = read_of(*headings, *MONKEY_LINES)
    assert (read.tool, read.header_row, read.rows.tolist()) == ("surveymonkey", header, [header + 1, header + 2])
    assert times_of(read) == ["2026-03-04T08:20:17", "2018-07-09T18:00:00"]
    assert [column.metadata for column in read.columns][:5] == [
        "response_id",
        "other",
        "started_at",
        "completed_at",
        "email",
    ]
    assert [column.header for column in read.columns][5:] == headers


def test_a_surveymonkey_of_another_language_may_have_a_question_a_column() -> None:
    own = ("Identifiant du répondant", "Collecteur", "Date de début", "Date de fin", "Adresse e-mail")
    headings: Lines = [
        (*own, "Quelle équipe ?", "Prompting", "Ethics", "Commentaires"),
        (None,) * 5 + ("Réponse ouverte", "Réponse", "Réponse", "Réponse ouverte"),
    ]
    read = read_of(*headings, *MONKEY_LINES)
    assert (read.tool, read.header_row, len(read.rows)) == ("surveymonkey", 2, 2)
    assert times_of(read) == ["2026-03-04T08:20:17", "2018-07-09T18:00:00"]
    assert [column.header for column in read.columns][5:] == [*headings[0][5:]]
    once = (headings[0], (None,) * 5 + ("Alpha", "3", "2", "Beta"))  # four different answers are a person
    assert read_of(*once, *MONKEY_LINES).tool != "surveymonkey"


ONE_LINE_TOOLS: dict[str, tuple[Lines, dict[str, str | None], list[str], list[str | None]]] = {
    "typeform": (
        [
            (
                "#",
                "Your team",
                "uses LoRA",
                "Response Type",
                "Start Date (UTC)",
                "Submit Date (UTC)",
                "Network ID",
                "Tags",
            ),
            ("a1", "Alpha", "uses LoRA", "completed", "2026-03-04 09:00:00", "2026-03-04 09:05:00", "n1", None),
            ("a2", "Beta", None, "partial", "2026-03-04 09:00:00", None, "n2", None),
        ],
        {"#": "response_id", "Your team": None, "Submit Date (UTC)": "completed_at", "Network ID": "other"},
        ["2026-03-04T09:05:00", "NaT"],
        [None, "partial"],
    ),
    "alchemer": (
        [
            ("Response ID", "Time Started", "Date Submitted", "Status", "Language", "Prompting:How good?"),
            ("7", "2026-03-04 09:00:00", "2026-03-04 09:05:00", "Complete", "English", "3"),
            ("8", "2026-03-04 09:00:00", "2026-03-04 09:01:00", "Partial", "English", None),
            ("9", "2026-03-04 09:00:00", "2026-03-04 09:01:00", "Disqualified", "English", "1"),
        ],
        {"Response ID": "response_id", "Status": "status", "Prompting:How good?": None},
        ["2026-03-04T09:05:00", "2026-03-04T09:01:00", "2026-03-04T09:01:00"],
        [None, "partial or disqualified", "partial or disqualified"],
    ),
    "tally": (
        [
            ("Submission ID", "Respondent ID", "Submitted at", "Prompting"),
            ("abc1234", "xyz1234", "2026-03-04 09:05:00", "3"),
        ],
        {"Submission ID": "response_id", "Respondent ID": "other", "Prompting": None},
        ["2026-03-04T09:05:00"],
        [None],
    ),
    "jotform": (
        [
            ("Submission Date", "First Name", "Last Name", "How good? >> Prompting", "Submission ID"),
            ("2026-03-04 09:05:00", "Ada", "Anders", "3", "55"),
        ],
        {"Submission Date": "completed_at", "Submission ID": "response_id", "How good? >> Prompting": None},
        ["2026-03-04T09:05:00"],
        [None],
    ),
    "kobo": (
        [
            ("start", "end", "status", "g1/prompting", "_id", "_uuid", "_submission_time", "_status", "_index"),
            ("2026-03-04T09:00:00.000+01:00", "x", "new", "3", "1", "u1", "2026-03-04T08:05:00", "ok", "1"),
        ],
        {"start": "started_at", "status": None, "_uuid": "response_id", "_status": "other", "g1/prompting": None},
        ["2026-03-04T08:05:00"],
        [None],
    ),
    "odk": (
        [
            ("SubmissionDate", "starttime", "g1-prompting", "instanceID", "KEY"),
            ("2026-03-04T08:05:00.000Z", "2026-03-04", "3", "uuid:1", "uuid:1"),
        ],
        {"KEY": "response_id", "instanceID": "other", "g1-prompting": None},
        ["2026-03-04T08:05:00"],
        [None],
    ),
    "zoho-survey": (
        [
            ("ID de respuesta", "Hora de finalización", "Prompting"),
            ("1001", "4/3/2026 9:05", "3"),
            ("1002", "14/3/2026 9:05", "2"),
        ],
        {"ID de respuesta": "response_id", "Hora de finalización": "completed_at", "Prompting": None},
        ["2026-03-04T09:05:00", "2026-03-14T09:05:00"],
        [None, None],
    ),
    "redcap": (
        [
            ("record_id", "redcap_survey_identifier", "skills_timestamp", "prompting", "box___1", "skills_complete"),
            ("1", "a@example.org", "2026-03-04 09:05:00", "3", "1", "2"),
            ("2", "b@example.org", "[not completed]", "3", "0", "0"),
        ],
        {"record_id": "response_id", "redcap_survey_identifier": "email", "box___1": "other", "prompting": None},
        ["2026-03-04T09:05:00", "NaT"],
        [None, "not completed"],
    ),
}


@pytest.mark.parametrize("tool", ONE_LINE_TOOLS)
@pytest.mark.parametrize("titles", [0, 1])
def test_one_line_tools_are_recognised_and_read_whole(tool: str, titles: int) -> None:
    lines, own, times, excluded = ONE_LINE_TOOLS[tool]
    if titles and tool == "redcap":
        pytest.skip("its field names could be anybody's, so only the first line is looked at")
    title = [("Survey of March", *(None,) * (len(lines[0]) - 1))] * titles
    read = read_of(*title, *lines)
    assert (read.tool, read.header_row) == (tool, 1 + titles)
    assert read.rows.tolist() == [2 + titles + place for place in range(len(lines) - 1)]
    told = {column.header: column.metadata for column in read.columns}
    assert {header: told[header] for header in own} == own
    assert times_of(read) == times
    assert read.excluded.to_pylist() == excluded
    written_cells = sum(cell is not None for line in lines[1:] for cell in line)
    assert sum(cell is not None for answers in answers_of(read).values() for cell in answers) == written_cells


def test_a_raw_checkbox_of_redcap_is_a_problem_and_no_level() -> None:
    read = read_of(*ONE_LINE_TOOLS["redcap"][0])
    assert brief(read.problems) == [("coded_checkbox", 1, "E", "box___1", "box___1")]


def test_labels_of_redcap_name_the_choice() -> None:
    read = read_of(
        ("Record ID", "Which? (choice=uses LoRA)", "Which? (choice=fine-tunes)", "Complete?"),
        ("1", "Checked", "Unchecked", "Complete"),
    )
    assert read.tool == "redcap"
    assert [column.metadata for column in read.columns] == ["response_id", None, None, "other"]


LIME_CODES = ("id", "submitdate", "lastpage", "startlanguage", "token", "A1[SQ001]", "groupTime12")
LIME_BOTH = (
    "id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language",
    "token. Access code", "A1[SQ001]. How good? [Prompting]", "groupTime12",
)  # fmt: skip
LIME_GERMAN = (
    "Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Zugangscode", "Wie gut? [Prompting]",
    "groupTime12",
)  # fmt: skip
LIME_FRENCH = (
    "ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ", "token", "Niveau ? [Prompting]",
    "groupTime12",
)  # fmt: skip


@pytest.mark.parametrize("headers", [LIME_CODES, LIME_BOTH, LIME_GERMAN, LIME_FRENCH])
def test_limesurvey_is_read_in_every_form_of_its_headings(headers: tuple[str, ...]) -> None:
    read = read_of(
        headers,
        ("1", "2026-03-04 09:05:00", "7", "en", "t1", "Y", "12.5"),
        ("2", None, "3", "en", "t2", "N/A", "2"),
    )
    assert read.tool == "limesurvey"
    own = [column.metadata for column in read.columns]
    assert own == ["response_id", "completed_at", "other", "other", "other", None, "other"]
    assert times_of(read) == ["2026-03-04T09:05:00", "NaT"]
    assert read.excluded.to_pylist() == [None, "not submitted"]
    assert read.problems == ()


LIME_OWN = {
    "de": ("Antwort-ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "E-Mail-Adresse", "Vorname"),
    "fr": ("ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ", "Courriel", "Prénom"),
    "es": ("ID de respuesta", "Fecha de envío", "Última página", "Lenguaje inicial", "Correo", "Nombre"),
    "it": ("ID risposta", "Data di invio", "Ultima pagina", "Lingua iniziale", "Posta elettronica", "Nome"),
    "nl": ("Antwoord-ID", "Datum ingestuurd", "Laatste pagina", "Begintaal", "Mailadres van de deelnemer", "Voornaam"),
    "pt": ("ID da resposta", "Data de envio", "Última página", "Idioma inicial", "Correio eletrónico", "Primeiro nome"),
    "pl": ("ID odpowiedzi", "Data wysłania", "Ostatnia strona", "Język początkowy", "Adres poczty", "Imię"),
    "ja": ("回答ID", "送信日", "最後のページ", "開始言語", "メール", "名"),
}


@pytest.mark.parametrize("mark", [". ", ": ", " - ", " "])
@pytest.mark.parametrize("language", LIME_OWN)
def test_the_code_tells_limesurveys_own_columns_in_any_language(language: str, mark: str) -> None:
    codes = ("id", "submitdate", "lastpage", "startlanguage", "email", "firstname")
    own = [code + mark + text for code, text in zip(codes, LIME_OWN[language], strict=True)]
    read = read_of(
        (*own, f"lastname{mark}?", f"token{mark}?", f"A1[SQ001]{mark}Wie gut? [Soup]", f"Q2{mark}Team", "groupTime12"),
        ("1", "2026-03-04 09:05:00", "7", language, "a@example.org", "Ada", "Anders", "t1", "3", "Alpha", "12.5"),
    )
    assert read.tool == "limesurvey"
    assert [column.metadata for column in read.columns] == [
        "response_id", "completed_at", "other", "other", "email", "given_name", "family_name", "other", None, None,
        "other",
    ]  # fmt: skip
    assert [column.header for column in read.columns if column.metadata is None] == ["Wie gut? [Soup]", "Team"]


def test_words_that_begin_like_a_code_are_the_authors_own() -> None:
    read = read_of(
        ("Response ID", "Date submitted", "Last page", "email we may write to", "id. of the badge", "seed"),
        ("1", "2026-03-04 09:05:00", "7", "a@example.org", "K1", "5"),
    )
    assert [column.metadata for column in read.columns] == ["response_id", "completed_at", "other", None, None, "other"]


def test_times_for_questions_are_limesurveys_own_and_a_question_about_time_is_not() -> None:
    own = ("id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language")
    codes = ("A1", "A2[SQ1]", "A1Time", "A2Time", "groupTime7", "SpareTime", "interviewtime")
    read = read_of((*own, *(f"{code}. Text of {code}" for code in codes)), ("1", "2026-03-04", "7", "en", *"1234567"))
    questions = [column.header for column in read.columns if column.metadata is None]
    assert questions == ["Text of A1", "Text of A2[SQ1]", "Text of SpareTime"]


def test_codes_of_subquestions_are_enough_for_limesurvey() -> None:
    read = read_of(("A1[SQ001]", "A1[SQ002]", "B[other]"), ("1", "2", "x"))
    assert read.tool == "limesurvey"
    assert read.excluded.to_pylist() == [None]


@pytest.mark.parametrize(
    "sheet",
    [
        sheet_of(("Name", "Status", "Prompting"), ("Ada", "new", "3"), ("Bo", "new", "2")),
        sheet_of(("Name", "Respondent ID", "Prompting"), ("Ada", "Ada", "3"), ("Bo", "Bo", "2")),
        sheet_of(("Response ID", "Prompting"), ("1", "3"), ("1", "2")),
        sheet_of(("Name", "How good? [Prompting]", "How good? [Ethics]"), ("Ada", "1", "3"), ("Bo", "2", "2")),
    ],
)
def test_what_only_resembles_a_tool_is_a_matrix(sheet: Sheet) -> None:
    assert responses_of([sheet]).tool == "matrix"
