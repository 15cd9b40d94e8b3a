"""Words that name a line of totals, targets or counts, in six languages and a few words of more.

Apart from `lines`, which decides: a person may be called Max, so such a word alone never does.
"""

from __future__ import annotations

TOTALS = (
    "total", "totals", "grand total", "subtotal", "sum", "average", "averages", "avg", "mean", "median",
    "team average", "average score", "gesamt", "gesamtsumme", "summe", "durchschnitt", "mittelwert",
    "moyenne", "somme", "médiane", "total général", "promedio", "media", "suma", "totale", "somma",
    "soma", "média", "gemiddelde", "totaal", "średnia", "razem", "среднее", "итого", "合計", "平均",
)  # fmt: skip
TARGETS = (
    "target", "targets", "target level", "required", "required level", "requirement", "expected", "expected level",
    "minimum level", "min level", "goal", "soll", "sollwert", "soll-level", "soll-stufe", "ziel", "zielwert",
    "zielstufe", "cible", "niveau cible", "objectif", "objetivo", "nivel objetivo", "obiettivo",
)  # fmt: skip
NAMES_TOO = {
    "max": "max", "min": "min", "sum": "sum", "suma": "sum", "soma": "sum", "somma": "sum", "media": "mean",
    "média": "mean", "mittel": "mean", "sd": "spread", "doel": "",
}  # fmt: skip
"""Words that are names of people too, and what their numbers have to come to; of a target there is nothing to tell."""
BESIDE_PEOPLE = (
    *TARGETS, "gap", "delta", "difference", "differenz", "abweichung", "lücke", "écart", "level", "niveau", "nivel",
    "livello", "stufe", "legend", "legende", "légende", "leyenda", "scale", "skala", "key", "comment", "comments",
    "note", "notes", "remarks", "bemerkung", "bemerkungen", "kommentar", "description", "beschreibung", "weight",
    "gewicht", "priority", "priorität", "category", "kategorie", "owner",
)  # fmt: skip
"""What heads a column beside those of people, where they stand in columns; its cells may be words."""

_SUMMED = (
    "ø", "max", "maximum", "min", "minimum", "average", "avg", "mean", "median", "total", "sum", "count", "counts",
    "coverage", "std", "stdev", "stddev", "sd", "deviation", "variance", "demand", "need", "needed", "required",
    "target", "expected", "backup", "headcount", "gap", "gaps", "shortage", "bus factor", "truck factor", "summe",
    "durchschnitt", "durchschnittlich", "mittelwert", "mittel", "gesamt", "maximal", "minimal", "maximalwert",
    "minimalwert", "höchstwert", "anzahl", "abdeckung", "bedarf", "standardabweichung", "stabw", "streuung",
    "busfaktor", "bus-faktor", "soll", "ziel", "lücke", "differenz", "delta", "moyenne", "médiane", "somme", "nombre",
    "effectif", "couverture", "besoin", "besoins", "écart", "écart-type", "cible", "requis", "promedio", "mediana",
    "suma", "máximo", "mínimo", "recuento", "cantidad", "cobertura", "demanda", "necesario", "requerido", "objetivo",
    "brecha", "desviación", "media", "totale", "somma", "massimo", "minimo", "conteggio", "copertura", "fabbisogno",
    "richiesto", "obiettivo", "gemiddelde", "gemiddeld", "mediaan", "totaal", "aantal", "dekking", "behoefte",
    "vereist", "doel", "spreiding",
)  # fmt: skip
_BESIDE = (
    "team", "teams", "overall", "company", "group", "score", "scores", "level", "levels", "rating", "value", "of",
    "per", "the", "in", "all", "people", "persons", "staff", "employees", "expert", "experts", "standard", "st",
    "dev", "dev.", "current", "skill", "experten", "personen", "mitarbeiter", "mitarbeitende", "stufe", "wert", "der",
    "pro", "niveau", "personnes", "expertes", "d'experts", "de", "des", "par", "équipe", "nivel", "personas",
    "expertos", "por", "equipo", "persone", "esperti", "livello", "di", "del", "della", "mensen", "van", "het",
    "for", "role", "roles", "rolle", "job", "at", "and", "above", "year", "last", "previous", "für", "ab", "mit",
    "jahr", "letztes", "vorjahr", "pour", "poste", "rôle", "para", "puesto",
)  # fmt: skip
_COUNTED = ("#", "no", "no.", "nr", "nr.", "n°", "number", "numero", "número", "num")
_PEOPLE = (
    "experts", "people", "persons", "staff", "employees", "experten", "personen", "mitarbeiter", "mitarbeitende",
    "personnes", "expertes", "personas", "expertos", "persone", "esperti", "mensen",
)  # fmt: skip
_PER = ("per", "pro", "par", "por", "at", "with", "ab", "mit", "auf", "avec", "con", "met", "op")
_ESCAPED = str.maketrans({".": r"\.", "#": r"\#"})


def _any(texts: tuple[str, ...]) -> str:
    return "(?:" + "|".join(text.translate(_ESCAPED) for text in sorted(texts, key=len, reverse=True)) + ")"


_GAP = r"[\s.,:/()≥>=–-]+"
_AT_A_LEVEL = rf"(?:{_GAP}(?:{_any(_BESIDE)}{_GAP}\d\+?|\d\+))?"
SUMMARY = (
    rf"^(?:{_any(_BESIDE)}{_GAP})*{_any(_SUMMED)}(?:{_GAP}(?:{_any(_BESIDE)}|{_any(_SUMMED)}))*{_AT_A_LEVEL}$"
    rf"|^{_any(_COUNTED)}\s*(?:{_any(_BESIDE)}{_GAP})*{_any(_BESIDE)}(?:{_GAP}\d\+?)?$"
    rf"|^{_any(_PEOPLE)}{_GAP}{_any(_PER)}(?:{_GAP}(?:{_any(_BESIDE)}|\d\+?))+$"
)
"""What a lower-case name of many people is made of: ``max``, ``team average``, ``# experts``, ``people at 3+``."""
