"""Skills in the cells: JSON objects, and pairs of skill and level."""

from pipeline.exports.read import responses_of
from tests.pipeline.exports.files import answers_of, brief, sheet_of


def test_objects_give_a_column_per_key() -> None:
    lines = [
        ("Ada", '{"Forging": 3, "Glazing": "2.0"}'),
        ("Bo", '{"Glazing": null, "Weaving": 1.5}'),
        ("Cy", None),
        ("Di", '{"Forging": 1'),
        ("Ed", "{}"),
        ("Flo", '{"Forging": 0}'),
        ("Gil", '{"Forging": true}'),
    ]
    read = responses_of([sheet_of(("Name", "Skills"), *lines)])
    assert answers_of(read) == {
        (1, "Name", None): ["Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gil"],
        (2, "Forging", None): ["3", None, None, None, None, "0", "true"],
        (2, "Glazing", None): ["2.0", None, None, None, None, None, None],
        (2, "Weaving", None): [None, "1.5", None, None, None, None, None],
    }
    assert brief(read.problems) == [("unreadable_json", 5, "B", "Skills", '{"Forging": 1')]


def test_text_with_a_brace_is_no_object() -> None:
    read = responses_of([sheet_of(("Name", "Remark"), ("Ada", "{sic} fine"), ("Bo", "fine"))])
    assert answers_of(read)[2, "Remark", None] == ["{sic} fine", "fine"]
    assert read.problems == ()


def test_pairs_give_a_column_per_skill_and_keep_the_cell_of_the_level() -> None:
    header = ("Name", "Skill 1", "Level 1", "Skill 2", "Level 2")
    lines = [
        ("Ada", "Forging", "3", "Glazing", "1"),
        ("Bo", "Glazing ", "2", None, None),
        ("Cy", "Glazing", None, "Glazing", "0"),
    ]
    read = responses_of([sheet_of(header, *lines)])
    assert [(column.header, column.answers.to_pylist()) for column in read.columns] == [
        ("Name", ["Ada", "Bo", "Cy"]),
        ("Forging", ["3", None, None]),
        ("Glazing", ["1", "2", "0"]),
    ]
    glazing = read.columns[2].columns
    assert glazing is not None
    assert glazing.tolist() == [5, 3, 5]


def test_a_skill_with_two_levels_in_a_line_has_none_and_a_level_needs_its_skill() -> None:
    header = ("Name", "Skill 1", "Level 1", "Skill 2", "Level 2", "Skill 3", "Level 3")
    lines = [
        ("Ada", "Forging", "1", "Forging", "3", "Forging ", "1"),
        ("Bo", "Forging", "2", "Forging", " 2", "Glazing", "0"),
        ("Cy", "Forging", None, "Forging", "2", None, "4"),
        ("Di", " ", " ", None, "1", None, None),
    ]
    read = responses_of([sheet_of(header, *lines)])
    assert [(column.header, column.answers.to_pylist()) for column in read.columns] == [
        ("Name", ["Ada", "Bo", "Cy", "Di"]),
        ("Forging", [None, "2", "2", None]),
        ("Glazing", [None, "0", None, None]),
    ]
    assert sorted(brief(read.problems)) == [
        ("level_without_skill", 4, "G", "Level 3", "4"),
        ("level_without_skill", 5, "E", "Level 2", "1"),
        ("two_answers", 2, "E", "Forging", "3"),
        ("two_answers", 2, "G", "Forging", "1"),
    ]
