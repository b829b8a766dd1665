"""Calls the typesetter: our templates and one data file in memory, PDF or PNG out, no network.

Text reaches the page only as values of `data.json`, so nothing in it can act as markup.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "templates"

LARGE = 200_000
"""Bytes of data from which the typesetter's memory is given back at once (about 300 lines)."""

REMEMBERED = 11
"""Typesettings for which it keeps what it worked out; 1,000 lines hold 170 MB each, measured with 0.15."""


@cache
def _fonts() -> typst.Fonts:
    """The typesetter's own typefaces, the same everywhere; the system's only fill in missing characters."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def _templates(own: Path | None) -> Mapping[str, bytes]:
    """Our templates, each replaced by a file of the same name in the company's own folder."""
    files = {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}
    if own is not None:
        files.update({path.name: path.read_bytes() for path in sorted(own.glob("*.typ"))})
    return files


def typeset(
    main: str,
    data: Mapping[str, Any],
    *,
    pictures: Mapping[str, bytes],
    made_on: date | None,
    form: str = "pdf",
    dots: float = 144,
    templates: Path | None = None,
) -> list[bytes]:
    """One PDF, or one PNG a page. The PDF bears the paper's day, so the same data gives the same bytes."""
    files: dict[str, bytes] = {
        **_templates(templates),
        **pictures,
        "main.typ": f'#import "{main}": show-paper\n#show-paper(json("data.json"))\n'.encode(),
        "data.json": json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"),
    }
    stamp = datetime.combine(made_on, time(), tzinfo=UTC) if made_on else datetime(2000, 1, 1, tzinfo=UTC)
    # The stub knows no folder in memory, which the library documents.
    made: bytes | list[bytes] = typst.compile(  # type: ignore[call-overload]
        files, format=form, font_paths=_fonts(), timestamp=stamp, ppi=float(dots) if form == "png" else None
    )
    if len(files["data.json"]) > LARGE:
        _forget()
    return [made] if isinstance(made, bytes) else made


def _forget() -> None:
    """Let the typesetter drop what it kept of a large paper: set as many empty pages as it remembers."""
    for _ in range(REMEMBERED):
        typst.compile(b"", format="pdf", font_paths=_fonts())
