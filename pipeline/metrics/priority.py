"""In which order the gaps of the whole company deserve attention, and how sure that order is.

First what blocks a project and is common, then what blocks one, then what is common, then the rest.
The order is lexicographic and not a weighted sum: a reader can check every place by comparing two
numbers. How sure it is, is seen by letting the people who did not answer say what their own team
says, a thousand times over; what they are drawn from depends on counts and never on names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.metrics.groups import Counts, Shares, nullable, placed
from pipeline.metrics.people import People, people_with_target
from pipeline.metrics.targets import with_targets
from pipeline.model import Framework, Grouping

COLUMNS = ["dimension", "criticality", "class", "rank", "rank_low", "rank_high"]
"""The columns of ``priorities``, in their order."""

DRAWS = 1_000
QUANTILES = (0.05, 0.95)
_SEED = 1_887
_TEAMS_AT_ONCE = 200
_DIGITS = 12
_NO_FIGURE = -1.0

Ranks = npt.NDArray[np.int64]


def priorities(
    cube: pd.DataFrame,
    targets: pd.DataFrame | None,
    framework: Framework,
    dimensions: Sequence[str],
    criticality: Mapping[str, float] | None,
    common_from: float,
    has_headcount: bool,
) -> pd.DataFrame:
    """Rank the company's gaps, and say between which places each stands.

    Class A: criticality above 0 and prevalence at least ``common_from``; B: criticality above 0; C:
    common; D: the rest. Inside a class by criticality, prevalence and p1, all descending, then by
    the dimension's name. For the band the silent of each team are completed ``DRAWS`` times: the
    shares of the levels follow Dirichlet(people at the level + 1/2) over the team's respondents with
    a target, the silent fall on levels by these shares, each measured against their own target;
    class, prevalence and p1 are computed anew over everybody, criticality is not.

    Parameters
    ----------
    cube
        Columns division, team, role, dimension, level (null = no answer), people.
    targets
        Columns role, team, division (null = any), dimension, level; None for the assumed target.
    framework
        Gives the levels, and the names that decide between equals.
    dimensions
        Ids of the dimensions to rank: those that may be shown. Others leave no trace in the ranks.
    criticality
        People short (weighted) that would vanish if a dimension were no bottleneck; a dimension that
        is not named has 0. None where it is not known: then the ranks are of commonness alone.
    common_from
        Prevalence from which a gap is common, 0..1.
    has_headcount
        Whether a roster says who was asked; without one a band is a point.

    Returns
    -------
    DataFrame
        One row per dimension asked for, in that order: ``dimension``, ``criticality`` (Float64, null
        where not known), ``class`` (A to D), ``rank`` (from 1), ``rank_low`` and ``rank_high`` (5 % and
        95 % quantile of the rank). A dimension without a prevalence is not common and stands last in
        its class.

    Raises
    ------
    SurveyError
        The cube has a dimension or level, or the targets a level, that the framework does not know.

    Examples
    --------
    Prevalences 0.6 and 0.8 of X and Y, 0.4 of Z, criticality 2 of X: X is A and first, Y is C and
    second, Z is D and third. Where everybody answered the bands are 1 to 1, 2 to 2 and 3 to 3.
    """
    known = [dimension.id for dimension in framework.dimensions]
    chosen = np.array([known.index(dimension) for dimension in dimensions], dtype=np.int64)
    teams = _teams(cube, targets, framework)
    weights = np.array([(criticality or {}).get(dimension, 0.0) for dimension in dimensions])
    names = _name_places(framework)[chosen]
    now = _figures(teams)[:, :, chosen]
    drawn = _figures(teams, _drawn(teams)) if has_headcount else _figures(teams)
    classes = _classes(weights, now[0], common_from)
    ranks = _ranks(classes, weights, now, names)
    bands = _band(_ranks(_classes(weights, drawn[0][:, chosen], common_from), weights, drawn[:, :, chosen], names))
    return pd.DataFrame(
        {
            "dimension": pd.Series(list(dimensions), dtype=object),
            "criticality": nullable(weights, np.full(len(weights), criticality is None), "Float64"),
            "class": pd.Series(np.array(list("ABCD"))[classes[0]], dtype=object),
            "rank": pd.Series(ranks[0], dtype="Int64"),
            "rank_low": pd.Series(bands[0], dtype="Int64"),
            "rank_high": pd.Series(bands[1], dtype="Int64"),
        }
    )[COLUMNS]


def _teams(cube: pd.DataFrame, targets: pd.DataFrame | None, framework: Framework) -> list[People]:
    """The people of every team, per dimension: one cell a team."""
    cells, members = placed(with_targets(cube, targets, framework), framework, Grouping("team"), "")
    people = people_with_target(members, framework, len(cells))
    step = len(framework.dimensions)
    return [People(people.answered[place::step], people.silent[place::step], people.levels) for place in range(step)]


def _figures(teams: list[People], drawn: Sequence[tuple[Counts, Shares]] = ()) -> Shares:
    """Prevalence and p1 of the company: 2 x completions x dimensions; -1 where there is nobody.

    Without completions one row, of those who answered; with them over everybody asked.
    """
    columns = []
    for place, people in enumerate(teams):
        count = people.asked.sum() if drawn else people.assessed.sum()
        below, gap = drawn[place] if drawn else (np.zeros(1), np.zeros(1))
        sums = np.stack([below + people.below.sum(), gap + people.total(people.normalised).sum()])
        columns.append(np.round(sums / count, _DIGITS) if count else np.full_like(sums, _NO_FIGURE, dtype=float))
    return np.stack(columns, axis=-1)


def _drawn(teams: list[People]) -> list[tuple[Counts, Shares]]:
    """How many of the silent are below target, and their summed normalised shortfall, per completion."""
    return [completions(people, np.random.default_rng([_SEED, place])) for place, people in enumerate(teams)]


def completions(people: People, generator: np.random.Generator) -> tuple[Counts, Shares]:
    """Let the silent of every team say what their team may say, ``DRAWS`` times.

    Parameters
    ----------
    people
        One dimension: one cell a team.
    generator
        Where the draws come from; a seeded one gives the same ones again.

    Returns
    -------
    below, gap
        Per completion: how many of the silent are below target, and their summed normalised shortfall.
        Where everybody answered zeros.
    """
    below, gap = np.zeros(DRAWS, dtype=np.int64), np.zeros(DRAWS)
    for answered, silent in _parts(people):
        weights = answered.sum(axis=1) + 0.5
        shares = generator.standard_gamma(weights, size=(DRAWS, *weights.shape))
        shares /= shares.sum(axis=-1, keepdims=True)
        for target in np.flatnonzero(silent.any(axis=0)):
            at_level = generator.multinomial(silent[:, target], shares).sum(axis=1)
            below += at_level @ (people.shortfalls[target] > 0)
            gap += at_level @ people.normalised[target]
    return below, gap


def _parts(people: People) -> Iterator[tuple[Counts, Counts]]:
    """The teams in which somebody is silent, ordered by their counts, a part at a time."""
    is_open = people.no_answer > 0
    answered, silent = people.answered[is_open], people.silent[is_open]
    if not len(silent):
        return
    order = np.lexsort(np.hstack([answered.reshape(len(answered), -1), silent]).T[::-1])
    for first in range(0, len(order), _TEAMS_AT_ONCE):
        part = order[first : first + _TEAMS_AT_ONCE]
        yield answered[part], silent[part]


def _classes(criticality: Shares, prevalence: Shares, common_from: float) -> Ranks:
    """0 for class A to 3 for class D: completions x dimensions."""
    classes: Ranks = np.where(criticality > 0, 0, 2) + np.where(prevalence >= common_from, 0, 1)
    return classes


def _ranks(classes: Ranks, criticality: Shares, figures: Shares, names: Ranks) -> Ranks:
    """Places from 1: completions x dimensions."""
    prevalence, gap = figures
    wide = [np.broadcast_to(key, classes.shape) for key in (names, -gap, -prevalence, -criticality, classes)]
    return np.argsort(np.lexsort(wide, axis=-1), axis=-1) + 1


def _band(ranks: Ranks) -> Ranks:
    """The smallest ranks that 5 % and 95 % of the completions reach."""
    band: Ranks = np.quantile(ranks, QUANTILES, axis=0, method="inverted_cdf").astype(np.int64)
    return band


def _name_places(framework: Framework) -> Ranks:
    names = [(dimension.name.casefold(), dimension.name, dimension.id) for dimension in framework.dimensions]
    return np.argsort(sorted(range(len(names)), key=names.__getitem__))
