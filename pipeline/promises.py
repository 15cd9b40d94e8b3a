"""What the people who answer were told of who sees their answers: one promise per cycle, made once.

Decision: the promise is fixed by the first load that names one, by the first answers (then it is ``groups``), or by a
questionnaire that was printed for the cycle; a questionnaire carries its own, so that answers given under one promise
are never counted under another. It ends with the cycle's last answers.
"""

from __future__ import annotations

from pipeline.errors import ExportError
from pipeline.model import DEFAULT_PROMISE, Promise
from pipeline.warehouse import write
from pipeline.warehouse.connection import Connection
from pipeline.warehouse.promise import fix_promise, promise_of


def fixed_promise(
    connection: Connection,
    cycle: str,
    asked: Promise | None,
    printed: Promise | None = None,
    are_answers: bool = False,
) -> Promise | None:
    """The promise of a cycle, fixed where it was not and there is one to fix.

    Parameters
    ----------
    cycle
        Its name; a cycle that is new is noted where a promise is fixed.
    asked
        What the caller says was promised.
    printed
        What stands on the questionnaire that is loaded.
    are_answers
        Whether answers are loaded: they are given under some promise, ``groups`` where nobody says.

    Raises
    ------
    ExportError
        Where the cycle, the caller and the questionnaire do not say the same.
    """
    kept = promise_of(connection, cycle)
    promise = asked or printed or kept or (DEFAULT_PROMISE if are_answers else None)
    if kept and promise != kept:
        raise ExportError(
            f"The people of cycle {cycle} were promised {kept!r}, not {promise!r}.",
            "A promise stands as long as answers do: leave it out, or use another cycle.",
        )
    if printed and promise != printed:
        raise ExportError(
            f"The questionnaire promises {printed!r} to the people who answer, not {promise!r}.",
            "Leave the promise out, or load the file into another cycle.",
        )
    if promise and not kept:
        fix_promise(connection, write.cycle_number(connection, cycle), promise)
    return promise
