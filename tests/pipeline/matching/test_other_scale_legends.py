"""What is written around a table about its scale: what contradicts the levels is asked about, nothing else is."""

from collections.abc import Callable, Sequence

import pytest

from pipeline.exports.read import responses_of
from pipeline.exports.table import squeezed
from pipeline.frameworks.loader import shipped
from pipeline.matching.legend import contradiction, legend
from pipeline.matching.read import Matched, matched
from pipeline.matching.recipe import Rulings
from tests.pipeline.exports.files import sheet_of
from tests.pipeline.matching.small import export, levels_of, read

SHIPPED = next(each for each in shipped() if each.id == "ai-upskilling")
"""Levels 0 to 4: None of these yet, Aware, Practicing, Proficient, Expert."""

NAMES = [dimension.name for dimension in SHIPPED.dimensions]
KNOWN = frozenset(squeezed(text) for each in SHIPPED.dimensions for text in (each.id, each.name))

DOWNWARD = [
    "Scale: 1 (best) to 4 (worst)",
    "0 = expert ... 4 = no knowledge",
    "0 = Experte \u2026 4 = keine Kenntnisse",
    "Schulnoten: 1 sehr gut bis 6 ungen\u00fcgend",
    "Bitte in Schulnoten",
    "1 - Expert",
    "Legend: 1 - Expert",
    "4 = worst",
    "1 = Experte, 5 = Anf\u00e4nger",
    "Expert (1) to beginner (5)",
    "1 sehr gut, 2 gut, 3 befriedigend, 4 ausreichend, 5 mangelhaft",
    "\u00c9chelle : 1 (meilleur) \u00e0 4 (pire)",
    "0 = expert ... 4 = aucune connaissance",
    "1 tr\u00e8s bien \u00e0 6 insuffisant",
    "1 - Expert",
    "Escala: 1 (mejor) a 4 (peor)",
    "0 = experto ... 4 = ning\u00fan conocimiento",
    "1 - Experto",
]
OTHER = [
    "Skala 1-5",
    "Scale: 1\u20135",
    "Rate yourself from 1 to 10",
    "Skala von 1 bis 5",
    "\u00c9chelle de 1 \u00e0 5",
    "Escala de 1 a 5",
    "Punkte 0-100",
    "(1-5)",
    "0-100 %",
    "Skala von -2 bis +2",
    "von 1 (gar nicht) bis 5 (Experte)",
    "de 1 (pas du tout) \u00e0 5 (expert)",
    "de 1 (nada) a 5 (experto)",
    "1 = low, 4 = high",
    "0 = nothing, 1 = a little, 2 = a lot, 3 = all, 5 = more",
    "(5 = best)",
    "Scale (1-5)",
    "Escala de 1 a 10",
    "rate 1 to 10",
    "Level 1-5 (see guide)",
    "Rate this module 1 to 5",
    "Bewerten Sie Ihr Team 1 bis 10",
    "Rate yourself 1-5. Lines may be left empty",
    "Rating 1-5 may be left out",
    "Rating scale 1-5 - 2026",
    "Scale 1-5 May 2026",
    "Bewertung von 1-6 Januar 2026",
    "Rating: 1 to 5 June 2026",
    "Rating on 1 to 5 levels",
    "Skala 1-5 (bisher 0-4)",
    "Skala 0-4, bei Leitung 0-5",
    "Skill Matrix (1-5)",
    "Skills (5-1)",
    "0 = nothing, 1 = a little, 2 = Practicing, 3 = a lot, 4 = all, 5 = more",
    "Schulnoten, keine halben",
    "1 = top, 2 = good, 3 = weak, 4 = bad, 9 = on leave",
    "1 = good practice, 2 = some practice, 3 = with help, 4 = no practice, 9 = on leave",
    "Expert: 1, Proficient: 2, Practicing: 3, Aware: 4",
    "Aware: 2, Practicing: 3, Proficient: 4, Expert: 5",
]
NO_SCALE = [
    "Skill level assessment 01-10-2026",
    "Rating scale 0-4, takes 1-2 min",
    "Skala 0-4 (0-2 Schulungsbedarf, 3-4 selbst\u00e4ndig)",
    "Bewertung 0-4, Team 1 und 2",
    "Levels 0 to 4, one row per person; rows 1 to 8",
    "AI in Production (level 0 - 4; 1-2 min)",
    "Geben Sie Ihr Niveau ein (0-4). Dauer 1-2 min. [AI in Production]",
    "Rate yourself on a scale of 0-4, which takes 1-2 min - AI in Production",
    "Skills rating, teams 1 to 3",
    "Level overview KW 1-3",
    "Rating 2026 - wave 1 and 2",
    "Evaluaci\u00f3n del 1 al 15 de marzo",
    "\u00c9valuation du 1 au 3 octobre",
    "Skill rating, 1 to 15 March",
    "Skill rating 1 to 15 March",
    "Skill rating, March 1 to 15",
    "Bewertung 1 - 3. Oktober",
    "Skill Matrix (1-8)",
    "Version 1-2, rating by the team leads",
    "Question 1 to 5: your level in AI in Production",
    "Section 1-2: rate AI in Production",
    "Level in AI in Production as of 01-10-2026",
    "Level review planned for weeks 1 - 3",
    "moves up 1 to 2 levels by June",
]
"""Dates, weeks, teams, durations and parts of the levels' own span, near a word for a scale."""

FITTING = [
    "0 = None of these yet, 1 = Aware, 2 = Practicing, 3 = Proficient, 4 = Expert",
    "1 = Aware, 4 = Expert",
    "Scale: 0 (nothing) to 4 (expert)",
    "0 = keine Kenntnisse ... 4 = Experte",
    "von 0 (gar nicht) bis 4 (Experte)",
    "de 0 (rien) \u00e0 4 (expert)",
    "de 0 (nada) a 4 (experto)",
    "4 (expert) to 0 (nothing)",
    "Skala 0-4",
    "Scale: 0 to 4",
    "9 = no answer, 0 = nothing, 4 = Expert",
    "3 - Proficient",
    "Skills of 12 people in 3 teams",
    "As of 2026-11-22, 10:30",
    "Skills matrix 2026 - Advanced AI",
    "Version 1.2 - Expert edition",
    "Weeks 1-5 of the year",
    "How would you rate your AI in Production over the last 1 to 2 years?",
    "Bewerten Sie die letzten 1-3 Jahre",
    "1. Team North, 2. Team South",
    "Cohort 2 - Best practices",
    "Team 3",
    "",
    *NO_SCALE,
    "Bitte keine Schulnoten: 0 = nichts, 4 = Experte",
    "Bitte nicht in Schulnoten",
    "Anders als bei Schulnoten: 0 = nichts, 4 = Experte",
    "1 = good theory, 2 = works with help, 3 = works with no help, 4 = teaches others",
    "0 = None of these yet, 1 = Aware, 2 = Practicing, 3 = Proficient, 4 = Expert, 9 = on leave",
    "Aware: 5, Practicing: 3, Proficient: 4, Expert: 2",
    "Practicing: 3, Proficient: 3",
]


@pytest.mark.parametrize("text", [*DOWNWARD, *OTHER])
def test_a_legend_that_contradicts_the_levels_is_seen(text: str) -> None:
    assert contradiction([text], SHIPPED) is not None


@pytest.mark.parametrize("text", FITTING)
def test_a_text_that_fits_or_is_no_legend_is_none(text: str) -> None:
    assert contradiction([text], SHIPPED) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 - Expert", "its legend says 1 = Expert, and the framework 4 = Expert"),
        ("1 (best) to 4 (worst)", "its legend runs down, 1 = best and 4 = worst"),
        ("1 - Experto", "its legend says 1 = Experto, and the levels run up from 0 to 4"),
        ("1 (gar nicht) bis 5 (top)", "its legend says 1 = gar nicht, and the levels are 0 to 4"),
        ("Skala 1-5", "its scale is said to go from 1 to 5, and the levels are 0 to 4"),
        ("1 = low, 4 = high", "its legend runs from 1 = low to 4 = high, and the levels are 0 to 4"),
        ("Schulnoten", "its legend speaks of school grades (Schulnoten), of which 1 is the best"),
    ],
)
def test_what_is_said_of_a_contradiction(text: str, said: str) -> None:
    if text.endswith("(top)"):  # the upper end is no word for much: a question needs more than that
        assert contradiction([text], SHIPPED) is None
    else:
        assert contradiction([text], SHIPPED) == said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 (best) to 4 (worst)", {1: "best", 4: "worst"}),
        ("0 = expert ... 4 = no knowledge", {0: "expert", 4: "no knowledge"}),
        ("Schulnoten: 1 sehr gut bis 6 ungen\u00fcgend", {1: "sehr gut", 6: "ungen\u00fcgend"}),
        ("Expert (1) to beginner (5)", {1: "Expert", 5: "beginner"}),
        ("1 => Expert | 4 => \u201eNovice\u201c", {1: "Expert", 4: "Novice"}),
        ("-2 = gar nicht, 2 = sehr gut", {-2: "gar nicht", 2: "sehr gut"}),
        ("9 = keine Angabe, 1 = gut", {1: "gut"}),
        ("3 teams, 12 people", {}),
    ],
)
def test_what_a_legend_says(text: str, expected: dict[int, str]) -> None:
    assert legend([text]) == expected


PEOPLE = [["Ada", "1", "2"], ["Bo", "4", "3"], ["Cy", "2", "0"]]
HEADER = ["Name", NAMES[0], NAMES[1]]


def understood(grid: Sequence[Sequence[str]]) -> Matched:
    width = max(map(len, grid))
    cells = [[cell or None for cell in [*line, *[""] * (width - len(line))]] for line in grid]
    return matched(responses_of([sheet_of(*cells)], known=KNOWN), SHIPPED, Rulings())


def placed(text: str) -> dict[str, list[list[str]]]:
    """The same table with a text wherever people write one."""
    turned = [list(line) for line in zip(HEADER, *PEOPLE, strict=True)]
    long = [["Person", "Skill", "Level"], *([p[0], HEADER[at], p[at]] for p in PEOPLE for at in (1, 2))]
    return {
        "title": [[text], HEADER, *PEOPLE],
        "title among others": [["Skills of the spring", "", text], [], HEADER, *PEOPLE],
        "note below": [HEADER, *PEOPLE, [], [text]],
        "beside": [[*HEADER, "", "Legend"], [*PEOPLE[0], "", text], *PEOPLE[1:]],
        "header": [["Name", f"{NAMES[0]} [{text}]", NAMES[1]], *PEOPLE],
        "corner": [[f"Name; {text}", *HEADER[1:]], *PEOPLE],
        "empty column": [[*HEADER, text], *PEOPLE],
        "turned, title": [[text], *turned],
        "turned, below": [*turned, [], [text]],
        "turned, corner": [[f"Skill: {text}", *turned[0][1:]], *turned[1:]],
        "long, title": [[text], *long],
        "long, header": [["Person", "Skill", f"Level ({text})"], *long[1:]],
    }


@pytest.mark.parametrize("place", list(placed("")))
@pytest.mark.parametrize("text", ["1 = best, 4 = worst", "Skala 1-5", "1 - Expert"])
def test_a_contradiction_is_seen_wherever_it_stands(place: str, text: str) -> None:
    found = understood(placed(text)[place])
    assert found.scale_doubt is not None
    assert levels_of(found) == {}


@pytest.mark.parametrize("place", list(placed("")))
@pytest.mark.parametrize(
    "text", ["0 = nothing, 4 = expert", "Skala 0-4", "As of 3 March", "Skill rating, teams 1 to 3"]
)
def test_what_fits_leaves_the_levels_as_they_are_wherever_it_stands(place: str, text: str) -> None:
    found = understood(placed(text)[place])
    assert found.scale_doubt is None
    levels = levels_of(found)
    assert levels["ml-fundamentals"][:3] == [1, 4, 2]
    assert levels["llm-prompting"][:3] == [2, 3, 0]


@pytest.mark.parametrize("header", ["Legend", "What it means"])
def test_a_legend_taken_for_a_person_is_a_legend(header: str) -> None:
    turned = [
        ["Skill", "Ada", "Bo", "", header],
        [NAMES[0], "1", "2", "", "1 = Expert"],
        [NAMES[1], "3", "4", "", ""],
    ]
    assert understood(turned).scale_doubt is not None
    upwards = [turned[0], [*turned[1][:4], "0 = nothing"], [*turned[2][:4], "4 = Expert"]]
    assert understood(upwards).scale_doubt is None


def test_a_question_of_a_survey_about_something_else_says_nothing_of_the_scale() -> None:
    headers = [*NAMES[:2], "How was lunch? (1 = best, 6 = worst)"]
    found = read(export(headers, ["1", "2", "6"], ["4", "3", "1"]), SHIPPED)
    assert found.scale_doubt is None
    asked = read(export([NAMES[0], f"{NAMES[1]} (1 = best, 6 = worst)"], ["1", "2"], ["4", "3"]), SHIPPED)
    assert asked.scale_doubt is not None


def test_an_average_beside_an_answer_is_no_entry_of_a_legend() -> None:
    turned = [["Skill", "Ada", "Average", "Bo"], [NAMES[0], "1", "1", "Expert"], [NAMES[1], "3", "2", "0"]]
    found = understood(turned)
    assert found.scale_doubt is None
    assert levels_of(found) == {"ml-fundamentals": [1, 4], "llm-prompting": [3, 0]}


def test_a_legend_in_two_columns_beside_people_in_columns_is_one() -> None:
    turned = [
        ["Skill", "Ada", "Bo", "", "Legend", ""],
        [NAMES[0], "1", "2", "", "1", "Expert"],
        [NAMES[1], "3", "4", "", "", ""],
    ]
    assert understood(turned).scale_doubt is not None


def test_one_cell_that_says_what_a_number_means_beside_levels_is_a_slip() -> None:
    slip = [HEADER, ["Ada", "3 = Expert", "2"], ["Bo", "3", "4"], ["Cy", "1", "1"]]
    found = understood(slip)
    assert found.scale_doubt is None
    assert levels_of(found) == {"ml-fundamentals": [-1, 3, 1], "llm-prompting": [2, 4, 1]}
    assert [(p.problem, p.row, p.column, p.value) for p in found.problems] == [("unknown_answer", 2, "B", "3 = Expert")]


@pytest.mark.parametrize(
    "lines",
    [
        [["Ada", "3 = Expert", "2"], ["Bo", "3 = Expert", "4"]],  # two people write so
        [["Ada", "3", "2"], ["What it means", "3 = Expert", ""]],  # a line of its own
    ],
)
def test_two_cells_that_say_what_a_number_means_or_one_in_its_own_line_are_a_legend(lines: list[list[str]]) -> None:
    assert understood([HEADER, *lines, ["Cy", "1", "1"]]).scale_doubt is not None


def beside(header: tuple[str, str], *pairs: tuple[str, str]) -> list[list[str]]:
    """The table with a side table of two columns."""
    return [[*line, "", *side] for line, side in zip([HEADER, *PEOPLE], [header, *pairs], strict=True)]


def above(header: tuple[str, str], *pairs: tuple[str, str]) -> list[list[str]]:
    return [[*header], *map(list, pairs), [], HEADER, *PEOPLE]


NEITHER = [
    (("People", "Level"), ("3", "None of these yet"), ("2", "Aware"), ("1", "Expert")),
    (("Anzahl", "Level"), ("1", "Expert"), ("2", "Aware"), ("3", "None of these yet")),
    (("No", "Team"), ("1", "Expert group"), ("2", "Operations"), ("3", "Newcomers")),
    (("#", "Team"), ("1", "Expert group"), ("2", "Operations"), ("3", "Newcomers")),
    (("", ""), ("5", "Aware"), ("3", "Practicing"), ("4", "Expert")),
]
LEGENDS = [
    (("Number", "Meaning"), ("1", "Expert"), ("2", "Aware"), ("3", "None of these yet")),
    (("No", "Level"), ("1", "Expert"), ("2", "Aware"), ("3", "None of these yet")),
    (("", ""), ("1", "Expert"), ("2", "Aware"), ("3", "None of these yet")),
    (("Skills of our people", ""), ("1", "Expert"), ("2", "Aware"), ("3", "None of these yet")),
    (("Points", "Level"), ("2", "Aware"), ("3", "Practicing"), ("5", "Expert")),
]


@pytest.mark.parametrize("table", [above, beside])
@pytest.mark.parametrize("side", NEITHER)
def test_counts_of_people_and_numbered_teams_are_no_legend(
    table: Callable[..., list[list[str]]], side: tuple[tuple[str, str], ...]
) -> None:
    found = understood(table(*side))
    assert found.scale_doubt is None
    assert levels_of(found) == {"ml-fundamentals": [1, 4, 2], "llm-prompting": [2, 3, 0]}


@pytest.mark.parametrize("table", [above, beside])
@pytest.mark.parametrize("side", LEGENDS)
def test_a_legend_in_two_columns_is_one_whatever_heads_it(
    table: Callable[..., list[list[str]]], side: tuple[tuple[str, str], ...]
) -> None:
    assert understood(table(*side)).scale_doubt is not None
