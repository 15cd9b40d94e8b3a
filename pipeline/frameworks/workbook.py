"""Rubric spreadsheets in and out: one row per dimension and level, more rows for more indicators.

Decision: a dimension is told apart by its name and a level by its number, never by where the row
stands, so that people may sort and filter the sheet before they send it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.framework_reading import FrameworkReading
from pipeline.frameworks.loader import from_json, to_json
from pipeline.frameworks.reading_columns import columns_of, part_of, phase_of, with_reading
from pipeline.frameworks.rubric_table import Line, Rows, agreed, header_position, lines, require_distinct
from pipeline.frameworks.styled import empty_workbook, put_table
from pipeline.frameworks.words import fingerprint, normalised, slug
from pipeline.model import Description, Dimension, Framework, Indicator, Level

_COLUMNS = {  # column -> (width in characters, what it means)
    "dimension": (26, "What is rated. Rows with the same name belong together."),
    "dimension_id": (20, "A short name that never changes. Blank: made from the dimension's name."),
    "level": (8, "A whole number. Levels are consecutive and begin at 0 or 1, the same in all dimensions."),
    "level_name": (18, "What people call the level. It is needed once for each level."),
    "statement": (
        60,
        "One sentence that is true of a person at this level. Needed once per dimension and level.",
    ),
    "indicator": (60, "A behaviour that is true of a person or not. For more than one, add rows."),
    "indicator_id": (20, "A short name that never changes. Blank: made from the indicator's text."),
    "supporting": (12, "yes: ticking it is good to know, leaving it out holds nobody back. Blank is no."),
    "default_target": (
        14,
        "The level expected where nobody set a target. It is needed once. Blank: the middle level.",
    ),
    "part": (
        8,
        "Of a T: bar for what everybody needs, stem for an area to go deep in. Once per dimension. Blank: stem.",
    ),
    "phase": (26, "Of a way into a role: the phase that the indicator belongs to, by its name."),
}
_USUAL = [column for column in _COLUMNS if column not in ("part", "phase")]


def is_rubric(rows: Rows) -> bool:
    """Whether a sheet has the header row of a rubric spreadsheet among its first ten rows."""
    return header_position(rows) is not None


def framework_from_rows(
    rows: Rows, id: str, name: str, version: int, before: FrameworkReading | None = None
) -> Framework:
    """Read a framework from the rows of a rubric spreadsheet.

    Parameters
    ----------
    rows
        The sheet's rows as text, header row included, from row 1 on; an empty cell is None.
        Columns: dimension, [dimension_id], level, level_name, statement, [indicator],
        [indicator_id], [supporting], [default_target], [part], [phase], in any order, case ignored;
        others are ignored. Levels may be written ``3`` or ``3.0``.
    id, name, version
        Of the framework; a spreadsheet does not hold them.
    before
        The reading of the version before, of which a spreadsheet holds parts and phases only.

    Returns
    -------
    Framework
        A blank dimension_id is a slug of the dimension's name, a blank indicator_id a hash of the
        indicator's normalised text. A blank default_target is the middle level, the lower of two:
        2 of 0-4, 2 of 1-4.

    Raises
    ------
    RubricError
        One sentence that names row and column of the first fault.
    """
    found = lines(rows)
    levels = _levels(found)
    groups = _groups(found, [normalised(line.required("dimension")) for line in found])
    dimensions = tuple(_dimension(group, levels) for group in groups)
    require_distinct(
        ((group[0], dimension.id) for group, dimension in zip(groups, dimensions, strict=True)),
        "dimension_id" if "dimension_id" in found[0].columns else "dimension",
    )
    framework = Framework(id, name, version, levels, dimensions, _default_target(found, levels))
    return from_json(to_json(with_reading(framework, found, before)), name)


def write_framework(framework: Framework, path: Path) -> None:
    """Write a framework as a rubric spreadsheet (.xlsx) that `framework_from_rows` reads back.

    The first sheet holds the rubric, the second explains its columns. Every text is a text cell,
    also one that begins like a formula.
    """
    workbook = empty_workbook()
    rubric = workbook.create_sheet("Rubric")
    headers = [*_USUAL, *columns_of(framework.reading)]
    put_table(rubric, headers, list(_rows(framework)), [_COLUMNS[header][0] for header in headers])
    explanation = workbook.create_sheet("How to edit")
    meanings = [(column, _COLUMNS[column][1]) for column in headers]
    put_table(explanation, ("Column", "What it means"), meanings, (20, 90))
    workbook.save(path)


def _levels(found: list[Line]) -> tuple[Level, ...]:
    groups = sorted(_groups(found, [line.whole_number("level") for line in found]), key=_number)
    _require_consecutive([group[0] for group in groups])
    names = [agreed(group, "level_name") or group[0].required("level_name") for group in groups]
    require_distinct(((group[0], text) for group, text in zip(groups, names, strict=True)), "level_name")
    return tuple(Level(_number(group), text) for group, text in zip(groups, names, strict=True))


def _require_consecutive(found: list[Line]) -> None:
    numbers = [line.whole_number("level") for line in found]
    if numbers[0] > 1:
        raise found[0].refusal("level", f"the lowest level is {numbers[0]}, but levels begin at 0 or 1")
    if len(numbers) == 1:
        raise found[0].refusal("level", f"there is no other level than {numbers[0]}")
    for line, before, number in zip(found[1:], numbers, numbers[1:], strict=False):
        if number != before + 1:
            raise line.refusal("level", f"level {number} follows level {before}; {before + 1} is missing")


def _dimension(found: list[Line], levels: tuple[Level, ...]) -> Dimension:
    name = found[0].required("dimension")
    groups = {_number(group): group for group in _groups(found, [_number([line]) for line in found])}
    for level in levels:
        if level.level not in groups:
            lacking = f"dimension {name!r} has no row for level {level.level} ({level.name})"
            raise found[0].refusal("level", lacking)
    descriptions = tuple(_description(level.level, groups[level.level]) for level in levels)
    firsts = ((groups[entry.level][0], entry.statement) for entry in descriptions)
    require_distinct(firsts, "statement")
    indicators = [line for line in found if "indicator" in line.texts]
    require_distinct(((line, line.texts["indicator"]) for line in indicators), "indicator")
    ids = ((line, line.texts["indicator_id"]) for line in indicators if "indicator_id" in line.texts)
    require_distinct(ids, "indicator_id", key=str.casefold)
    return Dimension(agreed(found, "dimension_id") or slug(name), name, descriptions)


def _description(level: int, found: list[Line]) -> Description:
    statement = agreed(found, "statement") or found[0].required("statement")
    return Description(level, statement, tuple(_indicators(found)))


def _indicators(found: list[Line]) -> Iterator[Indicator]:
    for line in found:
        text = line.texts.get("indicator")
        is_supporting = line.is_yes("supporting")
        if text is not None:
            yield Indicator(line.texts.get("indicator_id") or fingerprint(text), text, is_supporting)
        elif is_supporting or "indicator_id" in line.texts:
            column = "supporting" if is_supporting else "indicator_id"
            raise line.refusal(column, "there is no indicator in this row that this could belong to")


def _default_target(found: list[Line], levels: tuple[Level, ...]) -> int:
    numbers = [level.level for level in levels]
    stated = [line for line in found if "default_target" in line.texts]
    targets = {line.whole_number("default_target"): line for line in stated}
    for target, line in targets.items():
        if target not in numbers:
            raise line.refusal("default_target", f"{target} is not one of the levels {numbers!r}")
    if len(targets) > 1:
        first, second = list(targets)[:2]
        raise targets[second].refusal("default_target", f"{second} contradicts {first} in another row")
    return next(iter(targets), numbers[(len(numbers) - 1) // 2])


def _groups(found: Sequence[Line], keys: Sequence[str | int]) -> list[list[Line]]:
    """Put lines with the same key together, in the order in which the keys first appear."""
    groups: dict[str | int, list[Line]] = {}
    for line, key in zip(found, keys, strict=True):
        groups.setdefault(key, []).append(line)
    return list(groups.values())


def _number(found: Sequence[Line]) -> int:
    return found[0].whole_number("level")


def _rows(framework: Framework) -> Iterator[tuple[str | int | None, ...]]:
    """Rows of the rubric; what is said once per level, or once per file, is not repeated."""
    names = {level.level: level.name for level in framework.levels}
    target: int | None = framework.default_target
    for dimension in framework.dimensions:
        for entry in dimension.levels:
            once: tuple[str | None, str | None] = (names[entry.level], entry.statement)
            for indicator in entry.indicators or (None,):
                beside = _reading_cells(framework.reading, dimension.id, indicator)
                place = (dimension.name, dimension.id, entry.level)
                yield (*place, *once, *_indicator_cells(indicator), target, *beside)
                once, target = (None, None), None


def _reading_cells(reading: FrameworkReading | None, dimension: str, indicator: Indicator | None) -> list[str | None]:
    if reading is None:
        return []
    cells = {"part": part_of(reading, dimension), "phase": phase_of(reading, indicator.id if indicator else None)}
    return [cells[column] for column in columns_of(reading)]


def _indicator_cells(indicator: Indicator | None) -> tuple[str | None, str | None, str | None]:
    if indicator is None:
        return (None, None, None)
    return (indicator.text, indicator.id, "yes" if indicator.supporting else None)
