"""One small skill survey with known levels, in the layout of every survey tool: the same counts come out of all."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.contract.shell import NAMES, Shell, cell_of, csv_file, xlsx_file

Lines = list[list[object]]

PEOPLE: tuple[tuple[str, str, tuple[object, ...]], ...] = (
    ("ada@n.example", "Core", (0, 1, "2 - Practicing", "Level 3: Proficient", 4)),
    ("bo@n.example", "Core", ("None of these yet", "Aware", 2, 3, "(4) Expert")),
    ("cy@n.example", "Edge", (1, "", "N/A", "so so", 1)),
    ("dee@n.example", "Edge", (3, 3, 3, 3, 3)),
)
LEFT = ("eve@n.example", "Core", (4, 4, 4, 4, 4))
"""Somebody who never submitted, where the tool tells."""

QUALTRICS = ("StartDate", "EndDate", "Status", "Progress", "Finished", "RecordedDate", "ResponseId", "RecipientEmail")
QUALTRICS_LABELS = {
    "en": ("Start Date", "End Date", "Response Type", "Progress", "Finished", "Recorded Date", "Response ID", "Email"),
    "de": ("Anfangsdatum", "Enddatum", "Antworttyp", "Stand", "Beendet", "Erfassungsdatum", "Antwort-ID", "E-Mail"),
    "fr": ("Date de début", "Date de fin", "Type", "Progrès", "Terminé", "Date", "ID de réponse", "Adresse"),
    "es": ("Fecha de inicio", "Fecha final", "Tipo", "Progreso", "Finalizado", "Fecha", "ID de respuesta", "Correo"),
}


def qualtrics(language: str, *, has_imports: bool) -> Lines:
    dimensions = [f"How well does this describe you? - {name}" for name in NAMES]
    names = [*QUALTRICS, "Team", *(f"Q1_{at}" for at in range(1, 6))]
    head: Lines = [list(names), [*QUALTRICS_LABELS[language], "Team", *dimensions]]
    if has_imports:
        head.append([f'{{"ImportId":"{name}"}}' for name in names])
    lines = [
        ["2026-03-04 09:00:00", "2026-03-04 09:05:00", status, 100, finished, f"2026-03-0{at} 09:05:01"]
        + [f"R_2YPOQ602ER1jk{at}", person, team, *answers]
        for at, (status, finished, (person, team, answers)) in enumerate(
            [(0, 1, person) for person in PEOPLE] + [(1, 1, LEFT), (0, 0, LEFT)], start=1
        )
    ]
    return head + lines


def qualtrics_legacy() -> Lines:
    head: Lines = [
        [*(f"V{at}" for at in range(1, 11)), "Q1", *(f"Q2_{at}" for at in range(1, 6)), None],
        [*"ResponseID ResponseSet Name ExternalDataReference EmailAddress IPAddress Status StartDate EndDate".split()]
        + ["Finished", "Team", *(f"How well?-{name}" for name in NAMES), None],
    ]
    return head + [
        [f"R_2YPOQ602ER1jk{at}", "Set", "Anonymous", None, person, None, 0, "2026-03-04", f"2026-03-0{at}", finished]
        + [team, *answers, None]
        for at, (finished, (person, team, answers)) in enumerate([*((1, p) for p in PEOPLE), (0, LEFT)], start=1)
    ]


MONKEY = {
    "en": ("Respondent ID", "Collector ID", "Start Date", "End Date", "Email Address", "Which team are you in?"),
    "de": ("Befragten-ID", "Collector-ID", "Anfangsdatum", "Enddatum", "E-Mail-Adresse", "In welchem Team sind Sie?"),
    "fr": ("ID du répondant", "ID du collecteur", "Début", "Fin", "Adresse e-mail", "Quelle est votre équipe ?"),
    "es": ("ID del encuestado", "ID del recopilador", "Inicio", "Fin", "Correo electrónico", "¿Cuál es su equipo?"),
}


ANSWER = {"en": "Response", "de": "Antwort", "fr": "Réponse", "es": "Respuesta"}


def surveymonkey(titles: int, language: str = "en") -> Lines:
    head: Lines = [["Skills 2026", *[None] * 10]] * titles + [
        [*MONKEY[language], "How well does each describe you?", None, None, None, None],
        [None, None, None, None, None, ANSWER[language], *NAMES],
    ]
    return head + [
        [118091742960 + at, 446360289, "03/04/2026 08:16:03 AM", f"03/0{at}/2026 08:20:17 AM", person, team, *answers]
        for at, (person, team, answers) in enumerate(PEOPLE, start=1)
    ]


def limesurvey(headings: tuple[str, str, str, str, str]) -> Lines:
    is_coded = headings[0].startswith("id. ")
    asked = ["Email address", "Team", *(f"How well? [{name}]" for name in NAMES)]
    questions = [f"D{at}[SQ1]. {text}" if is_coded else text for at, text in enumerate(asked, start=1)]
    head: Lines = [[*headings, *questions, "groupTime12"]]
    return head + [
        [at, submitted, 7, "en", 991, person, team, *answers, 12.5]
        for at, (submitted, (person, team, answers)) in enumerate(
            [*((f"2026-03-0{at} 09:05:00", p) for at, p in enumerate(PEOPLE, start=1)), (None, LEFT)], start=1
        )
    ]


def typeform_before_2024() -> Lines:
    head: Lines = [["#", "email", "Your team", *NAMES, "Start Date (UTC)", "Submit Date (UTC)", "Network ID", "Tags"]]
    return head + [
        [f"{at:032x}", person, team, *answers, "2026-03-04 09:00:00", f"2026-03-04 09:0{at}:00", f"n{at}", None]
        for at, (person, team, answers) in enumerate(PEOPLE, start=1)
    ]


def typeform() -> Lines:
    head: Lines = [["#", "email", "Your team", *NAMES, "Response Type", "Start Date (UTC)", "Stage Date (UTC)"]]
    head[0] += ["Submit Date (UTC)", "Network ID", "Tags", "Ending"]
    states = [*(("completed", p) for p in PEOPLE), ("partial", LEFT)]
    return head + [
        [f"{at:032x}", person, team, *answers, state, "2026-03-04 09:00:00", None]
        + ["2026-03-04 09:05:00" if state == "completed" else None, f"n{at}", None, None]
        for at, (state, (person, team, answers)) in enumerate(states, start=1)
    ]


def alchemer() -> Lines:
    head: Lines = [["Response ID", "Time Started", "Date Submitted", "Status", "Email", "Team"]]
    head[0] += [f"{name}:How well?" for name in NAMES]
    states = [*(("Complete", p) for p in PEOPLE), ("Partial", LEFT), ("Disqualified", LEFT)]
    return head + [
        [at, "2026-03-04 09:00:00", f"2026-03-0{at} 09:05:00", state, person, team, *answers]
        for at, (state, (person, team, answers)) in enumerate(states, start=1)
    ]


def redcap() -> Lines:
    ids = ("ml_fundamentals", "llm_prompting", "ai_assisted_dev", "data_engineering", "ai_production")
    head: Lines = [["record_id", "redcap_survey_identifier", "skills_timestamp", "team", *ids, "skills_complete"]]
    return head + [
        [at, person, completed, team, *answers, 2 if completed.startswith("2026") else 0]
        for at, (completed, (person, team, answers)) in enumerate(
            [*((f"2026-03-0{at} 09:05:00", p) for at, p in enumerate(PEOPLE, start=1)), ("[not completed]", LEFT)],
            start=1,
        )
    ]


def kobo() -> Lines:
    head: Lines = [["start", "end", "Email", "Team", *(f"skills/{name}" for name in NAMES), "_id", "_uuid"]]
    head[0] += ["_submission_time", "_validation_status", "__version__", "_index"]
    return head + [
        ["2026-03-04T09:00:00+01:00", "2026-03-04T09:05:00+01:00", person, team, *answers, at, f"u{at}"]
        + [f"2026-03-0{at}T08:05:00", None, "v1", at]
        for at, (person, team, answers) in enumerate(PEOPLE, start=1)
    ]


def simple(first: list[str], last: list[str], header: Callable[[str], str] = str) -> Callable[[], Lines]:
    """A tool with one header line: its own columns, address, team, dimensions, more of its own columns."""

    def lines() -> Lines:
        own = {"id": lambda at: f"id{at}", "time": lambda at: f"2026-03-0{at} 09:05:00"}

        def cell(name: str, at: int) -> str:
            return own["time" if any(word in name.casefold() for word in ("date", "at", "hora")) else "id"](at)

        return [[*first, "Email", "Team", *map(header, NAMES), *last]] + [
            [*(cell(name, at) for name in first), person, team, *answers, *(cell(name, at) for name in last)]
            for at, (person, team, answers) in enumerate(PEOPLE, start=1)
        ]

    return lines


LIME_CODED = ("id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Language", "seed")
LIME_CODES = ("id", "submitdate", "lastpage", "startlanguage", "seed")
LIME_GERMAN = ("Antwort ID", "Datum Abgeschickt", "Letzte Seite", "Start-Sprache", "Zufallsstartwert")
LIME_FRENCH = ("ID de la réponse", "Date de soumission", "Dernière page", "Langue de départ", "Seed")

LAYOUTS: dict[str, tuple[str, Callable[[], Lines], int]] = {
    **{
        f"qualtrics {language}": ("qualtrics", lambda language=language: qualtrics(language, has_imports=True), 2)
        for language in QUALTRICS_LABELS
    },
    "qualtrics of 2016": ("qualtrics", qualtrics_legacy, 1),
    "surveymonkey": ("surveymonkey", lambda: surveymonkey(0), 0),
    "surveymonkey with a title": ("surveymonkey", lambda: surveymonkey(1), 0),
    **{
        f"surveymonkey {language}": ("surveymonkey", lambda language=language: surveymonkey(0, language), 0)
        for language in ("de", "fr", "es")
    },
    "limesurvey codes": ("limesurvey", lambda: limesurvey(LIME_CODES), 1),
    "limesurvey both": ("limesurvey", lambda: limesurvey(LIME_CODED), 1),
    "limesurvey de": ("limesurvey", lambda: limesurvey(LIME_GERMAN), 1),
    "limesurvey fr": ("limesurvey", lambda: limesurvey(LIME_FRENCH), 1),
    "typeform": ("typeform", typeform, 1),
    "typeform before 2024": ("typeform", typeform_before_2024, 0),
    "alchemer": ("alchemer", alchemer, 2),
    "redcap": ("redcap", redcap, 1),
    "kobo": ("kobo", kobo, 0),
    "odk": ("odk", simple(["SubmissionDate"], ["instanceID", "KEY"], lambda name: f"skills-{name}"), 0),
    "tally": ("tally", simple(["Submission ID", "Respondent ID", "Submitted at"], []), 0),
    "jotform": ("jotform", simple(["Submission Date"], ["Submission ID"], lambda name: f"How well? >> {name}"), 0),
    "zoho en": ("zoho-survey", simple(["Response ID", "Submitted at"], []), 0),
    "zoho es": ("zoho-survey", simple(["ID de respuesta", "Hora de finalización"], []), 0),
    "zoho fr": ("zoho-survey", simple(["ID de réponse", "Date de soumission"], []), 0),
}

LEVELS = {
    ("Core", "ml-fundamentals"): {"0": 2},
    ("Core", "llm-prompting"): {"1": 2},
    ("Core", "ai-assisted-dev"): {"2": 2},
    ("Core", "data-engineering"): {"3": 2},
    ("Core", "ai-production"): {"4": 2},
    ("Edge", "ml-fundamentals"): {"1": 1, "3": 1},
    ("Edge", "llm-prompting"): {"3": 1},
    ("Edge", "ai-assisted-dev"): {"3": 1},
    ("Edge", "data-engineering"): {"3": 1},
    ("Edge", "ai-production"): {"1": 1, "3": 1},
}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path / "home")


def check(shell: Shell, path: Path, tool: str, left_out: int) -> None:
    """The counts of the load and of every cell, worked out by hand from `PEOPLE`."""
    [report] = shell.load(path)
    assert report["tool"] == tool
    counts = {key: report[key] for key in ("rows", "responses", "superseded", "excluded", "ratings")}
    # 20 cells, of which one is blank, one says N/A and one ("so so") is no level
    assert counts == {"rows": 4 + left_out, "responses": 4, "superseded": 0, "excluded": left_out, "ratings": 17}
    assert [(p["problem"], p["value"]) for p in report["problems"]] == [("unknown_answer", "so so")]
    rows = shell.read("levels", "--cycle", "2026", "--private")
    found = {
        key: {level: people for level, people in cell_of(rows, *key)["levels"].items() if people} for key in LEVELS
    }
    assert found == LEVELS


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_loads_to_the_same_counts(shell: Shell, tmp_path: Path, layout: str) -> None:
    tool, lines, left_out = LAYOUTS[layout]
    check(shell, csv_file(tmp_path / "export.csv", lines()), tool, left_out)


def test_a_qualtrics_workbook_has_two_header_lines(shell: Shell, tmp_path: Path) -> None:
    check(shell, xlsx_file(tmp_path / "a.xlsx", qualtrics("de", has_imports=False), "Sheet0"), "qualtrics", 2)


def test_a_qualtrics_tsv_is_utf_16(shell: Shell, tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter="\t").writerows(qualtrics("fr", has_imports=True))
    path = tmp_path / "a.tsv"
    path.write_bytes(b"\xff\xfe" + text.getvalue().encode("utf-16-le"))
    check(shell, path, "qualtrics", 2)


def test_a_semicolon_export_with_a_mark_is_the_same(shell: Shell, tmp_path: Path) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows(limesurvey(LIME_GERMAN))
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode() + b"\r\n")
    check(shell, path, "limesurvey", 1)
