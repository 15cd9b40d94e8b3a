"""The page to send: its figures, its markup, and that nothing in it runs or is fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from pipeline.reports import stories
from pipeline.reports.contents import ReportContents
from pipeline.reports.heat import heat_of
from pipeline.reports.page import page_html
from pipeline.sentences.lead import lead
from pipeline.sentences.stops import QUESTIONS, rows
from tests.pages.snapshots import HARVEST, MARKUP, PRESS

ELEMENTS = set(
    "html head meta title style body main header section article details summary div dl dt dd p ul li h1 h2 h3 span "
    "table caption thead tbody tr th td".split()
)
ATTRIBUTES = set("lang charset name content http-equiv class id scope aria-labelledby aria-hidden".split())


class Read(HTMLParser):
    """The elements, attributes, headings and tables of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.classes: list[str] = []
        self.tables: list[list[list[str]]] = []
        self.headings: list[str] = []
        self.loose: list[str] = []
        self.running: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.classes += (dict(attrs).get("class") or "").split()
        if tag == "th" and "scope" not in dict(attrs):
            self.loose.append(tag)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")
        elif tag in ("h1", "h2", "h3"):
            self.headings.append("")
        if tag != "meta":
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "title", "table", "details"} & set(self._open):
            self.running += data.split()
        inside = [tag for tag in self._open if tag in ("td", "th", "h1", "h2", "h3")]
        if inside and inside[-1] in ("td", "th"):
            self.tables[-1][-1][-1] += data
        elif inside:
            self.headings[-1] += data


@pytest.fixture(scope="module")
def page(contents: ReportContents) -> str:
    return page_html(contents)


def test_nothing_in_it_runs_or_is_fetched(page: str) -> None:
    read = Read(page)
    assert set(read.elements) <= ELEMENTS
    assert read.attributes <= ATTRIBUTES
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style is not None
    assert not re.search(r"url\(|@import|expression", style.group(1))
    assert "default-src 'none'" in page


def test_names_from_files_are_text(page: str) -> None:
    assert MARKUP not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert any(MARKUP in heading for heading in Read(page).headings)  # a project's name


def test_the_headings_are_a_reader_in_a_hurry(page: str) -> None:
    read = Read(page)
    names = (MARKUP, HARVEST, PRESS, "·")
    tops = [heading for heading in read.headings if not any(name in heading for name in names)]
    assert tops == [
        "Skill gaps, cycle 2026",
        "The most important project that is blocked",
        "Also blocked",
        "Across the whole company: where to look first",
        "Where the gaps are, by division",
        "Every project that lacks people",
        "How sure is this?",
        "What is not shown, and why",
        "Every team",
        "How the figures come about",
    ]
    assert read.elements.count("h1") == 1
    assert read.loose == []
    assert read.elements.count("caption") == len(read.tables) == 4


def test_it_answers_before_it_shows_figures_and_in_the_words_of_the_overview(
    contents: ReportContents, page: str
) -> None:
    read = Read(page)
    assert read.headings[2] == f"{HARVEST} (importance 2 of 3)"
    assert page.index('<table class="gaps">') < page.index("<dl")
    roadmap = stories.roadmap_of(contents)
    told = lead(roadmap, str)
    assert told is not None
    said = [["".join([row.name, *row.stops]), "".join(row.sure), "".join(row.ways)] for row in rows(told.stops[0])]
    assert [[cell.replace("\n", "") for cell in row] for row in read.tables[0]] == [list(QUESTIONS), *said]


def test_it_is_read_in_two_minutes_and_the_rest_is_folded(page: str) -> None:
    read = Read(page)
    assert 100 < len(read.running) <= 700
    assert read.elements.count("details") == read.elements.count("summary") == 5
    assert "details::details-content { content-visibility: visible" in page  # paper cannot be unfolded


def test_the_heatmaps_print_the_labels_of_the_screen(contents: ReportContents, page: str) -> None:
    _, divisions, _, teams = Read(page).tables
    for kind, table in (("division", divisions), ("team", teams)):
        heat = heat_of(contents.cells[kind])  # type: ignore[index]
        assert table[0] == ["Group", *heat.dimensions, "Answered"]
        assert [row[1:-1] for row in table[1:]] == [[cell.label for cell in row.cells] for row in heat.rows]
        assert [row[0] for row in table[1:]] == [row.name for row in heat.rows]
    assert "Compass" in [row[0] for row in teams if set(row[1:-1]) == {"Not shown"}]


def test_of_many_groups_the_first_are_printed(contents: ReportContents, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.reports.page.MOST_ROWS", 10)
    monkeypatch.setattr("pipeline.reports.stories.MOST_PROJECTS", 1)
    short = page_html(contents)
    assert len(Read(short).tables[3]) == 1 + 1 + 10  # the header and the company
    assert "14 more rows are in the workbook." in short
    assert "2 more projects lack people; they are in the workbook." in short


def test_colours_are_those_of_the_theme_and_paper_is_light(page: str) -> None:
    light, _, dark = page.partition("@media screen and (prefers-color-scheme: dark)")
    assert "--step-6: #6B300D;" in light
    assert "--step-6: #F7DABB;" in dark
    assert {"step-0", "hidden", "no-target", "ring"} <= set(Read(page).classes)


def test_a_company_without_divisions_and_files_has_a_page_too(bare: ReportContents) -> None:
    page = page_html(bare)
    read = Read(page)
    assert "Where the gaps are, by team" in read.headings
    assert not {"Every team", "Every project that lacks people", "The most important project that is blocked"} & set(
        read.headings
    )
    assert len(read.tables) == 1
    assert "No roadmap is loaded" in page


def test_the_same_contents_give_the_same_page(contents: ReportContents, page: str) -> None:
    assert page_html(contents) == page
