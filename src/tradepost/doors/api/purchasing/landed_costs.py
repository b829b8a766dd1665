"""What it cost beside their price that goods came here: split over them, posted now, taken back by a document."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.models import LandedCost
from tradepost.domain.purchasing.queries import LANDED_COSTS
from tradepost.domain.purchasing.rules import BASES, LANDED_KINDS
from tradepost.doors.api.endpoints import asks, changes, reads
from tradepost.doors.api.fields import (
    AN_ID,
    Amount,
    AmountOut,
    Currency,
    Id,
    IdOut,
    MomentOut,
    NumberOut,
    about,
    one_of,
    text,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Landed costs"])
Kind, Basis = one_of(*LANDED_KINDS), one_of(*BASES)


class LandedFiguresIn(In):
    """A cost of bringing goods here, and what goods."""

    kind: Kind = about("What for.", "freight")  # type: ignore[valid-type]
    basis: Basis = about("What it is split by.", "weight", "value")  # type: ignore[valid-type]
    amount: Amount = about("As billed, without tax, in its currency.", "480.00")  # type: ignore[valid-type]
    currency: Currency = about("Brought to base currency at the rate of today.", "EUR")
    receipt_ids: list[Id] = about("All that these deliveries brought.", [AN_ID], [], max_length=500)
    receipt_line_ids: list[Id] = about("Or single lines of deliveries.", None, [], max_length=5000)


class LandedCostIn(LandedFiguresIn):
    """A landed cost to be added."""

    id: Id | None = about("Your id for it: sent twice, it is one cost.", AN_ID, None)
    supplier_id: Id | None = about("Who sent the bill.", None, None)
    reference: text(80) = about("The bill's number.", "F-2031-118", "")  # type: ignore[valid-type]
    note: text(500) = about("More about it.", None, "")  # type: ignore[valid-type]


class TakeBackIn(In):
    """Why a landed cost is taken back."""

    id: Id | None = about("Your id for the document that does it.", AN_ID, None)
    note: text(500) = about("In words.", "billed twice", "")  # type: ignore[valid-type]


class LandedShareOut(Shape):
    """What a line of a delivery would bear if the cost were added now, base currency."""

    FROM = {
        "receipt_line_id": "goods.receipt_line_id",
        "receipt_id": "goods.receipt_id",
        "item_id": "goods.item_id",
        "sku": "goods.sku",
        "quantity": "goods.counted",
    }

    receipt_line_id: IdOut = about("The line of the delivery.")
    receipt_id: IdOut = about("The delivery.")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    measure: NumberOut = about("How much of the basis it has: worth, grams, millilitres or base units.")
    share: AmountOut = about("Its share.")
    quantity: int = about("Base units that came.", 24)
    lying: int = about("Of these, how many lie there yet: what came first goes first.", 10)
    to_stock: AmountOut = about("What of the share goes into stock.")
    to_cost: AmountOut = about("What belongs to goods that are gone: cost of goods.")


class LandedLineOut(LandedShareOut):
    """What a line of a delivery bears of a landed cost, base currency."""

    FROM = {
        "receipt_line_id": "receipt_line_id",
        "receipt_id": "receipt_line.receipt_id",
        "item_id": "receipt_line.item_id",
        "sku": "receipt_line.item.sku",
        "quantity": "quantity",
    }

    position: int = about("From 1.", 1)


class LandedCostRow(Shape):
    """A landed cost in a list. Never changed."""

    FROM = {"reversed_by_id": lambda row: getattr(getattr(row, "reversed_by", None), "pk", None)}

    id: IdOut = about("The landed cost.")
    number: str = about("The number people say.", "LC-1000001")
    kind: str = about("What for.", "freight", json_schema_extra={"enum": list(LANDED_KINDS)})
    basis: str = about("What it was split by.", "weight", json_schema_extra={"enum": list(BASES)})
    supplier_id: IdOut | None = about("Who sent the bill.")
    supplier_name: str = about("Their name.", "Nordfracht")
    reference: str = about("The bill's number.", "F-2031-118")
    note: str = about("More about it.")
    currency: str = about("Of the amount.", "EUR")
    amount: AmountOut = about("As billed; below 0 where it takes another one back.")
    rate: NumberOut = about("Base currency per unit, of its day.")
    value: AmountOut = about("In base currency.")
    to_stock: AmountOut = about("What of it went into stock.")
    to_cost: AmountOut = about("What of it went to cost of goods.")
    lines_count: int = about("Lines of deliveries that bear it.", 3)
    reverses_id: IdOut | None = about("The landed cost that it takes back.")
    reversed_by_id: IdOut | None = about("The landed cost that took it back.")
    made_at: MomentOut = about("When it was posted.")


class LandedCostOut(LandedCostRow):
    """A landed cost with its shares."""

    lines: list[LandedLineOut] = about("By position.")


def _whole(by: By, one: LandedCost) -> dict[str, Any]:
    lines = [LandedLineOut.plain(line) for line in purchasing_queries.landed_lines_of(one.pk)]
    return LandedCostOut.plain(purchasing_queries.landed_cost(by, one.pk), lines=lines)


lists(
    router,
    "/landed-costs",
    LANDED_COSTS,
    name="list_landed_costs",
    needs="catalog.read_cost",
    gives=LandedCostRow,
)


@changes(
    router,
    "POST",
    "/landed-costs",
    needs="purchasing.add_landed_cost",
    gives=LandedCostOut,
    status=201,
    at="/api/v1/landed-costs/{id}",
)
def add_landed_cost(by: By, body: LandedCostIn) -> dict[str, Any]:
    """Split a cost of bringing goods here over them: in stock for what lies there yet, cost of goods for the rest."""
    given = body.model_dump(exclude={"id"})
    return _whole(by, purchasing.add_landed_cost(by, landed_cost_id=body.id or new_id(by.now), **given))


@asks(router, "/landed-costs/preview", needs="purchasing.add_landed_cost", gives=list[LandedShareOut])
def preview_landed_cost(by: By, body: LandedFiguresIn) -> list[dict[str, Any]]:
    """How a cost would be split if it were added now; nothing is posted."""
    found = purchasing_queries.landed_preview(by, **body.model_dump())
    return [LandedShareOut.plain(one) for one in found]


@reads(router, "/landed-costs/{landed_cost_id}", needs="catalog.read_cost", gives=LandedCostOut)
def get_landed_cost(by: By, landed_cost_id: Id) -> dict[str, Any]:
    """One landed cost with its shares."""
    return _whole(by, purchasing_queries.landed_cost(by, landed_cost_id))


@changes(
    router,
    "POST",
    "/landed-costs/{landed_cost_id}/cancel",
    needs="purchasing.cancel_landed_cost",
    gives=LandedCostOut,
    status=201,
    within=LANDED_COSTS,
    at="/api/v1/landed-costs/{id}",
)
def cancel_landed_cost(by: By, landed_cost_id: Id, body: TakeBackIn) -> dict[str, Any]:
    """Take a landed cost back by a document of its own with the opposite amounts; gives that document."""
    made = purchasing.cancel_landed_cost(
        by, reversal_id=body.id or new_id(by.now), landed_cost_id=landed_cost_id, note=body.note
    )
    return _whole(by, made)
