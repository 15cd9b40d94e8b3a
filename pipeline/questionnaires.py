"""A questionnaire goes out: a framework, the people of a cycle's roster and a promise become one workbook."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path

from pipeline.frameworks.questionnaire import Invited, write_questionnaire
from pipeline.library import asked_framework
from pipeline.model import DEFAULT_PROMISE, Promise, QuestionnaireStyle
from pipeline.promises import fixed_promise
from pipeline.settings import Home
from pipeline.warehouse import read, write
from pipeline.warehouse.connection import Connection, opened, transaction


@dataclass(frozen=True)
class QuestionnaireRequest:
    """What is to be asked, of whom: None means the cycle's own, else the default."""

    path: Path
    framework: str | None = None
    style: QuestionnaireStyle = "statements"
    cycle: str | None = None
    promise: Promise | None = None


@dataclass(frozen=True)
class Questionnaire:
    """What was written; ``people`` counts the rows that are filled with somebody."""

    framework: str
    version: int
    style: QuestionnaireStyle
    cycle: str | None
    promise: Promise
    people: int
    file: str


def written_questionnaire(home: Home, asked: QuestionnaireRequest) -> Questionnaire:
    """Write a questionnaire, filled with the people of the cycle's roster where there is one.

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
        invited = [Invited(person, name) for person, name in people]
        write_questionnaire(framework, asked.path, asked.style, invited, promise or DEFAULT_PROMISE)
    return Questionnaire(
        framework.id,
        framework.version,
        asked.style,
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
