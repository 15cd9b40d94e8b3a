"""Which modules hold together: known tracks, prerequisites that are there, no circle; the others are left out.

Decision: leaving one out may take away what another builds on, so the rules are applied until nothing more goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from pipeline.programme.modules import Catalogue, Module, Track


def whole(modules: list[Module], tracks: tuple[Track, ...], problems: list[str]) -> tuple[Module, ...]:
    """The modules whose tracks and prerequisites are there and do not run in a circle; ``problems`` gets the rest."""
    known = {track.id for track in tracks}
    kept = _without(modules, _unknown_track(known), problems)
    kept = _without(kept, _named_as(tracks), problems)
    while True:
        ids = {module.id for module in kept}
        fewer = _without(kept, _missing(ids), problems)
        for fault in (_circling, _waiting_for_itself(tracks)):  # where nothing else is wrong any more
            fewer = _without(fewer, fault(fewer), problems) if len(fewer) == len(kept) else fewer
        if len(fewer) == len(kept):
            return tuple(kept)
        kept = fewer


def _without(modules: list[Module], fault: Callable[[Module], str | None], problems: list[str]) -> list[Module]:
    faults = [fault(module) for module in modules]
    problems.extend(left_out(module.id, text) for module, text in zip(modules, faults, strict=True) if text)
    return [module for module, text in zip(modules, faults, strict=True) if not text]


def _unknown_track(known: set[str]) -> Callable[[Module], str | None]:
    def fault(module: Module) -> str | None:
        strangers = [track for track in module.tracks if track not in known]
        if not module.tracks:
            return "it belongs to no track"
        return f"there is no track {strangers[0]!r}" if strangers else None

    return fault


def _named_as(tracks: tuple[Track, ...]) -> Callable[[Module], str | None]:
    """Courses are told apart by their ids: those of modules and of tracks that are taken as a whole."""
    whole_tracks = {track.id for track in tracks if track.is_whole}
    return lambda module: "a track that is taken as a whole has the same id" if module.id in whole_tracks else None


def _missing(ids: set[str]) -> Callable[[Module], str | None]:
    def fault(module: Module) -> str | None:
        gone = [each for each in module.prerequisites if each not in ids]
        return f"it builds on {gone[0]!r}, which is not there" if gone else None

    return fault


def _circling(modules: list[Module]) -> Callable[[Module], str | None]:
    circle: list[str] = []
    try:
        TopologicalSorter({module.id: module.prerequisites for module in modules}).prepare()
    except CycleError as e:
        circle = list(e.args[1])
    way = " > ".join(reversed(circle))
    return lambda module: f"its prerequisites run in a circle: {way}" if module.id in circle else None


def _waiting_for_itself(tracks: tuple[Track, ...]) -> Callable[[list[Module]], Callable[[Module], str | None]]:
    """Of the modules for which a track taken as a whole would have to come before itself the last one, and why."""

    def faults(modules: list[Module]) -> Callable[[Module], str | None]:
        catalogue = Catalogue(None, tracks, tuple(modules))
        course_of, before = catalogue.course_of, catalogue.before
        wrong = {
            module.id: f"it builds on {each!r}, which builds on the track {course_of[module.id]!r} itself, "
            "and that is taken as a whole in one quarter"
            for module in modules
            for each in module.prerequisites
            if course_of[each] != course_of[module.id] and course_of[module.id] in _all_before(course_of[each], before)
        }
        last = next(reversed(wrong), None)
        return lambda module: wrong[module.id] if module.id == last else None

    return faults


def _all_before(course: str, before: Mapping[str, frozenset[str]]) -> set[str]:
    """Everything that a course builds on, directly or not."""
    found: set[str] = set()
    left = [course]
    while left:
        new = before[left.pop()] - found
        found |= new
        left += new
    return found


def track_faults(catalogue: Catalogue) -> Iterator[str]:
    """A sentence per track whose stated hours are not those of its modules."""
    for track in catalogue.tracks:
        hours = sum(module.hours for module in catalogue.of_track(track.id))
        if track.total_hours is not None and abs(track.total_hours - hours) > 1e-9:
            yield f"Track {track.id!r} states {track.total_hours:g} hours; its modules add up to {hours:g}."


def left_out(module: str, reason: str) -> str:
    """The sentence that says why a module is left out."""
    return f"Module {module!r} is left out: {reason}."
