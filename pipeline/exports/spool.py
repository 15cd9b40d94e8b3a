"""Where files from a browser lie while they are read, under names of our own.

The name that a user gives a file is never a path. A session that ends without a word leaves its file
behind, so that whoever spools the next one sweeps what is older than a day.
"""

from __future__ import annotations

import shutil
import time
import uuid
from pathlib import Path
from typing import IO

MAX_AGE_S = 24 * 3600


def spooled(folder: Path, stream: IO[bytes]) -> Path:
    """Copy a stream into the spool, after sweeping it; gives the file."""
    sweep(folder, time.time())
    path = folder / f"{uuid.uuid4().hex}.part"
    with path.open("wb") as file:
        shutil.copyfileobj(stream, file)
    return path


def sweep(folder: Path, now_s: float) -> None:
    """Delete what has lain in the spool for more than a day; ``now_s`` in seconds since 1970."""
    for path in folder.iterdir():
        try:
            if path.is_file() and now_s - path.stat().st_mtime > MAX_AGE_S:
                path.unlink(missing_ok=True)
        except FileNotFoundError:
            continue  # another session swept it first
