"""Numbers for the names of teams, divisions, roles and locations."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb
import pandas as pd


def label_numbers(connection: duckdb.DuckDBPyConnection, texts: Iterable[str | None]) -> pd.Series[int]:
    """The label of each text (Int64, <NA> where None), new ones added; case and blanks do not count."""
    written = pd.Series(list(texts), dtype=object)
    keys = written.map(lambda text: " ".join(text.casefold().split()), na_action="ignore")
    spellings = pd.DataFrame({"label_key": keys, "text": written.str.strip()}).dropna()
    met = spellings.groupby("label_key", sort=False)["text"].agg(_most_usual).reset_index()
    if met.empty:
        return pd.Series(pd.NA, index=written.index, dtype="Int64")
    met["place"] = range(1, len(met) + 1)
    connection.register("met", met.astype({"label_key": "string", "text": "string"}))
    connection.execute(
        """
        insert into label
        select (select coalesce(max(label), 0) from label) + row_number() over (order by place), label_key, text
        from met
        where label_key not in (select label_key from label)
        """
    )
    rows = connection.execute(
        "select label_key, label from label where label_key in (select label_key from met)"
    ).fetchall()
    connection.unregister("met")
    return keys.map(dict(rows)).astype("Int64")


def _most_usual(spellings: pd.Series[str]) -> str:
    return str(spellings.value_counts(sort=False).idxmax())
