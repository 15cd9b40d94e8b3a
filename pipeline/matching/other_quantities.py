"""Columns that name a dimension and are on a scale of their own: years, hours, percent, how satisfied from 1 to 10.

Decision: such a column is left out, and said, beside a column that gives the dimension's level; it then says nothing of
the scale of the file either. Alone it stays, and its file is asked about. So does one whose header names a rater or a
year: which of the two is meant is told later (`halves`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.matching.legend import contradiction
from pipeline.matching.naming import words_beside
from pipeline.matching.off_scale import MANY_SHARE, number_cells
from pipeline.matching.other_words import said
from pipeline.matching.question import Question, is_filled_twice, is_ruled
from pipeline.model import Framework

_ELSEWHERE = "another column gives the level, and this counts something else; rule on it if it is the level"
_QUANTITIES = frozenset(
    "year years month months week weeks day days hour hours minute minutes percent percentage jahr jahre jahren monate "
    "wochen tage tagen stunden minuten prozent ans annees mois semaines jours heures pourcentage anos meses semanas "
    "dias horas minutos porcentaje satisfied satisfaction zufrieden zufriedenheit satisfait satisfaits satisfecho "
    "satisfaccion confident confidence confiance confianza zuversicht nps recommend weiterempfehlen empfehlen "
    "recommander recomendar recomendarias comment comments remark remarks kommentar kommentare bemerkung anmerkung "
    "commentaire commentaires remarque comentario comentarios observaciones age alter budget cost".split()
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\bfy ?\d\d\b", re.IGNORECASE)


def without_quantities(asked: Sequence[Question], framework: Framework) -> list[Question]:
    """The columns without those on a scale of their own, beside a column that gives the dimension's level.

    Parameters
    ----------
    asked
        One per column, in file order, without wishes and targets.
    framework
        Whose dimensions they name.

    Returns
    -------
    list of Question
        In the same order; what is left out is ignored, and ``left_out`` says why.
    """
    shared = _of_several(asked)
    twice = {dimension for dimension in shared if is_filled_twice([q for q in asked if q.dimension == dimension])}
    is_other = [q.dimension in shared and _is_other(q, framework, q.dimension in twice) for q in asked]
    served = {each.dimension for each in asked if each.dimension in shared and _gives_level(each, framework)}
    return [
        replace(each, role="ignored", dimension=None, how=None, is_checklist=False, left_out=_ELSEWHERE)
        if is_out and each.dimension in served
        else each
        for each, is_out in zip(asked, is_other, strict=True)
    ]


def without_comments(dimensions: list[Question], framework: Framework) -> list[Question]:
    """The columns without those of which most cells are no number, beside one of the same dimension: "5" in prose."""
    is_prose = [2 * number_cells(each, framework)[0] < int((each.cells.codes >= 0).sum()) for each in dimensions]
    served = {each.dimension or each.unread for each, prose in zip(dimensions, is_prose, strict=True) if not prose}
    return [
        each
        for each, prose in zip(dimensions, is_prose, strict=True)
        if not (prose and not is_ruled(each) and (each.dimension or each.unread) in served)
    ]


def _of_several(asked: Sequence[Question]) -> set[str]:
    """The dimensions that several whole columns name."""
    named = [each.dimension for each in asked if each.dimension and each.how != "similar" and each.part is None]
    return {dimension for dimension in named if named.count(dimension) > 1}


def _is_other(question: Question, framework: Framework, is_beside_another: bool) -> bool:
    """Whether a header says another scale, or another quantity over numbers of which many are no levels.

    Beside an answer of the same person in another column no number need be off: two years are no level either.
    """
    if question.how != "alias" or question.part is not None or _names_a_half(question, framework):
        return False
    numbers, off = number_cells(question, framework)
    is_off = (off > 0 and off >= MANY_SHARE * numbers) or is_beside_another
    return _says_scale(question, framework) or (is_off and _says_quantity(question, framework))


def _gives_level(question: Question, framework: Framework) -> bool:
    if question.how == "similar" or question.part is not None or _names_a_half(question, framework):
        return False
    numbers, off = number_cells(question, framework)
    is_on = off < MANY_SHARE * numbers if numbers else question.role == "dimension"
    return is_on and not _says_scale(question, framework) and not _says_quantity(question, framework)


def _says_scale(question: Question, framework: Framework) -> bool:
    return contradiction([question.column.header], framework) is not None


def _says_quantity(question: Question, framework: Framework) -> bool:
    header = question.column.header
    return "%" in header or not _QUANTITIES.isdisjoint(words_beside(header, framework).split())


def _names_a_half(question: Question, framework: Framework) -> bool:
    header = question.column.header
    return bool(_YEAR.search(header)) or bool(
        said(header, framework, ("manager", "earlier"), with_descriptions=True).all
    )
