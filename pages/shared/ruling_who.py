"""The analyst's rulings on who is who, and on what teams are called now; one ruling holds for all rows.

As with columns and answers, every box is set from the rulings before it is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from pages.shared import ruling
from pages.shared import who_words as words
from pages.shared.notices import escaped
from pipeline.load import LoadReport
from pipeline.matching.seen import Seen
from pipeline.matching.team_names import teams_alike, teams_to_rule
from pipeline.matching.who_is_who import (
    Known,
    PersonAsked,
    like_nobody,
    listed_share,
    most_alike,
    people_to_rule,
    plainly_meant,
)

FEW = 3
"""Strangers that stand among the others; more of them stand together."""


def roster(seen: Seen, report: LoadReport | None) -> None:
    """Say that the cycle's roster decides the teams, where people of the file are not on it."""
    if report is None or report.known is None or not report.known.people:
        return
    strangers, everybody = listed_share(seen, report.problems)
    if strangers:
        st.warning(escaped(words.not_listed(strangers, everybody, report.cycle)), icon=":material/group_off:")


def people(seen: Seen, report: LoadReport | None) -> None:
    """A box for everybody whom the roster does not know, and for every name that stands more than once.

    Those who are like nobody there stand together, closed, where they are many.
    """
    known, problems = (report.known or Known(), report.problems) if report else (Known(), seen.understood.problems)
    asked = [each for each in people_to_rule(seen, problems) if known.people or each.is_namesake or each.known_as]
    if not asked:
        return
    st.markdown("**People to rule on.** Nobody on the roster is known like this, or a name stands more than once.")
    meant = plainly_meant(seen, asked, known)
    if len(meant) > 1:
        st.button(words.all_at_once(meant), key="people_all", on_click=_rule_all, args=[meant], help=words.WHO_IS_MEANT)
    strange = like_nobody(asked, known) if len(asked) > FEW and known.people else set[str]()
    if len(strange) <= FEW:
        _boxes("person", seen, asked, known)
        return
    _boxes("person", seen, [each for each in asked if each.text not in strange], known)
    with st.expander(escaped(words.like_nobody(len(strange)))):
        _boxes("stranger", seen, [each for each in asked if each.text in strange], known)


def _boxes(name: str, seen: Seen, asked: Sequence[PersonAsked], known: Known) -> None:
    for place, (cell, person) in enumerate(ruling.in_pairs(ruling.part(asked, "People", f"{name}_part"))):
        alike = most_alike(seen, person, known)
        options = words.person_options(person, alike)
        key = f"{name}{place}"
        st.session_state[key] = words.chosen(person.known_as, options)
        label = escaped(words.person_label(person, alike, known))
        cell.selectbox(label, list(options), key=key, on_change=_rule_person, args=[key, person.text, options])


def teams(seen: Seen, report: LoadReport | None) -> None:
    """A box for every team that the roster, or the cycle before, does not know."""
    known = report.known if report and report.known else Known()
    asked = teams_to_rule(seen, known)
    if not asked:
        return
    st.markdown(f"**Teams to rule on.** {escaped(words.teams_asked(known))}")
    drawn = ruling.part(asked, "Teams, the most frequent first", "teams_part")
    for place, (cell, team) in enumerate(ruling.in_pairs(drawn)):
        alike = teams_alike(team.text, known)
        options = words.team_options(team, alike, known)
        key = f"team{place}"
        st.session_state[key] = words.chosen(team.called, options)
        label = escaped(words.team_label(team, alike, known))
        cell.selectbox(label, list(options), key=key, on_change=_rule_team, args=[key, team.text, options])


def _rule_person(key: str, text: str, options: dict[str, str | None]) -> None:
    known = options[str(st.session_state[key])]
    ruling.take_back([text])
    if known is not None:
        own = ruling.ruled()
        st.session_state["rulings"] = replace(own, people={**own.people, text: known})


def _rule_all(meant: dict[str, str]) -> None:
    ruling.take_back(list(meant))
    own = ruling.ruled()
    st.session_state["rulings"] = replace(own, people={**own.people, **meant})


def _rule_team(key: str, text: str, options: dict[str, str | None]) -> None:
    called = options[str(st.session_state[key])]
    ruling.take_back([text])
    if called is not None:
        own = ruling.ruled()
        st.session_state["rulings"] = replace(own, teams={**own.teams, text: called})
