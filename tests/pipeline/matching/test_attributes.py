"""What headers say of a respondent, in several languages, and what they merely mention."""

from __future__ import annotations

import pytest

from pipeline.matching.attributes import MEANINGS, _vocabulary, meaning


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Team", "team"),
        ("Which team are you in?", "team"),
        ("What's your squad?", "team"),
        ("In welchem Team arbeiten Sie?", "team"),
        ("Dans quelle équipe travaillez-vous ?", "team"),
        ("¿En qué equipo trabajas?", "team"),
        ("In welk team zit je?", "team"),
        ("Van welk team maak je deel uit?", "team"),
        ("W jakim zespole pracujesz?", "team"),
        ("Do jakiego zespołu należysz?", "team"),
        ("チーム", "team"),
        ("どのチームに所属していますか？", "team"),
        ("所属グループ", "team"),
        ("Em que equipe você trabalha?", "team"),
        ("Di quale squadra fai parte?", "team"),
        ("¿En qué equipo estás?", "team"),
        ("Wat is je functie?", "role"),
        ("職種", "role"),
        ("部署", "department"),
        ("Dział", "department"),
        ("Em qual setor você trabalha?", "department"),
        ("部門", "division"),
        ("Na jakim stanowisku pracujesz?", "role"),
        ("勤務地", "location"),
        ("Your role", "role"),
        ("Rolle", "role"),
        ("Quel est votre poste ?", "role"),
        ("Puesto", "role"),
        ("Department", "department"),
        ("Abteilung", "department"),
        ("Business Unit", "division"),
        ("E-Mail-Adresse", "address"),
        ("Adresse e-mail", "address"),
        ("Correo electrónico", "address"),
        ("Email Address", "address"),
        ("Adresse de courriel", "address"),
        ("Endereço de email", "address"),
        ("Posta elettronica", "address"),
        ("Achternaam", "family_name"),
        ("Primeiro nome", "given_name"),
        ("Employee ID", "employee_id"),
        ("Personalnummer", "employee_id"),
        ("Matricule", "employee_id"),
        ("person (e-mail or id)", "person"),
        ("Name", "name"),
        ("Nom et prénom", "name"),
        ("Vorname", "given_name"),
        ("Apellidos", "family_name"),
        ("Standort", "location"),
        ("Line manager", "manager"),
        ("<b>Team</b>&nbsp;*", "team"),
    ],
)
def test_headers_that_tell_of_a_respondent(header: str, expected: str) -> None:
    assert meaning(header) == expected


@pytest.mark.parametrize(
    "header",
    [
        "How does your team use AI?",
        "Wie nutzt Ihr Team KI?",
        "Comment votre équipe utilise-t-elle l'IA ?",
        "¿Cómo usa la IA tu equipo?",
        "My role will change",
        "Would you e-mail a colleague for help?",
        "Name one thing that you would improve",
        "Does your manager support you?",
        "Team spirit",
        "Hoe gebruikt je team AI?",
        "チームの雰囲気",
        "",
        "?",
        "What is your",
    ],
)
def test_a_mere_mention_tells_nothing(header: str) -> None:
    assert meaning(header) is None


def test_every_known_header_has_a_listed_meaning() -> None:
    assert set(_vocabulary()[1].values()) <= MEANINGS
