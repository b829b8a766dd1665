"""What the server says to a grid that is being typed: prices, stock, promise days, totals, warnings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.money import ZERO, round_amount
from tradepost.base.units import UnitFactor
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Priced
from tradepost.domain.pricing.rules import Taxed, TaxLine, tax_lines
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.queries import Foreseen
from tradepost.domain.sales.rules import Stand, freight_tax, options_net, with_freight
from tradepost.domain.sales.rules.charging import Charged, charged
from tradepost.doors.office.parts.alike import propose
from tradepost.doors.office.parts.charged import charge_totals
from tradepost.doors.office.parts.figures import figure, in_unit, plain, tax_label
from tradepost.doors.office.parts.posted import Posted
from tradepost.doors.office.parts.promised import why_foreseen
from tradepost.doors.office.parts.sourced import RULES, why_trace
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.sales.checking import checked, notices_of, tell_lines
from tradepost.doors.office.sales.entry import Sheet, customer_of, day_of, line_id_of
from tradepost.doors.office.sales.kit_lines import propose_parts
from tradepost.doors.office.sales.margins import margins
from tradepost.doors.office.sales.offered import stand_of
from tradepost.doors.office.sales.why import quota_missed, why_price
from tradepost.render.formats import day_text, money_text, number_text
from tradepost.render.screens.document import Total


def previewed(by: By, sent: Posted, *, promises: bool = True, delivers: bool = True) -> dict[str, Any]:
    """The answer to one preview; the number of statements does not grow with the lines. Holds nothing.

    `promises`: days are promised by it. `delivers`: goods go out by it, so that it matters whether there are any.
    """
    customer = customer_of(by, sent.head.get("customer", ""))
    discount = figure(sent.head.get("order_discount_percent")) or ZERO
    percent = min(max(discount, ZERO), Decimal(100))
    sheet = Sheet(customer, sent.lines, today_of(by), percent, offered=not promises)
    stock = _stock(by, sheet, sent.head)
    lines = [_line(by, sheet, place, stock.get(place), promises) for place in range(len(sent.lines))]
    _name_sources(lines, stock)
    propose(sheet.lines, lines)
    earned = margins(by, sheet)
    for place, text in earned.by_place.items():
        lines[place]["cells"]["margin"] = text
        if place in earned.lost:
            lines[place]["warnings"]["margin"] = _("Sold for less than it cost.")
    if customer is None:
        missing = (
            []
            if sent.head.get("customer")
            else [{"tone": "info", "text": _("Choose a customer to see prices.")}]
        )
        return {"lines": lines, "totals": [], "notices": missing}
    kept = sales_queries.kept_terms(sent.id)
    customer = replace(customer, tax_rounding=kept.tax_rounding or customer.tax_rounding)
    found = checked(by, sent, sheet, customer, stock if delivers else {}, promises=promises)
    tell_lines(lines, found)
    propose_parts(sheet, lines, found)
    charges = _charged(sent, sheet, kept.offered)
    taxed = [row.taxed for place, row in sheet.priced.items() if sheet.counts(place)]
    return {
        "lines": lines,
        "totals": earned.total + _totals(taxed, charges, customer) + _options(sheet, customer.currency),
        "notices": [*notices_of(customer, found), *_rules(sheet)],
    }


def _rules(sheet: Sheet) -> list[dict[str, str]]:
    """What a rule takes off the whole order, and what comes free."""
    told = []
    if sheet.offer.value_discount:
        text = _("%(percent)s%% off all lines: “%(rule)s”. It is counted in the net amounts.")
        words = {"percent": plain(sheet.offer.value_discount_percent), "rule": sheet.offer.value_discount}
        told.append({"tone": "info", "text": text % words})
    for gift in sheet.offer.gifts:
        words = {"quantity": number_text(gift.quantity), "unit": gift.unit, "item": f"{gift.sku} {gift.name}"}
        words["promotion"] = gift.trace["promotion"]
        text = _("Free: %(quantity)s %(unit)s %(item)s, “%(promotion)s”. A line of its own is added.")
        told.append({"tone": "info", "text": text % words})
    return told


def _stock(by: By, sheet: Sheet, head: Mapping[str, str]) -> dict[int, Foreseen]:
    """What each priced line would be promised, from its warehouse or those that the order's rule would choose."""
    if not sheet.priced or sheet.customer is None:
        return {}
    customer, rule = sheet.customer, head.get("sourcing") or None
    named, carrier = (line_id_of(head.get(name, "")) for name in ("warehouse", "carrier"))
    goes = delivery_queries.way_to(customer, named or customer.warehouse_id, carrier)
    own, rule = sales_queries.served_as(
        by, customer, named, rule if rule in RULES else None, goes.sent.warehouse_id
    )
    whole = {"whole": True, "parts": False}.get(head.get("ship_complete", ""), customer.ship_complete)
    lines = [
        (
            UUID(int=place), line.item_id, line.quantity, day_of(typed.get("wanted", "")), line.factor,
            sheet.house_of(typed),
        )
        for place, line in sheet.priced.items()
        for typed in (sheet.lines[place],)
    ]  # fmt: skip
    ships = (whole, customer.minimum_fill_percent)
    wanted_on = day_of(head.get("requested_on", ""))
    asked = sales_queries.basket(by, rule, own, customer.country, ships, wanted_on, lines)
    found = sales_queries.foreseen(by, asked, customer, carrier, goes)
    return dict(zip(sheet.priced, found, strict=True))


def _name_sources(lines: Sequence[dict[str, Any]], stock: Mapping[int, Foreseen]) -> None:
    """Say in the cell of each line that a rule chose for where it would come from, and why."""
    chosen = {place: found for place, found in stock.items() if found.trace.get("rule")}
    if not chosen:
        return
    codes = {one.pk: one.code for one in inventory_queries.warehouses()}
    for place, found in chosen.items():
        lines[place]["hints"]["from"] = " + ".join(codes[house] for house in found.parts)
        lines[place]["why"]["from"] = why_trace(found.trace)


def _line(by: By, sheet: Sheet, place: int, seen: Foreseen | None, promises: bool) -> dict[str, Any]:
    typed, priced = sheet.lines[place], sheet.priced.get(place)
    hit = sheet.found.get(typed.get("item", ""))
    told: dict[str, Any] = {
        "key": typed.get("key"),
        "cells": {"name": hit.name if hit else ""},
        "hints": {"quantity": "1"} if hit else {},
        "units": sheet.units_of(typed),
        "errors": sheet.faults.get(place, {}),
        "warnings": {},
        "fixes": [],
        "why": {},
    }
    if sheet.spoken[place]:
        told["typed"] = {"quantity": typed["quantity"], "unit": typed["unit"]}
    if priced is not None and seen is not None and sheet.customer is not None:
        _fill(by, told, priced, seen, sheet, place, promises)
    return told


def _fill(
    by: By, told: dict[str, Any], line: Priced, seen: Foreseen, sheet: Sheet, place: int, promises: bool
) -> None:
    assert sheet.customer is not None
    stock, journey = seen.available, seen.last
    currency = sheet.customer.currency
    # Of goods that are priced by weight what was typed stays what it is: 10 wheels are not 10 kg.
    weighed = line.trace.get("weighed")
    unit = weighed["unit"] if weighed else line.unit
    factor = line.factor if unit == line.unit else UnitFactor()
    told["cells"] |= {
        "stock": number_text(in_unit(stock.available, factor)),
        "net": money_text(line.net, currency),
    }
    told["hints"] |= {
        "unit": unit,
        "price": money_text(line.unit_price, currency, finest=4),
        "discount": plain(line.discount_percent) if line.discount_percent else "",
    }
    told["why"]["price"] = why_price(line.trace, currency)
    if missed := quota_missed(line.trace):
        told["warnings"]["price"] = missed
    if not promises:
        return
    today = today_of(by)
    told["cells"]["promise"] = day_text(journey.arrives_on, today) if journey else _("not yet")
    if why := why_foreseen(seen, line.quantity, line.unit, line.factor, today):
        told["why"]["promise"] = why
    if journey is None:
        told["warnings"]["promise"] = _("Part of this waits for goods that nobody has ordered yet.")


def _amounts(
    taxed: Sequence[Taxed], freight: Decimal, customer: CustomerTerms
) -> tuple[list[TaxLine], Decimal]:
    """The taxes of an order, and all that the customer pays."""
    amounts = with_freight(taxed, freight, freight_tax(taxed))
    taxes = tax_lines(amounts, customer.currency, customer.tax_rounding)
    return taxes, sum((line.net for line in taxed), freight) + sum((tax.tax for tax in taxes), ZERO)


def _charged(sent: Posted, sheet: Sheet, offered: Charged | None) -> Charged:
    """What it is charged beside its goods: as typed, as its quote offered, or as the rules have it."""
    assert sheet.customer is not None
    typed = figure(sent.head.get("freight"))
    if typed is None and offered is not None:
        return offered
    return charged(
        sheet.offer.charges, None if typed is None else round_amount(typed, sheet.customer.currency)
    )


def _totals(taxed: Sequence[Taxed], charges: Charged, customer: CustomerTerms) -> list[dict[str, Any]]:
    net, currency = sum((line.net for line in taxed), ZERO), customer.currency
    taxes, total = _amounts(taxed, charges.freight, customer)
    rows = [Total(_("Net"), net), *charge_totals(charges.parts, charges.freight, currency)]
    rows += [Total(tax_label(tax.code, tax.rate), tax.tax) for tax in taxes]
    rows.append(Total(_("Total %s") % currency, total, strong=True))
    return [
        {
            "label": str(row.label),
            "text": money_text(row.value, currency),
            "strong": row.strong,
            "why": str(row.why),
        }
        for row in rows
    ]


def _options(sheet: Sheet, currency: str) -> list[dict[str, Any]]:
    """What the options of a quote would add; nothing where there are none."""
    stands = [
        Stand(kind, choice, chosen, row.net)
        for place, row in sheet.priced.items()
        for kind, choice, chosen in [stand_of(sheet.lines[place].get("option", ""))]
    ]
    if all(sheet.counts(place) for place in sheet.priced):
        return []
    return [{"label": _("Options, net"), "text": money_text(options_net(stands), currency), "strong": False}]
