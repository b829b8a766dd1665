"""What is to be said of an order before it is placed: what is wrong, what would hold it, what is worth knowing."""

from dataclasses import fields
from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.queries import ToCheck
from tradepost.domain.sales.rules.findings import ERROR, SEVERITIES, Finding
from tradepost.doors.api.endpoints import asks
from tradepost.doors.api.fields import AmountOut, DayOut, IdOut, NumberOut, about
from tradepost.doors.api.sales.orders import as_input, refuse_foreign
from tradepost.doors.api.sales.schemas import OrderIn
from tradepost.doors.api.shapes import Shape
from tradepost.render.sentences import said

router = Router(tags=["Orders"])


class FixOut(Shape):
    """What would mend it."""

    field: str = about("Which field, as in the body of the order.", "lines.0.quantity")
    value: str = about("What to put there.", "24")


class SubstituteOut(Shape):
    """What may be ordered instead of a line's item, with its own stock, day and price."""

    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-2")
    name: str = about("Its name.", "Assam, new crop")
    quantity: NumberOut = about("As much as the line, in `unit`, as it is sold.")
    unit: str = about("The unit.", "case")
    available: int = about("Base units that can be promised from stock now.", 40)
    arrives_on: DayOut = about("When all of it would arrive.")
    unit_price: AmountOut = about("What this customer would pay per `unit`, after the line's discount.")
    currency: str = about("Of the price.", "EUR")
    note: str = about("Why it stands in.", "New model")


class FindingOut(Shape):
    """One thing that is so of the order."""

    severity: str = about(
        "error: placing refuses it; warning; note: only told.",
        "error",
        json_schema_extra={"enum": list(SEVERITIES)},
    )
    code: str = about("What it is, for programs; refusals of placing name the same.", "only-by-unit")
    field: str = about("Where it is; empty: in the order as a whole.", "lines.0.quantity", "")
    detail: str = about("What is so, and what to do.", "Sold only by the case of 12 (piece): 12 or 24.")
    holds: str = about(
        "The kind of hold it would mean when the order is confirmed; empty: none.", "price", ""
    )
    fix: FixOut | None = about("What would mend it; null: a person must say.", None, None)
    substitute: SubstituteOut | None = about(
        "With the code `substitute`: what it is; take its quantity and unit with it.", None, None
    )


class CheckOut(Shape):
    """Everything that is to be said of the order."""

    may_be_placed: bool = about("Whether there is no error.", False)
    findings: list[FindingOut] = about("The worst first.")


@asks(router, "/orders/check", needs="sales.place_order", gives=CheckOut)
def check_order(by: By, body: OrderIn) -> dict[str, Any]:
    """Say everything that is wrong with an order, what would hold it, and how it would be mended. Nothing is written.

    The body is that of placing. With the `id` of an order that stands, it is checked as a change of it. The number of
    statements does not grow with the lines.
    """
    refuse_foreign(by, body)
    body.id = body.id or new_id(by.now)
    given = as_input(body)
    names = {field.name for field in fields(ToCheck)} & {field.name for field in fields(given)}
    found = sales_queries.findings(by, ToCheck(**{name: getattr(given, name) for name in names}))
    return CheckOut.plain(
        None,
        may_be_placed=not any(one.severity == ERROR for one in found),
        findings=[_shown(one) for one in found],
    )


def _shown(one: Finding) -> dict[str, Any]:
    fix = FixOut.plain(None, field=one.at, value=one.fix) if one.fix else None
    other = one.instead
    return FindingOut.plain(
        None,
        substitute=SubstituteOut.plain(other, available=other.free) if other else None,
        severity=one.severity,
        code=one.stable_code,
        field=one.at,
        detail=said(one.note),
        holds=one.kind,
        fix=fix,
    )
