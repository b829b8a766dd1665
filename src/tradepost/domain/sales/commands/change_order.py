from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile, Invalid, Refusal
from tradepost.base.money import ZERO
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing.queries import Head
from tradepost.domain.pricing.rules import Charge
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._draft import (
    Draft,
    price_lines,
    refuse_bad_amounts,
    replace_lines,
)
from tradepost.domain.sales.commands._lots import refuse_strange_lots
from tradepost.domain.sales.commands._sold import refuse_unsold
from tradepost.domain.sales.commands._source import refuse_scattered
from tradepost.domain.sales.commands._ways import send_lines_by
from tradepost.domain.sales.commands.release_hold import release_hold
from tradepost.domain.sales.events import OrderChanged
from tradepost.domain.sales.models import Order
from tradepost.domain.sales.queries import LineInput
from tradepost.domain.sales.rules.charging import Charged, charged, typed_freight
from tradepost.domain.sales.rules.holds import is_whole_address

# What may be said of a confirmed order too: it moves no goods and no money. Days that follow from another carrier are
# told as all that moved.
_WORDS = frozenset({"customer_po", "note", "shipping_address", "carrier_id"})
_OF_PRICE = frozenset({"lines", "order_discount_percent", "freight"})


class OrderIsFirm(Refusal):
    """A confirmed order is changed by cancelling or adding, not by rewriting."""


@command
def change_order(
    by: By,
    *,
    order_id: UUID,
    version: int | None = None,
    lines: Sequence[LineInput] | None = None,
    customer_po: str | None = None,
    requested_on: date | None = None,
    order_discount_percent: Decimal | None = None,
    freight: Decimal | None = None,
    note: str | None = None,
    shipping_address: str | None = None,
    carrier_id: UUID | None = None,
    without: Collection[str] = (),
) -> Order:
    """Rewrite an order that is not confirmed yet; of a confirmed one the customer's number, note, address and carrier.

    None leaves a field as it is; `without` names what is emptied (`requested_on`, `carrier_id`), or given back to the
    rules (`freight`). New lines, discount or freight price all lines again, at the day it was placed. `version` is
    what the caller read. What changes nothing writes nothing. Raises BelowLeastOrder, ChangedMeanwhile, Invalid,
    NotFound, OrderIsFirm.
    """
    order = queries.order_for_update(order_id)
    _refuse_older(order, version)
    given = {
        "customer_po": customer_po,
        "requested_on": requested_on,
        "order_discount_percent": order_discount_percent,
        "freight": freight,
        "note": note,
        "shipping_address": shipping_address,
        "carrier_id": carrier_id,
    }
    changed = _changed(order, given, without)
    named = [*changed, *(["lines"] if lines is not None else [])]
    _refuse_firm(order, named)
    if not named:
        return order
    if "carrier_id" in changed:
        changed |= _sent(order, changed["carrier_id"])
    _set(order, changed)
    refuse_bad_amounts(order.order_discount_percent, order.freight, order.currency)
    if _OF_PRICE & set(named):
        _rewrite(by, order, queries.as_typed(order_id) if lines is None else lines)
    else:
        _write_words(by, order, changed)
    publish(by, OrderChanged(order.id, sorted(named)))
    return Order.objects.get(pk=order_id)


def _write_words(by: By, order: Order, changed: Mapping[str, Any]) -> None:
    """What moves no money, and what follows from it."""
    order.save(update_fields=list(changed))
    if "carrier_id" in changed and order.state == "confirmed":
        send_lines_by(order, order.carrier_id)
    _let_go(by, order, changed)


def _let_go(by: By, order: Order, changed: Mapping[str, Any]) -> None:
    """What was missing is there now: the order's number, or the whole of its address."""
    there = {
        "po": "customer_po" in changed and bool(order.customer_po.strip()),
        "address": "shipping_address" in changed and is_whole_address(order.shipping_address),
    }
    for hold in queries.open_holds_of([order.pk]) if order.held and any(there.values()) else ():
        if there.get(hold.reason):
            release_hold(by, hold_id=hold.pk, note="It is there now.")


def _refuse_older(order: Order, version: int | None) -> None:
    if version is not None and version != order.version:
        raise ChangedMeanwhile(
            f"{order.number} was changed by someone else. Load it again and repeat your change.",
            version=order.version,
        )


def _changed(order: Order, given: Mapping[str, Any], without: Collection[str]) -> dict[str, Any]:
    """What is different from what stands, by field."""
    freight = given["freight"]
    values = {name: value for name, value in given.items() if value is not None}
    values |= {name: None for name in without if name in ("requested_on", "carrier_id")}
    changed = {name: value for name, value in values.items() if getattr(order, name) != value}
    standing = typed_freight(order.charges, order.freight)
    changed.pop("freight", None)
    if "freight" in without and standing is not None:
        return changed | {"freight": None}
    # Nothing is charged, and nothing shall be: nobody need have said so.
    same = freight in (None, standing) or (freight == order.freight and not order.charges)
    return changed if same else changed | {"freight": freight}


def _sent(order: Order, carrier_id: UUID | None) -> dict[str, UUID | None]:
    """By what it goes, and of a confirmed one the row of the transit table. Raises NotFound."""
    if carrier_id is None:
        return {"carrier_id": None, "transit_id": None}
    customer = parties_queries.customer_terms(order.customer_id)
    found = delivery_queries.way_to(customer, order.warehouse_id, carrier_id).sent
    return {
        "carrier_id": found.carrier_id,
        "transit_id": found.transit_id if order.state == "confirmed" else None,
    }


def _refuse_firm(order: Order, named: Sequence[str]) -> None:
    if order.state in ("draft", "submitted"):
        return
    if order.state != "confirmed" or not set(named) <= _WORDS:
        raise OrderIsFirm(f"{order.number} is {order.state}. Cancel lines, or place another order.")


def _set(order: Order, changed: Mapping[str, Any]) -> None:
    for name, value in changed.items():
        if name == "freight":
            _set_freight(order, value)
        else:
            setattr(order, name, value)


def _set_freight(order: Order, freight: Decimal | None) -> None:
    """A typed figure; None takes it back, so that the rules decide. Raises Invalid."""
    if freight is None and order.quote_id is not None:
        raise Invalid(
            f"{order.number} is charged what its quote offered. Type another figure instead.",
            fields={"freight": "Type a figure."},
        )
    order.freight, order.charges = freight or ZERO, charged((), freight).parts


def _charged(order: Order, found: Sequence[Charge]) -> Charged:
    """What was offered with it or typed, else what the rules of the day it was placed charge."""
    if order.quote_id is not None:
        return Charged(order.freight, order.charges)
    return charged(found, typed_freight(order.charges, order.freight))


def _rewrite(by: By, order: Order, lines: Sequence[LineInput]) -> None:
    customer = replace(parties_queries.customer_terms(order.customer_id), tax_rounding=order.tax_rounding)
    refuse_strange_lots(lines)
    head = Head(order.order_discount_percent, as_offered=order.quote_id is not None)
    priced, value_discount, found = price_lines(by, customer, lines, order.placed_at.date(), head)
    draft = Draft(
        order_id=order.id,
        customer=customer,
        warehouse_id=order.warehouse_id,
        rate=order.rate,
        lines=priced,
        order_discount_percent=order.order_discount_percent,
        charged=_charged(order, found),
        ships=(order.ship_complete, order.minimum_fill_percent),
        sourcing=order.sourcing,
        quote_id=order.quote_id,
    )
    refuse_scattered(draft)
    refuse_unsold(by, draft)
    replace_lines(draft)
    order.value_discount_percent, order.value_discount = value_discount
    order.freight, order.charges = draft.freight, list(draft.charged.parts)
    order.freight_tax_code, order.freight_tax_rate = draft.freight_tax
    order.lines_count = len(draft.lines)
    order.net_total, order.tax_total = draft.net_total, draft.tax_total
    order.total = draft.net_total + draft.freight + draft.tax_total
    order.quantity_total = sum(line.priced.quantity for line in draft.lines)
    order.save()
