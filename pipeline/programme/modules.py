"""What the programme is made of, as values: tracks, modules, and the catalogue that holds them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Track:
    """A way through the programme: for everybody where it names no role, and taken as a whole where ``is_whole``."""

    id: str
    name: str
    roles: tuple[str, ...] = ()
    is_whole: bool = False
    total_hours: float | None = None


@dataclass(frozen=True)
class Module:
    """What takes somebody in one dimension from one level to another; hours are those of one learner.

    ``about`` says what happens in it, ``apply`` what to do with it at work within a week.
    """

    id: str
    name: str
    dimension: str
    from_level: int
    to_level: int
    instruction_hours: float
    hands_on_hours: float
    presentation_hours: float
    tracks: tuple[str, ...]
    prerequisites: tuple[str, ...] = ()
    about: str = ""
    apply: str = ""

    @property
    def hours(self) -> float:
        """Hours of one learner: instruction, hands-on work and presentation."""
        return self.instruction_hours + self.hands_on_hours + self.presentation_hours

    @property
    def steps(self) -> range:
        """The levels that it leads on from: 0 and 1 for a module from 0 to 2."""
        return range(self.from_level, self.to_level)


@dataclass(frozen=True)
class Catalogue:
    """Tracks and modules in their order; ``framework`` is the id of the framework whose levels are meant."""

    framework: str | None
    tracks: tuple[Track, ...]
    modules: tuple[Module, ...]

    def module(self, id: str) -> Module:
        """The module of that id."""
        return next(module for module in self.modules if module.id == id)

    def of_track(self, track: str) -> tuple[Module, ...]:
        """The modules of a track, in the order of the catalogue."""
        return tuple(module for module in self.modules if track in module.tracks)

    @property
    def course_of(self) -> dict[str, str]:
        """The course of each module: the last track that is taken as a whole and has it, else the module itself."""
        whole = {each.id: track.id for track in self.tracks if track.is_whole for each in self.of_track(track.id)}
        return {each.id: whole.get(each.id, each.id) for each in self.modules}

    @property
    def before(self) -> dict[str, frozenset[str]]:
        """The courses that each course builds on, through the prerequisites of its modules."""
        course_of = self.course_of
        found: dict[str, set[str]] = {course: set() for course in course_of.values()}
        for module in self.modules:
            found[course_of[module.id]] |= {course_of[each] for each in module.prerequisites if each in course_of}
        return {course: frozenset(others - {course}) for course, others in found.items()}
