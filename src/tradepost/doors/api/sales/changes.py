"""Changes of confirmed orders: what one would do, to make it, and what was made."""

from decimal import Decimal
from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.access.queries import require
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import ChangeSet
from tradepost.domain.sales.queries import ORDERS, ChangeAsked, ChangedLine, Effect
from tradepost.doors.api.endpoints import asks, changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Day,
    DayOut,
    Id,
    IdOut,
    MomentOut,
    Note,
    Percent,
    Price,
    QuantityFrom0,
    Word,
    Yes,
    about,
    plain_number,
    text,
    whole,
)
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Orders"])


class ChangedLineIn(In):
    """A line of a confirmed order as it is to be, or a new one; what is left out stays."""

    line_id: Id | None = about("The line; null: a new one.", AN_ID, None)
    item_id: Id | None = about("Of a new line, the item.", None, None)
    quantity: QuantityFrom0 | None = about(
        "How many of `unit` in all, with what was shipped; 0 takes the line away.", "12", None
    )
    unit: Word | None = about("Another unit; priced as of today, unless a price is given.", None, None)
    unit_price: Price | None = about("A price by hand, per `unit`.", "9.90", None)
    discount_percent: Percent | None = about("A discount by hand.", None, None)
    requested_on: Day | None = about("When the line is wanted.", "2031-05-04", None)
    no_day: Yes = about("The line has no day of its own any more.", False, False)
    note: Note | None = about("For the people who pack and read it.", None, None)
    warehouse_id: Id | None = about("What is not with a warehouse yet comes from there.", None, None)


class ChangeIn(In):
    """What is to be other on a confirmed order; what is left out stays."""

    lines: list[ChangedLineIn] = about("Lines that are other, or new.", None, [], max_length=2000)
    requested_on: Day | None = about("When the order is wanted.", "2031-05-04", None)
    no_day: Yes = about("It is wanted on no day any more.", False, False)
    shipping_address: Note | None = about("Where it goes.", None, None)
    terms_days: whole(0, 3650) | None = about("Days until it is to be paid.", 30, None)  # type: ignore[valid-type]
    reason: Note = about("Why; kept in the history.", "They called.", "")
    wants_word: Yes = about("The buyer is to say yes.", False, False)

    def asked(self) -> ChangeAsked:
        """As the commands take it."""
        lines = [ChangedLine(**line.model_dump()) for line in self.lines]
        return ChangeAsked(lines, **{name: getattr(self, name) for name in _HEAD})


_HEAD = ("requested_on", "no_day", "shipping_address", "terms_days", "reason", "wants_word")


class ChangeToMakeIn(ChangeIn):
    """A change to be made, as it was previewed."""

    id: Id | None = about("Your id for the change: sent twice, it is one.", AN_ID, None)
    seen: text(64) = about(  # type: ignore[valid-type]
        "The `fingerprint` of the preview: where it is no longer true, nothing is changed. Empty: whatever it does.",
        "",
        "",
    )


class BuyersWordIn(In):
    """Who said yes, and how."""

    given_by: text(120, 1) = about("Who said yes.", "Frau Blum")  # type: ignore[valid-type]
    how: Note = about("How it reached us.", "by phone", "")
    given_on: Day | None = about("When; null: today.", "2026-03-16", None)


class ChangedRowOut(Shape):
    """A line before and after."""

    kind: str = about("add, remove or change.", "change")
    position: int = about("Its position.", 1)
    sku: str = about("Its item's SKU.", "TEA-1")
    name: str = about("Its item's name.", "Tea")
    was: dict[str, Any] = about("Before, by field; empty: it was not there.", {"quantity": "5"})
    now: dict[str, Any] = about("After, by field; empty: it is gone.", {"quantity": "8"})
    cover: list[int] = about("Base units from stock, from supply, and without any, before.", [5, 0, 0])
    covered: list[int] = about("The same, after.", [8, 0, 0])


class ChangeProposalOut(Shape):
    """What a change cannot undo, and what to do."""

    kind: str = about("return: ask for the goods; credit: give the difference back.", "return")
    line_id: IdOut = about("The line.", AN_ID)
    position: int = about("Its position.", 1)
    sku: str = about("Its item's SKU.", "TEA-1")
    quantity: int = about("Base units that were delivered.", 2)
    amount: AmountOut = about("What they, or the difference, are worth before tax.", "20.00")
    invoiced: int = about("Base units of the line that are invoiced and not credited.", 0)


class ChangedFieldOut(Shape):
    """A field of the order before and after."""

    field: str = about("Its name.", "terms_days")
    was: Any = about("Before.", 30)
    now: Any = about("After.", 14)


class ComingHoldOut(Shape):
    """A hold that a change would bring."""

    kind: str = about("Why.", "credit")
    note: str = about("In a sentence.", "Over the credit limit by 20.00.")


class ChangeEffectOut(Shape):
    """What a change would do; amounts in the order's currency, exposure and limit in the company's."""

    number: int = about("The number it would get.", 1)
    currency: str = about("Of the amounts.", "EUR")
    lines: list[ChangedRowOut] = about("Lines that are other.")
    fields: list[ChangedFieldOut] = about("What is other on the order itself.")
    net_before: AmountOut = about("All lines, before.", "80.00")
    net: AmountOut = about("All lines, after.", "110.00")
    tax_before: AmountOut = about("Tax, before.", "15.20")
    tax: AmountOut = about("Tax, after.", "20.90")
    total_before: AmountOut = about("What the customer pays, before.", "95.20")
    total: AmountOut = about("What the customer pays, after.", "130.90")
    exposure_before: AmountOut = about("What the customer owes and has ordered, before.", "95.20")
    exposure: AmountOut = about("The same, after.", "130.90")
    limit: AmountOut | None = about("Their limit; null: none.", "500.00")
    holds: list[ComingHoldOut] = about("Holds that come.")
    proposals: list[ChangeProposalOut] = about("What cannot be undone.")
    fingerprint: str = about("To be sent as `seen`.", "9f2c")


class ChangeOperationOut(Shape):
    """What a change did to a line, or to the order."""

    kind: str = about("add, remove, change, or order.", "change")
    line_id: IdOut | None = about("The line; null: the order.", AN_ID)
    line_position: int | None = about("Its position.", 1)
    sku: str = about("Its item's SKU.", "TEA-1")
    name: str = about("Its item's name.", "Tea")
    was: dict[str, Any] = about("Before, by field.", {"quantity": "5"})
    now: dict[str, Any] = about("After, by field.", {"quantity": "8"})


class ChangeMadeOut(Shape):
    """A change that was made."""

    id: IdOut = about("Its id.", AN_ID)
    order_id: IdOut = about("The order.", AN_ID)
    number: int = about("From 1, of each order.", 1)
    reason: str = about("Why.", "They called.")
    made_at: MomentOut = about("When.", "2026-03-16T10:00:00Z")
    made_by: str = about("Who.", "Ida")
    net_before: AmountOut = about("All lines, before.", "80.00")
    net_after: AmountOut = about("All lines, after.", "110.00")
    total_before: AmountOut = about("The total, before.", "95.20")
    total_after: AmountOut = about("The total, after.", "130.90")
    proposals: list[ChangeProposalOut] = about("What could not be undone.")
    wants_word: bool = about("Whether the buyer is to say yes.", False)
    word_on: DayOut | None = about("When they did.", None)
    word_by: str = about("Who did.", "")
    word_how: str = about("How it reached us.", "")
    operations: list[ChangeOperationOut] = about("What it did, line by line.")


def _effect(effect: Effect) -> dict[str, Any]:
    pairs = {"net": effect.net, "tax": effect.tax, "total": effect.total, "exposure": effect.exposure}
    amounts = {name: both[1] for name, both in pairs.items()}
    amounts |= {f"{name}_before": both[0] for name, both in pairs.items()}
    return ChangeEffectOut.plain(
        effect,
        **amounts,
        lines=[
            ChangedRowOut.plain(row, cover=list(row.cover), covered=list(row.covered)) for row in effect.lines
        ],
        fields=[
            {"field": name, "was": _said(was), "now": _said(now)} for name, (was, now) in effect.head.items()
        ],
        holds=[{"kind": kind, "note": note} for kind, note in effect.holds],
        proposals=[ChangeProposalOut.plain(one) for one in effect.proposals],
    )


def _said(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain_number(value)
    return value if value is None or isinstance(value, int | str) else value.isoformat()


def _change(change: ChangeSet) -> dict[str, Any]:
    rows = [
        ChangeOperationOut.plain(one) for one in sorted(change.operations.all(), key=lambda one: one.position)
    ]
    return ChangeMadeOut.plain(change, operations=rows)


def _refuse_foreign(by: By, body: ChangeIn) -> None:
    """Prices and terms are for those who sell; a warehouse is one they may see."""
    given = any(x.unit_price is not None or x.discount_percent is not None for x in body.lines)
    if given or body.terms_days is not None:
        require(by, "sales.set_terms")
    for house in {line.warehouse_id for line in body.lines if line.warehouse_id}:
        inventory_queries.visible_warehouse(by, house)


@asks(router, "/orders/{order_id}/changes/preview", needs="sales.apply_change", gives=ChangeEffectOut)
def preview_change(by: By, order_id: Id, body: ChangeIn) -> dict[str, Any]:
    """What a change would do: money, goods, days, credit, holds, and what cannot be undone. Nothing is done."""
    sales_queries.order(by, order_id)
    _refuse_foreign(by, body)
    return _effect(sales.preview_change(by, order_id=order_id, asked=body.asked()))


@changes(
    router,
    "POST",
    "/orders/{order_id}/changes",
    needs="sales.apply_change",
    gives=ChangeMadeOut,
    status=201,
    within=ORDERS,
    keyed=True,
)
def apply_change(by: By, order_id: Id, body: ChangeToMakeIn) -> dict[str, Any]:
    """Change a confirmed order: all of it, as previewed, or nothing.

    What was shipped stays and is proposed for return or credit; what is with the warehouse is refused.
    """
    _refuse_foreign(by, body)
    made = sales.apply_change(
        by, change_id=body.id or new_id(by.now), order_id=order_id, asked=body.asked(), seen=body.seen
    )
    return _change(made)


@reads(router, "/orders/{order_id}/changes", needs="sales.read", gives=list[ChangeMadeOut])
def list_order_changes(by: By, order_id: Id) -> list[dict[str, Any]]:
    """The changes of an order, the newest first."""
    sales_queries.order(by, order_id)
    return [_change(one) for one in sales_queries.changes_of_order(order_id)]


@reads(router, "/orders/{order_id}/changes/{change_id}", needs="sales.read", gives=ChangeMadeOut)
def get_order_change(by: By, order_id: Id, change_id: Id) -> dict[str, Any]:
    """One change of an order."""
    return _change(_own(by, order_id, change_id))


def _own(by: By, order_id: Id, change_id: Id) -> ChangeSet:
    sales_queries.order(by, order_id)
    change = sales_queries.change_set(change_id)
    if change.order_id != order_id:
        raise NotFound("This order has no such change.")
    return change


@changes(
    router,
    "POST",
    "/orders/{order_id}/changes/{change_id}/word",
    needs="sales.acknowledge_change",
    gives=ChangeMadeOut,
    within=ORDERS,
)
def acknowledge_change(by: By, order_id: Id, change_id: Id, body: BuyersWordIn) -> dict[str, Any]:
    """Write down that the buyer said yes to a change."""
    change = _own(by, order_id, change_id)
    made = sales.acknowledge_change(by, change_id=change.pk, **body.model_dump())
    return _change(made)
