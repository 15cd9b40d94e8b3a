"""What My plan says: pure text, made harmless for the page."""

from __future__ import annotations

from pages.shared.notices import escaped
from pipeline.frameworks.asked import PROMISES
from pipeline.metrics.personal_reading import PersonalReading
from pipeline.model import DEFAULT_PROMISE, Framework
from pipeline.plans import Owned
from pipeline.programme.personal import Plan, Quarter
from pipeline.sentences import plans

HOW_TO_READ = (
    "The deeper a bar, the further you are; the line across is what is expected of you. "
    "Compare yourself with the line and with nobody else."
)
NOTHING_BELOW = plans.NOTHING_BELOW
ABOUT_CHECK = (
    "Choose the sentence that describes what you have done. A skill that you leave out is no answer, "
    "and not the lowest level."
)


def why_nobody(address: str | None) -> str:
    """Why nothing is on file for whoever is looking."""
    if address is None:
        return (
            "Nobody is signed in, so nobody's answers can be opened here. "
            "Check yourself below; what you say is kept nowhere."
        )
    return f"There is no answer and no place on file for {escaped(address)}. Check yourself below."


NO_ANSWER = "There is no answer of this person on file."


def whose(found: Owned) -> str:
    """Whose plan a manager looks at."""
    return (
        f"This is the plan of {escaped(found.name or 'somebody whom you lead')}, as they see it themselves. "
        "You see it because the roster names you as their manager, and those who answered were told so."
    )


def who(found: Owned, is_checked: bool) -> str:
    """Whose plan it is, and what it is made of."""
    made_of = "from what you have just said" if is_checked else "from your newest answer"
    return escaped(f"{plans.who(found)} · {made_of}")


def check_title(is_answered: bool, is_checked: bool) -> str:
    """The heading of the questions."""
    if is_checked:
        return "Change what you have just said"
    return "Check yourself again" if is_answered else "Check yourself: one choice for each skill"


def not_kept(said: Owned, address: str | None) -> str:
    """That nothing is kept yet, and who would see it."""
    told = "This is what you have just said. Nobody has seen it, and it is gone when you close the page."
    if address is None or said.cycle is None:
        return told
    promise = PROMISES[said.promise or DEFAULT_PROMISE]
    return f"{told} If you keep it, it is your answer, in place of any earlier one as a whole. {promise}"


def kept(found: Owned) -> str:
    """That the answer was kept."""
    return f"Kept as your answer for {escaped(str(found.cycle))}. It counts with the next publication."


def first(made: Plan) -> str:
    """Which gaps the plan takes up, in their order."""
    chosen = sorted((each for each in made.standings if each.place), key=lambda each: each.place or 0)
    if not chosen:
        return plans.NOTHING_BELOW
    named = ", then ".join(
        f"**{escaped(each.dimension_name)}** ({each.severity} × {each.impact} = {each.priority})" for each in chosen
    )
    return (
        f"First {named}. Both numbers are proposals: how many levels you are below your target, and how much your "
        "company says that it matters. Change them in the table to what you think; the plan follows."
    )


def next_steps(made: Plan, found: Owned) -> list[str]:
    """The next level of each skill in behaviour words, and which projects ask for more than is there."""
    return [
        f"**{escaped(each.dimension_name)}** — {escaped(plans.next_step(each, found.framework))} "
        f"{escaped(plans.serves(each))}".strip()
        for each in made.standings
        if each.level is not None
    ]


def quarter(quarter: Quarter, found: Owned) -> list[str]:
    """One quarter: what it leads to, what to do, and its milestone."""
    return [
        f"**Quarter {quarter.quarter}**",
        escaped(plans.aim(quarter, found.framework)),
        *(f"- {escaped(text)}" for text in plans.to_do(quarter)),
        f"Milestone: **{escaped(quarter.milestone)}**",
    ]


def later(made: Plan, found: Owned) -> list[str]:
    """What a year has no room for."""
    return [escaped(text) for text in plans.later(made.later, found.framework)]


def reading(found: PersonalReading, framework: Framework, made: Plan) -> list[str]:
    """What the framework makes of the answers, in a sentence each; which gap comes first is what the plan says."""
    names = {each.id: escaped(each.name) for each in framework.dimensions}
    lines = []
    if found.kind == "t-shape" and found.bar_known:
        deep = f" Your deepest area: {escaped(', '.join(found.deepest))}." if found.deepest else " No deep area yet."
        lines.append(f"The bar of your T: {found.bar_reached} of {found.bar_known} broad skills are there.{deep}")
    if found.kind == "pillars":
        gap = (each for each in made.standings if each.place == 1)
        lines += [f"The one gap to close first: **{names[each.dimension]}**." for each in gap]
    if found.kind == "pillars" and found.empty:
        empty = ", ".join(names[each] for each in found.empty)
        lines.append(f"Nothing stands yet on {empty}. No pillar is enough alone.")
    return lines


def phases(found: PersonalReading) -> list[dict[str, str]]:
    """Each phase of the way into the role: what is there, and what is missing first."""
    return [
        {
            "Phase": escaped(each.phase_name),
            "There": f"{each.met} of {each.known}" + (f", {each.open} not answered" if each.open else ""),
            "Ready": "yes" if each.is_ready else "not yet",
            "Missing first": escaped(each.missing[0]) if each.missing else "",
        }
        for each in found.phases
    ]
