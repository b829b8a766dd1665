"""What a person may use is documented: settings, commands of the command line, verbs of the rooms."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from importlib.util import find_spec
from pathlib import Path

import pytest

import tradepost.domain
from tradepost.config.environment import SETTINGS
from tradepost.doors.cli.main import COMMANDS

DOCS = Path(__file__).resolve().parents[1] / "docs"
ROOMS = sorted(found.name for found in pkgutil.iter_modules(tradepost.domain.__path__))


def test_settings_page_says_what_the_code_says() -> None:
    said = (DOCS / "guide/settings.md").read_text().splitlines()
    rows = [
        f"| `{setting.name}` | {setting.default and f'`{setting.default}`'} | {setting.meaning} |"
        for setting in SETTINGS
    ]
    assert [line for line in said if line.startswith("| `")] == rows


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_of_the_command_line_is_documented(command: str) -> None:
    assert f"`tradepost {command}" in (DOCS / "guide/command-line.md").read_text()


@pytest.mark.parametrize("room", ROOMS)
def test_every_verb_is_documented(room: str) -> None:
    """The reference is made from the docstrings (scripts/docs_reference.py); a page tells the room's story."""
    for shelf in ("commands", "queries"):
        if find_spec(f"tradepost.domain.{room}.{shelf}"):
            module = importlib.import_module(f"tradepost.domain.{room}.{shelf}")
            verbs = {name: getattr(module, name) for name in module.__all__}
            assert [
                name for name, verb in verbs.items() if inspect.isfunction(verb) and not verb.__doc__
            ] == []
    assert f"({room}.md)" in (DOCS / "rooms/index.md").read_text()
    assert (DOCS / f"rooms/{room}.md").exists()
