"""Questions that stand twice: the number that a spreadsheet put behind the second header, taken off again.

A question that was deleted and made again keeps its old column, so each column holds the answers of one part
of the rows. Tables and programs may not have two headers alike and number them: Excel ``Topic2``, Tally
``Topic (2)``, scripts ``Topic.1``. A number is only taken off where the header without it stands there too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.exports.table import squeezed
from pipeline.model import Responses

_GLUED = re.compile(r"(?s)(.*[^\d\s(.])(\d+)")
_BRACKETED = re.compile(r"(?s)(.*\S) \((\d+)\)")
_DOTTED = re.compile(r"(?s)(.*\S)\.(\d+)")
_MOST_TIMES = 50


def plain_headers(texts: Sequence[str], known: frozenset[str]) -> dict[int, str]:
    """Headers that were numbered because they stand twice, by column from 1, without the number.

    Parameters
    ----------
    texts
        Every header of a table.
    known
        Names that headers may carry, `squeezed`; a header that is one keeps its number.

    Returns
    -------
    dict
        ``Topic2`` is ``Topic`` where that stands too, and ``Topic3`` where ``Topic2`` does as well;
        ``["Topic", "Topic2", "Web2"]`` gives ``{2: "Topic"}``.
    """
    there = {text.casefold() for text in texts if text}
    plain: dict[int, str] = {}
    for column, text in enumerate(texts, start=1):
        name = None if squeezed(text) in known else _unnumbered(text, there)
        if name is not None:
            plain[column] = name
    return plain


def _unnumbered(text: str, there: set[str]) -> str | None:
    for form, write, first in ((_GLUED, "{}{}", 2), (_BRACKETED, "{} ({})", 2), (_DOTTED, "{}.{}", 1)):
        parts = form.fullmatch(text)
        if parts is None or not first <= int(parts[2][:9]) <= _MOST_TIMES:
            continue
        name, number = parts[1], int(parts[2])
        earlier = [name, *(write.format(name, before) for before in range(first, number))]
        if all(each.casefold() in there for each in earlier):
            return name
    return None


def with_plain_questions(read: Responses, known: frozenset[str]) -> Responses:
    """Ask numbered second columns with the question's own text.

    Columns that the tool wrote itself, and those whose question is known already, are left alone.
    """
    plain = plain_headers([column.header.strip() for column in read.columns], known)
    columns = tuple(
        column if column.asked or column.metadata else replace(column, asked=plain.get(place, ""))
        for place, column in enumerate(read.columns, start=1)
    )
    return replace(read, columns=columns)
