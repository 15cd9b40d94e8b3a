"""The analyst's rulings on the file at hand: on columns and on answers made, and all of them shown and taken back.

Every widget is set from the rulings before it is drawn, so that what stands in a box is what holds,
whether it was chosen there, in another box, or comes from an earlier upload.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.shared import ruling_words as words
from pages.shared.notices import escaped
from pipeline.load import QuestionReading
from pipeline.matching.other_scale import scales_from_one
from pipeline.matching.recipe import NO_RULINGS, Rulings
from pipeline.matching.recipe_file import recipe_text
from pipeline.matching.seen import Seen, answers_to_rule
from pipeline.matching.text import squeezed

OF_A_FILE = ("rulings", "unruled", "proposals")
"""What this module keeps of a file in the session."""

PART_SIZE = 8

_Asked = TypeVar("_Asked")


def ruled() -> Rulings:
    """What was ruled on the file at hand."""
    rulings: Rulings = st.session_state.get("rulings", NO_RULINGS)
    return rulings


def unruled() -> frozenset[str]:
    """Headers, answers, people and teams for which earlier rulings shall not hold."""
    taken_back: frozenset[str] = st.session_state.get("unruled", frozenset())
    return taken_back


def similar_headers(seen: Seen) -> None:
    """A box for every header that is only similar to a dimension: accept, or leave unread."""
    proposals: dict[str, str] = st.session_state.setdefault("proposals", {})
    similar = [question for question in seen.understood.questions if question.how == "similar"]
    proposals |= {question.column.header: str(question.dimension) for question in similar}
    if not proposals:
        return
    st.markdown("**Questions to rule on.** These headers resemble a dimension. They stay unread until you say so.")
    for place, (header, dimension) in enumerate(proposals.items()):
        key, options = f"ruling{place}", words.proposal_options(seen.framework, dimension)
        st.session_state[key] = words.proposal_chosen(seen.rulings.column(header), options)
        st.selectbox(escaped(header), options, key=key, on_change=_rule_proposal, args=[key, header, dimension])


def unknown_answers(seen: Seen) -> None:
    """A box for every different answer that is no level; one ruling holds for all its cells."""
    readings = answers_to_rule(seen)
    if not readings:
        return
    st.markdown("**Answers to rule on.** No level is written like this. One ruling holds for all cells of the answer.")
    _all_numbers(seen, [reading.text for reading in readings])
    is_split = any(isinstance(ruling, dict) for ruling in seen.rulings.answers.values())
    by_dimension = st.toggle("Rule in each dimension by itself", value=is_split, key="rule_by_dimension")
    asked = words.answers_asked(readings, seen.framework, by_dimension)
    options = words.answer_options(seen.framework)
    drawn = part(asked, "Answers, the most frequent first", "answers_part")
    for place, (cell, answer) in enumerate(in_pairs(drawn)):
        key = f"answer{place}"
        st.session_state[key] = words.answer_chosen(answer, options)
        cell.selectbox(
            escaped(answer.label), list(options), key=key, on_change=_rule_answer, args=[key, answer, options]
        )


def _all_numbers(seen: Seen, texts: Sequence[str]) -> None:
    """A box that says at once what all numbers of a file mean that may be of another scale."""
    scales = scales_from_one(texts, seen.framework) if seen.understood.scale_doubt else None
    if scales is None:
        return
    options = words.scale_options(scales, seen.framework)
    st.session_state["all_numbers"] = words.scale_chosen(seen.rulings, options)
    st.selectbox("All numbers at once", list(options), key="all_numbers", on_change=_rule_numbers, args=[options])


def one_column(readings: Sequence[QuestionReading], seen: Seen) -> None:
    """Two boxes that read any column as a dimension, as what it tells of a person, or not at all."""
    columns = {words.column_label(reading): reading.header for reading in readings if reading.header}
    if not columns:
        return
    st.markdown("**Correct a column**")
    with st.container(horizontal=True):
        chosen = st.selectbox("Column", list(columns), key="ruled_column")
        header = columns[str(chosen)]
        options = words.column_options(seen.framework)
        st.session_state["ruled_meaning"] = words.column_chosen(seen.rulings.column(header), options, seen.framework)
        st.selectbox("Read as", list(options), key="ruled_meaning", on_change=_rule_column, args=[header, options])


def that_hold(seen: Seen) -> None:
    """The rulings that hold for the file, each of which can be taken back."""
    held = words.held(seen.rulings, ruled(), seen.framework)
    if not held:
        return
    st.markdown("**Rulings that hold**")
    st.dataframe([row.as_cells() for row in held], hide_index=True, height="content" if len(held) < 12 else 400)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        labels = {row.label: row.on for row in held}
        chosen = st.selectbox("Ruling", list(labels), key="ruling_held")
        st.button("Take it back", on_click=take_back, args=[[labels.get(str(chosen), "")]])
        st.button("Take all back", on_click=take_back, args=[list(labels.values())])
        st.download_button(
            "Download as a recipe",
            recipe_text(seen.rulings),
            file_name="rulings.yaml",
            on_click="ignore",
            icon=":material/download:",
        )


def part(asked: Sequence[_Asked], label: str, key: str) -> Sequence[_Asked]:
    """What to draw boxes for; a chooser only where they are many."""
    parts = words.parts(len(asked), PART_SIZE)
    if len(parts) < 2:
        return asked
    first = parts[str(st.selectbox(label, list(parts), key=key))]
    return asked[first : first + PART_SIZE]


def in_pairs(asked: Sequence[_Asked]) -> Iterator[tuple[DeltaGenerator, _Asked]]:
    """A place for each box, two side by side; a row per pair, for labels may take two lines."""
    cells = [cell for _ in asked[::2] for cell in st.columns(2, vertical_alignment="bottom")]
    return zip(cells, asked, strict=False)


def _rule_proposal(key: str, header: str, dimension: str) -> None:
    chosen = words.proposal_ruling(str(st.session_state[key]), dimension)
    _set_column(header, chosen)


def _rule_column(header: str, options: dict[str, str | None]) -> None:
    _set_column(header, options[str(st.session_state["ruled_meaning"])])


def _set_column(header: str, ruling: str | None) -> None:
    if ruling is None:
        take_back([header])
        return
    own = ruled().without(frozenset([header]))
    by_hand = own.by_hand | {squeezed(header)}
    st.session_state["rulings"] = replace(own, columns={**own.columns, header: ruling}, by_hand=by_hand)


def _rule_answer(key: str, answer: words.AnswerAsked, options: dict[str, words.Choice]) -> None:
    ruling = words.answer_ruling(answer, options[str(st.session_state[key])])
    if isinstance(ruling, words.Left):
        take_back([answer.text])
        return
    own = ruled().without(frozenset([answer.text]))
    st.session_state["rulings"] = replace(own, answers={**own.answers, answer.text: ruling})


def _rule_numbers(options: dict[str, dict[str, int | None]]) -> None:
    take_back([text for answers in options.values() for text in answers])
    own = ruled()
    answers = options[str(st.session_state["all_numbers"])]
    st.session_state["rulings"] = replace(own, answers={**own.answers, **answers})


def take_back(texts: Sequence[str]) -> None:
    """Let no ruling hold on these headers, answers, people and teams, wherever it comes from."""
    gone = frozenset(texts)
    own = ruled().without(gone)
    left = own.by_hand - {squeezed(text) for text in gone}
    st.session_state["rulings"] = replace(own, by_hand=left)
    st.session_state["unruled"] = unruled() | gone
