"""The sentences of a report: how sure, what is not shown, and where a file is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.reports import stories, words
from pipeline.reports.contents import ReportContents
from pipeline.reports.write import file_name
from tests.pages.snapshots import HARVEST, MILL, ORCHARD, PRESS


def test_the_head_of_a_report(contents: ReportContents) -> None:
    assert words.title(contents) == "Skill gaps, cycle 2026"
    assert words.origin(contents) == "Larkspur Robotics · Framework AI Upskilling, version 1 · Published 2 March 2026"
    assert [(each.label, each.figure) for each in words.key_figures(contents)][2:] == [
        ("Common gaps", f"{contents.head.common} of 5"),
        ("Teams shown", "21 of 24"),
    ]


def test_a_draft_says_that_it_is_one(contents: ReportContents) -> None:
    draft = replace(contents, is_draft=True)
    assert words.title(draft) == "Skill gaps, cycle 2026 (draft, not published)"
    assert words.origin(draft).endswith("Drafted 2 March 2026")
    assert file_name(draft, "html") == "skill-gaps-2026-draft.html"


@pytest.mark.parametrize(("cycle", "name"), [("2026", "2026"), ("H1/2026 *", "H1-2026"), ("../up", "up")])
def test_a_file_has_a_name_that_every_system_takes(contents: ReportContents, cycle: str, name: str) -> None:
    named = replace(contents, facts=replace(contents.facts, cycle=cycle))
    assert file_name(named, "xlsx") == f"skill-gaps-{name}.xlsx"


def test_how_sure_it_is_names_the_groups_that_few_answered_in(contents: ReportContents) -> None:
    told = words.how_sure(contents)
    facts = contents.facts
    assert told[0].startswith(f"Cycle 2026, people's own ratings: {facts.respondents} of {facts.headcount} people")
    low = [sentence for sentence in told if "fewer than 60 % answered" in sentence]
    assert low == [  # of West, because nobody in Quarry answered and half of Ridge
        "In these divisions fewer than 60 % answered, so that their figures may not represent them: West.",
        "In these teams fewer than 60 % answered, so that their figures may not represent them: Ridge.",
    ]
    assert told[-1] == "People judged themselves. The figures show where to look, not who is good."


def test_what_is_not_shown_is_counted_with_the_reason(contents: ReportContents) -> None:
    told = words.not_shown(contents)
    assert told[:4] == [
        "4 of 4 divisions are shown.",
        "21 of 24 teams are shown; 3 are not: with them, figures of too few people could be worked out.",
        "2 of 2 roles are shown.",
        "4 of 5 projects are shown; the others need people of groups with too few answers.",
    ]
    assert told[4].startswith("“Not shown” means that fewer than 5 people answered, here or in a group that could be")
    assert told[-1].startswith("“No target” means")


def test_without_files_it_says_what_that_costs(bare: ReportContents) -> None:
    told = words.how_sure(bare)
    assert told[0] == f"Cycle 2026, people's own ratings: {bare.facts.respondents} people answered."
    assert [sentence.partition(",")[0] for sentence in told[1:4]] == [
        "No roster is loaded",
        "No targets are loaded",
        "No roadmap is loaded",
    ]
    assert not [sentence for sentence in told if "range" in sentence and "roster" not in sentence]
    assert words.not_shown(bare) == ["2 of 2 teams are shown.", "2 of 2 roles are shown."]
    assert (stories.ranges(bare), stories.short_projects(bare), stories.staffed(bare)) == ([], [], [])


def test_the_three_gaps_to_close_first_are_told_as_on_the_overview(contents: ReportContents) -> None:
    gaps = stories.first_gaps(contents)
    first = contents.common.iloc[0]
    assert len(gaps) == 3
    assert gaps[0].name == f"1 · {first['dimension_name']}"
    assert gaps[0].sentences[0] == f"{first['below']} of {first['assessed']} people are below Practicing."
    assert gaps[0].sentences[1].startswith(f"Blocks {HARVEST} (anywhere in the company); Mill ")
    assert gaps[0].sentences[2].startswith("Most likely ")
    assert not any(sentence.startswith("Blocks") for sentence in gaps[1].sentences)


def test_projects_that_lack_people_say_what_would_staff_them(contents: ReportContents) -> None:
    told = {project.name: project for project in stories.short_projects(contents)}
    assert list(told) == [HARVEST, MILL, PRESS]
    harvest = told[HARVEST]
    assert harvest.figure == "1 of 4 people short"
    assert harvest.sentences == (
        "Importance 2 of 3. Blocked, unless those who did not answer can help: enough on paper, not at the same time. "
        "Each need by itself finds its people, but some of them are wanted elsewhere at the same time, where they "
        "count more.",
        "AI in Production, anywhere in the company: 4 people at Proficient or above are needed; of those who answered "
        "4 are, but not all of them are free, so 1 is missing. Who did not answer is counted as not able. If all of "
        "them could do what is asked, nobody would be missing instead of 1 person. Bring 1 person from Aware to "
        "Proficient in AI in Production. That is 2 person-steps. A person-step is one person going up one level.",
    )
    assert stories.staffed(contents) == [ORCHARD]


def test_the_ranges_are_those_of_the_company(contents: ReportContents) -> None:
    first, row = stories.ranges(contents)[0], contents.company.iloc[0]
    assert first.dimension_name == "AI/ML Fundamentals"
    assert first.answered == f"{row['assessed']} of {row['headcount']}"
    low, high = row["prevalence_min"], row["prevalence_max"]
    assert first.certain == f"{int(100 * low + 0.5)} % to {int(100 * high + 0.5)} %"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], ""),
        (["A"], "A"),
        (["A", "B, C"], "A; B, C"),
        (list("ABCDEF"), "A; B; C; D; E; F"),
        (list("ABCDEFG"), "A; B; C; D; E; and 2 more"),
    ],
)
def test_names_in_a_sentence(names: list[str], told: str) -> None:
    assert words.listed(names) == told
