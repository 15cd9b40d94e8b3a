"""People and teams to rule on: who is asked about, whom they are most like, and what is never offered."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.matching import who_is_who
from pipeline.matching.recipe import Rulings
from pipeline.matching.seen import Seen
from pipeline.matching.team_names import TeamAsked, teams_alike, teams_to_rule
from pipeline.matching.who_is_who import (
    Known,
    Listed,
    PersonAsked,
    like_nobody,
    listed_share,
    most_alike,
    people_to_rule,
    plainly_meant,
)
from pipeline.model import Problem
from tests.pipeline.matching.small import FROM_0, export, read

ADA = Listed("ada.ames@k.example", "Ada Ames", "Orbit")
BO = Listed("bo.brook@k.example", "Bo Brook", "Falke")
CY = Listed("K17", "Cy Stone", None)
KNOWN = Known((ADA, BO, CY), ("Orbit", "Falke", "Nova"))


def seen(headers: Sequence[str], *rows: Sequence[str | None], rulings: Rulings | None = None, **more: object) -> Seen:
    made = export(headers, *rows, **more)  # type: ignore[arg-type]
    return Seen(read(made, rulings=rulings), FROM_0, rulings or Rulings())


def stranger(value: str | None) -> Problem:
    return Problem(None, 2, "A", "Email", value, "not_on_roster", "")


def test_strangers_and_namesakes_are_asked_about_with_their_rows() -> None:
    file = seen(
        ["Email", "Name", "Soup"],
        ["adda.ames@k.example", "A. Ames", "1"],
        ["Adda.Ames@k.example", "A. Ames", "2"],
        [None, "Bo Brook", "1"],
        [None, "bo  brook", "2"],
        ["bo.brook@k.example", "Bo Brook", "3"],
        [None, None, "1"],
    )
    problems = [*file.understood.problems, stranger("adda.ames@k.example"), stranger("Bo Brook"), stranger(None)]
    assert people_to_rule(file, problems) == [
        PersonAsked("adda.ames@k.example", 2, False, "A. Ames", None),
        PersonAsked("Bo Brook", 2, True, None, None),
    ]


def test_of_a_file_s_people_those_not_on_the_roster_are_counted_once_each() -> None:
    rows = [["a@k.example", "1"], ["A@k.example", "2"], ["bo.brook@k.example", "3"], [None, "1"], [None, "2"]]
    file = seen(["Email", "Soup"], *rows)
    problems = [stranger("a@k.example"), stranger(None), stranger(None), stranger("A@k.example")]
    assert listed_share(file, problems) == (3, 4)  # a, and two rows of nobody; of these and bo
    assert listed_share(file, []) == (0, 4)


def test_those_who_are_like_nobody_are_told_from_those_who_are(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [
        PersonAsked("adda.ames@k.example", 1, False, None, None),  # like ada.ames
        PersonAsked("x1@k.example", 1, False, "Bo Brok", None),  # by the name
        PersonAsked("zzzz@k.example", 1, False, "Quentin", None),
        PersonAsked("yyyy@k.example", 1, False, None, "ada.ames@k.example"),  # a ruling moves nobody
        PersonAsked("Una Unlike", 2, True, None, None),  # a namesake is asked about for another reason
    ]
    assert like_nobody(asked, KNOWN) == {"zzzz@k.example", "yyyy@k.example"}
    assert like_nobody([], KNOWN) == set()
    monkeypatch.setattr(who_is_who, "MOST_PAIRS", 11)  # 4 people by 3 on the roster are 12
    assert like_nobody(asked, KNOWN) == {person.text for person in asked[:4]}


def test_some_have_a_name_and_others_none() -> None:
    rows = [["a@k.example", None, "1"], ["b@k.example", "Bo", "1"], [None, "Cy", "1"]]
    file = seen(["Email", "Name", "Soup"], *rows)
    asked = people_to_rule(file, [stranger("a@k.example"), stranger("b@k.example"), stranger("Cy")])
    assert [(person.text, person.name) for person in asked] == [
        ("a@k.example", None),
        ("b@k.example", "Bo"),
        ("Cy", None),
    ]


def test_who_was_ruled_on_stays_in_the_list_and_excluded_rows_do_not_count() -> None:
    rulings = Rulings(people={"ada@old.example": ADA.person, "gone@k.example": ADA.person, "Bo": "Bo"})
    rows = [["ada@old.example", "Ada", "1"], ["ada@old.example", "Ada", "2"], [None, "Bo", "1"], [None, "Bo", "1"]]
    file = seen(["Email", "Name", "Soup"], *rows, rulings=rulings, excluded=["a preview", None, None, None])
    assert people_to_rule(file, [*file.understood.problems, stranger("BO")]) == [
        PersonAsked("ada@old.example", 1, False, "Ada", ADA.person),
        PersonAsked("Bo", 2, True, None, "Bo"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("adda.ames@other.example", None, ADA),
        ("ames.ada@k.example", None, ADA),
        ("snowflake7@mail.example", "Ames, Ada", ADA),
        ("Bo Broook", None, BO),
        ("K71", None, CY),
        ("stone@k.example", "Cy", CY),
    ],
)
def test_the_most_alike_comes_first_and_everybody_is_offered(text: str, name: str | None, expected: Listed) -> None:
    file = seen(["Email", "Soup"], ["bo.brook@k.example", "1"])
    alike = most_alike(file, PersonAsked(text, 1, False, name, None), KNOWN)
    assert alike[0].listed == expected
    assert sorted(each.listed.person for each in alike) == sorted(each.person for each in KNOWN.people)
    assert [each.listed for each in alike if each.has_answered] == [BO]


def test_nobody_is_offered_whom_a_ruling_leads_on_from_or_who_is_asked_about() -> None:
    rulings = Rulings(people={"ADA.ames@k.example": BO.person})
    file = seen(["Email", "Soup"], ["k17", "1"], rulings=rulings)
    assert [each.listed for each in most_alike(file, PersonAsked("k17", 1, False, None, None), KNOWN)] == [BO]


def test_who_is_plainly_meant_is_one_person_who_does_not_answer_and_nobody_else_means() -> None:
    twin = Listed("bo@k.example", "Bo Brook", None)
    two = (Listed("di.drew@k.example", "Di Drew", None), Listed("ed@k.example", "Ed Egan", None))
    roster = Known((ADA, BO, CY, twin, *two), ())
    strangers = [
        ("Ada.Ames@new.example", None, ADA.person),  # the same before the @
        ("snow@new.example", "Stone, Cy", CY.person),  # the same name
        ("brook@new.example", "Bo Brook", None),  # two of that name
        ("ada.aames@new.example", None, None),  # only similar
        ("ed@new.example", "Di Drew", None),  # one by address, another by name
        ("di.drew@new.example", None, None),  # answers under the roster's address as well
    ]
    rows = [[text, name, "1"] for text, name, _ in strangers] + [["di.drew@k.example", "Di Drew", "2"]]
    file = seen(["Email", "Name", "Soup"], *rows)
    problems = [stranger(text) for text, _, _ in strangers]
    expected = {text: person for text, _, person in strangers if person}
    assert plainly_meant(file, people_to_rule(file, problems), roster) == expected
    both = seen(["Email", "Soup"], ["ada.ames@new.example", "1"], ["ada.ames@old.example", "2"])
    again = [stranger("ada.ames@new.example"), stranger("ada.ames@old.example")]
    assert plainly_meant(both, people_to_rule(both, again), roster) == {}  # two who would be one


def test_teams_that_nobody_knows_are_asked_about_the_most_frequent_first() -> None:
    rows = [["Falcon", "1"], [" falcon ", "1"], ["orbit", "1"], ["N/A", "1"], [None, "2"], ["Nebula", "1"]]
    rows += [["Nebula", "2"], ["Nebula", "3"], ["Owl", "3"], ["Comet", "1"]]
    excluded = [None] * 9 + ["a preview"]
    rulings = Rulings(teams={"Owl": "Nova"})
    file = seen(["Team", "Soup"], *rows, rulings=rulings, excluded=excluded)
    assert teams_to_rule(file, KNOWN) == [
        TeamAsked("Nebula", 3, None),
        TeamAsked("Falcon", 2, None),
        TeamAsked("Owl", 1, "Nova"),
    ]
    assert teams_to_rule(file, Known()) == [TeamAsked("Owl", 1, "Nova")]  # nothing that another could be


def test_a_department_is_asked_about_where_no_column_asks_for_the_team() -> None:
    assert teams_to_rule(seen(["Department", "Soup"], ["Fire", "1"]), KNOWN) == [TeamAsked("Fire", 1, None)]
    assert teams_to_rule(seen(["Department", "Team", "Soup"], ["Fire", "Nova", "1"]), KNOWN) == []


def test_of_two_columns_for_the_team_the_first_that_is_filled_is_asked_about() -> None:
    rows = [["Falcon", "Owl", "1"], [None, "Owl", "2"], ["", "Falcon", "2"]]
    file = seen(["Team", "Squad", "Soup"], *rows)
    assert file.understood.who.stated["team"].tolist() == ["Falcon", "Owl", "Falcon"]
    assert teams_to_rule(file, KNOWN) == [TeamAsked("Falcon", 2, None), TeamAsked("Owl", 1, None)]


def test_known_teams_are_offered_the_most_alike_first() -> None:
    assert [name for name, _ in teams_alike("Falken", KNOWN)] == ["Falke", "Nova", "Orbit"]
