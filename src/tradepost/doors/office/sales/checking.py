"""What is said of an order while it is typed: at the cell, with what would mend it, or over the lines."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.money import round_amount
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.queries import Foreseen, Seen, ToCheck
from tradepost.domain.sales.rules.findings import ERROR, NOTE, WARNING, Finding, Offered
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure, plain
from tradepost.doors.office.parts.posted import Posted
from tradepost.doors.office.parts.sourced import RULES
from tradepost.doors.office.sales.entry import CELL_OF, Sheet, day_of, line_id_of
from tradepost.render.formats import day_text, money_text, number_text
from tradepost.render.sentences import said

_TONES = {ERROR: "bad", WARNING: "warn", NOTE: "info"}
_CELL_OF_CODE = {"no-supply": "promise", "later-than-wanted": "promise", "below-cost": "price"}
"""Where a finding stands, other than at the field that would mend it."""
_SURE = ("error", "note")
"""What is mended at once with all others; a day, or a price, is for a person to agree."""


def checked(
    by: By,
    sent: Posted,
    sheet: Sheet,
    customer: CustomerTerms,
    stock: Mapping[int, Foreseen],
    *,
    promises: bool,
) -> list[Finding]:
    """Everything that is to be said of what is typed; see sales_queries.findings."""
    order = to_check(sent, sheet, customer, promises=promises)
    return sales_queries.findings(by, order, Seen(customer, sheet.judged, stock))


def to_check(sent: Posted, sheet: Sheet, customer: CustomerTerms, *, promises: bool = True) -> ToCheck:
    """What is typed, as a check takes it; lines that cannot be read yet are lines of nothing."""
    head = sent.head
    rule, whole = head.get("sourcing"), {"whole": True, "parts": False}.get(head.get("ship_complete", ""))
    freight = figure(head.get("freight"))
    return ToCheck(
        customer_id=customer.customer_id,
        lines=sheet.read_so_far(),
        warehouse_id=line_id_of(head.get("warehouse", "")),
        customer_po=head.get("customer_po", ""),
        requested_on=day_of(head.get("requested_on", "")),
        order_discount_percent=sheet.order_discount,
        freight=None if freight is None else round_amount(freight, customer.currency),
        shipping_address=head.get("shipping_address", ""),
        ship_complete=whole,
        carrier_id=line_id_of(head.get("carrier", "")),
        sourcing=rule if rule in RULES else None,
        order_id=sent.id,
        promises=promises,
    )


def tell_lines(lines: Sequence[dict[str, Any]], found: Sequence[Finding]) -> None:
    """Put each finding of a line at its cell, and beside it what would mend it. What a cell says already stays."""
    for one in found:
        if one.line is None:
            continue
        told, field = lines[one.line], CELL_OF.get(one.field, one.field)
        if one.instead:
            told["fixes"].append(in_its_place(one.instead))
            continue
        cell = _CELL_OF_CODE.get(one.code, field)
        told["errors" if one.severity == ERROR else "warnings"].setdefault(cell, said(one.note))
        if one.fix:
            told["fixes"].append({"cell": field, "value": one.fix, "sure": one.severity in _SURE})


def in_its_place(other: Offered) -> dict[str, Any]:
    """The substitute as a proposal: taken, the line asks for as much of it, at the customer's own price for it.

    What was typed for the other item goes with it; nor is the code a customer gave learned as the substitute's.
    """
    words = {
        "item": other.sku,
        "day": day_text(other.arrives_on, None),
        "n": number_text(other.free),
        "unit": other.base_unit,
        "price": money_text(other.unit_price, other.currency, finest=4),
        "per": other.unit,
    }
    label = _("Take %(item)s: arrives %(day)s, %(n)s %(unit)s free, %(price)s per %(per)s") % words
    others = {
        "quantity": plain(other.quantity),
        "unit": other.unit,
        "price": "",
        "discount": "",
        "lots": "",
        "called": "",
        "blanket": "",
    }
    return {
        "cell": "item",
        "value": other.sku,
        "sure": False,
        "label": " · ".join(part for part in (label, other.note) if part),
        "others": others,
    }


def notices_of(customer: CustomerTerms, found: Sequence[Finding]) -> list[dict[str, str]]:
    """What is so of the whole, over the lines."""
    told, held = [], _("It will be held until somebody releases it.")
    for one in found:
        if one.line is not None or one.code == "no-lines":
            continue
        text = said(one.note)
        if one.code == "customer-is-blocked":
            text = _("%s is blocked. Nothing can be sold until somebody unblocks it.") % customer.name
        elif one.kind:
            text = f"{text} {held}"
        notice = {"tone": _TONES[one.severity], "text": text}
        if one.fix:
            notice |= {"field": one.field, "value": one.fix}
        if one.order:
            notice |= {"url": address("order", one.order[0]), "link": one.order[1]}
        told.append(notice)
    return told
