"""Makes the page `rooms/reference.md` of the documentation from the code: verbs, questions, facts, states.

A hook of the site generator, so that the page cannot differ from the code.
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import django
from mkdocs.structure.files import File, Files

from tradepost.base.events import EVENTS
from tradepost.base.flows import Flow


def on_files(files: Files, config: Any) -> Files:
    """Called by mkdocs when it has read the folder."""
    files.append(File.generated(config, "rooms/reference.md", content=reference()))
    return files


def reference() -> str:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tradepost.config.settings")
    os.environ.setdefault("TRADEPOST_ENV", "test")
    django.setup()
    domain = importlib.import_module("tradepost.domain")
    rooms = sorted(found.name for found in pkgutil.iter_modules(domain.__path__))
    lines = ["# Reference", "", "Made from the code. Every verb takes `by` first and the rest by keyword."]
    for room in rooms:
        lines += [
            "",
            f"## {room}",
            "",
            first_sentence(importlib.import_module(f"tradepost.domain.{room}")),
            "",
        ]
        lines += [*functions(room, "commands", "verb"), *functions(room, "queries", "question"), *facts(room)]
        lines += states(room)
    return "\n".join(lines) + "\n"


def shelf(room: str, name: str) -> ModuleType | None:
    full = f"tradepost.domain.{room}.{name}"
    return importlib.import_module(full) if find_spec(full) else None


def exported(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name in sorted(getattr(module, "__all__", [])):
        thing = getattr(module, name)
        if inspect.isfunction(thing):
            yield name, thing


def functions(room: str, name: str, title: str) -> list[str]:
    module = shelf(room, name)
    rows = []
    for verb, function in exported(module) if module else ():
        taken = ", ".join(f"`{parameter}`" for parameter in inspect.signature(function).parameters)
        rows.append(f"| `{verb}` | {taken} | {first_sentence(function)} |")
    return [f"| {title} | takes | what it does |", "|---|---|---|", *rows, ""] if rows else []


def facts(room: str) -> list[str]:
    rows = [
        f"| `{name}` | {', '.join(f'`{f.name}`' for f in fields(event))} | {first_sentence(event)} |"  # type: ignore[arg-type]
        for name, event in sorted(EVENTS.items())
        if name.startswith(f"{room}.")
    ]
    return ["| fact | tells | meaning |", "|---|---|---|", *rows, ""] if rows else []


def states(room: str) -> list[str]:
    module = shelf(room, "flows")
    flows = [flow for flow in vars(module).values() if isinstance(flow, Flow)] if module else []
    return [
        line for flow in flows for line in (f"**{flow.name}**", "", "```mermaid", flow.mermaid(), "```", "")
    ]


def first_sentence(thing: Any) -> str:
    paragraph = (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")
    return paragraph.replace("|", "\\|")
