"""What analysts would not expect of a publication, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.disclosure.units import Team
from pipeline.earlier import Decided
from pipeline.model import NO_TEAM
from pipeline.sentences.cycles import listed
from pipeline.snapshot.write import CyclePublication


def remarks(computed: CyclePublication, told: Decided) -> Iterator[str]:
    """The sentences about one publication, or draft; none where everything is as expected."""
    yield from _of_targets(computed)
    yield from _of_strangers(told)
    yield from _of_earlier(told)


def _of_targets(computed: CyclePublication) -> Iterator[str]:
    """Why the whole company has no gap in a dimension in which its levels are shown and somebody has a target."""
    levels, gaps = computed.tables["levels"], computed.tables["gaps"]
    shown = set(levels.loc[(levels["kind"] == "company") & levels["shown"].astype(bool), "dimension"])
    is_missing = (gaps["kind"] == "company") & ~gaps["shown"].astype(bool) & gaps["target_source"].ne("none")
    missing = gaps.loc[is_missing & gaps["dimension"].notna() & gaps["dimension"].isin(shown), "dimension_name"]
    if len(missing):
        yield (
            f"The whole company's gap is not shown in {', '.join(missing)}: so few people have one of its targets, or "
            "none, that they could be told apart. A line of targets without role, team and division is for everybody."
        )


def _of_strangers(told: Decided) -> Iterator[str]:
    """Which divisions a few people without a team hide: too few to be shown, they are put together with others."""
    strangers = Team(None, NO_TEAM)
    joined = {
        (team.division, team.team)
        for decision in told.shown.values()
        for unit in decision.together
        for team in unit
        if strangers in unit and team.division and ("division", None, team.division) not in decision.levels
    }
    if joined:
        yield (
            f"Too few people are without a team to be shown by themselves. They are put together with "
            f"{listed(sorted({team for _, team in joined}))}, so division "
            f"{listed(sorted({division for division, _ in joined if division}))} is not shown. Add them to the roster, "
            "or rule on the page Upload who they are."
        )


def _of_earlier(told: Decided) -> Iterator[str]:
    if told.contested:
        few = listed([name for _, _, name in told.contested])
        yield (
            f"Publishing this would be refused: few people changed in {few} since an earlier publication. Hold these "
            "groups back (--hold), or publish it as the correction of an error (--correct)."
        )
    if told.held_groups:
        kept = listed([name for _, _, name in told.held_groups])
        yield f"Earlier figures were kept for {kept}; needs of the roadmap that ask these groups are not shown."
