"""Words in the header of a level in a long file, and of what is none: folded, whole words, in eight languages."""

from __future__ import annotations

import re

YEAR = re.compile(r"(?:19|20)\d\d|fy\d\d")

LEVELS = frozenset(
    "level levels rating ratings proficiency value answer response score points stufe niveau bewertung "
    "einstufung selbsteinschätzung selbsteinstufung selbstbewertung fremdeinschätzung fremdbewertung "
    "ausprägung antwort note réponse évaluation nivel valoración livello valutazione nível waardering poziom "
    "ocena уровень оценка".split()
)
NOW = frozenset(
    "current currently actual today now present ist iststufe istniveau istwert aktuell aktuelle aktuelles "
    "aktueller heute actuel actuelle attuale huidig huidige atual obecny obecna".split()
)
SELF = frozenset(
    "self own myself my me selbst eigene selbstbild selbsteinschätzung selbstbewertung selbsteinstufung "
    "employee mitarbeiter mitarbeiterin mitarbeitende auto autoévaluation autoevaluación autovalutazione zelf "
    "zelfbeoordeling".split()
)
ANOTHERS = frozenset(
    "manager managers supervisor boss lead leader teamlead teamleader teamleiter teamleitung führungskraft "
    "vorgesetzter vorgesetzte vorgesetzten chef chefin fremd fremdbild fremdeinschätzung fremdbewertung "
    "responsable jefe jefa capo leidinggevende superior peer peers colleague colleagues kollege kollegin "
    "kollegen 360 agreed final consensus calibrated".split()
)
JUDGED = frozenset("assessment evaluation review einschätzung beurteilung evaluación valutazione beoordeling".split())
FILLING = frozenset(
    "of by the to from in at as s on scale skill skills competency competence team line view assessed rated "
    "rate this year l de du le la der die das von durch stand stufe wert".split()
)

WANTED = frozenset(
    "target targets goal goals aim required requirement requirements expected desired wanted wants wish "
    "wishes want needed need future aspiration ambition should soll sollwert sollstufe sollniveau sollstand "
    "ziel ziele zielstufe zielniveau zielwert zielstand wunsch wunschniveau wunschstufe gewünscht gewünschte "
    "erwartet erwartete benötigt angestrebt angestrebte cible objectif souhait souhaité souhaitée requis "
    "requise attendu attendue objetivo deseado deseada requerido requerida esperado meta obiettivo desiderato "
    "richiesto doel doelniveau gewenst gewenste vereist vereiste desejado cel docelowy docelowe oczekiwany "
    "importance important interest interests priority relevance motivation wichtigkeit wichtig bedeutung "
    "relevanz interesse priorität bedarf intérêt priorité importancia interés prioridad importanza priorità "
    "belang prioriteit prioridade ważność priorytet gap gaps delta diff difference differenz lücke abweichung "
    "écart brecha divario verschil previous previously prior past vorjahr vorher vorherige précédent "
    "précédente anterior precedente vorig vorige".split()
)
"""What is asked for beside the level, or was the level of an earlier time."""
ELSEWHERE = WANTED | frozenset(
    "years month months day days hours time jahre jahren monate ans années mois años anni jaren since seit "
    "depuis date datum fecha data updated modified created id no nr number weight gewicht comment comments "
    "remark remarks notes kommentar bemerkung bemerkungen commentaire evidence source link type category "
    "kategorie confidence max maximum min minimum avg average mean total count job role career seniority "
    "grade pay salary education age experience erfahrung".split()
)
AS_LEVELS = frozenset("experience erfahrung confidence expérience experiencia esperienza".split())
"""What is asked for instead of the level, and is the level itself in "Level of experience"."""

PHRASES = ("last year", "year ago", "letztes jahr", "l année dernière", "année dernière", "año pasado", "anno scorso")
ENDINGS = frozenset("on by at am von par le".split())
"""The last word of "Assessed on" and "Rated by"."""
