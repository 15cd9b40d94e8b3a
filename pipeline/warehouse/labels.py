"""Numbers for the names of teams, divisions, roles and locations."""

from __future__ import annotations

from collections import Counter

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from pipeline.coded import Coded, Texts, as_met, coded_of, label_key, numbers_of


def label_numbers(connection: duckdb.DuckDBPyConnection, texts: Texts) -> pd.Series[int]:
    """The label of each text (Int64, <NA> where None), new ones added; case and blanks do not count."""
    told = coded_of(texts)
    met, _ = as_met(told)
    keys = {place: label_key(told.dictionary[place].as_py()) for place in met.tolist()}
    labels = _kept(connection, _usual_spellings(told, keys)) if keys else {}
    numbers = np.zeros(len(told.dictionary) + 1, np.int64)
    numbers[met] = [labels[key] for key in keys.values()]
    codes = numbers_of(told)
    return pd.Series(pd.arrays.IntegerArray(numbers[codes], codes < 0))


def _usual_spellings(told: Coded, keys: dict[int, str]) -> dict[str, str]:
    """The most usual spelling of each key, in the order in which they are met."""
    codes = numbers_of(told)
    times = np.bincount(codes[codes >= 0]).tolist()
    spellings: dict[str, Counter[str]] = {}
    for place, key in keys.items():
        spellings.setdefault(key, Counter())[told.dictionary[place].as_py().strip()] += times[place]
    return {key: max(spelt, key=spelt.__getitem__) for key, spelt in spellings.items()}


def _kept(connection: duckdb.DuckDBPyConnection, usual: dict[str, str]) -> dict[str, int]:
    """The number of each key; the table label is given the new ones."""
    met = pa.table({"label_key": list(usual), "text": list(usual.values()), "place": range(1, len(usual) + 1)})
    connection.register("met", met)
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
    return dict(rows)
