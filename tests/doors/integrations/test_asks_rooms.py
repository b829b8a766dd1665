"""What integrations and files want to know they ask of the rooms: tables belong to them, and change silently."""

from __future__ import annotations

from pathlib import Path

import tradepost.doors

DOORS = Path(tradepost.doors.__file__).parent


def test_no_integration_and_no_file_speaks_sql() -> None:
    spoken = [
        f"{file.relative_to(DOORS)}: {line.strip()}"
        for door in ("integrations", "files")
        for file in sorted((DOORS / door).rglob("*.py"))
        for line in file.read_text().splitlines()
        if "base import sql" in line or "django.db import connection" in line
    ]
    assert spoken == []
