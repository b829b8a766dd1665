"""What an integration wants to know it asks of the rooms: tables belong to them, and change without telling doors."""

from __future__ import annotations

from pathlib import Path

import tradepost.doors.integrations

HERE = Path(tradepost.doors.integrations.__file__).parent


def test_no_integration_speaks_sql() -> None:
    spoken = [
        f"{file.relative_to(HERE)}: {line.strip()}"
        for file in sorted(HERE.rglob("*.py"))
        for line in file.read_text().splitlines()
        if "base import sql" in line or "django.db import connection" in line
    ]
    assert spoken == []
