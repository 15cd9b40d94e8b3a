"""Every figure of levels and gaps counted person by person, in fractions: the judge of the fast way.

Imports nothing of the pipeline. A person is ``{"person", "division", "team", "role", "levels":
{dimension: level or None}}``; a target is ``{"role", "team", "division", "dimension", "level"}`` with
None for any. Rows come as dicts keyed by the JSON field names, in no particular order; shares are
``Fraction``. ``mean_shortfall_low`` and ``_high`` are worked out by listing everything that up to
``ENUMERATED`` silent people may have said, and left out of the row beyond that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any

ENUMERATED = 4
LOW, HIGH = Fraction(25, 1000), Fraction(975, 1000)

Person = dict[str, Any]
Row = dict[str, Any]


def cube_rows(people: list[Person], dimensions: list[str]) -> list[Row]:
    """What the warehouse counts: people by division, team, role, dimension and level."""
    counts: dict[tuple[Any, ...], int] = {}
    for person in people:
        for dimension in dimensions:
            who = (person["division"], person["team"], person["role"])
            key = (*who, dimension, person["levels"].get(dimension))
            counts[key] = counts.get(key, 0) + 1
    names = ("division", "team", "role", "dimension", "level")
    return [dict(zip(names, key, strict=True)) | {"people": people} for key, people in counts.items()]


def level_rows(
    people: list[Person],
    dimensions: list[str],
    levels: list[int],
    kind: str,
    by_dimension: bool,
    has_roster: bool,
    company: str,
) -> list[Row]:
    """Distributions of one kind of group, by dimension or pooled."""
    rows = []
    for head, members, asked in _cells(people, dimensions, kind, by_dimension, company):
        answers = [person["levels"].get(dimension) for person in members for dimension in asked]
        given = [level for level in answers if level is not None]
        rows.append(
            head
            | {
                "headcount": len(answers) if has_roster else None,
                "assessed": len(given),
                "no_answer": len(answers) - len(given),
                "levels": {str(level): given.count(level) for level in levels},
                "shown": True,
            }
        )
    return rows


def gap_rows(
    people: list[Person],
    targets: list[Row] | None,
    default_target: int,
    dimensions: list[str],
    levels: list[int],
    kind: str,
    by_dimension: bool,
    has_roster: bool,
    company: str,
) -> list[Row]:
    """Gaps of one kind of group, by dimension or pooled; ``targets`` None where there is no file."""
    rows = []
    for head, members, asked in _cells(people, dimensions, kind, by_dimension, company):
        pairs = []
        for person in members:
            for dimension in asked:
                target = default_target if targets is None else target_of(person, dimension, targets)
                if target is not None:
                    pairs.append((target, person["levels"].get(dimension)))
        source = "none" if not pairs else "assumed" if targets is None else "file"
        rows.append(head | {"target_source": source} | _gap_figures(pairs, levels, has_roster))
    return rows


def target_of(person: Person, dimension: str, targets: list[Row]) -> int | None:
    """Level of the most specific row that fits: team 4 points, role 2, division 1."""
    fitting = []
    for row in targets:
        names = [name for name in ("team", "role", "division") if row[name] is not None]
        if row["dimension"] == dimension and all(row[name] == person[name] for name in names):
            points = sum({"team": 4, "role": 2, "division": 1}[name] for name in names)
            fitting.append((points, row["level"]))
    return max(fitting)[1] if fitting else None


def _cells(
    people: list[Person], dimensions: list[str], kind: str, by_dimension: bool, company: str
) -> Iterator[tuple[Row, list[Person], list[str]]]:
    groups: dict[tuple[str, str | None], list[Person]] = {}
    for person in people:
        name = company if kind == "company" else person[kind]
        if name is not None:
            division = person["division"] if kind == "team" else None
            groups.setdefault((name, division), []).append(person)
    for (name, division), members in groups.items():
        head = {"group": name, "kind": kind, "division": division}
        if not by_dimension:
            yield head | {"dimension": None}, members, dimensions
            continue
        for dimension in dimensions:
            yield head | {"dimension": dimension}, members, [dimension]


def _gap_figures(pairs: list[tuple[int, int | None]], levels: list[int], has_roster: bool) -> Row:
    given = [(target, level) for target, level in pairs if level is not None]
    silent = [target for target, level in pairs if level is None]
    targets = {target for target, _ in pairs}
    gap = [max(0, target - level) for target, level in given]
    share = [
        Fraction(max(0, target - level), target - levels[0]) if target > levels[0] else Fraction(0)
        for target, level in given
    ]
    n, below = len(given), sum(g > 0 for g in gap)
    row: Row = {
        "headcount": len(pairs) if has_roster else None,
        "assessed": n,
        "no_answer": len(silent),
        "shown": True,
        "target": targets.pop() if len(targets) == 1 else None,
        "below": below if pairs else None,
        "prevalence": _ratio(below, n),
        "shortfall": sum(gap) if pairs else None,
        "mean_shortfall": _ratio(sum(gap), n),
        "depth": _ratio(sum(gap), below),
        "p1": _ratio(sum(share), n),
        "p2": _ratio(sum(each**2 for each in share), n),
        "coverage": _ratio(n - below, n),
    }
    return row | _uncertainty(given, silent, levels, below, sum(gap), has_roster)


def _uncertainty(
    given: list[tuple[int, int]],
    silent: list[int],
    levels: list[int],
    below: int,
    shortfall: int,
    has_roster: bool,
) -> Row:
    n, asked = len(given), len(given) + len(silent)
    names = ("prevalence_min", "prevalence_max", "prevalence_low", "prevalence_high", "response", "fragile")
    if not asked or not has_roster:
        return dict.fromkeys((*names, "mean_shortfall_low", "mean_shortfall_high"))
    least, most = Fraction(below, asked), Fraction(below + len(silent), asked)
    low, high = share_quantiles(below, n, asked)
    figures = (least, most, Fraction(below + low, asked), Fraction(below + high, asked), Fraction(n, asked))
    row: Row = dict(zip(names, (*figures, least < Fraction(1, 2) < most), strict=True))
    if len(silent) <= ENUMERATED:
        answered = [sum(level == each for _, level in given) for each in levels]
        chances = shortfall_chances(answered, silent, levels)
        row["mean_shortfall_low"] = Fraction(shortfall + quantile(chances, LOW), asked)
        row["mean_shortfall_high"] = Fraction(shortfall + quantile(chances, HIGH), asked)
    return row


def share_quantiles(below: int, assessed: int, asked: int) -> tuple[int, int]:
    """2.5 % and 97.5 % of the beta-binomial number of silent people below target."""
    silent, a = asked - assessed, Fraction(2 * below + 1, 2)
    b = assessed - below + Fraction(1, 2)
    weights = [Fraction(1)]
    for k in range(silent):
        weights.append(weights[-1] * (silent - k) * (a + k) / ((k + 1) * (b + silent - k - 1)))
    chances = {k: weight / sum(weights) for k, weight in enumerate(weights)}
    return quantile(chances, LOW), quantile(chances, HIGH)


def shortfall_chances(answered: list[int], silent: list[int], levels: list[int]) -> dict[int, Fraction]:
    """Probability of each total shortfall, over every vector of levels that the silent may stand at."""
    weights = [count + Fraction(1, 2) for count in answered]
    chances: dict[int, Fraction] = {}
    for places in product(range(len(levels)), repeat=len(silent)):
        chance = prod(_rising(weights[each], places.count(each)) for each in set(places))
        chance = Fraction(chance) / _rising(sum(weights, Fraction(0)), len(silent))
        total = sum(max(0, target - levels[place]) for target, place in zip(silent, places, strict=True))
        chances[total] = chances.get(total, Fraction(0)) + chance
    return chances


def quantile(chances: dict[int, Fraction], q: Fraction) -> int:
    """Smallest value whose cumulative probability is at least q."""
    reached = Fraction(0)
    for value in sorted(chances):
        reached += chances[value]
        if reached >= q:
            return value
    raise AssertionError(f"probabilities add up to {reached}")


def _rising(start: Fraction, steps: int) -> Fraction:
    return prod((start + step for step in range(steps)), start=Fraction(1))


def _ratio(total: Fraction | int, count: int) -> Fraction | None:
    return Fraction(total) / count if count else None


def plain(rows: Iterable[Row]) -> list[Row]:
    """Fractions as floats, for comparing with frames and JSON."""
    return [
        {name: float(value) if isinstance(value, Fraction) else value for name, value in row.items()} for row in rows
    ]
