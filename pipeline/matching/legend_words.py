"""The words by which a legend tells much from little, and a range from two numbers; English, German, French, Spanish.

Accents and case are gone, as `words` leaves them. A word for little wins: "no expert" is no expert.
"""

from __future__ import annotations

import re

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

_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|enero|feb(?:ruary|ruar|rero)?|f\u00e9vrier|mar(?:ch|s|zo)?|m\u00e4rz|avril|apr(?:il)?|"
    r"abril|"
    r"(?-i:May)|mai|mayo|june?|juni|juin|junio|july?|juli|juillet|julio|aug(?:ust)?|ao\u00fbt|agosto|sept?|septemb(?:er|re)|"
    r"septiembre|o[ck]t|o[ck]tober|octobre|octubre|nov|novemb(?:er|re)|noviembre|de[cz]|de[cz]ember|d\u00e9cembre|"
    r"diciembre)"
)

UNIT = (
    rf"(?:(?:\.\s*|\s*(?:de|of)\s+){_MONTH}(?!\w)|\s*(?:months?|years?|weeks?|days?|hours?|minutes?|mins?|h|people|persons?|"
    r"employees|participants|teams?|projects?|models?|sentences?|lines?|rows?|experts|tage?|ans?|mes(?:es)?)(?!\w)|"
    r"\s*(?:monat|jahr|woche|stunde|minute|personen|projekt|modell|s\u00e4tze|zeile|mitarbeit|teilnehm|"
    r"mois|ann\u00e9e|semaine|jour|heure|personnes|phrase|ligne|personas|a\u00f1o|semana|d\u00eda|hora|frase|fila)|"
    r"(?<=[\s\u2013-][12])\s+(?:levels?|stufen?|niveaux?|niveles)(?!\w))"
)
"""What a range counts that is no scale: "the last 1 to 2 years", "1 to 15 March"."""

MOST_POINTS = 10
"""The highest end of a scale that stands right before a month."""

_IN_MONTH = re.compile(rf"\s*{_MONTH}(?!\w)", re.IGNORECASE)
_SCALE_BEFORE = re.compile(
    r"(?<!\w)(?:scale|scala|skala|\u00e9chelle|escala|rating|rate|levels?|niveau|nivel|stufen?|bewertung|einsch\u00e4tzung|"
    r"note|points|punkte|puntos|evaluaci\u00f3n|\u00e9valuation|evaluation)\s*:?\s*(?:from|of|von|de)?\s*$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:(?<!\w)(?P<before>[^\W\d_]+)\s+)?(?<!\w)(?:teams?|weeks?|waves?|questions?|sections?|rows?|lines?|versions?|pages?|"
    r"parts?|cohorts?|phases?|modules?|groups?|rounds?|days?|up|down|"
    r"wochen?|kw|wellen?|fragen?|abschnitte?|zeilen?|versionen|seiten?|teile?|kohorten?|phasen|module?n?|gruppen?|tage?|"
    r"\u00e9quipes?|semaines?|vagues?|lignes?|parties?|cohortes?|groupes?|jours?|"
    r"equipos?|semanas?|olas?|oleadas?|preguntas?|secci\u00f3n|secciones|filas?|versi\u00f3n|versiones|p\u00e1ginas?|partes?|"
    rf"fases?|m\u00f3dulos?|grupos?|d\u00edas?|{_MONTH})\s+$",
    re.IGNORECASE,
)
_NO_GRADES = re.compile(r"(?<!\w)(?:keine?|nicht|no|not)\s+(?:\w+\s+)?schulnoten?", re.IGNORECASE)
_OWNED = frozenset(
    "a an the this that these those your our my each every per rate bewerten bewerte "
    "der die das den dem diese dieser dieses diesen ihr ihre ihren dein deine deinen jede jeder jedes jeden pro "
    "le la les ce cette ces votre vos ton ta tes chaque evaluez el los las este esta estos estas su sus tu tus cada "
    "evalua evalue".split()
)


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


def numbers_things(before: str) -> bool:
    """Whether what stands before a range says what it numbers: ``"teams "``, not ``"rate this module "``."""
    found = _NUMBERED.search(before)
    return found is not None and words(found["before"] or "") not in _OWNED


def are_days(before: str, last: int, after: str) -> bool:
    """Whether a range is of days of a month: ``1 to 15 March``; ``Rating 1 to 5 June`` may well be a scale of 5."""
    return _IN_MONTH.match(after) is not None and not (last <= MOST_POINTS and _SCALE_BEFORE.search(before))


def are_school_grades(text: str) -> bool:
    """Whether a text speaks of school grades, of which 1 is the best, and not that there are none."""
    return " schulnote" in f" {words(_NO_GRADES.sub(' ', text))}"
