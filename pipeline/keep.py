"""An export that was understood -> rows of the warehouse, inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from pipeline.exports.listed import with_plain_names_in
from pipeline.matching.questions import IDENTIFYING, Question
from pipeline.matching.rated import telling_who
from pipeline.matching.ratings import Ratings
from pipeline.matching.read import Matched
from pipeline.matching.reference import ReferenceTable, identifying_columns
from pipeline.matching.text import label_key
from pipeline.matching.who import is_identifier
from pipeline.model import Framework, Responses
from pipeline.warehouse import write
from pipeline.warehouse.batches import ROW_GROUP
from pipeline.warehouse.connection import Connection
from pipeline.warehouse.labels import label_numbers
from pipeline.warehouse.people import People
from pipeline.warehouse.raw_cells import Identifying, insert_raw_cells

_NAME_MEANINGS = frozenset(["name", "given_name", "family_name", "manager"])


@contextmanager
def cells_kept(
    connection: Connection, found: Responses, asked: Sequence[Question], people: People
) -> Iterator[list[Identifying]]:
    """Keep the cells of the next upload of responses beside what the block works out; it leaves the connection alone.

    Gives the cells that name somebody, which are kept as pseudonyms. All are kept when the block ends.
    """
    naming = [*_identifying(asked), *(question for question in asked if question.is_of_others)]
    named = [_cells_of(question, found) for question in naming]
    upload = write.next_upload(connection)
    # A pseudonym is of a name alone, as answers have it, whatever address a table writes behind it.
    rows = [each.row for each in named if each.row is not None]
    sheet = with_plain_names_in(found, [each.column for each in named if each.row is None], rows)
    with ThreadPoolExecutor(1) as beside:
        writing = beside.submit(insert_raw_cells, connection, upload, sheet, named, people)
        yield named
        writing.result()


def keep_responses(
    connection: Connection,
    entry: write.UploadEntry,
    understood: Matched,
    named: list[Identifying],
    people: People,
    framework: Framework,
) -> int:
    """Keep an export of responses whose cells are kept (`cells_kept`); gives the upload's number."""
    found = understood.responses
    telling = telling_who(_identifying(understood.questions), entry.rater)
    upload = write.new_upload(
        connection,
        replace(
            entry,
            tool=found.tool,
            sheet=found.sheet.name,
            rows=len(found.rows) + found.refused,
            responses=int(understood.is_response.sum()),
            superseded=int(understood.is_superseded.sum()),
            excluded=int(understood.is_excluded.sum()),
            refused=found.refused,
            ratings=int(sum((ratings.level >= 0).sum() for ratings in understood.ratings)),
            survey_key=understood.survey_key,
            person_column=telling[0].column.column if telling else None,
            people_row=found.people_row,
        ),
    )
    write.insert_rows(connection, "question", _question_rows(upload, understood.questions))
    who = understood.who
    lowered = {"person": who.person, "other": who.other, "name": who.name}
    told = {what: (texts, who.written[what]) for what, texts in lowered.items()}
    write.insert_responses(connection, upload, _records(understood, entry.file_hash), people, told, who.stated)
    _keep_ratings(connection, upload, understood, framework)
    write.insert_problems(connection, upload, understood.problems, named, people)
    return upload


def keep_reference(connection: Connection, entry: write.UploadEntry, table: ReferenceTable, people: People) -> int:
    """Keep a roster, targets or roadmap file; gives the upload's number."""
    upload = write.new_upload(connection, replace(entry, sheet=table.sheet.name, rows=table.rows))
    fields = {column: field for field, column in table.columns.items()}
    named = identifying_columns(table)
    identifying = [Identifying(column, is_name, table.header_row) for column, is_name in named.items()]
    insert_raw_cells(connection, upload, table.sheet, identifying, people)
    questions = pd.DataFrame(
        [
            (upload, column, header, "attribute" if column in fields else "ignored", fields.get(column))
            for column, header in table.headers
        ],
        columns=["upload", "column", "header", "role", "attribute"],
    )
    write.insert_rows(connection, "question", questions)
    write.insert_problems(connection, upload, table.problems, identifying, people)
    if table.kind == "roster":
        write.insert_rows(connection, "roster", _roster_rows(connection, upload, table.lines, people))
    else:
        lines = table.lines.assign(upload=upload)
        texts = [column for column in lines.columns if column not in ("row", "upload")]
        lines[texts] = lines[texts].astype("string")
        write.insert_rows(connection, "target" if table.kind == "targets" else "need", lines)
    return upload


def _identifying(asked: Sequence[Question]) -> list[Question]:
    return [question for question in asked if question.attribute in IDENTIFYING]


def _cells_of(question: Question, found: Responses) -> Identifying:
    """The cells of an identifying question, whichever way people stand."""
    column = question.column
    row = int(column.rows[0]) if column.columns is not None and column.rows is not None else None
    return Identifying(column.column, _holds_names(question), found.header_row, row)


def _holds_names(question: Question) -> bool:
    if question.attribute == "person":
        return not all(is_identifier(value) for value in question.cells.values if value.strip())
    return question.attribute in _NAME_MEANINGS


def _question_rows(upload: int, questions: tuple[Question, ...]) -> pd.DataFrame:
    rows = pd.DataFrame(
        [(upload, q.column.column, q.column.header, q.role, q.dimension, q.how, q.attribute) for q in questions],
        columns=["upload", "column", "header", "role", "dimension", "how", "attribute"],
    )
    texts = ["header", "role", "dimension", "how", "attribute"]
    rows[texts] = rows[texts].astype("string")
    return rows


def _records(understood: Matched, file_hash: str) -> pd.DataFrame:
    found = understood.responses
    state = np.select([understood.is_excluded, understood.is_superseded], [2, 1], 0)
    return pd.DataFrame(
        {
            "row": found.rows,
            "is_namesake": understood.who.is_namesake,
            "completed_at": found.completed_at,
            "state": pd.Categorical.from_codes(state, pd.Index(["response", "superseded", "excluded"])),
            "content": understood.content,
            "response_key": _response_keys(understood, file_hash),
        }
    )


def _response_keys(understood: Matched, file_hash: str) -> npt.NDArray[np.int64]:
    """Rows that nothing tells apart are told apart by file and position: the same file again is the same rows."""
    of_file = int(file_hash[:15], 16)
    by_position = of_file ^ (understood.responses.rows.astype(np.int64) * 1_000_003)
    return np.where(understood.response_key == 0, by_position, understood.response_key)


def _keep_ratings(connection: Connection, upload: int, understood: Matched, framework: Framework) -> None:
    """Keep the levels of most dimensions side by side, a row per record: they are written in an eighth of the time."""
    records = understood.responses.rows
    places = {dimension.id: place for place, dimension in enumerate(framework.dimensions, 1)}
    beside = [ratings for ratings in understood.ratings if _is_chosen(ratings, records)]
    columns = [(upload, at, ratings.column[0], places[ratings.dimension]) for at, ratings in enumerate(beside, 1)]
    names = ["upload", "place", "column", "dimension"]
    write.insert_rows(connection, "level_column", pd.DataFrame(columns, columns=names))
    write.insert_batches(connection, "record_levels", _level_rows(upload, beside, records))
    singles = [ratings for ratings in understood.ratings if not any(ratings is each for each in beside)]
    rows = (_rating_rows(upload, ratings, records, places[ratings.dimension]) for ratings in singles)
    write.insert_batches(connection, "single_rating", rows)


def _is_chosen(ratings: Ratings, records: npt.NDArray[np.int64]) -> bool:
    """Whether every level was chosen, in one column and in the record's own row, rather than ticked or put together."""
    is_in_place = np.array_equal(ratings.row, records) and bool((ratings.column == ratings.column[:1]).all())
    return bool(len(records)) and is_in_place and not ratings.mask.any() and not ratings.is_inconsistent.any()


def _level_rows(upload: int, beside: list[Ratings], records: npt.NDArray[np.int64]) -> Iterator[pa.RecordBatch]:
    """The levels of the records that have any, in batches as large as row groups, each made when it is its turn."""
    for start in range(0, len(records) if beside else 0, ROW_GROUP):
        some = slice(start, start + ROW_GROUP)
        levels = np.stack([ratings.level[some].astype(np.int8) for ratings in beside], axis=1)
        has_any = (levels >= 0).any(axis=1)
        levels = levels[has_any]
        starts = np.arange(len(levels) + 1, dtype=np.int32) * len(beside)
        yield pa.record_batch(
            {
                "upload": np.full(len(levels), upload, np.int32),
                "record": records[some][has_any].astype(np.int32),
                "levels": pa.ListArray.from_arrays(starts, pa.array(levels.ravel(), mask=levels.ravel() < 0)),
            }
        )


def _rating_rows(upload: int, ratings: Ratings, records: npt.NDArray[np.int64], place: int) -> pa.RecordBatch:
    is_rated = ratings.level >= 0
    rated = slice(None) if is_rated.all() else np.flatnonzero(is_rated)
    count = int(is_rated.sum())
    return pa.record_batch(
        {
            "upload": np.full(count, upload, np.int32),
            "record": records[rated].astype(np.int32),
            "row": ratings.row[rated].astype(np.int32),
            "column": ratings.column[rated].astype(np.int16),
            "dimension": np.full(count, place, np.int16),
            "level": ratings.level[rated].astype(np.int8),
            "ticks": ratings.mask[rated].astype(np.int64),
            "is_inconsistent": np.ascontiguousarray(ratings.is_inconsistent[rated]),
        }
    )


def _roster_rows(connection: Connection, upload: int, lines: pd.DataFrame, people: People) -> pd.DataFrame:
    def lowered(column: str) -> list[str | None]:
        return [None if text is None else label_key(text) for text in lines[column]]

    written = {column: lines[column].to_numpy(dtype=object) for column in ("person", "other", "name", "manager")}
    return pd.DataFrame(
        {
            "upload": upload,
            "row": lines["row"].to_numpy(),
            "person": people.of_identifiers(lowered("person"), written["person"], written["name"]).to_numpy(),
            "other": people.of_identifiers(lowered("other"), written["other"]).to_numpy(),
            "name_person": people.of_names(lowered("name"), written["name"]).to_numpy(),
            **{
                column: label_numbers(connection, lines[column]).to_numpy()
                for column in ("team", "division", "role", "location")
            },
            "manager": people.of_identifiers(lowered("manager"), written["manager"]).to_numpy(),
        }
    )
