"""Columns of nothing but e-mail addresses under a header that nobody knows.

Decision: such a column is who answered only where no other column tells that, and where nearly all of its addresses
differ, for those of managers or colleagues repeat. Either way it is said, and its cells are kept as pseudonyms: also
where somebody ruled that the column is to be left out, for an address is an address.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from pipeline.exports.masks import mask
from pipeline.matching.places import place_of
from pipeline.matching.questions import IDENTIFYING, Question
from pipeline.matching.unread import cut
from pipeline.matching.who import is_identifying

DIFFERING_FROM = 0.8
"""Share of the addresses of a column that differ, from which they are of those who answered."""

_ADDRESS = r"^\s*[^@\s,;]+@[^@\s,;]+\.[^@\s,;]+\s*$"
_TELLING = IDENTIFYING - {"manager"}


def with_unnamed_addresses(
    understood: list[Question], is_counted: npt.NDArray[np.bool_]
) -> tuple[list[Question], list[str]]:
    """Find the address of who answered in a column whose header does not say so.

    Parameters
    ----------
    understood
        Every column, in file order.
    is_counted
        Per record, whether it was submitted and is no part of another.

    Returns
    -------
    tuple
        The same columns, at most one of them read as the address and the others ``is_of_others``, and a sentence for
        each column of addresses without a meaning, on which nobody ruled. Of two that may be the address neither is.
    """
    holding = [_holds_addresses(question) for question in understood]
    if not any(holding):
        return understood, []
    found = [question for question, holds in zip(understood, holding, strict=True) if holds and _is_open(question)]
    others = any(map(_tells_who, understood))
    differing = [question for question in found if _share_differing(question, is_counted) >= DIFFERING_FROM]
    chosen = differing[0] if len(differing) == 1 and not others else None
    notes = [_told(question, question is chosen, others) for question in found]
    return [
        _kept(question, question is chosen) if holds else question
        for question, holds in zip(understood, holding, strict=True)
    ], notes


def _kept(question: Question, is_chosen: bool) -> Question:
    if is_chosen:
        return replace(question, role="metadata", attribute="address")
    return replace(question, is_of_others=True)


def _is_open(question: Question) -> bool:
    """Whether nothing is known of a column but its header."""
    is_meant = question.how or question.is_beside or question.unread
    return not is_meant and bool(question.column.header.strip())


def _holds_addresses(question: Question) -> bool:
    """Whether a column that is not read holds addresses, and besides at most words for nobody or no answer."""
    if question.role != "ignored" or question.column.metadata:
        return False
    texts = question.cells.texts
    is_address = mask(pc.match_substring_regex(texts, _ADDRESS))
    if not is_address.any():
        return False
    return not any(map(is_identifying, texts.filter(~is_address).to_pylist()))


def _tells_who(question: Question) -> bool:
    """Whether a column says of anybody who it is; row numbers do not."""
    if question.attribute not in _TELLING or question.role == "ignored":
        return False
    if question.attribute == "id" and all(value.strip().isdecimal() for value in question.cells.values):
        return False
    return any(map(is_identifying, question.cells.values))


def _share_differing(question: Question, is_counted: npt.NDArray[np.bool_]) -> float:
    """How many different addresses there are per address, among the records that count."""
    of_text = [value.strip().casefold() if "@" in value else "" for value in question.cells.values]
    codes = question.cells.codes
    addresses = [of_text[code] for code in codes[is_counted & (codes >= 0)].tolist() if of_text[code]]
    return len(set(addresses)) / len(addresses) if addresses else 0.0


def _told(question: Question, is_chosen: bool, others: bool) -> str:
    what = f"{place_of(question.column)} {cut(question.column.header, 40)!r} holds addresses and nothing else"
    if is_chosen:
        return f"{what}, and no other column says who answered: it is read as the address of each."
    why = "another column says who answered" if others else "it is not certain that they are of those who answered"
    return f"{what}, but {why}: it was left out. If it says who answered, rule that it is the person."
