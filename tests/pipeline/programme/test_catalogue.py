"""The catalogue: the shipped one passes its own checks, a faulty module stays out, spreadsheets come back whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.catalogues import catalogue_from_file, catalogue_of, exported_catalogue, imported_catalogue
from pipeline.errors import SurveyError
from pipeline.frameworks.loader import shipped
from pipeline.programme.catalogue import fitted, read_catalogue, shipped_catalogue, to_document
from pipeline.programme.curriculum import hands_on_share, remarks
from pipeline.settings import opened_home
from tests.pipeline.programme.learners import CATALOGUE, framework, module

[AI] = [each for each in shipped() if each.id == "ai-upskilling"]


def test_the_shipped_foundation_is_twenty_hours_in_four_weeks_twelve_of_them_hands_on() -> None:
    weeks = shipped_catalogue().of_track("foundational")
    parts = [(each.instruction_hours, each.hands_on_hours, each.presentation_hours) for each in weeks]
    assert parts == [(2, 3, 0), (2, 3, 0), (1, 4, 0), (2, 2, 1)]
    assert sum(each.hands_on_hours for each in weeks) == 12
    assert hands_on_share(weeks) == pytest.approx(0.6)


def test_the_shipped_catalogue_passes_its_own_checks_and_reaches_every_level() -> None:
    catalogue = shipped_catalogue()
    assert remarks(catalogue) == []
    assert fitted(catalogue, AI).problems == ()
    taught = {(each.dimension, level) for each in catalogue.modules for level in each.steps}
    assert taught == {(dimension.id, level) for dimension in AI.dimensions for level in range(4)}


def test_a_catalogue_comes_back_from_its_document() -> None:
    assert read_catalogue(to_document(CATALOGUE)).catalogue == CATALOGUE


def entry(id: str, **more: Any) -> dict[str, Any]:
    hours = {"instruction_hours": 1, "hands_on_hours": 2, "presentation_hours": 0}
    levels = {"from_level": 0, "to_level": 1}
    return {"id": id, "name": id, "dimension": "a", "tracks": ["t"], **hours, **levels, **more}


@pytest.mark.parametrize(
    ("faulty", "said"),
    [
        (entry("x", from_level=2), "Module 'x' is left out: it leads from level 2 to 1, not upwards."),
        (entry("x", total_hours=5), "'x' is left out: its hours of instruction, hands-on work and presentation"),
        (entry("x", prerequisites=["gone"]), "Module 'x' is left out: it builds on 'gone', which is not there."),
        (entry("good"), "The second module 'good' is left out: an id may stand once."),
        (entry("x", tracks=["u"]), "Module 'x' is left out: there is no track 'u'."),
        (
            entry("x", hands_on_hours="many"),
            "Module 'x' is left out: its hands_on_hours is 'many', which is no number.",
        ),
        (entry("x", from_level="1.5"), "Module 'x' is left out: its from_level is '1.5', which is no whole number."),
        (entry("x", from_level=0.5), "Module 'x' is left out: its from_level is 0.5, which is no whole number."),
        (entry("x", hands_on_hours=-2), "Module 'x' is left out: its hands_on_hours is -2, and 0 is the least."),
        (
            entry("x", hands_on_hours=float("nan")),
            "Module 'x' is left out: its hands_on_hours is nan, which is no number.",
        ),
        (entry("x", to_level=99), "Module 'x' is left out: its to_level is 99, and 20 is the most."),
        (entry("x", name=""), "Module 'x' is left out: its name is empty."),
        (entry("x", name=5), "Module 'x' is left out: its name is 5, which is no text."),
        (entry("x", about="a" * 3000), "Module 'x' is left out: its about has more than 2000 characters."),
        (entry("x", dimension=None), "Module 'x' is left out: its dimension is empty."),
        (entry("x", tracks={"t": 1}), "Module 'x' is left out: its tracks is {'t': 1}, which is no list."),
        (entry("x", tracks=["t", 7]), "Module 'x' is left out: entry 2 of its tracks is 7, which is no text."),
        (entry("x", hours=3), "Module 'x' is left out: 'hours' is no key that it can have."),
        (entry(["x"]), "Module ['x'] is left out: its id is ['x'], which is no text."),
        ({"id": "x"}, "Module 'x' is left out: its name is missing."),
        ("no module", "Module number 2 is left out: it is 'no module' and has no keys."),
        (["a", "b"], "Module number 2 is left out: it is ['a', 'b'] and has no keys."),
    ],
)
def test_a_faulty_module_is_left_out_with_one_sentence_and_the_rest_works(faulty: Any, said: str) -> None:
    read = read_catalogue({"tracks": [{"id": "t", "name": "T"}], "modules": [entry("good"), faulty]})
    assert [each.id for each in read.catalogue.modules] == ["good"]
    [problem] = read.problems
    assert said in problem


def test_a_faulty_track_is_told_in_plain_words_and_no_word_of_a_library_is_said() -> None:
    tracks = [{"id": "t", "name": "T", "is_whole": "perhaps"}, [[]], {"id": "u", "name": "U", "roles": [None]}]
    read = read_catalogue({"tracks": tracks, "modules": []})
    assert read.problems == (
        "Track 't' is left out: its is_whole is 'perhaps', which is neither yes nor no.",
        "Track number 2 is left out: it is [[]] and has no keys.",
        "Track 'u' is left out: entry 1 of its roles is empty.",
    )


def test_a_circle_of_prerequisites_is_named_and_takes_along_what_builds_on_it() -> None:
    circle = [entry("p", prerequisites=["q"]), entry("q", prerequisites=["p"]), entry("r", prerequisites=["q"])]
    read = read_catalogue({"tracks": [{"id": "t", "name": "T"}], "modules": [entry("good"), *circle]})
    assert [each.id for each in read.catalogue.modules] == ["good"]
    assert read.problems[:2] == (
        "Module 'p' is left out: its prerequisites run in a circle: p > q > p.",
        "Module 'q' is left out: its prerequisites run in a circle: p > q > p.",
    )
    assert read.problems[-1] == "Module 'r' is left out: it builds on 'q', which is not there."


def test_a_track_taken_as_a_whole_that_would_have_to_wait_for_itself_loses_the_module_that_asks_for_it() -> None:
    tracks = [{"id": "t", "name": "T", "is_whole": True}, {"id": "u", "name": "U"}]
    between = entry("between", tracks=["u"], prerequisites=["first"])
    last = entry("last", prerequisites=["between"])
    read = read_catalogue({"tracks": tracks, "modules": [entry("first"), between, last]})
    assert [each.id for each in read.catalogue.modules] == ["first", "between"]
    assert read.problems == (
        "Module 'last' is left out: it builds on 'between', which builds on the track 't' itself, "
        "and that is taken as a whole in one quarter.",
    )
    before = entry("before", tracks=["u"])
    fine = read_catalogue({"tracks": tracks, "modules": [before, entry("last", prerequisites=["before"])]})
    assert fine.problems == ()


def test_a_module_with_the_id_of_a_track_taken_as_a_whole_is_left_out() -> None:
    tracks = [{"id": "t", "name": "T", "is_whole": True}, {"id": "u", "name": "U"}]
    modules = [entry("good"), entry("t", tracks=["u"]), entry("u", tracks=["u"])]
    read = read_catalogue({"tracks": tracks, "modules": modules})
    assert [each.id for each in read.catalogue.modules] == ["good", "u"]
    assert read.problems == ("Module 't' is left out: a track that is taken as a whole has the same id.",)


def test_two_tracks_taken_as_a_whole_that_build_on_each_other_lose_what_asks_for_it() -> None:
    tracks = [{"id": each, "name": each, "is_whole": True} for each in "tu"]
    modules = [
        entry("t1"),
        entry("u1", tracks=["u"], prerequisites=["t1"]),
        entry("u2", tracks=["u"]),
        entry("t2", prerequisites=["u2"]),
    ]
    read = read_catalogue({"tracks": tracks, "modules": modules})
    assert [each.id for each in read.catalogue.modules] == ["t1", "u1", "u2"]
    [problem] = read.problems
    assert problem.startswith("Module 't2' is left out: it builds on 'u2', which builds on the track 't' itself")


def test_a_track_whose_hours_do_not_add_up_is_said() -> None:
    tracks = [{"id": "t", "name": "T", "total_hours": 20}]
    read = read_catalogue({"tracks": tracks, "modules": [entry("good")]})
    assert read.problems == ("Track 't' states 20 hours; its modules add up to 3.",)


def test_modules_for_what_a_framework_does_not_have_are_left_out() -> None:
    more = (module("z", "zoology", (0, 1), "base"), module("high", "a", (4, 5), "base"))
    read = fitted(replace(CATALOGUE, modules=(*CATALOGUE.modules, *more)), framework("a", "b"))
    assert read.catalogue.modules == CATALOGUE.modules
    assert read.problems == (
        "Module 'z' is left out: the framework has no dimension 'zoology'.",
        "Module 'high' is left out: levels go from 0 to 4, not 4 to 5.",
    )


def test_a_catalogue_for_another_framework_is_said_in_one_sentence() -> None:
    read = fitted(shipped_catalogue(), framework("a"))
    assert read.catalogue.modules == ()
    [problem] = read.problems
    assert problem.startswith("The catalogue is for the framework 'ai-upskilling' and the cycle uses 'own'")


def test_too_little_hands_on_time_and_nothing_to_apply_are_remarked() -> None:
    talk = module("t", "a", (0, 1), "base", instruction_hours=9.0, apply="")
    found = remarks(replace(CATALOGUE, tracks=CATALOGUE.tracks[:1], modules=(talk,)))
    assert found == [
        "Track 'Foundation' is hands-on for 23% of its hours; 60% is the least.",
        "Module 't' does not say what to apply at work.",
    ]


@pytest.mark.parametrize("name", ["own.xlsx", "own.yaml"])
def test_a_catalogue_goes_out_and_comes_back_the_same(tmp_path: Path, name: str) -> None:
    home = opened_home(tmp_path / "home")
    whole = exported_catalogue(home, tmp_path / name)
    assert whole == shipped_catalogue()
    again = imported_catalogue(home, tmp_path / name)
    framework_id = "ai-upskilling" if name.endswith("yaml") else None
    assert again.problems == ()
    assert again.catalogue == replace(
        whole,
        framework=framework_id,
        tracks=again.catalogue.tracks if framework_id is None else whole.tracks,
    )
    assert catalogue_of(home, AI).catalogue.modules == whole.modules


def test_a_single_table_of_modules_is_a_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    header = "id,name,tracks,dimension,from level,to level,instruction hours,hands-on hours,prerequisites\n"
    file.write_text(header + 'one,One,foundational,a,0,1,2,3,\ntwo,Two,"backend, design",a,1.0,2,2,3,one\n', "utf-8")
    read = catalogue_from_file(file)
    assert read.problems == ()
    assert [(each.id, each.tracks, each.prerequisites) for each in read.catalogue.modules] == [
        ("one", ("foundational",), ()),
        ("two", ("backend", "design"), ("one",)),
    ]
    assert [(each.id, each.roles) for each in read.catalogue.tracks] == [
        ("foundational", ()),
        ("backend", ("backend",)),
        ("design", ("design",)),
    ]


@pytest.mark.parametrize(
    ("name", "text"), [("a.yaml", "modules: [\n"), ("b.yaml", "hello: 1\n"), ("c.csv", "who,what\n1,2\n")]
)
def test_a_file_that_is_no_catalogue_is_refused_and_the_one_before_stays(tmp_path: Path, name: str, text: str) -> None:
    home = opened_home(tmp_path / "home")
    home.catalogue.write_text(yaml.safe_dump(to_document(CATALOGUE)), "utf-8")
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(SurveyError):
        imported_catalogue(home, tmp_path / name)
    assert catalogue_of(home, framework("a", "b")).catalogue == CATALOGUE
