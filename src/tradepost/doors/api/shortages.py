"""Short items: what allocating anew would change, doing it, and giving stock of one line to another by hand."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import SHORTAGES
from tradepost.domain.inventory.rules.dealing import POLICIES
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import Claimant
from tradepost.doors.api.endpoints import asks, changes
from tradepost.doors.api.fields import AN_ID, Count, DayOut, Id, IdOut, about, text
from tradepost.doors.api.listings import lists
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Stock"])
Policy = text(40, 1)
Why = text(500, 1)
A_POLICY = {"json_schema_extra": {"enum": list(POLICIES)}}


class ShortageRow(Shape):
    """An item of a warehouse that somebody waits for in vain, or longer than they can. Base units."""

    FROM = {"sku": "item.sku", "name": "item.name"}

    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    warehouse_id: IdOut = about("The warehouse.")
    on_hand: int = about("Sellable, on the shelves.", 40)
    backordered: int = about("Wanted, and nobody has ordered it.", 12)
    late: int = about("Wanted, and its supply comes after the day it is needed.", 6)
    loose: int = about("Promised from stock and not set aside: it can be given to others.", 28)
    incoming: int = about("On its way.", 0)


class AllocationIn(In):
    """Which items of a warehouse, and by which policy."""

    warehouse_id: Id = about("The warehouse.", AN_ID)
    item_ids: list[Id] = about("The items.", min_length=1, max_length=100)
    policy: Policy = about("Who is served first.", "fair_share", **A_POLICY)  # type: ignore[valid-type]


class ReallocationIn(AllocationIn):
    """What was previewed, to be done."""

    id: Id | None = about("Your id for it: sent twice, it is done once.", None, None)
    reason: Why = about("Why; kept in the item's history.", "Half each until Friday.")  # type: ignore[valid-type]
    mark: text(64, 1) = about("The mark of the preview.", "5f0c")  # type: ignore[valid-type]


class ShareOut(Shape):
    """How a line is covered, in base units, beside what is set aside for it."""

    stock: int = about("Promised from stock.", 12)
    supply: int = about("Promised from dated supply.", 0)
    backordered: int = about("Waiting for supply.", 4)
    promised_on: DayOut | None = about("When all of it is there; null: part waits for supply.")


class AllocationChange(Shape):
    """One line that wants an item, before and after."""

    line_id: IdOut = about("The order's line.")
    order_id: IdOut | None = about("Its order; null: it is not of a sales order.")
    order_number: str = about("The order's number.", "SO-1042")
    customer_name: str = about("Who wants it.", "Café Blum")
    item_id: IdOut = about("The item.")
    quantity: int = about("Base units it wants beside what is set aside.", 16)
    reserved: int = about("Base units set aside for picking; they stay.", 0)
    needed_on: DayOut = about("When it is needed.")
    priority: int = about("Higher is served first.", 0)
    ship_complete: bool = about("Whether its order leaves only when whole.")
    minimum_fill_percent: int = about("Of the line at least so much leaves at once.", 0)
    step: int = about(
        "The item is dealt out in whole multiples of so many base units: a case that is not opened.", 1
    )
    before: ShareOut = about("How it is covered now.")
    after: ShareOut = about("How it would be covered.")
    gain: int = about("Base units more from stock; below 0: fewer.", 4)
    moved: bool = about("Whether its day is another one.")


class AllocationPreview(Shape):
    """What allocating anew would do."""

    mark: str = about("Changes with everything the preview depends on; send it back to apply.", "5f0c")
    policy: str = about("Who is served first.", "fair_share", **A_POLICY)
    gain: int = about("Lines that gain stock.", 3)
    lose: int = about("Lines that lose stock.", 2)
    moved: int = about("Lines with another day.", 4)
    changes: list[AllocationChange] = about("Every line that wants the items; those that change first.")


class ReallocatedOut(Shape):
    """What was done."""

    id: IdOut = about("Its id; the facts of the items name it.")


class ShiftIn(In):
    """Stock that goes from one line to another, by hand."""

    id: Id | None = about("Your id for it: sent twice, it is done once.", None, None)
    from_line_id: Id = about("The line that gives.", AN_ID)
    to_line_id: Id = about("The line that gets it, of the same item and warehouse.", AN_ID)
    quantity: Count = about("Base units.", 12)
    reason: Why = about("Why; kept in the item's history.", "Their party is on Friday.")  # type: ignore[valid-type]


def _change(row: Claimant) -> dict[str, Any]:
    change, claim = row.change, row.change.claim
    return AllocationChange.plain(
        row,
        line_id=claim.demand_id,
        item_id=claim.item_id,
        quantity=claim.quantity,
        needed_on=claim.needed_on,
        priority=claim.priority,
        ship_complete=claim.whole,
        minimum_fill_percent=claim.minimum_fill,
        step=claim.step,
        before=_share(change.before, change.old_on),
        after=_share(change.after, change.new_on),
        gain=change.gain,
        moved=change.is_moved,
    )


def _share(share: Any, day: Any) -> dict[str, Any]:
    return ShareOut.plain(share, supply=sum(share.pegs.values()), promised_on=day)


lists(router, "/shortages", SHORTAGES, name="list_shortages", needs="sales.read", gives=ShortageRow)


@asks(router, "/reallocations/preview", needs="inventory.reallocate", gives=AllocationPreview)
def preview_reallocation(by: By, body: AllocationIn) -> dict[str, Any]:
    """Who would gain, who would lose, whose day would be another. Nothing is held, nothing is done."""
    found = reports_queries.preview_allocation(
        by, body.warehouse_id, item_ids=body.item_ids, policy=body.policy, on=by.now.date()
    )
    made = [row.change for row in found.rows]
    return AllocationPreview.plain(
        found,
        gain=sum(one.gain > 0 for one in made),
        lose=sum(one.gain < 0 for one in made),
        moved=sum(one.is_moved for one in made),
        changes=[_change(row) for row in found.rows],
    )


@changes(
    router,
    "POST",
    "/reallocations",
    needs="inventory.reallocate",
    gives=ReallocatedOut,
    status=201,
    keyed=True,
)
def reallocate(by: By, body: ReallocationIn) -> dict[str, Any]:
    """Do exactly what the preview showed; refused (`picture-changed`) when anything is other by now."""
    inventory_queries.visible_warehouse(by, body.warehouse_id)
    made = inventory.reallocate(
        by, reallocation_id=body.id or new_id(by.now), **body.model_dump(exclude={"id"})
    )
    return ReallocatedOut.plain(None, id=made)


@changes(
    router,
    "POST",
    "/promises/shift",
    needs="inventory.shift_promise",
    gives=ReallocatedOut,
    status=201,
    keyed=True,
)
def shift_promise(by: By, body: ShiftIn) -> dict[str, Any]:
    """Give stock promised to one line to another, which hands over what it waited with. Nothing set aside moves."""
    made = inventory.shift_promise(
        by,
        shift_id=body.id or new_id(by.now),
        from_demand_id=body.from_line_id,
        to_demand_id=body.to_line_id,
        quantity=body.quantity,
        reason=body.reason,
    )
    return ReallocatedOut.plain(None, id=made)
