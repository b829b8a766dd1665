"""While the house is being built: the rooms whose models can be loaded. Goes when all stand."""

from __future__ import annotations

import ast
import re
from pathlib import Path

DOMAIN = Path(__file__).resolve().parents[1] / "domain"


def rooms_in_sight(rooms: tuple[str, ...]) -> list[str]:
    """Those with an apps.py, whose models parse and refer only to rooms that are in sight themselves."""
    ready: list[str] = []
    for room in rooms:
        if (DOMAIN / room / "apps.py").exists() and _needed(DOMAIN / room, rooms) <= {*ready, room}:
            ready.append(room)
    return ready


def _needed(folder: Path, rooms: tuple[str, ...]) -> set[str]:
    needed: set[str] = set()
    for file in [folder / "models.py", *folder.glob("models/*.py"), *folder.glob("migrations/*.py")]:
        if file.exists():
            text = file.read_text()
            try:
                ast.parse(text)
            except SyntaxError:
                return {"a room that cannot be read"}
            needed |= set(re.findall(r"tradepost\.domain\.(\w+)", text))
            needed |= set(re.findall(r"""["'](\w+)\.[A-Z]\w+["']""", text)) & set(rooms)
            needed |= set(re.findall(r"""\(["'](\w+)["'], ["']\d{4}_""", text)) & set(rooms)
            if "AUTH_USER_MODEL" in text:
                needed.add("access")
    return needed
