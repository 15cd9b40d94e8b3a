"""The words by which a legend tells much from little, and a range from two numbers; English, German, French, Spanish.

Accents and case are gone, as `words` leaves them. A word for little wins: "no expert" is no expert.
"""

from __future__ import annotations

from pipeline.matching.answers import is_no_answer
from pipeline.matching.text import words

_HIGH = frozenset(
    "expert experts experte experten expertin expertise experto experta expertos esperto master masters meister maitre "
    "maestro advanced fortgeschritten fortgeschrittene fortgeschrittener avance avanzado avanzada proficient fluent "
    "excellent excellente excelente exzellent hervorragend outstanding strong stark high highest hoch fort alto alta "
    "best beste bestes besser better meilleur mejor good gut gute guter bon bonne bien bueno buena perfect perfekt "
    "parfait perfecto very sehr tres muy".split()
)
_LOW = frozenset(
    "none no nothing not never novice beginner unaware aware unknown basic low lowest weak poor bad worst little "
    "kein keine keinen keiner keinerlei nicht nichts gar anfanger anfangerin einsteiger neuling schlecht schlechteste "
    "schwach niedrig gering wenig ungenugend mangelhaft ungelernt "
    "rien aucun aucune pas debutant debutante nul nulle faible mauvais pire peu insuffisant insuffisante "
    "nada ningun ninguno ninguna sin principiante novato bajo baja malo mala peor poco poca insuficiente "
    "nessuno nessuna nenhum nenhuma geen slecht".split()
)
_EXTENT = frozenset("of the level knowledge skill skills kenntnisse kenntnis wissen niveau connaissances".split())
_SILENT = frozenset(
    "no answer|not asked|not applicable|not rated|keine angabe|keine antwort|nicht bewertet|weiss nicht|k a|don t know|"
    "sans reponse|pas de reponse|sin respuesta|no aplica|n a|blank".split("|")
)
_OF_A_SCALE = (
    "scale", "scala", "skala", "skalen", "echelle", "escala", "schaal", "rating", "rate", "bewert", "einschatz",
    "noten", "note de", "puntua", "valora", "evalu", "niveau", "nivel", "level", "stufe", "punkte", "points", "puntos",
)  # fmt: skip

LINK = r"(?:\.{2,}|\u2026|[\u2013\u2014-]|(?<!\w)(?:to|through|until|bis|\u00e0|au|a|al|hasta|tot|and|und|et|y)(?!\w))"
"""What stands between the two ends of a range."""

UNIT = (
    r"(?:months?|years?|weeks?|days?|hours?|minutes?|people|persons?|teams?|projects?|models?|monat|jahr|woche|tage?\b|"
    r"stunde|minute|person|projekt|modell|mois|ans?\b|ann|semaine|jour|heure|mes(?:es)?\b|a\u00f1o|semana|d\u00eda|hora)"
)
"""What a range counts that is no scale: "the last 1 to 2 years"."""


def leaning(said: str) -> int:
    """1 where words are for much, -1 where they are for little, else 0: ``"sehr gut"`` is 1, ``"gar nicht"`` -1."""
    found = set(words(said).split())
    return -1 if found & _LOW else int(bool(found & _HIGH))


def is_nothing_else(said: str) -> bool:
    """Whether all the words are for much or little: ``"best"`` and ``"no knowledge"``, not ``"best practices"``."""
    found = set(words(said).split())
    return bool(found - _EXTENT) and found <= _HIGH | _LOW | _EXTENT


def is_silent(said: str) -> bool:
    """Whether an entry of a legend says what stands for no answer."""
    return is_no_answer(said) or words(said) in _SILENT


def is_of_a_scale(text: str) -> bool:
    """Whether a text speaks of a scale: ``"Skala 1-5"``."""
    plain = f" {words(text)}"
    return any(f" {begin}" in plain for begin in _OF_A_SCALE)


def are_school_grades(text: str) -> bool:
    """Whether a text speaks of school grades, of which 1 is the best."""
    return " schulnote" in f" {words(text)}"
