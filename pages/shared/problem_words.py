"""What each kind of problem is and how it is mended, in one sentence each."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """A kind of problem for a reader: its name, what happened, and how to mend it."""

    title: str
    meaning: str
    mend: str


WORDS: dict[str, Words] = {
    "similar_header": Words(
        "A header resembles a dimension",
        "The column stays unread: its header is only similar to a dimension's name, it may ask for something else, "
        "or its answers fit a ruled column that the file does not have.",
        "Rule on it when you load the file again: read it as that dimension, or never.",
    ),
    "no_known_answer": Words(
        "A column without a known answer",
        "The header names a dimension, but no cell below it is an answer, so the column stays unread.",
        "Rule what its answers mean, or rename the column.",
    ),
    "other_scale": Words(
        "Numbers of another scale",
        "The file's legend contradicts the levels, or too many of its numbers are none, so no bare number is read.",
        "Rule what each answer means when you load the file again.",
    ),
    "stale_ruling": Words(
        "A ruling that no longer fits",
        "A ruling reads the column as a dimension that this framework does not have, or reads a column that the file "
        "does not have.",
        "Rule on the column again, or on the one that took its place; until then the rules alone read the file.",
    ),
    "row_text_missing": Words(
        "A column whose row was lost",
        "The second header line of a SurveyMonkey file is missing, so the column stays unread.",
        "Export the file again, or rule on the column.",
    ),
    "doubtful_column": Words(
        "A second column of a dimension",
        "Most of its cells are no levels and another column serves the dimension, so it is taken for a comment.",
        "Nothing to do if it is one; otherwise rule on the column.",
    ),
    "unknown_answer": Words(
        "An answer that is no level",
        "The cell gives no rating; a line of targets or roadmap with it counts for nobody.",
        "Correct the cell and load the file again, or rule what the answer means.",
    ),
    "unknown_tick": Words(
        "A tick that is no indicator",
        "The tick is passed over; the known ones of the cell count.",
        "Usually nothing: people wrote an answer of their own.",
    ),
    "none_and_others": Words(
        "None, and something, ticked",
        "The option that says none applies is ticked beside others, so there is no rating.",
        "Ask whoever the row in your own file names: here it holds a pseudonym.",
    ),
    "below_lowest_level": Words(
        "Ticks below the lowest level",
        "The ticks do not complete the lowest level of a framework without a level 0, so there is no rating.",
        "Ask whoever the row in your own file names, or give the framework a level 0.",
    ),
    "two_answers": Words(
        "Two answers for one dimension",
        "Two cells of a row answer the same dimension, so neither counts.",
        "Empty one of the cells, or rule that one column is ignored.",
    ),
    "namesakes": Words(
        "The same name twice",
        "A name stands more than once in a file without addresses; they count as different people.",
        "If it is one person, add addresses or employee ids, or rule so when you load the file again.",
    ),
    "not_on_roster": Words(
        "Not on the roster",
        "The respondent is not on the roster, or cannot be told there, and counts in the group (no team).",
        "Add the person to the roster, correct the address, or rule who it is when you load the file again.",
    ),
    "differs_from_roster": Words(
        "Differs from the roster",
        "The file states another team, division, role or location than the roster, and the roster counts.",
        "Correct the roster if the person has moved; otherwise nothing.",
    ),
    "unreadable_time": Words(
        "A time that cannot be read",
        "The response counts as one without a time.",
        "Correct it where the person answered more than once.",
    ),
    "duplicate_line": Words(
        "The same thing twice",
        "Two lines speak of the same person, or the same people and dimension; the later one counts.",
        "Delete one of them.",
    ),
    "line_without_person": Words(
        "A line without a person", "The line of a long list is left out.", "Fill the cell, or delete the line."
    ),
    "line_of_several_people": Words(
        "A line of several people", "The line of a long list is left out.", "Write a line for each of them."
    ),
    "line_without_dimension": Words(
        "A line without a dimension", "The line of a long list is left out.", "Fill the cell, or delete the line."
    ),
    "nameless_column": Words(
        "A column under no name",
        "Where people stand in columns, one has answers and no name; it counts as a person of its own.",
        "Write the name.",
    ),
    "level_without_skill": Words(
        "A level without its skill",
        "In pairs of skill and level the skill is missing, so the level is not read.",
        "Write of which skill it is.",
    ),
    "total_line": Words(
        "A line of totals",
        "It looks like a total, an average or a target and is left out.",
        "Nothing; if it is a person, add an address.",
    ),
    "unreadable_json": Words(
        "A cell that is no JSON", "The other cells of the column are JSON objects; this one is not read.", "Correct it."
    ),
    "heading_line": Words(
        "A heading or a note",
        "The line stands among those of people and is left out.",
        "Nothing; if it is a person, add an address.",
    ),
    "line_beside_table": Words(
        "A line beside the table", "It holds cells beside the table of people only and is left out.", "Nothing."
    ),
    "repeated_header": Words(
        "The header again", "The header stands again further down; the line is left out.", "Nothing."
    ),
    "formula_without_result": Words(
        "A formula without its result",
        "The file holds the formula and not what it amounts to, so the cell counts as empty.",
        "Open the file in a spreadsheet program, save it and load it again.",
    ),
    "cell_without_header": Words(
        "A cell under no header", "The cell is not read.", "Write a header above it, or delete it."
    ),
    "missing_value": Words(
        "A needed cell is empty",
        "A line of a roster, targets or roadmap lacks what it needs and is left out.",
        "Fill the cell.",
    ),
    "unknown_dimension": Words(
        "No such dimension",
        "Targets or roadmap name a dimension that the framework does not have; the line counts for nobody.",
        "Correct the name.",
    ),
    "unknown_team": Words(
        "No such team", "A line names a team that nobody is in; it counts for nobody.", "Correct the name."
    ),
    "unknown_division": Words(
        "No such division", "A line names a division that nobody is in; it counts for nobody.", "Correct the name."
    ),
    "unknown_role": Words(
        "No such role", "A line names a role that nobody has; it counts for nobody.", "Correct the name."
    ),
    "not_a_number": Words(
        "Not a number",
        "The people or the weight of a roadmap line, or the impact of a target, is no number that it can be.",
        "Write whole people above 0, a weight above 0, or an impact from 1 to 5.",
    ),
    "neither_yes_nor_no": Words(
        "Neither yes nor no", "The shared column of a roadmap line says neither; it counts as no.", "Write yes or no."
    ),
}


def words_of(problem: str, message: str) -> Words:
    """The words for a kind of problem; for one without its own, its code and the first one's message."""
    return WORDS.get(problem) or Words(problem.replace("_", " ").capitalize(), message, "")
