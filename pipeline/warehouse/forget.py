"""One person leaves every table, inside the caller's transaction.

Decision: what an earlier publication told stays as a count. ``published_answer`` keeps the person's levels without the
person, each under a number of its own that nothing else has: as little as ``published_count`` tells, and enough for the
next publication to be held against it as one in which somebody is gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from pipeline.model import letter
from pipeline.warehouse.connection import sql
from pipeline.warehouse.published import keep_answers
from pipeline.warehouse.raw_cells import raw_columns, write_out
from pipeline.warehouse.write import remove_strangers


@dataclass(frozen=True)
class Left:
    """How many rows of what were deleted; ``published_answers`` were made nobody's."""

    people: int
    responses: int
    ratings: int
    roster_lines: int
    raw_rows: int
    problems: int
    published_answers: int


def everybody_linked(connection: duckdb.DuckDBPyConnection, person: int) -> list[int]:
    """A person under each of their identifiers: a second one that nobody shares, and rulings between cycles."""
    people = {person}
    while True:
        found = connection.execute(sql("queries", "linked_people.sql"), {"people": sorted(people)}).fetchall()
        if {number for (number,) in found} <= people:
            return sorted(people)
        people |= {number for (number,) in found}


def called(connection: duckdb.DuckDBPyConnection, name: int) -> list[int]:
    """The respondents and people of rosters whom a bare name means; negative: a row of one of several of that name."""
    found = connection.execute(
        """
        select respondent from stg_response where name_person = $name
        union
        select person from roster where name_person = $name
        order by all
        """,
        {"name": name},
    ).fetchall()
    return [number for (number,) in found]


def pseudonyms(connection: duckdb.DuckDBPyConnection, people: Sequence[int]) -> set[str]:
    """By what people are named in raw cells and recipes."""
    rows = connection.execute("select person_key from people where list_contains(?, person)", [list(people)]).fetchall()
    return {key for (key,) in rows}


def rewrite_recipe(connection: duckdb.DuckDBPyConnection, upload: int, recipe: str) -> None:
    """Keep other rulings (YAML) with an upload."""
    connection.execute("update upload set recipe = ? where upload = ?", [recipe, upload])


def sharers(connection: duckdb.DuckDBPyConnection, identifier: int) -> int:
    """How many people have given an identifier as their second one."""
    [(people,)] = connection.execute(
        """
        select count(distinct person) from (
            select person from response where other = $other
            union all
            select person from roster where other = $other
        ) where person <> $other
        """,
        {"other": identifier},
    ).fetchall()
    return int(people)


def forget(connection: duckdb.DuckDBPyConnection, people: Sequence[int], spelt: Sequence[str] = ()) -> Left:
    """Delete the people, who are one person, from every table.

    Others' rows stay: a manager's address or a second identifier in them is emptied. The counts of an upload go down
    with its rows.

    Parameters
    ----------
    people
        The person under each identifier.
    spelt
        Pseudonyms of what somebody ruled to be the person; they go where nobody else is called so.
    """
    bound = {"people": list(people)}
    for query in ("forgotten_records.sql", "forgotten_lines.sql"):
        connection.execute(sql("queries", query), bound)
    for (cycle,) in connection.execute(_CYCLES).fetchall():
        keep_answers(connection, cycle)  # whom earlier publications told of, before it changes
    places = connection.execute(sql("queries", "forgotten_places.sql"), bound).fetchall()
    candidates = _candidates(connection, people) | set(spelt)
    connection.execute(sql("queries", "lower_counts.sql"))
    ratings, responses, lines, published, problems = (_count(connection, query, bound) for query in _DELETED)
    for table in ("single_rating", "record_levels"):
        connection.execute(_RATINGS_DELETED.format(table=table))
    for statement in _EMPTIED:
        connection.execute(statement, bound)
    own = pseudonyms(connection, people)
    raw_rows, more = _cells_removed(connection, places, sorted(own))
    problems += more
    removed = _count(connection, "delete from people where list_contains($people, person)", bound)
    removed += remove_strangers(connection)
    gone = candidates - own - _known(connection, candidates)  # names that nobody else has
    further, more = _cells_removed(connection, [], sorted(gone))
    return Left(removed, responses, ratings, lines, raw_rows + further, problems + more, published)


_CYCLES = "select cycle from forgotten_record union select cycle from forgotten_line order by all"

_RATINGS_DELETED = """
    delete from {table} using forgotten_record as gone
    where gone.upload = {table}.upload and gone.row = {table}.record
"""
_DELETED = (
    """
    select count(*) from rating
    join forgotten_record as gone on gone.upload = rating.upload and gone.row = rating.record
    """,
    """
    delete from response using forgotten_record as gone
    where gone.upload = response.upload and gone.row = response.row
    """,
    "delete from roster where list_contains($people, person)",
    """
    update published_answer set respondent = -1 - (hash(uuid()) >> 2)::bigint
    where list_contains($people, respondent)
    """,
    "delete from problem where list_contains($people, person)",
)
_EMPTIED = (
    "delete from same_person where list_contains($people, person) or list_contains($people, is_person)",
    "update response set other = null where list_contains($people, other)",
    "update roster set other = null where list_contains($people, other)",
    "update roster set manager = null where list_contains($people, manager)",
    """
    update gap_action set owner = null
    from people
    where list_contains($people, people.person) and lower(owner) in (lower(people.identifier), lower(people.name))
    """,
    """
    update action set detail = regexp_replace(detail, named.pattern, '\\1(forgotten)\\2', 'gi')
    from (
        select '(^|[^a-z0-9._+-])' || regexp_escape(identifier) || '($|[^a-z0-9._+-])' as pattern
        from people where list_contains($people, person) and contains(identifier, '@')
    ) as named
    where action = 'config' and regexp_matches(detail, named.pattern, 'i')
    """,
)


def _count(connection: duckdb.DuckDBPyConnection, statement: str, bound: dict[str, list[int]]) -> int:
    """How many rows a statement counts, deletes or changes."""
    used = bound if "$people" in statement else {}
    [(count,)] = connection.execute(statement, used).fetchall()
    return int(count)


def _known(connection: duckdb.DuckDBPyConnection, keys: set[str]) -> set[str]:
    rows = connection.execute("select person_key from people where list_contains(?, person_key)", [list(keys)])
    return {key for (key,) in rows.fetchall()}


def _candidates(connection: duckdb.DuckDBPyConnection, people: Sequence[int]) -> set[str]:
    """Pseudonyms of the people, and of the names and second identifiers in their rows."""
    rows = connection.execute(
        """
        select other from forgotten_record union select name_person from forgotten_record
        union select other from forgotten_line union select name_person from forgotten_line
        """
    ).fetchall()
    return pseudonyms(connection, [*people, *(number for (number,) in rows if number is not None)])


def _cells_removed(
    connection: duckdb.DuckDBPyConnection, places: Sequence[tuple[int, int, bool]], keys: Sequence[str]
) -> tuple[int, int]:
    """Empty rows (or columns) of raw cells, those that hold one of some pseudonyms too; and delete their problems.

    Gives how many rows or columns were emptied, and how many problems deleted. Of rows from which something of others
    was read only the cells are emptied in which the person is named, as their manager for instance.
    """
    emptied = deleted = 0
    sideways = dict(connection.execute("select upload, people_row from upload").fetchall())
    for upload, columns in raw_columns(connection).items():
        table = _Raw(connection, upload, columns)
        rows = {row for of, row, is_column in places if of == upload and not is_column}
        people = {row for of, row, is_column in places if of == upload and is_column}
        if sideways.get(upload) is None:
            rows = (rows | table.rows_naming(keys)) - table.in_use()
        else:
            people = (people | table.columns_naming(sideways[upload], keys)) - table.in_use()
        if rows or people or table.holds(keys):
            write_out(connection, upload)  # a text that only they wrote is not to stay in a list
            deleted += table.emptied(rows, people)
            table.empty_cells(keys)
        emptied += len(rows) + len(people)
    return emptied, deleted


@dataclass(frozen=True)
class _Raw:
    """The raw cells of one upload."""

    connection: duckdb.DuckDBPyConnection
    upload: int
    columns: int

    @property
    def name(self) -> str:
        return f"raw_{self.upload:04d}"

    def _managers(self) -> set[int]:
        found = self.connection.execute(
            "select \"column\" from question where upload = ? and attribute = 'manager'", [self.upload]
        ).fetchall()
        return {column for (column,) in found}

    def rows_naming(self, keys: Sequence[str]) -> set[int]:
        """Rows in which one of the pseudonyms stands, other than as somebody's manager."""
        return self._rows(keys, [column for column in range(1, self.columns + 1) if column not in self._managers()])

    def holds(self, keys: Sequence[str]) -> bool:
        """Whether one of the pseudonyms stands anywhere."""
        return bool(self._rows(keys, range(1, self.columns + 1)))

    def _rows(self, keys: Sequence[str], columns: Iterable[int]) -> set[int]:
        is_named = " or ".join(f"list_contains($keys, {_cell(column)})" for column in columns) or "false"
        found = self.connection.execute(f"select row from {self.name} where {is_named}", {"keys": list(keys)})
        return {row for (row,) in found.fetchall()}

    def columns_naming(self, row: int, keys: Sequence[str]) -> set[int]:
        """Columns headed by one of the pseudonyms, where people stand side by side."""
        found = self.connection.execute(f"select * exclude (row) from {self.name} where row = ?", [row]).fetchall()
        return {column for cells in found for column, cell in enumerate(cells, 1) if cell in keys}

    def emptied(self, rows: set[int], columns: set[int]) -> int:
        """Empty whole rows and columns; gives how many problems in them were deleted."""
        every = ", ".join(f"{_cell(column)} = null" for column in range(1, self.columns + 1))
        deleted = 0
        if rows:
            bound = {"upload": self.upload, "rows": sorted(rows)}
            self.connection.execute(
                f"update {self.name} set {every} where list_contains($rows, row)", {"rows": bound["rows"]}
            )
            statement = "delete from problem where upload = $upload and list_contains($rows, row)"
            deleted += self.connection.execute(statement, bound).fetchall()[0][0]
            lower = "update upload set rows = rows - $lines where upload = $upload and kind = 'roster'"
            self.connection.execute(lower, {"upload": self.upload, "lines": len(rows)})
        for column in columns:
            self.connection.execute(f"update {self.name} set {_cell(column)} = null")
            statement = 'delete from problem where upload = ? and "column" = ?'
            deleted += self.connection.execute(statement, [self.upload, letter(column)]).fetchall()[0][0]
        return deleted

    def in_use(self) -> set[int]:
        """Rows (columns, where people stand side by side) of which something is still kept."""
        found = self.connection.execute(
            """
            select row from response where upload = $upload
            union select row from roster where upload = $upload
            union select row from rating join upload using (upload) where upload = $upload and people_row is null
            """,
            {"upload": self.upload},
        ).fetchall()
        return {row for (row,) in found}

    def empty_cells(self, keys: Sequence[str]) -> None:
        """Empty the cells in which one of the pseudonyms stands."""
        for cell in map(_cell, range(1, self.columns + 1)):
            self.connection.execute(
                f"update {self.name} set {cell} = null where list_contains(?, {cell})", [list(keys)]
            )


def _cell(column: int) -> str:
    return f"c{column:03d}"
