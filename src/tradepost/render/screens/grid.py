"""The keyboard grid declared: which columns a line has, where items are found and lines are computed.

The wire, all JSON. Look-up `GET lookup_url?q=` answers
`{"items": [{"id", "code", "name", "detail", "unit", "units": ["piece", "case"]}]}`.
Preview `POST preview_url` gets `{"id", "head": {field: text}, "lines": [{"key", column: text}]}` and answers
`{"lines": [{"key", "cells": {column: text}, "hints": {column: text}, "errors": {column: sentence},
"warnings": {column: sentence}, "why": {column: sentence}, "units": [text]}], "totals": [{"label", "text", "strong"}],
"notices": [{"tone", "text"}]}`: `cells` fills read-only columns, `hints` shows in an editable one as long as
nobody typed there. Submit `POST submit_url` gets the same as preview and answers `{"url"}`, or with status 409
or 422 `{"message", "fields": {field: sentence}, "lines": {key: {column: sentence}}}`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class GridColumn:
    """`kind`: item, figure, unit, text, day, shown (read-only text), shown_figure (read-only, right-aligned).

    `width` is in characters. `required` lines without it count as unfinished. `narrow` shows it on a phone.
    """

    key: str
    label: Text
    kind: str = "text"
    width: int = 10
    required: bool = False
    grow: bool = False
    narrow: bool = True
    help: Text = ""

    @property
    def editable(self) -> bool:
        return not self.kind.startswith("shown")


@dataclass(frozen=True, slots=True)
class OrderGrid:
    """A grid on a page. `id` is minted by the server at page load: sent twice, it is one document."""

    id: str
    columns: Sequence[GridColumn]
    preview_url: str
    submit_url: str
    lookup_url: str = ""
    label: Text = ""
    draft_key: str = ""
    lines: Sequence[Mapping[str, Any]] = ()
    submit: Text = ""
    can_add: bool = True
    head_form: str = "grid-head"
    paste_columns: Sequence[str] = ("item", "quantity", "unit", "price")
    blank_rows: int = 5
    extra: Mapping[str, Any] = field(default_factory=dict)

    def settings(self) -> dict[str, Any]:
        """What the script needs, as plain JSON values."""
        return {
            "id": str(self.id),
            "columns": [
                {**asdict(c), "label": str(c.label), "help": str(c.help), "editable": c.editable}
                for c in self.columns
            ],
            "previewUrl": str(self.preview_url),
            "submitUrl": str(self.submit_url),
            "lookupUrl": str(self.lookup_url),
            "label": str(self.label),
            "draftKey": self.draft_key,
            "lines": [dict(line) for line in self.lines],
            "canAdd": self.can_add,
            "headForm": self.head_form,
            "pasteColumns": list(self.paste_columns),
            "blankRows": self.blank_rows if self.can_add else 0,
            "extra": dict(self.extra),
            "words": grid_words(),
        }


def grid_words() -> dict[str, str]:
    """What the grid says, in the language in force."""
    return {
        "line": _("Line"),
        "delete": _("Delete line"),
        "lines_one": _("1 line"),
        "lines": _("{count} lines"),
        "pasted": _("{count} lines pasted. Ctrl+Z takes them back."),
        "deleted": _("Line deleted. Ctrl+Z brings it back."),
        "undone": _("Undone"),
        "computing": _("Computing …"),
        "offline": _("Not reached. Your lines are kept here; trying again."),
        "not_sent": _("Not sent: the server was not reached. Your lines are kept. Try again."),
        "signed_out": _("You were signed out. Your lines are kept: sign in in another tab, then try again."),
        "sending": _("Sending …"),
        "errors": _("{count} lines need a look before this can be sent."),
        "errors_one": _("1 line needs a look before this can be sent."),
        "empty": _("Type an item in the first line, or paste a list with Ctrl+V."),
        "nothing": _("There is no line yet."),
        "nothing_found": _("Nothing found"),
        "draft_found": _("An entry from {when} with {count} lines was not sent."),
        "draft_continue": _("Continue it"),
        "draft_discard": _("Discard it"),
        "saved": _("Draft kept on this computer"),
    }
