"""A table of teams instead of people: each team in one line, with what somebody counted or averaged.

Decision: nothing in the cells tells a mean of 2 from a level, so the headers do; who has a file of one person per team
rules that the column is the team.
"""

from __future__ import annotations

import numpy as np

from pipeline.coded import is_filled
from pipeline.matching.questions import is_ruled
from pipeline.matching.read import Matched

FROM_TEAMS = 2


def summing_up(understood: Matched) -> str | None:
    """The header of the teams, where a matrix begins with them, each in one line, and nothing tells of a person.

    A name, an address, a number, a time or anything else that people say of themselves makes it a table of people.
    """
    read, asked = understood.responses, [each for each in understood.questions if each.column.header]
    if read.tool != "matrix" or read.people_row is not None or len(read.rows) < FROM_TEAMS or not asked:
        return None
    first, others = asked[0], asked[1:]
    is_by_team = first.attribute in ("team", "division", "department") and not is_ruled(first)
    if not is_by_team or any(each.attribute or each.column.metadata for each in others) or _names_anybody(understood):
        return None
    teams = first.cells.codes
    is_once = bool((teams >= 0).all()) and len(np.unique(teams)) == len(teams)
    return first.column.header if is_once and np.isnat(read.completed_at).all() else None


def _names_anybody(understood: Matched) -> bool:
    who = understood.who
    return bool((is_filled(who.person) | is_filled(who.name)).any())
