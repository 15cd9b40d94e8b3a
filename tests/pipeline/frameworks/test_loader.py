"""Frameworks from YAML and JSON: read whole, or refused with the place."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from pipeline.errors import RubricError
from pipeline.frameworks import framework_from_yaml, from_json, shipped, to_json
from pipeline.model import Description, Dimension, Framework, Indicator, Level
from tests.pipeline.frameworks.strategies import frameworks

BAKERY: dict[str, Any] = {
    "id": "bakery",
    "name": "Bakery",
    "version": 2,
    "levels": [{"level": 0, "name": "None"}, {"level": 1, "name": "Some"}],
    "dimensions": [
        {
            "id": "baking",
            "name": "Baking",
            "levels": [
                {"level": 0, "statement": "I buy bread.", "indicators": []},
                {
                    "level": 1,
                    "statement": "I bake bread.",
                    "indicators": [
                        {"id": "oven", "text": "I own an oven", "supporting": False},
                        {"id": "pan", "text": "I own a pan", "supporting": True},
                    ],
                },
            ],
        },
        {
            "id": "frying",
            "name": "Frying",
            "levels": [
                {"level": 0, "statement": "I buy chips.", "indicators": []},
                {"level": 1, "statement": "I fry chips.", "indicators": []},
            ],
        },
    ],
    "default_target": 1,
}

BAKERY_FRAMEWORK = Framework(
    id="bakery",
    name="Bakery",
    version=2,
    levels=(Level(0, "None"), Level(1, "Some")),
    dimensions=(
        Dimension(
            "baking",
            "Baking",
            (
                Description(0, "I buy bread."),
                Description(
                    1,
                    "I bake bread.",
                    (Indicator("oven", "I own an oven"), Indicator("pan", "I own a pan", supporting=True)),
                ),
            ),
        ),
        Dimension("frying", "Frying", (Description(0, "I buy chips."), Description(1, "I fry chips."))),
    ),
    default_target=1,
)


def test_json_is_read_and_written_whole() -> None:
    assert from_json(BAKERY) == BAKERY_FRAMEWORK
    assert to_json(BAKERY_FRAMEWORK) == BAKERY


def test_yaml_is_read_whole() -> None:
    assert framework_from_yaml(yaml.safe_dump(BAKERY), "bakery.yaml") == BAKERY_FRAMEWORK


@settings(deadline=None, max_examples=50)
@given(frameworks())
def test_any_framework_survives_json_and_yaml(framework: Framework) -> None:
    assert from_json(json.loads(json.dumps(to_json(framework)))) == framework
    assert framework_from_yaml(yaml.safe_dump(to_json(framework), allow_unicode=True), "made") == framework


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("name",), None, "name: Input should be a valid string"),
        (("version",), 0, "version: Input should be greater than or equal to 1"),
        (("version",), "1", "version: Input should be a valid integer"),
        (("colour",), "red", "colour: Extra inputs are not permitted"),
        (("levels", 0, "level"), True, "levels.0.level: Input should be a valid integer"),
        (("dimensions", 0, "name"), " ", "dimensions.0.name: ' ' must not be blank"),
        (
            ("dimensions", 1, "levels", 1, "statement"),
            "Yes ",
            "levels.1.statement: 'Yes ' must not begin or end",
        ),
        (
            ("dimensions", 0, "levels", 1, "indicators", 0, "text"),
            "a\x07",
            "'a\\x07' holds a control character",
        ),
        (
            ("levels", 1, "level"),
            2,
            "levels are [0, 2], but must be two or more, consecutive, from 0 or 1 on",
        ),
        (("levels",), [], "levels are [], but must be"),
        (("levels", 1, "name"), "NONE", "level name 'None' stands twice"),
        (("default_target",), 2, "default_target 2 is not one of the levels [0, 1]"),
        (("dimensions",), [], "there is no dimension"),
        (("dimensions", 1, "id"), "Baking", "dimension id 'baking' stands twice"),
        (("dimensions", 1, "name"), "baking", "dimension name 'Baking' stands twice"),
        (
            ("dimensions", 0, "levels", 0, "level"),
            1,
            "there is no statement for level 0 in dimension 'Baking'",
        ),
        (
            ("dimensions", 0, "levels", 0, "statement"),
            "I bake bread",
            "statement in dimension 'Baking' 'I bake",
        ),
        (
            ("dimensions", 0, "levels", 1, "indicators", 1, "id"),
            "OVEN",
            "indicator id in dimension 'Baking' 'oven' stands twice",
        ),
        (
            ("dimensions", 0, "levels", 1, "indicators", 1, "text"),
            "I own an OVEN",
            "indicator in dimension 'Baking' 'I own an oven' stands twice",
        ),
    ],
)
def test_a_fault_is_refused_with_its_place(path: tuple[str | int, ...], value: object, message: str) -> None:
    document: Any = copy.deepcopy(BAKERY)
    part = document
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    with pytest.raises(RubricError) as caught:
        from_json(document, "bakery.yaml")
    assert str(caught.value).startswith("bakery.yaml")
    assert message in str(caught.value)


@pytest.mark.parametrize("numbers", [[1], [2, 3], [-1, 0, 1]])
def test_levels_are_two_or_more_from_zero_or_one_on(numbers: list[int]) -> None:
    statements = [{"level": number, "statement": f"I bake in {number} ways."} for number in numbers]
    document = BAKERY | {
        "levels": [{"level": number, "name": f"Level {number}"} for number in numbers],
        "dimensions": [{"id": "baking", "name": "Baking", "levels": statements}],
        "default_target": numbers[0],
    }
    with pytest.raises(RubricError, match="must be two or more, consecutive, from 0 or 1 on"):
        from_json(document)


def test_a_statement_for_a_level_that_does_not_exist_is_refused() -> None:
    document = copy.deepcopy(BAKERY)
    document["dimensions"][1]["levels"].append({"level": 2, "statement": "I fry anything."})
    with pytest.raises(RubricError, match=r"statements are for levels \[0, 1, 2\] in dimension 'Frying'"):
        from_json(document)


def test_a_missing_key_is_named() -> None:
    document = {key: value for key, value in BAKERY.items() if key != "default_target"}
    with pytest.raises(RubricError, match="default_target: Field required"):
        from_json(document)


@pytest.mark.parametrize("text", ["", "- 1", "just words"])
def test_yaml_without_keys_is_refused(text: str) -> None:
    with pytest.raises(RubricError, match=r"mine.yaml is not a framework"):
        framework_from_yaml(text, "mine.yaml")


def test_broken_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(RubricError, match=r"mine.yaml is not readable as YAML: .*line 2"):
        framework_from_yaml("id: a\nname: [", "mine.yaml")


def test_the_default_framework_has_the_dimensions_and_levels_it_promises() -> None:
    framework = next(framework for framework in shipped() if framework.id == "ai-upskilling")
    assert [(level.level, level.name) for level in framework.levels] == [
        (0, "None of these yet"),
        (1, "Aware"),
        (2, "Practicing"),
        (3, "Proficient"),
        (4, "Expert"),
    ]
    assert {dimension.id: dimension.name for dimension in framework.dimensions} == {
        "ml-fundamentals": "AI/ML Fundamentals",
        "llm-prompting": "LLM & Prompt Engineering",
        "ai-assisted-dev": "AI-Assisted Development",
        "data-engineering": "Data Engineering for AI",
        "ai-production": "AI in Production",
    }
    assert framework.default_target == 2


@pytest.mark.parametrize("framework", shipped(), ids=lambda framework: framework.id)
def test_every_text_of_a_shipped_framework_means_one_thing(framework: Framework) -> None:
    entries = [entry for dimension in framework.dimensions for entry in dimension.levels]
    indicators = [indicator for entry in entries for indicator in entry.indicators]
    texts = [entry.statement for entry in entries] + [indicator.text for indicator in indicators]
    assert len({text.casefold() for text in texts}) == len(texts)
    assert len({indicator.id for indicator in indicators}) == len(indicators)
    # survey tools join ticks by these
    assert not [indicator.text for indicator in indicators if "," in indicator.text or ";" in indicator.text]


@pytest.mark.parametrize("framework", shipped(), ids=lambda framework: framework.id)
def test_every_level_but_zero_has_one_or_two_defining_indicators(framework: Framework) -> None:
    defining = {
        (dimension.id, entry.level): sum(not indicator.supporting for indicator in entry.indicators)
        for dimension in framework.dimensions
        for entry in dimension.levels
    }
    assert {count for (_, level), count in defining.items() if level > 0} <= {1, 2}
    assert {count for (_, level), count in defining.items() if level == 0} == {0}


def test_more_indicators_than_a_number_has_bits_are_refused() -> None:
    document = to_json(shipped()[0])
    level = document["dimensions"][0]["levels"][1]
    level["indicators"] = [{"id": f"i{n}", "text": f"I can do thing {n}", "supporting": True} for n in range(61)]
    with pytest.raises(RubricError, match="indicators in dimension 'AI/ML Fundamentals', but at most 60 can be ticked"):
        from_json(document)


def test_no_dimension_is_called_what_another_one_s_id_is() -> None:
    document = copy.deepcopy(BAKERY)
    document["dimensions"][0] |= {"id": "first", "name": "Frying!"}
    document["dimensions"][1] |= {"name": "Second"}
    with pytest.raises(RubricError, match="dimension name 'Frying!' is the id of dimension 'Second'"):
        from_json(document, "bakery.yaml")
