"""A large export as Google Forms writes it (.csv, every cell in quotation marks): the questions of `workbook`.

DuckDB writes it from arithmetic on a person's number, so the same number of people is always the same file.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from tests.benchmarks.workbook import LEVELS, dimension_names


def written_csv(path: Path, people: int) -> Path:
    """Write the answers of so many people: Timestamp, address and 38 questions, none blank; some 770 bytes a person."""
    beside = path.with_suffix(".part")
    levels = [f"Level {at}: {level}" for at, level in enumerate(LEVELS)]
    answers = ", ".join(
        f'$levels[(1 + hash(person, {place}) % {len(levels)})::integer] as "{name}"'
        for place, name in enumerate(dimension_names())
    )
    with duckdb.connect() as connection:
        connection.execute(
            f"""
            copy (
                select
                    strftime(timestamp '2026-03-02 08:00:00' + to_seconds(person), '%m/%d/%Y %H:%M:%S') as "Timestamp",
                    format('engineer{{:07d}}@larkspur.example', person) as "Email Address",
                    {answers}
                from range({people}) as people(person)
            ) to '{beside.as_posix().replace("'", "''")}' (format csv, header, delimiter ',', force_quote *)
            """,
            {"levels": levels},
        )
    return beside.replace(path)
