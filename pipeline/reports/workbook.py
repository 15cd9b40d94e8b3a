"""The workbook: every table of the pages on a sheet of its own, with charts that the spreadsheet draws.

One table a sheet and one header row, so that whoever goes on with the figures can filter and copy them;
only the overview holds more, because the charts stand on it. Hidden figures are empty cells with a
remark, on a heatmap the words "Not shown".
"""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.charts import gap_list, priority, projects
from pipeline.charts.theme import LIGHT
from pipeline.frameworks.styled import empty_workbook
from pipeline.model import Kind
from pipeline.reports import changes, columns, diagrams, rows, words
from pipeline.reports.contents import ReportContents
from pipeline.reports.fixed import workbook_bytes
from pipeline.reports.heat import SHARE, STEPS, Heat, heat_of
from pipeline.reports.sheets import HEADER_ROW, Column, put_table, put_text, table_sheet, titled_sheet, writable
from pipeline.sentences import cycles
from pipeline.sentences.cycles import KIND_WORDS
from pipeline.sentences.projects import shown_projects
from pipeline.snapshot.shapes import plain

_HIDDEN_FILL = PatternFill("solid", fgColor=LIGHT.hidden[1:])
_QUIET = Font(color=LIGHT.quiet[1:], size=9)


def workbook_of(contents: ReportContents) -> bytes:
    """The report as the bytes of an .xlsx file; always the same for the same contents."""
    book = empty_workbook()
    book.properties.title = writable(words.title(contents))
    book.properties.creator = "Skillgap"
    _overview(book, contents)
    for kind in contents.parts:
        _heatmap(book, contents, kind)
    _gaps(book, contents)
    _change(book, contents)
    _every_figure(book, contents)
    if len(contents.projects):
        _projects(book, contents)
    _about(book, contents)
    return workbook_bytes(book, contents.facts.published_at, diagrams.TEXTS)


def _overview(book: Workbook, contents: ReportContents) -> None:
    sheet = titled_sheet(book, "Overview", words.title(contents), words.origin(contents))
    if warnings := cycles.warnings(contents.facts, str):
        put_text(sheet.cell(3, 1), " ".join(warnings))
    line = HEADER_ROW + 1
    for each in words.key_figures(contents):
        for place, text in enumerate((each.label, each.figure, each.remark), start=1):
            put_text(sheet.cell(line, place), text)
        line += 1
    put_text(sheet.cell(line + 1, 1), "The whole company, by dimension", Font(bold=True))
    _company(sheet, contents, line + 2)


def _company(sheet: Worksheet, contents: ReportContents, header: int) -> None:
    """The table from which the two charts are drawn, and the charts below it."""
    framework = contents.facts.framework
    across, found = columns.company(framework), rows.company(contents)
    put_table(sheet, across, found, header)
    source = diagrams.Source(sheet, header, len(found))
    below = header + len(found) + 2
    sheet.add_chart(diagrams.prevalence_bars(source, _place(across, "prevalence")), f"A{below}")
    first = _place(across, f"level_{framework.levels[0].level}")
    sheet.add_chart(diagrams.level_bars(source, first, len(framework.levels)), f"G{below}")


def _heatmap(book: Workbook, contents: ReportContents, kind: Kind) -> None:
    drawn = heat_of(contents.cells[kind])
    word = KIND_WORDS[kind]
    sheet = table_sheet(
        book,
        word,
        f"{SHARE.title}, by {kind}",
        cycles.of_whom(contents.facts, contents.shown[kind], word, str),
        columns.heat(drawn.dimensions),
        rows.heat(drawn),
    )
    _coloured(sheet, drawn)


def _coloured(sheet: Worksheet, drawn: Heat) -> None:
    """Colours that follow the figures, in the seven steps of the screen; what is no figure looks the part."""
    first, last = HEADER_ROW + 1, HEADER_ROW + len(drawn.rows)
    area = f"B{first}:{get_column_letter(1 + len(drawn.dimensions))}{last}"
    for step in reversed(range(STEPS)):
        # A text is larger than any number to a spreadsheet: without the question it would be the strongest gap.
        holds = f"AND(ISNUMBER(B{first}),B{first}>={step}/{STEPS})"
        fill = PatternFill("solid", bgColor=LIGHT.steps[step][1:])
        look = DifferentialStyle(font=Font(color=LIGHT.inks[step][1:]), fill=fill)
        rule = Rule("expression", dxf=look, formula=[holds], stopIfTrue=True)
        sheet.conditional_formatting.add(area, rule)
    for line, row in enumerate(drawn.rows, start=first):
        for place, cell in enumerate(row.cells, start=2):
            target = sheet.cell(line, place)
            target.alignment = Alignment(horizontal="center", vertical="center")
            if cell.share is None:
                target.font = _QUIET
            if cell.look == "hidden":
                target.fill = _HIDDEN_FILL


def _gaps(book: Workbook, contents: ReportContents) -> None:
    caption = f"{cycles.of_cycle(contents.facts, str)}, whole company. Only people with a target count."
    common, largest = (gap_list.MEANINGS[ranking] for ranking in ("common", "largest"))
    table_sheet(book, "Most common gaps", common, caption, columns.LISTED, rows.listed(contents.common), fixed=3)
    table_sheet(book, "Largest gaps", largest, caption, columns.LISTED, rows.listed(contents.largest), fixed=3)
    if len(contents.order):
        first = f"{priority.MEANING}. Between “Place from” and “Place to” whatever the silent would say."
        table_sheet(book, "Close first", priority.TITLE, first, columns.ORDER, rows.order(contents), fixed=2)


def _change(book: Workbook, contents: ReportContents) -> None:
    if contents.change is None:
        return
    told = f"{cycles.of_cycle(contents.facts, str)}, whole company. {changes.MEASURE.everyone}."
    title, found = changes.title(contents.change), changes.rows(contents.change)
    table_sheet(book, "Change", title, told, columns.CHANGE, found, fixed=1)


def _every_figure(book: Workbook, contents: ReportContents) -> None:
    facts = contents.facts
    target = f"{cycles.of_cycle(facts, str)}. People with a target. {cycles.assumed_target(facts, str)}".strip()
    everybody = f"{cycles.of_cycle(facts, str)}. Everybody, with a target or without."
    asked = f"{cycles.of_cycle(facts, str)}, whole company: people who answered by checklist."
    table_sheet(book, "Gap figures", "Every gap figure", target, columns.GAPS, rows.gaps(contents), fixed=4)
    levels = columns.distributions(facts.framework)
    table_sheet(book, "Levels", "People at each level", everybody, levels, rows.levels(contents), fixed=4)
    ticks = rows.indicators(contents)
    if ticks:
        told = "How many have not ticked each indicator"
        table_sheet(book, "Indicators", told, asked, columns.INDICATORS, ticks, fixed=3)


def _projects(book: Workbook, contents: ReportContents) -> None:
    cycle = cycles.of_cycle(contents.facts, str)
    told = f"{cycle}, whole company: {shown_projects(plain(contents.projects))} In the order of the roadmap."
    table_sheet(book, "Projects", projects.TITLE, told, columns.PROJECTS, rows.projects(contents))
    told = f"{cycle}. Short on paper: if nobody else needed them. Short: when everybody works where they count most."
    table_sheet(book, "Needs", "What each project needs", told, columns.NEEDS, rows.needs(contents))
    told = f"{cycle}. The fewest person-steps that staff each project by itself; nobody else becomes shorter."
    table_sheet(book, "Unlocking", "Whom to bring up", told, columns.UNLOCKS, rows.unlocks(contents))


def _about(book: Workbook, contents: ReportContents) -> None:
    told = [
        *rows.texts("How sure is this?", words.how_sure(contents)),
        *rows.texts("What is not shown, and why", words.not_shown(contents)),
        *rows.texts("How the figures come about", words.computed(contents)),
    ]
    table_sheet(book, "About", words.title(contents), words.origin(contents), columns.ABOUT, told)


def _place(across: tuple[Column, ...], field: str) -> int:
    """The position, from 1, of the column of a figure."""
    return 1 + next(place for place, column in enumerate(across) if column.field == field)
