"""A questionnaire goes out: a workbook with a row for everybody of a cycle, or what a survey tool makes a form of."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.frameworks.forms.form import form_of
from pipeline.frameworks.forms.written import FormTool, write_form
from pipeline.frameworks.questionnaire import Invited, write_questionnaire
from pipeline.library import asked_framework
from pipeline.model import DEFAULT_PROMISE, Promise, QuestionnaireStyle
from pipeline.promises import fixed_promise
from pipeline.settings import Home
from pipeline.warehouse import read, write
from pipeline.warehouse.connection import Connection, opened, transaction

AskedIn = Literal["questionnaire", FormTool]
"""Where people answer: a questionnaire of ours, or the form of a survey tool."""


@dataclass(frozen=True)
class QuestionnaireRequest:
    """What is to be asked, of whom: None means the cycle's own, else the default."""

    path: Path
    framework: str | None = None
    style: QuestionnaireStyle = "statements"
    cycle: str | None = None
    promise: Promise | None = None
    tool: AskedIn = "questionnaire"


@dataclass(frozen=True)
class Questionnaire:
    """What was written; ``people`` counts the rows that are filled with somebody: none in a survey tool's form."""

    framework: str
    version: int
    style: QuestionnaireStyle
    tool: AskedIn
    cycle: str | None
    promise: Promise
    people: int
    file: str


def written_questionnaire(home: Home, asked: QuestionnaireRequest) -> Questionnaire:
    """Write a questionnaire, filled with the people of the cycle's roster where there is one.

    The form of a survey tool is filled with nobody; it asks for team and role where no roster tells them.

    Raises
    ------
    ExportError
        Where the cycle has another framework, or its people were promised something else.
    RubricError
        Where there is no such framework.
    """
    with opened(home) as connection, transaction(connection):
        framework = asked_framework(connection, asked.cycle, asked.framework)
        promise = _promise(connection, asked) if asked.cycle else asked.promise
        people = read.invited(connection, asked.cycle) if asked.cycle else []
        if asked.tool == "questionnaire":
            invited = [Invited(person, name) for person, name in people]
            write_questionnaire(framework, asked.path, asked.style, invited, promise or DEFAULT_PROMISE)
        else:
            invited = []
            form = form_of(framework, asked.style, promise or DEFAULT_PROMISE, has_roster=bool(people))
            write_form(form, asked.tool, asked.path)
    return Questionnaire(
        framework.id,
        framework.version,
        asked.style,
        asked.tool,
        asked.cycle,
        promise or DEFAULT_PROMISE,
        len(invited),
        str(asked.path),
    )


def _promise(connection: Connection, asked: QuestionnaireRequest) -> Promise | None:
    """The cycle's promise; one that is asked for is fixed, for people are told it from now on."""
    promise = fixed_promise(connection, str(asked.cycle), asked.promise)
    if asked.promise:
        detail = f"cycle {asked.cycle} promises {asked.promise}"
        write.note_action(connection, getpass.getuser(), "survey", detail)
    return promise
