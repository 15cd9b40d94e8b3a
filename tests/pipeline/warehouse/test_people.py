"""Pseudonyms: the same person is the same key, and nobody without the secret can tell who."""

from __future__ import annotations

import base64
import hashlib
import hmac
import stat
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import WarehouseError
from pipeline.settings import opened_home
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.labels import label_numbers
from pipeline.warehouse.people import People, person_keys, secret
from tests.pipeline.warehouse.stored import KEY


@pytest.fixture
def connection(home: Path) -> Iterator[Connection]:
    with opened(opened_home(home)) as connection:
        yield connection


def people_rows(connection: Connection) -> list[tuple[str | None, str | None]]:
    return connection.execute("select identifier, name from people order by person").fetchall()


@given(st.binary(min_size=1) | st.binary(min_size=60, max_size=70), st.lists(st.text(), max_size=4))
def test_keys_are_the_start_of_a_keyed_hash_in_base32(key: bytes, texts: list[str]) -> None:
    digests = [hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).digest() for text in texts]
    keys = person_keys(key, pa.array(texts, pa.string()))
    assert keys.to_pylist() == [base64.b32encode(digest).decode()[:26] for digest in digests]


def test_of_one_person_met_twice_the_first_name_is_kept(connection: Connection) -> None:
    people = People(connection, KEY)
    met = people.of_identifiers(
        ["b@k.example", None, "a@k.example", "b@k.example"],
        ["B@k.example", None, "a@k.example", "b@K.example"],
        np.array([None, "Nobody", "Ada", "Bo"], dtype=object),
    )
    assert people_rows(connection) == [("B@k.example", None), ("a@k.example", "Ada")]
    assert met.tolist() == [1, pd.NA, 2, 1]


def test_the_secret_is_made_once_for_its_owner_only(home: Path) -> None:
    made = opened_home(home)
    first = secret(made)
    assert len(base64.b64decode(first)) == 32
    assert stat.S_IMODE(made.key.stat().st_mode) == 0o600
    assert secret(made) == first
    assert [path.name for path in made.path.glob("key*")] == ["key"]


def test_the_secret_may_come_from_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKILLGAP_KEY", "given")
    made = opened_home(home)
    assert secret(made) == b"given"
    assert not made.key.exists()


def test_a_key_that_cannot_be_read_is_named(home: Path) -> None:
    made = opened_home(home)
    made.key.mkdir()
    with pytest.raises(WarehouseError, match="'key' cannot be read"):
        secret(made)


def test_a_lost_key_is_not_made_anew_where_people_are_known_by_it(home: Path) -> None:
    made = opened_home(home)
    secret(made)
    made.key.unlink()
    with pytest.raises(WarehouseError, match="key file of this home is missing"):
        secret(made, is_first=False)
    assert not made.key.exists()


def test_numbers_of_people_stay_theirs(connection: Connection) -> None:
    people = People(connection, KEY)
    texts = ["a@k.example", None, "b@k.example", "a@k.example"]
    first = people.of_identifiers(texts, ["A@K.example", None, "b@k.example", "a@K.example"])
    assert first.isna().tolist() == [False, True, False, False]
    assert first[0] == first[3] != first[2]
    again = People(connection, KEY).of_identifiers(["b@k.example", "c@k.example"], ["B@k.example", "c@k.example"])
    assert again[0] == first[2]
    assert again[1] not in first.dropna().tolist()
    assert people_rows(connection) == [("A@K.example", None), ("b@k.example", None), ("c@k.example", None)]


def test_a_name_is_kept_beside_the_identifier_and_learnt_later(connection: Connection) -> None:
    people = People(connection, KEY)
    people.of_identifiers(["a@k.example"], ["a@k.example"])
    people.of_identifiers(["a@k.example"], ["a@k.example"], ["Ada Lovelace"])
    people.of_identifiers(["a@k.example"], ["a@k.example"], ["Someone Else"])
    assert people_rows(connection) == [("a@k.example", "Ada Lovelace")]


def test_a_name_and_an_identifier_of_the_same_letters_are_two(connection: Connection) -> None:
    people = People(connection, KEY)
    by_identifier, by_name = people.of_identifiers(["ada"], ["ada"]), people.of_names(["ada"], ["Ada"])
    assert by_identifier[0] != by_name[0]
    assert people_rows(connection) == [("ada", None), (None, "Ada")]
    ada = pa.array(["ada"])
    assert people.keys_of(ada, is_name=True) != people.keys_of(ada, is_name=False)


def test_nobody_is_no_number(connection: Connection) -> None:
    people = People(connection, KEY)
    assert people.of_identifiers([None, None], [None, None]).isna().all()
    assert people.of_names([], []).tolist() == []
    assert people_rows(connection) == []


def test_labels_are_numbered_case_and_blanks_aside(connection: Connection) -> None:
    first = label_numbers(connection, ["Oven", None, " OVEN ", "Hob  two", "hob TWO"])
    assert first.isna().tolist() == [False, True, False, False, False]
    assert (first[0] == first[2], first[3] == first[4], first[0] != first[3]) == (True, True, True)
    again = label_numbers(connection, ["bar", "oven"])
    assert again[1] == first[0]
    assert again[0] not in first.dropna().tolist()
    keys = connection.execute("select label_key from label order by label").fetchall()
    assert keys == [("oven",), ("hob two",), ("bar",)]


def test_no_text_is_no_label(connection: Connection) -> None:
    assert label_numbers(connection, [None, None]).isna().all()
    assert label_numbers(connection, []).tolist() == []
