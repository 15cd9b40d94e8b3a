"""Answer -> level, by a closed list of forms; anything else is a problem, never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.errors import SettingsError
from pipeline.matching.text import squeezed, unmarked
from pipeline.model import Dimension, Framework

NO_ANSWER = -1
UNKNOWN = -2

_WHOLE = re.compile(r"([0-9]+)(?:\.0+|,00?)")  # "1,000" may be a thousand
_NO_ANSWERS = frozenset(
    squeezed(text)
    for text in (
        "N/A",
        "NA",
        "-",
        "-99",
        "Don't know",
        "Prefer not to say",
        "Unfamiliar (N/A)",
        "[not completed]",
    )
)


def is_no_answer(text: str) -> bool:
    """Whether a cell says that there is no answer (a closed list, any case); blank is one."""
    plain = squeezed(text)
    return not plain or plain in _NO_ANSWERS


@dataclass(frozen=True)
class Doubt:
    """Why the bare numbers of a file are no levels, as the begin of a sentence: ``"its legend says 1 = Expert"``.

    ``answers`` are `squeezed` texts that mean "no answer" elsewhere and are answers on this file's scale.
    """

    reason: str
    answers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Scale:
    """The forms in which one dimension's levels may be written.

    Parameters
    ----------
    forms
        Squeezed text -> level. A form that two levels share is left out: it decides nothing.
    ruled
        Squeezed text -> level or None ("no answer"), as somebody ruled; wins.
    open
        Squeezed texts that mean "no answer" elsewhere, and here something that nobody has said yet.
    """

    forms: dict[str, int]
    ruled: dict[str, int | None] = field(default_factory=dict)
    open: frozenset[str] = frozenset()

    def level(self, text: str) -> int:
        """The level that a cell states, else ``NO_ANSWER`` or ``UNKNOWN``.

        ``"3 - Proficient"`` and ``"3,0"`` are 3; ``"2.5"``, ``"7"`` and ``"fairly proficient"`` are unknown.
        """
        plain = squeezed(text)
        if plain in self.ruled:
            ruled = self.ruled[plain]
            return NO_ANSWER if ruled is None else ruled
        whole = _WHOLE.fullmatch(plain)
        level = self.forms.get(whole[1] if whole else plain)
        if level is not None:
            return level
        return NO_ANSWER if is_no_answer(text) and plain not in self.open else UNKNOWN


def without_bare_numbers(known: Scale, doubt: Doubt) -> Scale:
    """A scale on which a number alone is no level, unless somebody ruled so."""
    forms = {text: level for text, level in known.forms.items() if not text.isdecimal()}
    return Scale(forms, known.ruled, doubt.answers)


def scale(framework: Framework, dimension: Dimension, ruled: dict[str, int | None]) -> Scale:
    """The forms of one dimension.

    Number (``N.0`` and ``N,0`` are read as ``N``), name, statement, ``Level N: name``, ``N - name``, ``(N) name``
    and ``name: statement``.
    """
    names = {level.level: level.name for level in framework.levels}
    pairs: list[tuple[str, int]] = []
    for description in dimension.levels:
        number, name = description.level, names[description.level]
        written = (
            str(number),
            name,
            description.statement,
            f"Level {number}: {name}",
            f"{number} - {name}",
            f"({number}) {name}",
            f"{name}: {description.statement}",
        )
        pairs += [(squeezed(text), number) for text in written if squeezed(text)]
    found: dict[str, set[int]] = {}
    for text, number in pairs:
        found.setdefault(text, set()).add(number)
    forms = {text: numbers.pop() for text, numbers in found.items() if len(numbers) == 1}
    return Scale(forms, {squeezed(unmarked(text)): level for text, level in ruled.items()})


def level_called(framework: Framework, text: str) -> int:
    """The level that somebody names by number or name: ``"proficient"`` and ``"3"`` are 3.

    Raises
    ------
    SettingsError
        Where the framework has no such level.
    """
    forms = {form: level.level for level in framework.levels for form in (str(level.level), squeezed(level.name))}
    if squeezed(text) not in forms:
        known = ", ".join(f"{level.level} {level.name}" for level in framework.levels)
        raise SettingsError(f"{text!r} is no level of the framework {framework.id!r}.", f"It has {known}.")
    return forms[squeezed(text)]
