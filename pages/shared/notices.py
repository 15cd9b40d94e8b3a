"""What a page says instead of figures, and text from files made harmless for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from pipeline.errors import Cancelled, SurveyError
from pipeline.sentences import cycles
from pipeline.snapshot.shapes import CycleFacts

_LINKS = re.compile(r"(?=://)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_JOINER = "\u2060"
"""A character of no width: Markdown makes links of bare addresses, however their signs are escaped."""

_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:/@&^=])")


def escaped(text: str) -> str:
    r"""Text from a file for use in a sentence: no image, link, heading or formula comes of it.

    ``escaped("**Atlas**")`` gives ``\*\*Atlas\*\*``, which a page prints as ``**Atlas**``.
    """
    return _MARKS.sub(r"\\\1", _LINKS.sub(_JOINER, " ".join(text.split())))


@contextmanager
def shown() -> Iterator[None]:
    """Turn a refusal into one clear notice and end the page there; what somebody cancelled is said quietly."""
    try:
        yield
    except Cancelled as e:
        st.info(refusal(e), icon=":material/close:")
        st.stop()
    except SurveyError as e:
        st.error(refusal(e), icon=":material/error:")
        st.stop()


@contextmanager
def told() -> Iterator[None]:
    """Turn a refusal into one clear notice; what stands beside it on the page goes on."""
    try:
        yield
    except SurveyError as e:
        st.error(refusal(e), icon=":material/error:")


def refusal(error: SurveyError) -> str:
    """A refusal as two short paragraphs: what is wrong, and what to do."""
    return "\n\n".join(escaped(part) for part in (error.title, error.detail) if part)


def say_if(is_so: bool, text: str) -> None:
    """Say something quietly where it is so."""
    if is_so:
        st.info(text, icon=":material/info:")


def what_if(text: str) -> None:
    """Say that figures are a what-if, where they are one."""
    if text:
        st.info(text, icon=":material/alt_route:")


def stop_if(is_so: bool, text: str) -> None:
    """Say why there is nothing to see, and end the page there."""
    if is_so:
        st.info(text, icon=":material/info:")
        st.stop()


def of_cycle(facts: CycleFacts) -> None:
    """Say what is unusual about a cycle's figures: open answers, small groups, a correction, earlier figures."""
    for told in cycles.warnings(facts, escaped):
        st.warning(told, icon=":material/visibility:")


def nothing_published(is_analyst: bool) -> None:
    """Say what to do before the first publication, and end the page there."""
    with st.container(border=True):
        st.subheader("Nothing is published yet", anchor=False)
        st.write("This page fills itself as soon as the answers of a survey are loaded and published.")
        if is_analyst:
            st.page_link("pages/upload.py", label="Upload a survey export", icon=":material/upload_file:")
            st.write("To look around first, start the sample company from a terminal with `skillgap demo`.")
        else:
            st.write("Ask the analyst who runs the survey to publish it.")
    st.stop()
