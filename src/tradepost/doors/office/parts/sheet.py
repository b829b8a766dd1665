"""A verb over lines: a sheet with one quantity per line, as wide as the document, kept from the keyboard.

A room declares what its lines are and which command takes them; `sheet_urls` makes page, preview and submit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.base.units import UnitFactor, from_base, to_base
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure, unit_text
from tradepost.doors.office.parts.posted import Posted, posted
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import number_text
from tradepost.render.screens.document import Text
from tradepost.render.screens.form import ScreenForm
from tradepost.render.screens.grid import GridColumn, OrderGrid


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line to say a quantity about: at most `open` base units; `unit` is the one it was ordered in."""

    key: UUID
    sku: str
    name: str
    open: int
    base_unit: str
    unit: str = ""
    factor: UnitFactor = field(default_factory=UnitFactor)
    cells: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    choices: Sequence[str] = ()

    @property
    def units(self) -> list[str]:
        return list(dict.fromkeys([self.unit or self.base_unit, self.base_unit]))

    @property
    def told(self) -> dict[str, str]:
        """What the read-only cells say."""
        most = unit_text(self.open, self.factor, self.unit or self.base_unit, self.base_unit)
        return {"sku": self.sku, "name": self.name, "open": most, **self.cells}

    @property
    def whole(self) -> dict[str, str]:
        """All of it, as quantity and unit."""
        exact = from_base(self.open, self.factor)
        if exact.denominator == 1:
            return {"quantity": str(exact.numerator), "unit": self.unit or self.base_unit}
        return {"quantity": str(self.open), "unit": self.base_unit}

    def base(self, typed: Any, unit: str) -> int:
        """What was typed in base units. Raises Invalid with the sentence for the cell."""
        quantity = figure(typed)
        if quantity is None or quantity <= 0:
            raise Invalid(_("Give a quantity above zero."))
        if unit and unit not in self.units:
            raise Invalid(_("Give it in %s.") % _(" or ").join(self.units))
        factor = self.factor if (unit or self.units[0]) == (self.unit or self.base_unit) else UnitFactor()
        found = to_base(quantity, factor)
        if found > self.open:
            raise Invalid(_("At most %s.") % self.told["open"])
        return found


@dataclass(frozen=True, slots=True)
class Chosen:
    """A line somebody gave a quantity (base units), with whatever else was typed beside it."""

    key: UUID
    quantity: int
    typed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetOf:
    """The document a sheet is about: its words, the lines that may be chosen, and columns that only these need.

    `head`: a form that only these need, instead of the sheet's own.
    """

    title: str
    back_url: str
    back_label: str
    lines: Sequence[SheetLine]
    more_columns: Sequence[GridColumn] = ()
    head: type[ScreenForm] | None = None


class LineSheet:
    """Declare one per verb. `prefilled` starts with everything open; else only what is typed counts."""

    name: str
    route: str
    may: str
    submit: Text
    done: Text
    prefilled = False
    open_label: Text = gettext_lazy("Open")
    more_columns: Sequence[GridColumn] = ()
    with_units = True
    head: type[ScreenForm] = ScreenForm
    nothing: Text = gettext_lazy("Nothing is left to choose from.")
    none_chosen: Text = gettext_lazy("Give at least one line a quantity.")
    may_be_none = False
    """Whether it is sent without any line: then it is about the whole."""

    def about(self, by: By, pk: UUID) -> SheetOf:
        """What the sheet shows. Raises NotFound."""
        raise NotImplementedError

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        """Say the one command; give the address to go to."""
        raise NotImplementedError

    def foresee(self, by: By, pk: UUID, chosen: Sequence[Chosen]) -> Sequence[str]:
        """What would follow from these, in sentences above the grid; nothing is done."""
        return ()

    cell = "quantity"
    """Where it stands what is wrong with a line."""

    def read(
        self, lines: Sequence[SheetLine], asked: Sequence[Mapping[str, str]]
    ) -> tuple[list[Chosen], dict[int, str]]:
        """The posted lines as quantities, and what is wrong with the others, by place."""
        known = {str(line.key): line for line in lines}
        chosen: list[Chosen] = []
        wrong: dict[int, str] = {}
        for place, typed in enumerate(asked):
            line = known.get(typed.get("key", ""))
            if line is None:
                wrong[place] = _("This line is no longer open. Load the page again.")
            elif typed.get("quantity"):
                try:
                    quantity = line.base(typed["quantity"], typed.get("unit", "") if self.with_units else "")
                except Invalid as refusal:
                    wrong[place] = refusal.message
                else:
                    chosen.append(Chosen(line.key, quantity, typed))
        return chosen, wrong

    def columns(self) -> list[GridColumn]:
        unit = [GridColumn("unit", _("Unit"), "unit", 9)] if self.with_units else []
        return [
            GridColumn("sku", _("Item"), "shown", 16),
            GridColumn("name", _("Name"), "shown", 24, grow=True),
            GridColumn("open", self.open_label, "shown_figure", 12),
            GridColumn("quantity", _("Quantity"), "figure", 10, required=True),
            *unit,
            *self.more_columns,
        ]


def sheet_urls(sheet: LineSheet) -> list[URLPattern]:
    """The page at the sheet's route, and the two addresses its grid posts to."""

    @page(sheet.may)
    def shown(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
        about = sheet.about(by, pk)
        grid = OrderGrid(
            id=str(new_id(by.now)),
            label=about.title,
            columns=[*sheet.columns(), *about.more_columns],
            preview_url=address(f"{sheet.name}_preview", pk),
            submit_url=address(f"{sheet.name}_submit", pk),
            lines=[_loaded(sheet, line) for line in about.lines],
            submit=sheet.submit,
            can_add=False,
        )
        notices = [] if about.lines else [{"tone": "info", "text": sheet.nothing}]
        return render(
            request,
            "office/grid.html",
            {
                "grid": grid,
                "head": (about.head or sheet.head)(auto_id="head_%s"),
                "title": about.title,
                "back_url": about.back_url,
                "back_label": about.back_label,
                "notices": notices,
            },
        )

    @grid_verb(sheet.may)
    def preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
        lines, sent = sheet.about(by, pk).lines, posted(asked).lines
        chosen, _wrong = sheet.read(lines, sent)
        told = [{"tone": "info", "text": text} for text in (sheet.foresee(by, pk, chosen) if chosen else ())]
        return {**_previewed(sheet, lines, sent), "notices": told}

    @grid_verb(sheet.may)
    def submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
        sent = posted(asked)
        chosen, head = _checked(sheet, sheet.about(by, pk), sent)
        url = sheet.act(by, pk, sent.id, chosen, head)
        messages.success(request, str(sheet.done))
        return {"url": url}

    return [
        path(sheet.route, shown, name=sheet.name),
        path(f"{sheet.route}preview/", preview, name=f"{sheet.name}_preview"),
        path(f"{sheet.route}submit/", submit, name=f"{sheet.name}_submit"),
    ]


def _loaded(sheet: LineSheet, line: SheetLine) -> dict[str, Any]:
    whole = line.whole
    typed = {**(whole if sheet.prefilled else {}), **line.values}
    if not sheet.with_units:
        typed = {name: value for name, value in typed.items() if name != "unit"}
    hints = {"unit": whole["unit"]} if sheet.with_units else {}
    return {
        "key": str(line.key),
        "cells": line.told,
        "hints": hints,
        "units": [*(line.choices or line.units)],
        **typed,
    }


def _previewed(
    sheet: LineSheet, lines: Sequence[SheetLine], asked: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    chosen, wrong = sheet.read(lines, asked)
    known = {str(line.key): line for line in lines}
    told = []
    for place, typed in enumerate(asked):
        line = known.get(typed.get("key", ""))
        told.append(
            {
                "key": typed.get("key"),
                "cells": line.told if line else {},
                "hints": {"unit": line.whole["unit"]} if line and sheet.with_units else {},
                "units": (line.choices or line.units) if line else [],
                "errors": {sheet.cell: wrong[place]} if place in wrong else {},
            }
        )
    count = {"label": _("Lines chosen"), "text": number_text(len(chosen)), "strong": True}
    return {"lines": told, "totals": [count]}


def _checked(sheet: LineSheet, about: SheetOf, sent: Posted) -> tuple[list[Chosen], dict[str, Any]]:
    chosen, wrong = sheet.read(about.lines, sent.lines)
    fields = {f"lines.{place}.{sheet.cell}": sentence for place, sentence in wrong.items()}
    head = (about.head or sheet.head)(dict(sent.head))
    if not head.is_valid():
        fields |= {name: " ".join(str(error) for error in errors) for name, errors in head.errors.items()}
    if fields:
        raise Invalid(_("This cannot be sent yet."), fields=fields)
    if not chosen and not sheet.may_be_none:
        raise Invalid(str(sheet.none_chosen))
    return chosen, head.cleaned_data
