"""``serve`` and ``demo``: the dashboard on a home, in this very process."""

from __future__ import annotations

import ipaddress
import os
import sys
import tempfile
import tomllib
from pathlib import Path

from pipeline.between_files import crosswalk_of
from pipeline.commands.output import note
from pipeline.errors import SettingsError, SurveyError
from pipeline.exports.opened import hash_of
from pipeline.library import imported_framework
from pipeline.load import LoadRequest, loaded
from pipeline.publish import published
from pipeline.rubric_changes import kept_crosswalk
from pipeline.settings import Home, opened_home
from pipeline.warehouse.connection import Connection, opened
from pipeline.warehouse.read import rows_of, upload_of_file

PROJECT = Path(__file__).resolve().parents[2]
"""Where app.py and pages/ lie: Streamlit runs them as files."""

SAMPLE = PROJECT / "sample_data"

SAMPLE_FILES = {
    "2025": ("roster_2025.csv", "targets_2025.csv", "roadmap_2025.csv", "survey_2025.csv"),
    "2026": ("roster_2026.csv", "targets_2026.xlsx", "roadmap_2026.xlsx", "survey_2026.xlsx", "matrix_2026.xlsx"),
}
"""The sample company: what a home holds after ``demo``."""

SAMPLE_RUBRICS = {"2026": "rubric_2026.csv"}
SAMPLE_CROSSWALKS = {"2026": "crosswalk_2026.yaml"}
"""From which cycle on the rubric is another one, and how its levels are held against the cycle before."""

_FRAMEWORK_FILE = "ai-upskilling.csv"


def demo_home(folder: Path | None) -> Home:
    """The home of a demonstration: the one that was named, else a fresh temporary folder."""
    if folder is None and not os.environ.get("SKILLGAP_HOME"):
        folder = Path(tempfile.mkdtemp(prefix="skillgap-demo-"))
    return opened_home(folder)


def load_sample(home: Home) -> None:
    """Load and publish the sample company, unless the home has it already.

    Raises
    ------
    SettingsError
        Where the home holds uploads and the sample is not whole among them: a demonstration never mixes with real
        answers. What somebody tried beside the sample stays.
    """
    with opened(home) as connection:
        uploads = rows_of(connection, "uploads.sql")
        is_there = bool(uploads) and _is_sample_in(connection)
    if is_there:
        own = len(uploads) - sum(map(len, SAMPLE_FILES.values()))
        beside = f", with {own} more file{'' if own == 1 else 's'} loaded beside it" if own else ""
        note(f"The sample company is in this home already{beside}; it is served as it stands.")
        return
    if uploads:
        raise SettingsError(
            f"This home holds {len(uploads)} uploads already; the demonstration wants a fresh one.",
            "Name another folder with --home, or use 'skillgap serve'.",
        )
    for cycle, files in SAMPLE_FILES.items():
        if cycle in SAMPLE_RUBRICS:
            imported_framework(home, SAMPLE / SAMPLE_RUBRICS[cycle], _FRAMEWORK_FILE)
        for file in files:
            report = loaded(home, LoadRequest(SAMPLE / file, file, cycle))
            note(f"{cycle}  {file}: {report.rows} rows, {report.ratings} ratings, {len(report.problems)} problems")
        if cycle in SAMPLE_CROSSWALKS:
            kept_crosswalk(home, cycle, None, crosswalk_of(SAMPLE / SAMPLE_CROSSWALKS[cycle]))
        publication = published(home, cycle)
        note(f"{cycle}  published as snapshot {publication.number}")


def _is_sample_in(connection: Connection) -> bool:
    """Whether every file of the sample is loaded into its cycle, byte for byte."""
    files = [(cycle, file) for cycle, names in SAMPLE_FILES.items() for file in names]
    return all(upload_of_file(connection, cycle, hash_of(SAMPLE / file), "self") is not None for cycle, file in files)


def serve(home: Home, port: int, host: str, is_browser_wanted: bool) -> None:
    """Become the dashboard's server; does not return.

    Raises
    ------
    SettingsError
        For a host that others can reach while nobody has to sign in.
    """
    if not _is_loopback(host) and not _has_sign_in():
        raise SettingsError(
            f"The dashboard cannot be served on {host!r}: nobody would have to sign in.",
            "Configure [auth] in .streamlit/secrets.toml, or serve on 127.0.0.1.",
        )
    if not (PROJECT / "app.py").is_file():
        raise SettingsError("The pages of the dashboard are not here.", "Run Skillgap from its clone.")
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT / "app.py")]
    command += ["--server.port", str(port), "--server.address", host]
    command += ["--server.headless", "false" if is_browser_wanted else "true"]
    note(f"Skillgap is at http://{'localhost' if _is_loopback(host) else host}:{port}  (Ctrl+C ends it)")
    os.chdir(PROJECT)
    try:
        os.execve(sys.executable, command, os.environ | {"SKILLGAP_HOME": str(home.path)})
    except OSError as e:
        raise SurveyError(f"The dashboard could not be started: {e.strerror}.") from e


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _has_sign_in() -> bool:
    for path in (PROJECT / ".streamlit" / "secrets.toml", Path.home() / ".streamlit" / "secrets.toml"):
        if path.is_file():
            try:
                return bool(tomllib.loads(path.read_text("utf-8")).get("auth"))
            except tomllib.TOMLDecodeError as e:
                raise SettingsError(f"The secrets file {path.name!r} cannot be read: {e}.") from e
    return False
