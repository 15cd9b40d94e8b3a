"""A whole fresh process: its wall time, its processor time and its memory, children included.

A process of its own starts the measured one: the kernel counts the memory of whoever starts a
program into that program's peak, and the benchmarks themselves hold far more than a floor does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Usage:
    """What one run needed.

    ``cpu_s`` is of all its processes together, ``peak_mb`` of the largest one among them.
    """

    code: int
    wall_s: float
    cpu_s: float
    peak_mb: float


def usage(command: list[str], log: Path) -> Usage:
    """Run a command to its end; what it prints goes to ``log``.

    Raises
    ------
    RuntimeError
        Where it fails, with what it printed.
    """
    starter = [sys.executable, "-S", str(Path(__file__)), str(log), *command]
    told = subprocess.run(starter, stdout=subprocess.PIPE, check=True)
    found = Usage(**json.loads(told.stdout))
    if found.code != 0:
        raise RuntimeError(f"{command} ended with {found.code}:\n{log.read_text(errors='replace')[-4000:]}")
    return found


def _waited_for(command: list[str], log: Path) -> Usage:
    with log.open("wb") as output:
        before = time.perf_counter()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        _, status, needed = os.wait4(process.pid, 0)  # counts the children it has waited for
        wall_s = time.perf_counter() - before
    process.returncode = os.waitstatus_to_exitcode(status)
    return Usage(process.returncode, wall_s, needed.ru_utime + needed.ru_stime, needed.ru_maxrss / 1024)


if __name__ == "__main__":
    print(json.dumps(asdict(_waited_for(sys.argv[2:], Path(sys.argv[1])))))  # noqa: T201
