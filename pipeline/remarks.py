"""What analysts would not expect of a publication, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.earlier import Decided
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
