"""Rulings as a small YAML file, out and in again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.errors import ExportError
from pipeline.matching.recipe import Rulings
from pipeline.matching.recipe_file import recipe_from_file, recipe_from_text, recipe_text
from pipeline.matching.text import squeezed

printable = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12)


def written(folder: Path, text: str) -> Path:
    path = folder / "recipe.yaml"
    path.write_text(text, "utf-8")
    return path


levels = st.none() | st.integers(0, 4)
rulings = st.builds(
    Rulings,
    st.dictionaries(printable, printable, max_size=3),
    st.dictionaries(printable, levels | st.dictionaries(printable, levels, min_size=1, max_size=2), max_size=3),
    st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz"), max_size=3),
    st.dictionaries(printable, printable, max_size=2),
    st.dictionaries(
        printable, st.dictionaries(st.integers(0, 4), st.sampled_from(["same", "stricter", "looser"]), min_size=1)
    ),
)


@given(rulings)
def test_a_recipe_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, made: Rulings) -> None:
    texts = [*made.columns, *made.answers, *made.people, *made.teams]
    assume(len(set(map(squeezed, texts))) == len(texts))  # else one may contradict another
    assert recipe_from_file(written(tmp_path_factory.mktemp("recipe"), recipe_text(made))) == made


@given(rulings, rulings)
def test_of_two_rulings_on_one_thing_the_newer_holds(newer: Rulings, earlier: Rulings) -> None:
    both = newer.over(earlier)
    for header in (*newer.columns, *earlier.columns):
        own = newer.column(header)
        assert both.column(header) == (earlier.column(header) if own is None else own)
    assert both.over(earlier) == both
    assert both.without(frozenset([*newer.columns, *earlier.columns])).columns == {}


def test_people_are_followed_to_the_end_and_teams_one_step() -> None:
    ruled = Rulings(people={"A": "b", "B": "c"}, teams={"Falcon": "Kestrel", "Kestrel": "Falcon"})
    assert [ruled.person(text) for text in ("a", "b", "c", "d")] == ["c", "c", "c", "d"]
    assert [ruled.team(text) for text in ("FALCON", " kestrel ", "Owl")] == ["Kestrel", "Falcon", "Owl"]


def test_a_name_that_stands_for_itself_is_one_person_and_no_circle(tmp_path: Path) -> None:
    found = recipe_from_file(written(tmp_path, "people: {Ada Ames: ada  ames, A. Ames: Ada Ames}"))
    assert [found.person(text) for text in ("ADA AMES", "a. ames", "Bo")] == ["ada  ames", "ada  ames", "Bo"]
    assert found.people_known == {"ada ames"}


def test_a_ruling_on_anything_is_taken_back_by_its_text() -> None:
    ruled = Rulings({"Soup!": "soup"}, {"good": 3}, {"a@k.example": "b@k.example"}, {"Falcon": "Falke", "Owl": "Eule"})
    left = Rulings(teams={"Owl": "Eule"})
    assert ruled.without(frozenset(["soup!", "GOOD", "A@k.example", " falcon"])) == left


def test_yes_and_no_are_texts_of_cells(tmp_path: Path) -> None:
    found = recipe_from_file(written(tmp_path, "answers: {yes: 1, No: 0, 1.0: 2, 2026-01-01: null}"))
    assert found.answers == {"yes": 1, "No": 0, "1.0": 2, "2026-01-01": None}


def test_a_number_may_stand_for_the_text_of_a_cell(tmp_path: Path) -> None:
    found = recipe_from_file(written(tmp_path, "answers: {5: 4, often: 3, never: null}"))
    assert found == Rulings({}, {"5": 4, "often": 3, "never": None})


def test_headers_are_found_case_and_blanks_aside() -> None:
    rulings = Rulings({"My  Soup": "soup"})
    assert [rulings.column(header) for header in ("MY SOUP ", "my\u00a0soup", "soup")] == ["soup", "soup", None]


def test_an_empty_file_rules_nothing(tmp_path: Path) -> None:
    assert recipe_from_file(written(tmp_path, "# nothing yet\n")) == Rulings()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("columns: [a, b]", "'columns'"),
        ("answers: {often: much}", "'answers.often'"),
        ("shoes: {a: b}", "'shoes'"),
        ("- a", "is wrong at"),
        ("a: [", "is not YAML"),
        ("answers: {gut: 2, Gut: 4}", "one answer: 'gut' is 2, and 'Gut' is 4."),
        ("answers: {gut: 2, so so: 1, ' GUT ': null}", "one answer: 'gut' is 2, and ' GUT ' is no answer."),
        (
            "answers: {gut: {soup: 2, bread: 1}, Gut: {soup: 3}}",
            "'gut' is {'soup': 2, 'bread': 1}, and 'Gut' is {'soup': 3}.",
        ),
        ("answers: {gut: 2, Gut: {soup: 3}}", "one answer: 'gut' is 2, and 'Gut' is {'soup': 3}."),
        (
            "columns: {My Soup: soup, MY  SOUP: ignored}",
            "one column: 'My Soup' is 'soup', and 'MY  SOUP' is 'ignored'.",
        ),
        ("people: {A@k.example: b@k.example, a@k.example: c@k.example}", "one person: 'A@k.example' is 'b@k.example'"),
        ("teams: {Owl: Eule, OWL: Uhu}", "one team: 'Owl' is 'Eule', and 'OWL' is 'Uhu'."),
    ],
)
def test_what_is_no_recipe_or_contradicts_itself_is_refused_by_what_stands_there(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(ExportError, match="recipe.yaml") as caught:
        recipe_from_file(written(tmp_path, text))
    assert told in caught.value.title


def test_the_same_said_twice_is_no_contradiction_and_what_is_kept_is_read_whatever_it_says(tmp_path: Path) -> None:
    same = """
        columns: {My Soup: soup, MY  SOUP: Soup}
        answers: {gut: 2, Gut: 2, fein: {soup: 1}, Fein: {bread: 3}}
        people: {A@k.example: b@k.example, a@k.example: B@k.example}
        teams: {Owl: Eule, OWL: eule}
    """
    assert recipe_from_file(written(tmp_path, same)).count == 10
    assert recipe_from_text("answers: {gut: 2, Gut: 4}", "upload 1").answers == {"gut": 2, "Gut": 4}


def test_a_missing_or_binary_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="'gone.yaml' cannot be opened"):
        recipe_from_file(tmp_path / "gone.yaml")
    (tmp_path / "odd.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ExportError, match="'odd.yaml' is not YAML"):
        recipe_from_file(tmp_path / "odd.yaml")
