"""What customers order again and again, kept under a name."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import OrderTemplate
from tradepost.doors.api.answers import refuse_unseen
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import AN_ID, Id, IdOut, Note, NumberOut, Quantity, Word, about, text
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Orders"])


class OrderTemplateLineIn(In):
    """A line to be kept: what, and how many."""

    item_id: Id = about("The item.", AN_ID)
    quantity: Quantity = about("How many of `unit`.", "24")
    unit: Word = about("The unit; empty: the item's base unit.", "case", "")
    note: Note = about("For the people who pack and read it.", "gift wrap", "")


class OrderTemplateIn(In):
    """A template to be kept, all of it."""

    id: Id | None = about("Of one that stands: it is written anew, for its own customer.", AN_ID, None)
    customer_id: Id = about("Who orders it.", AN_ID)
    name: text(80, 1) = about("What it is called.", "Monday's order")  # type: ignore[valid-type]
    note: Note = about("For the orders of it.", None, "")
    lines: list[OrderTemplateLineIn] = about("What is ordered.", min_length=1, max_length=5000)


class OrderTemplateRow(Shape):
    """A template in a list."""

    id: IdOut = about("The template.")
    customer_id: IdOut = about("Who orders it.")
    name: str = about("What it is called.", "Monday's order")
    note: str = about("For the orders of it.")
    lines_count: int = about("How many lines.", 12)
    version: int = about("Counts the changes.", 1)


class OrderTemplateLineOut(Shape):
    """A line of a template; send these as the lines of an order."""

    position: int = about("From 1.", 1)
    item_id: IdOut = about("The item.")
    typed_quantity: NumberOut = about("How many of `unit`.")
    unit: str = about("The unit; empty: the base unit.", "case")
    note: str = about("Below the line.")


class OrderTemplateOut(OrderTemplateRow):
    """A template with its lines."""

    lines: list[OrderTemplateLineOut] = about("By position.")


def _whole(row: OrderTemplate) -> dict[str, Any]:
    return OrderTemplateOut.plain(row, lines=sales_queries.order_template_lines(row.pk))


def _rows(by: By, customer_id: Any) -> list[dict[str, Any]]:
    return [OrderTemplateRow.plain(row) for row in sales_queries.order_templates(by, customer_id)]


@reads(router, "/customers/{customer_id}/order-templates", needs="sales.read", gives=list[OrderTemplateRow])
def list_order_templates(by: By, customer_id: Id) -> list[dict[str, Any]]:
    """What is kept to be ordered again by a customer, by name."""
    refuse_unseen(by, CUSTOMERS, [customer_id])
    return _rows(by, customer_id)


@reads(router, "/order-templates/{order_template_id}", needs="sales.read", gives=OrderTemplateOut)
def get_order_template(by: By, order_template_id: Id) -> dict[str, Any]:
    """A template with its lines."""
    return _whole(sales_queries.order_template(by, order_template_id))


@changes(router, "POST", "/order-templates", needs="sales.keep_order_template", gives=OrderTemplateOut)
def keep_order_template(by: By, body: OrderTemplateIn) -> dict[str, Any]:
    """Keep a template, or write one anew: all of it is given. Prices are those of the day it is ordered."""
    refuse_unseen(by, CUSTOMERS, [body.customer_id])
    if body.id is not None:
        sales_queries.refuse_foreign_template(by, body.id)
    kept = sales.keep_order_template(
        by,
        template_id=body.id or new_id(by.now),
        customer_id=body.customer_id,
        name=body.name,
        note=body.note,
        lines=[LineInput(line.item_id, line.quantity, line.unit, note=line.note) for line in body.lines],
    )
    return _whole(kept)


@changes(
    router,
    "POST",
    "/order-templates/{order_template_id}/remove",
    needs="sales.remove_order_template",
    gives=list[OrderTemplateRow],
)
def remove_order_template(by: By, order_template_id: Id) -> list[dict[str, Any]]:
    """Remove a template; orders that were made of it stay. Gives those of its customer that are left."""
    found = sales_queries.order_template(by, order_template_id)
    sales.remove_order_template(by, template_id=order_template_id)
    return _rows(by, found.customer_id)
