"""What the setup page reads of the warehouse, kept until the warehouse's file changes.

The warehouse is opened, asked and closed; a change by anybody changes the file's time, and with it
the key. Only analysts' pages ask, and nobody's name is among what is kept.
"""

from __future__ import annotations

import streamlit as st

from pipeline import between, cycle_setup
from pipeline import rubric_changes as rubrics
from pipeline import target_audit as target_audits
from pipeline.cycle_setup import CycleSetup
from pipeline.library import frameworks
from pipeline.model import Framework
from pipeline.rubric_changes import RubricChanges
from pipeline.settings import Home
from pipeline.target_audit import TargetAudit
from pipeline.warehouse.connection import opened

KEPT_SECONDS = 3_600


def setup(home: Home, cycle: str, framework: str | None) -> CycleSetup:
    """What a cycle is set up with."""
    return _setup(home, cycle, framework, _stamp(home))


def target_audit(home: Home, cycle: str) -> TargetAudit | None:
    """What the targets of a cycle amount to; None without answers."""
    return _target_audit(home, cycle, _stamp(home))


def cycles(home: Home) -> list[str]:
    """The cycles that anything was loaded for, latest first."""
    return _cycles(home, _stamp(home))


def known_frameworks(home: Home) -> list[Framework]:
    """The frameworks at hand."""
    return _frameworks(home, _stamp(home))


def earlier_cycles(home: Home, cycle: str) -> list[str]:
    """The cycles with answers before one, the latest first."""
    return _earlier_cycles(home, cycle, _stamp(home))


def rubric_changes(home: Home, cycle: str, earlier: str) -> RubricChanges:
    """How a cycle's rubric differs from an earlier cycle's."""
    return _rubric_changes(home, cycle, earlier, _stamp(home))


def _stamp(home: Home) -> tuple[int, int]:
    if not home.warehouse.exists():
        return 0, 0
    stat = home.warehouse.stat()
    return stat.st_mtime_ns, stat.st_size


@st.cache_data(max_entries=8, ttl=KEPT_SECONDS, show_spinner="Reading the cycle")
def _setup(home: Home, cycle: str, framework: str | None, stamp: tuple[int, int]) -> CycleSetup:  # noqa: ARG001
    return cycle_setup.cycle_setup(home, cycle, framework)


@st.cache_data(max_entries=8, ttl=KEPT_SECONDS, show_spinner="Counting who reaches the targets")
def _target_audit(home: Home, cycle: str, stamp: tuple[int, int]) -> TargetAudit | None:  # noqa: ARG001
    return target_audits.target_audit(home, cycle)


@st.cache_data(max_entries=8, ttl=KEPT_SECONDS)
def _cycles(home: Home, stamp: tuple[int, int]) -> list[str]:  # noqa: ARG001
    return cycle_setup.cycle_names(home)


@st.cache_data(max_entries=8, ttl=KEPT_SECONDS)
def _frameworks(home: Home, stamp: tuple[int, int]) -> list[Framework]:  # noqa: ARG001
    return frameworks(home)


@st.cache_data(max_entries=8, ttl=KEPT_SECONDS)
def _earlier_cycles(home: Home, cycle: str, stamp: tuple[int, int]) -> list[str]:  # noqa: ARG001
    with opened(home) as connection:
        return between.earlier_cycles(connection, cycle)


@st.cache_data(max_entries=8, ttl=KEPT_SECONDS, show_spinner="Comparing the rubrics")
def _rubric_changes(home: Home, cycle: str, earlier: str, stamp: tuple[int, int]) -> RubricChanges:  # noqa: ARG001
    return rubrics.rubric_changes(home, cycle, earlier)
