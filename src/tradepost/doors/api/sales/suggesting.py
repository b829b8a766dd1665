"""What may be missing from an order that is being written: from what its customer ordered before."""

from dataclasses import fields
from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.queries import ToCheck
from tradepost.domain.sales.rules.suggestions import KINDS, Suggestion
from tradepost.doors.api.endpoints import asks
from tradepost.doors.api.fields import DayOut, IdOut, NumberOut, about
from tradepost.doors.api.sales.checking import SubstituteOut
from tradepost.doors.api.sales.orders import as_input, refuse_foreign
from tradepost.doors.api.sales.schemas import OrderIn, OrderLineIn
from tradepost.doors.api.shapes import Shape
from tradepost.render.sentences import said

router = Router(tags=["Orders"])


class UnfinishedOrderIn(OrderIn):
    """An order as it stands so far; it may have no line yet."""

    lines: list[OrderLineIn] = about("What is in it already.", default=[], max_length=5000)


class SuggestionOut(Shape):
    """An item that may be missing; take its quantity and unit as a line."""

    kind: str = about(
        "substitute: may be taken in the place of `line`; usual: in their orders again and again; new: where they buy.",
        "usual",
        json_schema_extra={"enum": list(KINDS)},
    )
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    quantity: NumberOut = about("How many of `unit`, as it is sold.")
    unit: str = about("The unit.", "case")
    reason: str = about("Why, in words.", "In 9 of the last 12 orders.")
    orders: int = about("In how many of their newest orders it stands; 0: in none.", 9, 0)
    of_orders: int = about("How many were looked at.", 12, 0)
    last_on: DayOut | None = about(
        "When it was ordered last; of something new, when anything of its category was.", default=None
    )
    line: int | None = about("Which line of the request is short or late, from 0; null: none.", None, None)
    substitute: SubstituteOut | None = about("Of a substitute: its stock, day and price.", None, None)


class SuggestionsOut(Shape):
    """What may be missing."""

    suggestions: list[SuggestionOut] = about("Substitutes first, then what is usual, then what is new.")


@asks(router, "/orders/suggestions", needs="sales.place_order", gives=SuggestionsOut)
def suggest_lines(by: By, body: UnfinishedOrderIn) -> dict[str, Any]:
    """Say what may be missing from an order: usual items, substitutes of what is short, what is new where they buy.

    The body is that of placing, with the lines so far. Only what may be sold to this customer now. Nothing is written,
    and the number of statements does not grow with the lines.
    """
    refuse_foreign(by, body)
    body.id = body.id or new_id(by.now)
    given = as_input(body)
    names = {field.name for field in fields(ToCheck)} & {field.name for field in fields(given)}
    found = sales_queries.suggestions(by, ToCheck(**{name: getattr(given, name) for name in names}))
    return SuggestionsOut.plain(None, suggestions=[_shown(one) for one in found])


def _shown(one: Suggestion) -> dict[str, Any]:
    other = one.instead
    return SuggestionOut.plain(
        one,
        reason=said(one.reason),
        substitute=SubstituteOut.plain(other, available=other.free) if other else None,
    )
