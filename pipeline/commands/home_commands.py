"""The home folder: its settings and its dashboard."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import AsJson, chosen_folder, chosen_home
from pipeline.commands.output import Answer, refusals
from pipeline.settings import settings_of

app = typer.Typer()


@app.command()
def config(
    key: Annotated[str | None, typer.Argument(help="A setting.")] = None,
    value: Annotated[str | None, typer.Argument(help="Its new value; 'none' empties it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Show the settings, or set one."""
    from pipeline.commands.settings import setting_rows
    from pipeline.edits import changed_setting

    with refusals():
        home = chosen_home()
        settings = changed_setting(home, key, value) if key and value is not None else settings_of(home)
        rows = setting_rows(settings, key)
    if as_json:
        Answer(as_json).one({row["setting"]: row["value"] for row in rows}, "")
    else:
        Answer().rows(rows, ["setting", "value", "meaning", "allowed"])


@app.command()
def serve(
    port: Annotated[int, typer.Option("--port")] = 8501,
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    no_browser: Annotated[bool, typer.Option("--no-browser")] = False,
) -> None:
    """Serve the dashboard on this home."""
    from pipeline.commands.dashboard import serve as served

    with refusals():
        served(chosen_home(), port, host, not no_browser)


@app.command()
def demo(
    port: Annotated[int, typer.Option("--port")] = 8501,
    no_browser: Annotated[bool, typer.Option("--no-browser")] = False,
) -> None:
    """Serve the dashboard on a fresh home with the sample company."""
    from pipeline.commands.dashboard import demo_home, load_sample
    from pipeline.commands.dashboard import serve as served

    with refusals():
        home = demo_home(chosen_folder())
        load_sample(home)
        served(home, port, "127.0.0.1", not no_browser)
