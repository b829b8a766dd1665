"""The keyboard grid declared: which columns a line has, where items are found and lines are computed.

The wire, all JSON. Look-up `GET lookup_url?q=` answers
`{"items": [{"id", "code", "name", "detail", "last", "unit", "units": ["piece", "case"]}]}`, and to `?code=`, a
scanned code, the one item with `"times"` (how many of the unit one scan is), `"pieces": {"piece": [1, 1], "case":
[12, 1]}` and `"sets": {column: text}`; or `"place": code`; or a `"line"` as it is loaded, to be typed in; or no item
and `"says": sentence`.
Preview `POST preview_url` gets `{"id", "head": {field: text}, "lines": [{"key", column: text}]}` and answers
`{"lines": [{"key", "cells": {column: text}, "hints": {column: text}, "errors": {column: sentence},
"warnings": {column: sentence}, "why": {column: sentence}, "units": [text], "likes": [{"code", "name"}],
"typed": {column: text}, "fixes": [{"cell": column, "value": text, "sure": bool}]}],
"totals": [{"label", "text", "strong"}], "notices": [{"tone", "text", "field", "value"}]}`: `cells` fills
read-only columns, `hints` shows in an editable one as long as nobody typed there, `likes` is what a wrong item may
have meant, `typed` is what was typed taken apart ("2cs" as quantity and unit), `fixes` is what would mend a cell
(`sure`: also together with all others), as `field` and `value` of a notice do over the lines; it may have a `label`
of its own, `others` cells that change with it, or `lines` that the line becomes.
A grid that `reads` sends what was pasted since the last answer as `"pasted": [{"keys": [key], "text"}]`, the keys of
the lines it made of the text itself; the answer's `"pasted": {"keys", "lines": [line], "asks": [{"key", "said",
"name", "quantity", "fits": [{"code", "name", "unit", "percent", "why"}]}], "passed": [text], "passed_count"}` has
the lines as the server read them, what is not sure, and rows that are no lines. A notice may have `"url"` and `"link"`.
Suggestions `POST suggest_url` gets the same as preview and answers `{"suggestions": [{"heading", "code", "name",
"amount", "reason", "url", "link", "key", "values": {column: text}}], "says": sentence}`: one that is taken becomes a
line, or the line of its `key` becomes it.
Submit `POST submit_url` gets the same as preview and answers `{"url"}`, or with status 409 or
422 `{"message", "fields": {field: sentence}, "lines": {key: {column: sentence}}}`; with 412, when somebody else
saved the document since it was opened at `extra["version"]`, `{"message", "version", "theirs": [line, ...]}`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.functional import Promise

from tradepost.render.screens.grid_words import grid_words

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
    """A grid on a page. `id` is minted by the server at page load: sent twice, it is one document.

    `draft_key` names kind and person: what is typed is kept under it. `scans`: a barcode counts a line wherever
    one stands, in the column `counts`; the columns `scan_sets` get what it says beside, `place` a bin's label.
    `of_document`: whatever is kept under `draft_key` is of this one document, and offered though lines are there.
    `remembers`: the look-up answers an empty text with what was bought last. `reads`: the preview reads pasted text.
    `extra["version"]` is that of a document
    that stands. `suggest_url` tells what may be missing from the lines; `suggests`: it is asked at once.
    """

    id: str
    columns: Sequence[GridColumn]
    preview_url: str
    submit_url: str
    suggest_url: str = ""
    suggests: bool = False
    lookup_url: str = ""
    label: Text = ""
    draft_key: str = ""
    of_document: bool = False
    lines: Sequence[Mapping[str, Any]] = ()
    submit: Text = ""
    can_add: bool = True
    head_form: str = "grid-head"
    paste_columns: Sequence[str] = ("item", "quantity", "unit", "price")
    blank_rows: int = 5
    scans: bool = False
    counts: str = "quantity"
    scan_sets: Sequence[str] = ()
    remembers: bool = False
    reads: bool = False
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
            "suggestUrl": str(self.suggest_url),
            "suggests": self.suggests,
            "lookupUrl": str(self.lookup_url),
            "label": str(self.label),
            "draftKey": self.draft_key,
            "ofDocument": self.of_document,
            "lines": [dict(line) for line in self.lines],
            "canAdd": self.can_add,
            "headForm": self.head_form,
            "pasteColumns": list(self.paste_columns),
            "scans": {"counts": self.counts, "sets": list(self.scan_sets)} if self.scans else None,
            "remembers": self.remembers,
            "reads": self.reads,
            "blankRows": self.blank_rows if self.can_add else 0,
            "extra": dict(self.extra),
            "words": grid_words(),
        }
