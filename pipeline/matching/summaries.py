"""A table of teams instead of people: each team in one line, with what somebody counted or averaged.

Decision: nothing in the cells tells a mean of 2 from a level, so the headers do; who has a file of one person per team
rules that the column is the team. A header that asks somebody ("Which team are you in?"), or a sentence that somebody
wrote, tells of people.
"""

from __future__ import annotations

import numpy as np

from pipeline.coded import is_filled
from pipeline.matching.questions import Question, is_ruled
from pipeline.matching.read import Matched
from pipeline.matching.text import words

FROM_TEAMS = 2
FROM_WORDS = 4
_TO_SOMEBODY = frozenset(
    "you your my sie ihr ihre ihrem ihrer du dein deine deinem deiner mein vous votre vos tu ton".split()
)


def summing_up(understood: Matched) -> str | None:
    """The header of the teams, where a matrix begins with them, each in one line, and nothing tells of a person.

    A name, an address, a number, a time or anything else that people say of themselves makes it a table of people, and
    so do a question to somebody and a written answer.
    """
    read, asked = understood.responses, [each for each in understood.questions if each.column.header]
    if read.tool != "matrix" or read.people_row is not None or len(read.rows) < FROM_TEAMS or not asked:
        return None
    first, others = asked[0], asked[1:]
    is_by_team = first.attribute in ("team", "division", "department") and not is_ruled(first) and not _asks(first)
    is_of_people = any(each.attribute or each.column.metadata or _is_written(each) for each in others)
    if not is_by_team or is_of_people or _names_anybody(understood):
        return None
    teams = first.cells.codes
    is_once = bool((teams >= 0).all()) and len(np.unique(teams)) == len(teams)
    return first.column.header if is_once and np.isnat(read.completed_at).all() else None


def _asks(question: Question) -> bool:
    """Whether a header is a question to somebody."""
    header = question.column.header
    return header.rstrip().endswith(("?", "？")) or not _TO_SOMEBODY.isdisjoint(words(header).split())


def _is_written(question: Question) -> bool:
    """Whether half of the lines have a sentence in a column that is no dimension's; one remark is no answer."""
    if question.dimension is not None or question.proposal:
        return False
    of = [len(words(text).split()) >= FROM_WORDS for text in question.cells.values]
    said = [code >= 0 and of[code] for code in question.cells.codes.tolist()]
    return bool(2 * sum(said) >= len(said))


def _names_anybody(understood: Matched) -> bool:
    who = understood.who
    return bool((is_filled(who.person) | is_filled(who.name)).any())
