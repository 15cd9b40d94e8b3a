"""The same people under another address: proposed for two cycles, and joined only where somebody rules so."""

from __future__ import annotations

import getpass
from collections import Counter
from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass

import pyarrow as pa

from pipeline.between import Between, between
from pipeline.errors import ExportError
from pipeline.matching.text import label_key
from pipeline.model import Json, Rater
from pipeline.settings import Home, settings_of
from pipeline.warehouse import renamed, write
from pipeline.warehouse.connection import Connection, opened, transaction
from pipeline.warehouse.people import people_of
from pipeline.warehouse.renamed import Pairs, Sides


@dataclass(frozen=True)
class SamePeople:
    """Who may be whom between two cycles, and what was ruled; rows as ``warehouse.renamed`` gives them."""

    earlier: str
    later: str
    proposed: tuple[Json, ...]
    ruled: tuple[Json, ...]

    def rows(self) -> list[Json]:
        """What the command prints: what was ruled, then what is proposed, without pseudonyms."""
        ruled = [
            {
                "person": each["known_as"],
                "is_person": each["is_known_as"],
                "name": each["name"],
                "team": None,
                "now_team": None,
                "state": "ruled" if each["is_used"] else "not used",
                "reason": None,
            }
            for each in self.ruled
        ]
        proposed = [
            {
                "person": each["known_as"],
                "is_person": each["is_known_as"],
                **{name: each[name] for name in ("name", "team", "now_team")},
                "state": "proposed",
                "reason": each["reason"],
            }
            for each in self.proposed
        ]
        return ruled + proposed


def same_people(home: Home, later: str, earlier: str | None = None) -> SamePeople:
    """Proposals and rulings between a cycle and an earlier one, by default the one before. Raises as ``between``."""
    with opened(home) as connection:
        return _between(connection, between(connection, later, earlier), settings_of(home).rater)


def kept_people(home: Home, later: str, earlier: str | None, people: Mapping[str, str], actor: str = "") -> SamePeople:
    """Keep rulings by address, id or name: who somebody of the earlier cycle is in the later one.

    Raises
    ------
    ExportError
        Where nobody is known by one of them, where somebody counts in both cycles and so is somebody else, or where
        two people would become one; nothing is kept then.
    """
    with opened(home) as connection, transaction(connection):
        cycles = between(connection, later, earlier)
        known = _known(connection, home, [text for pair in people.items() for text in pair])
        return _kept(connection, home, cycles, [(known[one], known[other]) for one, other in people.items()], actor)


def kept_pairs(home: Home, later: str, earlier: str, pairs: Pairs, actor: str = "") -> SamePeople:
    """Keep proposals that somebody ruled on, as pseudonyms. Raises as ``kept_people``."""
    with opened(home) as connection, transaction(connection):
        return _kept(connection, home, between(connection, later, earlier), pairs, actor)


def undone_pairs(home: Home, later: str, earlier: str, people: Sequence[int], actor: str = "") -> SamePeople:
    """Take rulings on some people (pseudonyms of the earlier cycle) back."""
    with opened(home) as connection, transaction(connection):
        cycles, rater = between(connection, later, earlier), settings_of(home).rater
        renamed.remove_same_people(connection, _sides(cycles, rater), people)
        _note(connection, cycles, f"{_counted(people)} different again", actor)
        return _between(connection, cycles, rater)


def _kept(connection: Connection, home: Home, cycles: Between, pairs: Pairs, actor: str) -> SamePeople:
    rater = settings_of(home).rater
    _require_sound(connection, cycles, _sides(cycles, rater), pairs)
    renamed.keep_same_people(connection, _sides(cycles, rater), pairs)
    _note(connection, cycles, f"{_counted(pairs)} the same under another address", actor)
    return _between(connection, cycles, rater)


def _require_sound(connection: Connection, cycles: Between, sides: Sides, pairs: Pairs) -> None:
    """Refuse what would make one person of two: everybody counts in their own cycle, and in that one only."""
    everybody = [person for pair in pairs for person in pair]
    there = {
        cycles.earlier.name: renamed.members_among(connection, sides.before, sides.before_rater, everybody),
        cycles.later.name: renamed.members_among(connection, sides.after, sides.after_rater, everybody),
    }
    for place, (own, other) in enumerate(
        [(cycles.earlier.name, cycles.later.name), (cycles.later.name, cycles.earlier.name)]
    ):
        named = [pair[place] for pair in pairs]
        if not set(named) <= there[own]:
            raise ExportError(
                f"Somebody whom the rulings name is not among the people of cycle {own!r}.",
                "Write first who somebody was in the earlier cycle, then who that is in the later one.",
            )
        if set(named) & there[other]:
            raise ExportError(
                f"Somebody whom the rulings name as a person of cycle {own!r} is in cycle {other!r} too.",
                "Who is in both cycles is recognised already and cannot be another person.",
            )
        if max(Counter(named).values(), default=1) > 1:
            raise ExportError(
                f"The rulings name a person of cycle {own!r} twice.", "One person is one person in the other cycle."
            )


def _between(connection: Connection, cycles: Between, rater: Rater) -> SamePeople:
    sides = _sides(cycles, rater)
    return SamePeople(
        cycles.earlier.name,
        cycles.later.name,
        tuple(renamed.proposed_people(connection, sides)),
        tuple(renamed.ruled_people(connection, sides)),
    )


def _sides(cycles: Between, rater: Rater) -> Sides:
    earlier, later = cycles.earlier, cycles.later
    return Sides(earlier.cycle, later.cycle, earlier.rater or rater, later.rater or rater)


def _note(connection: Connection, cycles: Between, told: str, actor: str) -> None:
    detail = f"{told} in the cycles {cycles.earlier.name} and {cycles.later.name}"
    write.note_action(connection, actor or getpass.getuser(), "rule", detail)


def _counted(people: Sized) -> str:
    return "1 person" if len(people) == 1 else f"{len(people)} people"


def _known(connection: Connection, home: Home, texts: Sequence[str]) -> dict[str, int]:
    """The person behind each address, id or name; what looks like a name may be an id without a digit."""
    pseudonyms, lowered = people_of(connection, home), pa.array([label_key(text) for text in texts], pa.string())
    found: dict[str, int] = {}
    for is_name in (True, False):
        keys = pseudonyms.keys_of(lowered, is_name).to_pylist()
        people = renamed.people_called(connection, keys)
        found |= {text: people[key] for text, key in zip(texts, keys, strict=True) if key in people}
    strangers = [text for text in texts if text not in found]
    if strangers:
        raise ExportError(
            f"Nobody is known as {strangers[0]!r}.", "Write each person as the files of the two cycles do."
        )
    return found
