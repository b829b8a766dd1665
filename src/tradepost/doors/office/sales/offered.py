"""What a line of a quote has beside those of an order: its heading, and whether it may be left out."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.domain.sales.commands import LineInput, OfferedInput
from tradepost.render.screens.grid import GridColumn

CHOSEN = "*"
_OPTIONAL = ("o", "opt", "option", "optional")
OPTION_HELP = gettext_lazy(
    "Empty: firm. “o”: optional. Another word: one of its alternatives. A * behind it: chosen already"
)


def option_columns() -> list[GridColumn]:
    return [
        GridColumn(
            "section", _("Section"), "text", 13, narrow=False, help=_("Stands over the line, with its sum")
        ),
        GridColumn("option", _("Option"), "text", 9, narrow=False, help=OPTION_HELP),
    ]


def stand_of(text: str) -> tuple[str, str, bool]:
    """What was typed in the cell as kind, group and whether it is chosen."""
    word = text.strip()
    chosen = word.endswith(CHOSEN)
    word = word.rstrip(CHOSEN).strip()
    if not word:
        return "firm", "", True
    if word.casefold() in (*_OPTIONAL, _("optional").casefold()):
        return "optional", "", chosen
    return "alternative", word, chosen


def stand_text(line: Any) -> str:
    """The cell of a line that stands."""
    if line.kind == "firm":
        return ""
    word = line.choice if line.kind == "alternative" else _("optional")
    return f"{word} {CHOSEN}" if getattr(line, "chosen", False) else word


def is_open_option(line: Mapping[str, str]) -> bool:
    """Whether a posted line is an option that is not chosen, so that no total counts it."""
    kind, _choice, chosen = stand_of(line.get("option", ""))
    return kind != "firm" and not chosen


def as_offered(lines: Iterable[LineInput], typed: Iterable[Mapping[str, str]]) -> list[OfferedInput]:
    """The lines for a command, each with its place in the quote."""
    found = []
    for line, cells in zip(lines, typed, strict=True):
        kind, choice, chosen = stand_of(cells.get("option", ""))
        values = {one.name: getattr(line, one.name) for one in fields(LineInput)}
        found.append(
            OfferedInput(**values, section=cells.get("section", ""), kind=kind, choice=choice, chosen=chosen)
        )
    return found


def option_words(line: Any) -> str:
    """How a line stands, for people; nothing of a firm one. Of a template nothing is chosen."""
    chosen = getattr(line, "chosen", False)
    if line.kind == "firm":
        return ""
    if line.kind == "optional":
        return _("Optional, chosen") if chosen else _("Optional")
    words = {"group": line.choice}
    return (_("Alternative %(group)s, chosen") if chosen else _("Alternative %(group)s")) % words
