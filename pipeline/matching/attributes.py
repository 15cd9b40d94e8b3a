"""Header -> what it tells of a respondent: person, name, team, division, role, location, manager.

A header is reduced to its content words ("Which team are you in?" -> "team"); only if what is left
is a known name of an attribute does the column count. A mere mention ("How does your team use
AI?") leaves more words and so stays a question.
"""

from __future__ import annotations

from pipeline.matching.text import words
from pipeline.model import Attribute

_FILLERS = frozenset(
    # English, German, French, Spanish, Portuguese, Italian, Dutch, Polish
    """
    which what whats is are am your you yours the a an in do does to of on at for my i s re please select choose enter pick
    state current currently primary main home belong work works part member with within from this that name
    welchem welcher welches welche was wie ist sind bist in im dein deine deiner deinem ihr ihre ihrer ihrem du sie
    arbeitest arbeiten gehorst gehoren an zu bitte heisst lautet aktuelle aktuelles aktueller ich der die das den dem
    a quelle quel quels quelles est votre vos ton ta le la l les du de des dans vous tu travaillez travailles appartenez
    appartiens faites fais partie nom actuelle actuel s il plait
    cual cuales es tu su en que el los trabajas trabaja perteneces pertenece nombre del actual favor por
    qual quais e sua seu o voce trabalha pertence nome atual da do em
    quale il tuo tua suo lavori lavora appartieni appartiene di fai parte
    welk je uw bent u werk werkt jouw naam van het een behoor
    jaki jaka jakim jest twoj twoja w ktorym pracujesz nazwa
    """.split()
)

_NAMES: dict[Attribute, frozenset[str]] = {
    "team": frozenset(
        "team squad crew tribe workgroup group equipe equipo equipa time squadra gruppo groep zespol gruppe grupo groupe".split()
    ),
    "division": frozenset(
        "division unit area tribes businessunit bereich geschaftsbereich sparte divisione divisao divisie direction directie pion unidad".split()
        + ["business unit", "business area", "org unit", "organisation unit", "organization unit"]
    ),
    "role": frozenset(
        "role job position function title discipline rolle funktion stelle beruf fonction poste metier rol puesto funcion cargo funcao papel ruolo rola stanowisko functie".split()
        + ["job role", "job title", "job family", "engineering role", "role title"]
    ),
    "location": frozenset("location site office city country standort lieu ubicacion sede locatie lokalizacja".split()),
    "manager": frozenset(
        ["manager", "line manager", "team lead", "team leader", "supervisor", "lead", "vorgesetzter", "responsable"]
    ),
}
_DEPARTMENT = frozenset("department dept abteilung departement departamento reparto afdeling dzial service".split())
_ADDRESS = frozenset(
    ["email", "e mail", "mail", "email address", "e mail address", "mail address", "work email", "company email"]
    + ["e mail adresse", "email adresse", "emailadresse", "mailadresse", "adresse email", "adresse mail"]
    + ["adresse e mail", "adresse messagerie", "courriel", "correo", "correo electronico", "direccion correo electronico"]
    + ["indirizzo email", "indirizzo mail", "indirizzo e mail", "endereco e mail", "e mailadres", "emailadres", "adres e mail"]
)
_EMPLOYEE_ID = frozenset(
    ["employee id", "employee number", "employee no", "employee nr", "employee code", "staff id", "staff number"]
    + ["personnel number", "personnel id", "person id", "worker id", "user id", "userid", "employeeid", "emp id", "id employee"]
    + ["personalnummer", "mitarbeiternummer", "mitarbeiter id", "matricule", "numero matricule", "id empleado"]
    + ["numero empleado", "matricola", "personeelsnummer"]
)
_PERSON = frozenset(
    ["person", "employee", "respondent", "engineer", "colleague", "people", "staff", "mitarbeiter", "mitarbeiterin"]
    + ["mitarbeitende", "personne", "employe", "collaborateur", "persona", "empleado", "pessoa", "medewerker", "participant"]
)
_FULL_NAME = frozenset(
    ["name", "full name", "employee name", "person name", "respondent name", "engineer name", "display name", "your name"]
    + ["first and last name", "first name and last name", "vollstandiger name", "vor und nachname", "vorname und nachname"]
    + ["mitarbeitername", "nom", "nom complet", "nom et prenom", "prenom et nom", "nombre", "nombre completo"]
    + ["nombre y apellidos", "nome", "nome completo", "nome e cognome", "naam", "imie i nazwisko"]
)
_GIVEN = frozenset(["first name", "given name", "vorname", "prenom", "nombre pila", "voornaam", "imie"])
_FAMILY = frozenset(["last name", "surname", "family name", "nachname", "nom famille", "apellido", "apellidos", "cognome"])

Meaning = Attribute | str
"""An attribute, or ``address``, ``employee_id``, ``given_name``, ``family_name``, ``department``, ``id``."""


def meaning(header: str) -> Meaning | None:
    """What a header tells of a respondent, or None.

    ``meaning("Which team are you in?")`` is ``"team"``; ``meaning("How does your team use AI?")`` is None.
    """
    whole = words(header)
    content = " ".join(word for word in whole.split() if word not in _FILLERS)
    for text in (whole, content):
        found = _named(text)
        if found:
            return found
    return None


def _named(text: str) -> Meaning | None:
    tables: tuple[tuple[str, frozenset[str]], ...] = (
        ("address", _ADDRESS),
        ("employee_id", _EMPLOYEE_ID),
        ("id", frozenset(["id"])),
        ("person", _PERSON),
        ("name", _FULL_NAME),
        ("given_name", _GIVEN),
        ("family_name", _FAMILY),
        *_NAMES.items(),
        ("department", _DEPARTMENT),
    )
    return next((what for what, names in tables if text in names), None)
