"""What a form asks, before any survey tool's notation: its title, what people are told, and its questions.

Decision: a question is the dimension's name and nothing else, and a choice is ``name: statement`` or the behaviour
itself, because that is what every tool's export carries back, and what is read exactly.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.frameworks import questionnaire_mark as marks
from pipeline.frameworks.asked import PROMISES, level_choices, minutes, ticked_texts
from pipeline.model import Framework, Promise, QuestionnaireStyle

LONGEST_CODE = 15
"""Letters and digits of a question's code; a survey tool allows so many."""

_HOW: dict[QuestionnaireStyle, str] = {
    "statements": "Choose for each question the sentence that describes you best today.",
    "indicators": "Choose for each question everything that is true of you today.",
}
_LEFT_OUT = "You may leave questions out; that is no answer, and never counts as the lowest level."


@dataclass(frozen=True)
class Question:
    """A question: a line of text where it has no choices, else one of them, or many."""

    code: str
    text: str
    choices: tuple[str, ...] = ()
    is_many: bool = False


@dataclass(frozen=True)
class Form:
    """A form; ``who`` asks who answers (the address first), ``questions`` what they can do."""

    title: str
    introduction: str
    who: tuple[Question, ...]
    questions: tuple[Question, ...]


def form_of(framework: Framework, style: QuestionnaireStyle, promise: Promise, has_roster: bool) -> Form:
    """Put a framework into questions.

    Parameters
    ----------
    framework
        What is asked.
    style
        ``statements``: one choice of level per dimension. ``indicators``: every behaviour that is true.
    promise
        What the people who answer are told of who sees their answers.
    has_roster
        Whether team and role are known already, and need not be asked.
    """
    names = (marks.ADDRESS,) if has_roster else (marks.ADDRESS, marks.TEAM, marks.ROLE)
    who = [Question(code, name) for code, name in zip(("email", "team", "role"), names, strict=False)]
    codes = _codes([dimension.id for dimension in framework.dimensions], {each.code for each in who})
    questions = [
        Question(
            code,
            dimension.name,
            tuple(ticked_texts(framework, dimension)) if style == "indicators" else level_choices(framework, dimension),
            is_many=style == "indicators",
        )
        for code, dimension in zip(codes, framework.dimensions, strict=True)
    ]
    told = [_HOW[style], _LEFT_OUT, f"It takes about {minutes(framework, style)} minutes.", PROMISES[promise]]
    return Form(framework.name, " ".join(told), tuple(who), tuple(questions))


def _codes(ids: Sequence[str], taken: Iterable[str]) -> list[str]:
    """A short name per question, letters and digits, each once: the dimension's id where it can be."""
    codes, known = [], set(taken)
    for place, name in enumerate(ids, start=1):
        short = "".join(sign for sign in name if sign.isascii() and sign.isalnum()).casefold()[:LONGEST_CODE]
        code = short if short[:1].isalpha() and short not in known else f"q{place}"
        known.add(code)
        codes.append(code)
    return codes
