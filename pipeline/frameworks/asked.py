"""What every questionnaire of ours asks and promises, whether a spreadsheet or a survey tool shows it."""

from __future__ import annotations

from pipeline.model import Dimension, Framework, Promise, QuestionnaireStyle

PROMISES: dict[Promise, str] = {
    "groups": "The people who run the survey handle the files; nobody else sees a single answer. "
    "Only figures of groups are shown, and none of a group that is too small.",
    "managers": "Your manager sees your answers, and so do the people who run the survey; "
    "everybody else sees figures of groups only.",
    "open": "Your answers are open: everybody in the company can see them under your name.",
}
"""What the people who answer are told, by promise."""

_SECONDS_PER_CHOICE, _SECONDS_PER_TICK = 36, 12


def level_choices(framework: Framework, dimension: Dimension) -> tuple[str, ...]:
    """The levels of a dimension to choose from, lowest first: ``Aware: I can explain ...``."""
    names = {level.level: level.name for level in framework.levels}
    return tuple(f"{names[each.level]}: {each.statement}" for each in dimension.levels)


def ticked_texts(framework: Framework, dimension: Dimension) -> list[str]:
    """The behaviours of a dimension to tick; last, where there is a level 0, that none of them is true."""
    texts = [indicator.text for description in dimension.levels for indicator in description.indicators]
    return texts + ([none_name(framework)] if framework.lowest == 0 else [])


def none_name(framework: Framework) -> str:
    """What level 0 is called."""
    return framework.levels[0].name


def minutes(framework: Framework, style: QuestionnaireStyle) -> int:
    """Minutes that filling in takes, e.g. 3 for five dimensions with a choice each."""
    if style == "statements":
        seconds = len(framework.dimensions) * _SECONDS_PER_CHOICE
    else:
        ticks = sum(len(ticked_texts(framework, dimension)) for dimension in framework.dimensions)
        seconds = ticks * _SECONDS_PER_TICK
    return max(1, round(seconds / 60))
