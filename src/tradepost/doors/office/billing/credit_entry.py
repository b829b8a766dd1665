"""A new credit note that names no invoice, by grid: items or words, what they come to as they are typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.commands import CreditInput, CreditLineInput
from tradepost.domain.billing.queries import CreditRead
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.queries import CodeOf
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.doors.office.billing.forms import CreditEntryHead
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.alike import propose
from tradepost.doors.office.parts.amounts import spelled, units_by_item
from tradepost.doors.office.parts.figures import figure, tax_label
from tradepost.doors.office.parts.posted import Posted, id_of, posted
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import money_text, number_text
from tradepost.render.screens.grid import GridColumn, OrderGrid

COLUMNS = (
    GridColumn("item", gettext_lazy("Item"), "item", 20, help=gettext_lazy("Empty: what the text says")),
    GridColumn(
        "text", gettext_lazy("Text"), "text", 24, grow=True, help=gettext_lazy("Empty: the item’s name")
    ),
    GridColumn("quantity", gettext_lazy("Quantity"), "figure", 9, required=True),
    GridColumn("unit", gettext_lazy("Unit"), "unit", 9),
    GridColumn("price", gettext_lazy("Price"), "figure", 12, required=True, help=gettext_lazy("Net")),
    GridColumn("discount", gettext_lazy("Disc. %"), "figure", 8, narrow=False),
    GridColumn(
        "tax_class", gettext_lazy("Tax class"), "text", 11, narrow=False,
        help=gettext_lazy("Of what is no item: standard, reduced, zero"),
    ),
    GridColumn("tax", gettext_lazy("Tax"), "shown_figure", 9, narrow=False),
    GridColumn("net", gettext_lazy("Net"), "shown_figure", 12),
)  # fmt: skip
CELL_OF = {"item_id": "item", "unit_price": "price", "discount_percent": "discount", "tax": "tax_class"}
"""Where the grid shows what the command says about a line's field."""
NOBODY = UUID(int=0)
ZERO = Decimal(0)


@page("billing.issue_credit")
def entry(request: HttpRequest, by: By) -> HttpResponseBase:
    """An empty grid; `?customer=` chooses one."""
    chosen = _customer(by, request.GET.get("customer", ""))
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("Lines of the credit note"),
        columns=COLUMNS,
        lookup_url=address("order_items"),
        preview_url=address("credit_preview"),
        submit_url=address("credit_submit"),
        draft_key=f"credit:{by.actor_id}",
        paste_columns=("item", "quantity", "unit", "price"),
        submit=_("Post credit note"),
    )
    head = CreditEntryHead(
        auto_id="head_%s",
        initial={"customer": chosen.customer_id if chosen else None},
        customer_name=chosen.name if chosen else "",
    )
    told = _("No invoice is named and stock is not touched: goods that come back are a return.")
    context = {
        "grid": grid,
        "head": head,
        "title": _("New credit note"),
        "back_url": address("customer", chosen.customer_id) if chosen else address("invoices"),
        "back_label": chosen.name if chosen else _("Invoices"),
        "notices": [{"tone": "info", "text": told}],
    }
    return render(request, "office/grid.html", context)


def _customer(by: By, text: str) -> CustomerTerms | None:
    """The chosen customer, when there is one this person may see."""
    if not text:
        return None
    found = parties_queries.visible_customers(by).in_bulk([id_of(text)])
    return parties_queries.customer_terms(id_of(text)) if found else None


@dataclass(frozen=True, slots=True)
class _Typed:
    """The lines as they were typed, and what cannot be read of them by place."""

    lines: Sequence[CreditLineInput]
    items: Sequence[CodeOf | None]
    units: Mapping[UUID, list[str]]
    wrong: Mapping[int, dict[str, str]]


def _typed(sent: Posted, party_id: UUID | None) -> _Typed:
    codes = sorted({line.get("item", "") for line in sent.lines} - {""})
    known = catalog_queries.items_by_codes(codes, party_id) if codes else {}
    units = units_by_item(item.item_id for item in known.values()) if known else {}
    lines: list[CreditLineInput] = []
    items: list[CodeOf | None] = []
    wrong: dict[int, dict[str, str]] = {}
    for place, typed in enumerate(sent.lines):
        item = known.get(typed.get("item", ""))
        told: dict[str, str] = {}
        if typed.get("item") and item is None:
            told["item"] = _("No item has this code.")
        lines.append(_line(spelled(typed, units.get(item.item_id, [])) if item else typed, item, told))
        items.append(item)
        if told:
            wrong[place] = told
    return _Typed(lines, items, units, wrong)


def _line(typed: Mapping[str, str], item: CodeOf | None, told: dict[str, str]) -> CreditLineInput:
    """What is no number counts as 0 and is told."""
    quantity, price = figure(typed.get("quantity") or "1"), figure(typed.get("price", ""))
    discount = figure(typed["discount"]) if typed.get("discount") else ZERO
    if quantity is None or quantity <= 0:
        told["quantity"] = _("Give a quantity above zero.")
    if price is None:
        told["price"] = _("This is not a price.") if typed.get("price") else _("Give a price.")
    if discount is None:
        told["discount"] = _("This is not a percentage.")
    return CreditLineInput(
        quantity or ZERO,
        price or ZERO,
        item.item_id if item else None,
        typed.get("unit") or (item.unit if item else ""),
        typed.get("text", "")[:500],
        discount or ZERO,
        typed.get("tax_class", "").strip().lower()[:50],
    )


@grid_verb("billing.issue_credit")
def preview(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    customer = _customer(by, sent.head.get("customer", ""))
    typed = _typed(sent, customer.party_id if customer else None)
    told = [_shown(place, line, typed) for place, line in enumerate(sent.lines)]
    propose(sent.lines, told)
    if customer is None:
        notice = {"tone": "info", "text": _("Choose a customer to see tax and total.")}
        return {"lines": told, "totals": [], "notices": [notice] if sent.lines else []}
    head = CreditEntryHead(dict(sent.head))
    head.is_valid()
    read = _read(by, customer, typed, head.cleaned_data)
    for place, found in read.lines.items():
        if place in typed.wrong:
            continue
        told[place]["cells"] |= {
            "net": money_text(found.net, read.currency),
            "tax": number_text(found.tax_rate) + " %",
        }
        told[place]["hints"] |= {"text": found.name}
    for path, sentence in read.faults.items():
        if (at := _place_of(path)) is not None and at[0] not in typed.wrong:
            told[at[0]]["errors"].setdefault(at[1], str(sentence))
    good = {place: line for place, line in read.lines.items() if place not in typed.wrong}
    return {"lines": told, "totals": _totals(replace(read, lines=good)), "notices": []}


def _read(by: By, customer: CustomerTerms, typed: _Typed, given: Mapping[str, Any]) -> CreditRead:
    credit = CreditInput(
        NOBODY,
        customer.customer_id,
        typed.lines,
        given.get("reason") or "-",
        given.get("credited_on"),
        currency=given.get("currency") or "",
    )
    (read,) = billing_queries.read_credits(by, [credit])
    assert isinstance(read, CreditRead)
    return read


def _shown(place: int, line: Mapping[str, str], typed: _Typed) -> dict[str, Any]:
    item, unit = typed.items[place], typed.lines[place].unit
    units = typed.units.get(item.item_id, []) if item else []
    return {
        "key": line.get("key"),
        "cells": {"name": item.name} if item else {},
        "hints": {"quantity": "1", "unit": unit or (units[0] if units else "")},
        "errors": dict(typed.wrong.get(place, {})),
        "warnings": {},
        "units": units,
    }


def _totals(read: CreditRead) -> list[dict[str, Any]]:
    amounts, currency = read.amounts, read.currency

    def total(label: str, amount: Decimal, *, strong: bool = False) -> dict[str, Any]:
        return {"label": label, "text": f"{money_text(amount, currency)} {currency}", "strong": strong}

    taxes = [total(tax_label(tax.code, tax.rate), tax.tax) for tax in amounts.taxes]
    return [total(_("Net"), amounts.net_total), *taxes, total(_("Total"), amounts.total, strong=True)]


def _place_of(path: str) -> tuple[int, str] | None:
    """`lines.3.unit_price` as (3, "price"); None: it stands over the lines."""
    word, _dot, rest = path.partition(".")
    place, _dot, name = rest.partition(".")
    return (int(place), CELL_OF.get(name, name)) if word == "lines" and place.isdecimal() else None


@grid_verb("billing.issue_credit")
def submit(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    customer = _customer(by, sent.head.get("customer", ""))
    typed = _typed(sent, customer.party_id if customer else None)
    head = CreditEntryHead(dict(sent.head))
    fields = {name: " ".join(str(error) for error in errors) for name, errors in head.errors.items()}
    if customer is None:
        fields["customer"] = _("Choose a customer.")
    fields |= {
        f"lines.{place}.{name}": says for place, told in typed.wrong.items() for name, says in told.items()
    }
    if fields or customer is None:
        raise Invalid(_("This credit note cannot be posted yet."), fields=fields)
    given = head.cleaned_data
    try:
        made = billing.issue_credit(
            by,
            credit_note_id=sent.id,
            customer_id=customer.customer_id,
            lines=typed.lines,
            reason=given["reason"],
            credited_on=given["credited_on"],
            customer_po=given["customer_po"],
            currency=given["currency"],
        )
    except Invalid as refusal:
        raise _in_cells(refusal) from None
    messages.success(request, _("Credit note %s posted.") % made.number)
    return {"url": address("invoice", made.pk)}


def _in_cells(refusal: Invalid) -> Invalid:
    """The same refusal at the grid's own columns."""
    fields = {}
    for path, says in (refusal.facts.get("fields") or {}).items():
        at = _place_of(str(path))
        fields[f"lines.{at[0]}.{at[1]}" if at else str(path)] = says
    return Invalid(refusal.message, **{**refusal.facts, "fields": fields})
