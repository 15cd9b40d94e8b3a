"""Pseudonyms: the only place that turns an address, an employee id or a name into a number.

``person_key`` is a keyed hash (HMAC-SHA256) of the lower-case text, so that raw cells can name the
same person twice without saying who. The key lies outside the database.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from collections.abc import Iterator, Sequence
from itertools import islice

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from pipeline.errors import WarehouseError
from pipeline.settings import Home

Texts = Sequence[str | None] | npt.NDArray[np.object_]

_KEY_LETTERS, _KEY_BYTES = 26, 17
_BLOCK_BYTES = 64
"""Of SHA-256."""

_AT_ONCE = 10_000
"""Keys that are spelt together: more would leave the processor's cache."""

_ALPHABET = np.frombuffer(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", dtype=np.uint8)

_NAME = "name\0"
"""Keeps the name "ada" and the employee id "ada" apart."""


def secret(home: Home, is_first: bool = True) -> bytes:
    """The key behind the pseudonyms: ``SKILLGAP_KEY``, else a 0600 file in the home, made once.

    Parameters
    ----------
    is_first
        Whether the warehouse names nobody yet; only then a missing key is made.

    Raises
    ------
    WarehouseError
        Where the warehouse names people but their key is gone: new pseudonyms would not meet the old.
    """
    given = os.environ.get("SKILLGAP_KEY")
    if given:
        return given.encode()
    try:
        return home.key.read_bytes()
    except FileNotFoundError as e:
        if not is_first:
            raise WarehouseError(
                "The key file of this home is missing, so its people could not be recognised again.",
                "Put the file 'key' back from a backup, or set SKILLGAP_KEY.",
            ) from e
        return _made_secret(home)
    except OSError as e:
        raise WarehouseError(f"The key file {home.key.name!r} cannot be read: {e.strerror}.") from e


def _made_secret(home: Home) -> bytes:
    made = base64.b64encode(secrets.token_bytes(32))
    beside = home.key.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(made)
        os.fsync(file.fileno())
    try:
        # A link, unlike a rename, fails where another process was first: then its key is the key.
        os.link(beside, home.key)
    except FileExistsError:
        return home.key.read_bytes()
    finally:
        beside.unlink()
    return made


def person_keys(key: bytes, texts: Sequence[str]) -> list[str]:
    """base32(HMAC-SHA256(key, text))[:26] of each text; making it lower case is the caller's.

    The five-bit groups are cut for many texts at once: a hundred thousand people take a tenth of a second.
    """
    hashes = _keyed_hashes(key, texts)
    return [text for some in iter(lambda: list(islice(hashes, _AT_ONCE)), []) for text in _letters(some)]


def _letters(hashes: list[bytes]) -> list[str]:
    digests = b"".join(digest[:_KEY_BYTES] for digest in hashes)
    bits = np.unpackbits(np.frombuffer(digests, dtype=np.uint8)).reshape(len(hashes), -1)
    groups = bits[:, : 5 * _KEY_LETTERS].reshape(len(hashes), _KEY_LETTERS, 5)
    letters = _ALPHABET[np.packbits(groups, axis=2)[:, :, 0] >> 3]
    keys: list[str] = letters.view(f"S{_KEY_LETTERS}").ravel().astype(str).tolist()
    return keys


def _keyed_hashes(key: bytes, texts: Sequence[str]) -> Iterator[bytes]:
    """HMAC-SHA256 (RFC 2104) of each text.

    The key goes into two hashes once and they are copied for each text: a third of the time of ``hmac.digest``.
    """
    block = (key if len(key) <= _BLOCK_BYTES else hashlib.sha256(key).digest()).ljust(_BLOCK_BYTES, b"\0")
    keyed_inside, keyed_outside = (hashlib.sha256(bytes(byte ^ pad for byte in block)) for pad in (0x36, 0x5C))
    for text in texts:
        inside, outside = keyed_inside.copy(), keyed_outside.copy()
        inside.update(text.encode("utf-8"))
        outside.update(inside.digest())
        yield outside.digest()


def people_of(connection: duckdb.DuckDBPyConnection, home: Home) -> People:
    """The people of an open warehouse. Raises as ``secret`` does."""
    [(known,)] = connection.execute("select count(*) from people").fetchall()
    return People(connection, secret(home, is_first=known == 0))


class People:
    """Numbers for identifiers and names, new ones added to the people table.

    One object serves one upload: it keeps what it has looked up.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
        self._connection = connection
        self._key = key
        self._keys: dict[str, str] = {}

    def of_identifiers(self, lowered: Texts, written: Texts, names: Texts | None = None) -> pd.Series[int]:
        """The people behind addresses or employee ids (Int64, <NA> where None); keeps the name beside."""
        return self._numbers(lowered, written, names, is_name=False)

    def of_names(self, lowered: Texts, written: Texts) -> pd.Series[int]:
        """The people known by nothing but a name."""
        return self._numbers(lowered, None, written, is_name=True)

    def keys_of(self, lowered: Sequence[str], is_name: bool) -> list[str]:
        """The pseudonyms that raw cells hold instead of their texts."""
        marked = [_NAME + text for text in lowered] if is_name else lowered
        new = [text for text in dict.fromkeys(marked) if text not in self._keys]
        self._keys.update(zip(new, person_keys(self._key, new), strict=True))
        return [self._keys[text] for text in marked]

    def _numbers(self, lowered: Texts, written: Texts | None, names: Texts | None, is_name: bool) -> pd.Series[int]:
        codes, texts = pd.factorize(np.asarray(lowered, dtype=object))
        first = np.unique(codes, return_index=True)[1][-len(texts) :] if len(texts) else codes[:0]
        met = pa.table(
            {
                "person_key": pa.array(self.keys_of(texts.tolist(), is_name), pa.string()),
                "identifier": _of_records(written, first),
                "name": _of_records(names, first),
            }
        )
        numbers = pd.array(np.append(self._kept(met), 0), dtype="Int64")
        numbers[-1] = pd.NA
        return pd.Series(numbers[codes])

    def _kept(self, met: pa.Table) -> npt.NDArray[np.int64]:
        """The numbers of those who were met, in their order; the table people is given the new ones."""
        if not met.num_rows:
            return np.zeros(0, np.int64)
        self._connection.register("met", met.append_column("place", pa.array(np.arange(met.num_rows))))
        self._connection.execute(
            """
            insert into people
            select
                (select coalesce(max(person), 0) from people) + row_number() over (order by place),
                person_key, identifier, name
            from met
            where person_key not in (select person_key from people)
            """
        )
        if met.column("name").null_count < met.num_rows:
            self._connection.execute(
                """
                update people set name = met.name
                from met
                where met.person_key = people.person_key and people.name is null and met.name is not null
                """
            )
        numbers = self._connection.execute(
            "select people.person from met join people using (person_key) order by place"
        ).fetchnumpy()["person"]
        self._connection.unregister("met")
        return np.asarray(numbers, np.int64)


def _of_records(texts: Texts | None, records: npt.NDArray[np.int64]) -> pa.Array:
    if texts is None:
        return pa.nulls(len(records), pa.string())
    return pa.array(np.asarray(texts, dtype=object)[records], pa.string(), from_pandas=True)
