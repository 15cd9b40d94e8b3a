"""Whose answers a plan is made of: the person's own, whichever way the person is named, and nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from pipeline.errors import WarehouseError
from pipeline.frameworks.loader import shipped
from pipeline.plans import own_plan_inputs, plan_inputs
from pipeline.settings import Home
from tests.contract.shell import NAMES, Shell, copied, csv_file

ML, LLM, DEV, DATA, PROD = (dimension.id for dimension in shipped()[0].dimensions)
ROSTER = [
    ["person", "employee id", "name", "team", "division", "role"],
    ["ada@example.com", "K1", "Ada Umber", "Falcon", "North", "data"],
    ["bo@example.com", "K2", "Bo Umber", "Falcon", "North", "backend"],
    ["cleo@example.com", "K3", "Cleo Vale", "Heron", "North", "data"],
    ["dee@example.com", "K4", "Dee Vale", "Heron", "North", "Senior Frontend Engineer"],
]
TARGETS = [
    ["role", "team", "dimension", "level", "impact"],
    ["", "", "ml-fundamentals", "2", "2"],
    ["data", "", "ml-fundamentals", "3", "5"],
    ["", "Heron", "llm-prompting", "4", "1"],
]
ROADMAP = [
    ["project", "priority", "team", "dimension", "level", "people"],
    ["Lantern", "high", "Falcon", "ml-fundamentals", "2", "1"],
    ["Beacon", "high", "Heron", "ml-fundamentals", "2", "1"],
    ["Signal", "low", "", "llm-prompting", "1", "1"],
]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle with a roster, targets and a roadmap."""
    folder = tmp_path_factory.mktemp("prepared")
    shell = Shell(folder / "home")
    answers = [
        ["Timestamp", "Email Address", *NAMES],
        ["3/1/2026 9:00:00", "ADA@example.com", "1", "0", "2", "3", ""],
        ["3/1/2026 9:01:00", "K2", *"44444"],
    ]
    files = {"roster": ROSTER, "targets": TARGETS, "roadmap": ROADMAP, "answers": answers}
    shell.load(*(csv_file(folder / f"{name}.csv", lines) for name, lines in files.items()))
    return folder


@pytest.fixture
def shell(prepared: Path, tmp_path: Path) -> Shell:
    return copied(prepared, tmp_path)


def test_a_plan_is_made_of_the_persons_own_answers_and_targets(shell: Shell) -> None:
    found = plan_inputs(Home(shell.home), "2026", "ada@example.com")
    assert (found.name, found.team, found.division, found.role) == ("Ada Umber", "Falcon", "North", "data")
    assert found.given.levels == {ML: 1, LLM: 0, DEV: 2, DATA: 3}
    assert found.given.targets == {ML: 3}  # the role's, and not everybody's
    assert found.given.impacts == {ML: 5}
    assert [(wish.project, wish.level) for wish in found.given.wishes] == [("Lantern", 2), ("Signal", 1)]
    other = plan_inputs(Home(shell.home), "2026", "k2")
    assert (other.name, other.given.targets, other.given.impacts) == ("Bo Umber", {ML: 2}, {ML: 2})
    assert set(other.given.levels.values()) == {4}
    assert plan_inputs(Home(shell.home), "2026", "Bo Umber") == other


def test_a_plan_has_the_modules_that_a_title_leads_to(shell: Shell) -> None:
    interfaces, services = "llm-3-interfaces", "llm-3-services"  # both lead on from level 2, one of them frontends
    for person, module in (("dee@example.com", interfaces), ("k2", services)):
        found = {each.id for each in plan_inputs(Home(shell.home), "2026", person).modules}
        assert found & {interfaces, services} == {module}


def test_whoever_was_asked_and_did_not_answer_has_targets_only(shell: Shell) -> None:
    found = plan_inputs(Home(shell.home), "2026", "cleo@example.com")
    assert not found.is_answered
    assert found.given.targets == {ML: 3, LLM: 4}


@pytest.mark.parametrize("person", ["nobody@example.com", "umber", "", "%"])
def test_nobody_else_is_found(shell: Shell, person: str) -> None:
    with pytest.raises(WarehouseError, match="Nobody is known"):
        plan_inputs(Home(shell.home), "2026", person)
    assert own_plan_inputs(Home(shell.home), person) is None


def test_a_sign_in_is_an_address_and_never_a_name(shell: Shell) -> None:
    home = Home(shell.home)
    assert own_plan_inputs(home, "Ada Umber") is None
    own = own_plan_inputs(home, "Ada@Example.com")
    assert own is not None
    assert own.name == "Ada Umber"


def test_the_newest_cycle_in_which_the_person_counts_is_opened(shell: Shell, tmp_path: Path) -> None:
    answers = [["Timestamp", "Email Address", *NAMES], ["3/1/2027 9:00:00", "cleo@example.com", *"22222"]]
    shell.load(csv_file(tmp_path / "later.csv", answers), cycle="2027")
    cycles = {
        address: own.cycle
        for address in ("ada@example.com", "cleo@example.com")
        if (own := own_plan_inputs(Home(shell.home), address))
    }
    assert cycles == {"ada@example.com": "2026", "cleo@example.com": "2027"}


def test_the_command_prints_the_plan_and_writes_one_page(shell: Shell, tmp_path: Path) -> None:
    to = tmp_path / "ada.docx"
    plan = shell.read("plan", "ada@example.com", "--cycle", "2026", "--impact", f"{ML}=1", "--to", to)
    [first, *_] = plan["dimensions"]
    assert (first["level"], first["target"], first["severity"], first["impact"], first["priority"]) == (1, 3, 2, 1, 2)
    assert [len(quarter["steps"]) for quarter in plan["quarters"]] == [1, 0, 1, 0]
    assert plan["quarters"][0]["activities"] == ["Is this model any good? (10 hours)"]
    text = "\n".join(paragraph.text for paragraph in Document(str(to)).paragraphs)
    assert "Ada Umber, data, Falcon" in text
    assert all(quarter["milestone"] in text for quarter in plan["quarters"])


@pytest.mark.parametrize("judged", ["ml-fundamentals=6", "ml-fundamentals=0", "ml-fundamentals", "cooking=3"])
def test_a_judgement_that_is_none_is_refused(shell: Shell, judged: str) -> None:
    assert repr(judged.removesuffix("=3")) in shell.refused(
        "plan", "ada@example.com", "--cycle", "2026", "--impact", judged
    )
