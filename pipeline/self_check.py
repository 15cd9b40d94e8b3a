"""A self-check becomes a response of the open cycle, where the person says so: one row, loaded as any file is.

Decision: it is written as a small csv file and goes in by the same door as every export, so that it can be listed,
traced, taken back and forgotten like any other answer.
"""

from __future__ import annotations

import csv
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from pipeline.errors import ExportError
from pipeline.load import LoadReport, LoadRequest, loaded
from pipeline.plans import Owned
from pipeline.settings import Home


def kept_self_check(home: Home, address: str, found: Owned, levels: Mapping[str, int]) -> LoadReport:
    """Keep what somebody who is signed in said of themselves, as their newest response.

    Parameters
    ----------
    address
        Of whoever signed in; the answers are theirs.
    found
        The cycle and the framework that they were asked by.
    levels
        Dimension (id) -> level; a dimension that is not in it is no answer.

    Raises
    ------
    ExportError
        Where nobody is signed in or nothing was answered.
    WarehouseError
        As `loaded` does.
    """
    if not address or found.cycle is None:
        raise ExportError("An answer is kept only for somebody who is signed in, in a cycle that is open.")
    if not levels:
        raise ExportError("Nothing was answered.", "Choose what describes you best in one question at least.")
    path = home.spool / f"self-check.{secrets.token_hex(8)}.csv"
    home.spool.mkdir(parents=True, exist_ok=True)
    asked = [each for each in found.framework.dimensions if each.id in levels]
    answered_at = datetime.now(UTC).replace(tzinfo=None).isoformat(" ", "seconds")
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["Email", "Completion time", *(each.id for each in asked)])
            writer.writerow([address, answered_at, *(levels[each.id] for each in asked)])
        request = LoadRequest(
            path, "self-check.csv", found.cycle, "responses", found.framework.id, actor=address, is_reusing=False
        )
        return loaded(home, request)
    finally:
        path.unlink(missing_ok=True)
