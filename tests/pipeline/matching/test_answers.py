"""Which texts are a level: a closed list of forms, judged by an independent list of them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.matching.answers import NO_ANSWER, UNKNOWN, scale
from pipeline.model import Description, Dimension, Framework, Level
from tests.pipeline.matching.small import BAKE, FROM_0, FROM_1

ACCEPTED = [
    ("3", 3),
    ("3.0", 3),
    ("3.00", 3),
    ("3,0", 3),
    ("3,00", 3),
    ("Master", 3),
    (" mAsTeR\u00a0", 3),
    ("Level 3: Master", 3),
    ("level3:master", 3),
    ("3 - Master", 3),
    ("3 \u2013 Master", 3),
    ("(3) Master", 3),
    ("I run a bakery", 3),
    ("I run\n a  BAKERY", 3),
    ("Master: I run a bakery", 3),
    ("0", 0),
    ("Not yet", 0),
    ("Dough is a mystery to me", 0),
    ("0 - not yet", 0),
]
SILENT = [
    "",
    " \u00a0",
    "N/A",
    "n/a",
    "NA",
    "-",
    "\u2013",
    "-99",
    "Don't know",
    "Don\u2019t know",
    "PREFER NOT TO SAY",
    "Unfamiliar (N/A)",
    "[not completed]",
]
REFUSED = [
    "4",
    "-1",
    "-0",
    "03",
    "3.",
    "2.5",
    "2,5",
    "1,000",
    "\u0663",  # an Arabic 3
    "\u00b3",
    "None",
    "Level 3",
    "Level 3: Able",
    "3 - Able",
    "(2) Master",
    "Able: I run a bakery",
    "I am a Master of tins",
    "Master Able",
    "Master, Able",
    "I cook a stock",
    "3 Master",
    "99999999999999999999",
    "Unfamiliar",
    "--",
]


@pytest.mark.parametrize(("text", "level"), ACCEPTED)
def test_forms_that_are_levels(text: str, level: int) -> None:
    assert scale(FROM_0, BAKE, {}).level(text) == level


@pytest.mark.parametrize("text", SILENT)
def test_texts_that_say_there_is_no_answer(text: str) -> None:
    assert scale(FROM_0, BAKE, {}).level(text) == NO_ANSWER


@pytest.mark.parametrize("text", REFUSED)
def test_everything_else_is_unknown(text: str) -> None:
    assert scale(FROM_0, BAKE, {}).level(text) == UNKNOWN


def test_level_0_exists_only_where_the_framework_has_it() -> None:
    of_bench = scale(FROM_1, FROM_1.dimensions[0], {})
    assert [of_bench.level(text) for text in ("0", "0.0", "Not yet", "1", "Aware")] == [UNKNOWN, UNKNOWN, UNKNOWN, 1, 1]


def named(*names: str) -> tuple[Framework, Dimension]:
    descriptions = tuple(Description(level, f"statement {level}") for level in range(len(names)))
    dimension = Dimension("d", "D", descriptions)
    levels = tuple(Level(level, name) for level, name in enumerate(names))
    return Framework("f", "F", 1, levels, (dimension,), 1), dimension


def test_none_and_na_are_levels_where_levels_are_called_so() -> None:
    of_named = scale(*named("None", "N/A"), {})
    assert [of_named.level(text) for text in ("none", "n/a", "-", "")] == [0, 1, NO_ANSWER, NO_ANSWER]


def test_a_form_that_two_levels_share_decides_nothing() -> None:
    # "1" is the number of level 1 and the name of level 0; "statement 0" is level 1's name
    of_named = scale(*named("1", "statement 0", "fine"), {})
    assert [of_named.level(text) for text in ("1", "1.0", "statement 0", "0", "2", "0 - 1")] == [
        UNKNOWN,
        UNKNOWN,
        UNKNOWN,
        0,
        2,
        0,
    ]


def test_rulings_win_over_every_form() -> None:
    ruled = scale(FROM_0, BAKE, {"Guru": 3, "Able": 1, "2": None, "?": None})
    found = [ruled.level(text) for text in ("guru", " GURU ", "Able", "2", "?", "2 - Able", "2.0")]
    assert found == [3, 3, 1, NO_ANSWER, NO_ANSWER, 2, 2]


def oracle(text: str) -> int:
    """The reading rule, word for word: compare with every listed form, blanks and case aside."""

    def plain(any_text: str) -> str:
        dashes = any_text.replace("\u2013", "-").replace("\u2014", "-").replace("\u2212", "-")
        quotes = dashes.replace("\u2018", "'").replace("\u2019", "'")
        for invisible in "\u200b\u200c\u200d\u2060\ufeff":
            quotes = quotes.replace(invisible, "")
        return "".join(character for character in quotes.casefold() if not character.isspace())

    names = {level.level: level.name for level in FROM_0.levels}
    for description in BAKE.levels:
        n, name, statement = description.level, names[description.level], description.statement
        forms = [
            str(n),
            name,
            statement,
            f"Level {n}: {name}",
            f"{n} - {name}",
            f"({n}) {name}",
            f"{name}: {statement}",
        ]
        if plain(text) in map(plain, forms):
            return n
        # N.0, however many zeros
        head, point, zeros = plain(text).partition(".")
        if point and head == str(n) and zeros and set(zeros) == {"0"}:
            return n
    silent = ["", "n/a", "na", "-", "-99", "don'tknow", "prefernottosay", "unfamiliar(n/a)", "[notcompleted]"]
    return NO_ANSWER if plain(text) in silent else UNKNOWN


SCRAPS = st.sampled_from(
    [str(n) for n in range(-1, 5)]
    + [level.name for level in FROM_0.levels]
    + [description.statement for description in BAKE.levels]
    + [text for text, _ in ACCEPTED]
    + SILENT
    + REFUSED
    + ["Level ", ": ", " - ", "(", ")", ".", ".0", "0", " ", "\u00a0", "\u2014", ",", ";", "a", "I"]
)


@given(st.one_of(st.text(), st.lists(SCRAPS, max_size=5).map("".join)))
@example("(3)Master")
@example("3.0")
@example("30")
def test_no_text_outside_the_list_ever_becomes_a_level(text: str) -> None:
    assert scale(FROM_0, BAKE, {}).level(text) == oracle(text)
