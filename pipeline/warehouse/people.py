"""Pseudonyms: the only place that turns an address, an employee id or a name into a number.

``person_key`` is a keyed hash (HMAC-SHA256) of the lower-case text, so that raw cells can name the
same person twice without saying who. The key lies outside the database.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.coded import Texts, as_met, coded_of, lowered, numbers_of
from pipeline.errors import WarehouseError
from pipeline.settings import Home
from pipeline.warehouse.batches import in_row_groups

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


def person_keys(key: bytes, texts: pa.Array) -> pa.Array:
    """base32(HMAC-SHA256(key, text))[:26] of each text; making it lower case is the caller's.

    The five-bit groups are cut for many texts at once: a million people take a second.
    """
    some = [_letters(_keyed_hashes(key, texts.slice(at, _AT_ONCE))) for at in range(0, len(texts), _AT_ONCE)]
    places = np.arange(len(texts) + 1, dtype=np.int32) * _KEY_LETTERS
    return pa.StringArray.from_buffers(len(texts), pa.py_buffer(places), pa.py_buffer(b"".join(some)))


def _letters(hashes: list[bytes]) -> bytes:
    """The first letters of each hash, all in one."""
    digests = np.frombuffer(b"".join(hashes), np.uint8).reshape(len(hashes), -1).astype(np.uint16)
    letters = np.empty((len(hashes), _KEY_LETTERS), np.uint8)
    for place in range(_KEY_LETTERS):
        byte, bits_before = divmod(5 * place, 8)
        pair = digests[:, byte] << 8 | digests[:, byte + 1]
        letters[:, place] = _ALPHABET[pair >> (11 - bits_before) & 31]
    return letters.tobytes()


def _keyed_hashes(key: bytes, texts: pa.Array) -> list[bytes]:
    """HMAC-SHA256 (RFC 2104) of each text.

    The key goes into two hashes once and they are copied for each text: a third of the time of ``hmac.digest``.
    """
    block = (key if len(key) <= _BLOCK_BYTES else hashlib.sha256(key).digest()).ljust(_BLOCK_BYTES, b"\0")
    keyed_inside, keyed_outside = (hashlib.sha256(bytes(byte ^ pad for byte in block)).copy for pad in (0x36, 0x5C))
    hashes = []
    for text in texts.cast(pa.binary()).to_numpy(zero_copy_only=False).tolist():
        inside, outside = keyed_inside(), keyed_outside()
        inside.update(text)
        outside.update(inside.digest())
        hashes.append(outside.digest())
    return hashes


def people_of(connection: duckdb.DuckDBPyConnection, home: Home) -> People:
    """The people of an open warehouse. Raises as ``secret`` does."""
    [(known,)] = connection.execute("select count(*) from people").fetchall()
    return People(connection, secret(home, is_first=known == 0))


def unrecognised(connection: duckdb.DuckDBPyConnection, home: Home) -> int:
    """How many people stand under a pseudonym that the key does not make of them. Raises as ``secret`` does."""
    known = people_of(connection, home)
    strangers = 0
    for is_name, column in ((False, "identifier"), (True, "name")):
        people = connection.execute(
            f"select person_key, {column} from people where (identifier is null) = ? and {column} is not null",
            [is_name],
        ).fetchnumpy()
        keys = known.new_keys(lowered(pa.array(people[column], pa.string())), is_name)
        strangers += int(np.sum(np.asarray(people["person_key"]) != keys.to_numpy(zero_copy_only=False)))
    return strangers


class People:
    """Numbers for identifiers and names, new ones added to the people table.

    One object serves one upload: it keeps what it has looked up.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
        self._connection = connection
        self._key = key
        self._remembered: dict[bool, list[tuple[pa.Array, pa.Array]]] = {False: [], True: []}

    def of_identifiers(self, lowered: Texts, written: Texts, names: Texts | None = None) -> pd.Series[int]:
        """The people behind addresses or employee ids (Int64, <NA> where None); keeps the name beside.

        Where they stand by numbers, each stands once in the list.
        """
        return self._numbers(lowered, written, names, is_name=False)

    def of_names(self, lowered: Texts, written: Texts) -> pd.Series[int]:
        """The people known by nothing but a name."""
        return self._numbers(lowered, None, written, is_name=True)

    def new_keys(self, lowered: pa.Array, is_name: bool) -> pa.Array:
        """The pseudonyms that raw cells hold instead of their texts."""
        return person_keys(self._key, pc.binary_join_element_wise(_NAME, lowered, "") if is_name else lowered)

    def remember(self, lowered: pa.Array, keys: pa.Array, is_name: bool) -> None:
        """Keep pseudonyms for whoever asks for them again."""
        self._remembered[is_name].append((lowered, keys))

    def keys_of(self, lowered: pa.Array, is_name: bool) -> pa.Array:
        """As `new_keys`, but those that are remembered are not made again."""
        keys = pa.nulls(len(lowered), pa.string())
        if not len(lowered):
            return keys
        for known, known_keys in self._remembered[is_name]:
            if known.equals(lowered):
                return known_keys
            keys = pc.coalesce(keys, known_keys.take(pc.index_in(lowered, value_set=known)))
        is_new = keys.is_null()
        return pc.replace_with_mask(keys, is_new, self.new_keys(lowered.filter(is_new), is_name))

    def _numbers(self, lowered: Texts, written: Texts | None, names: Texts | None, is_name: bool) -> pd.Series[int]:
        texts = coded_of(lowered)
        codes = numbers_of(texts)
        met, first = as_met(texts)
        kept = self._kept(
            pa.table(
                {
                    "person_key": self.keys_of(texts.dictionary.take(pa.array(met)), is_name),
                    "identifier": _of_records(written, first),
                    "name": _of_records(names, first),
                }
            )
        )
        numbers = np.zeros(len(texts.dictionary) + 1, np.int64)
        numbers[met] = kept
        return pd.Series(pd.arrays.IntegerArray(numbers[codes], codes < 0))

    def _kept(self, met: pa.Table) -> npt.NDArray[np.int64]:
        """The numbers of those who were met, in their order; the table people is given the new ones."""
        if not met.num_rows:
            return np.zeros(0, np.int64)
        [(last,)] = self._connection.execute("select coalesce(max(person), 0) from people").fetchall()
        numbers = self._known_numbers(met) if last else np.zeros(met.num_rows, np.int64)
        is_new = numbers == 0
        numbers[is_new] = last + np.arange(1, is_new.sum() + 1)
        people = met.append_column("person", pa.array(numbers))
        self._add(people if is_new.all() else people.filter(pa.array(is_new)))
        return numbers

    def _known_numbers(self, met: pa.Table) -> npt.NDArray[np.int64]:
        """The numbers of those met whom the table people has, who learn their names, and 0 for the others."""
        self._connection.register("met", met.append_column("place", pa.array(np.arange(met.num_rows))))
        known = self._connection.execute("select place, person from met join people using (person_key)").fetchnumpy()
        if met.column("name").null_count < met.num_rows:
            self._connection.execute(
                """
                update people set name = met.name
                from met
                where met.person_key = people.person_key and people.name is null and met.name is not null
                """
            )
        self._connection.unregister("met")
        numbers = np.zeros(met.num_rows, np.int64)
        numbers[np.asarray(known["place"])] = np.asarray(known["person"])
        return numbers

    def _add(self, new: pa.Table) -> None:
        if new.num_rows:
            self._connection.register("met", in_row_groups(new))
            self._connection.execute("insert into people select person, person_key, identifier, name from met")
            self._connection.unregister("met")


def _of_records(texts: Texts | None, records: npt.NDArray[np.int64]) -> pa.Array:
    if texts is None:
        return pa.nulls(len(records), pa.string())
    return coded_of(texts).take(pa.array(records)).cast(pa.string())
