"""What to buy now, why, and the orders that follow."""

from typing import Any
from uuid import UUID

from ninja import Router

from tradepost.base.by import By
from tradepost.base.ids import new_id
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.planning import commands as planning
from tradepost.domain.planning import queries as planning_queries
from tradepost.domain.planning.commands import Chosen, ReorderRuleInput
from tradepost.domain.planning.queries import REORDER_RULES
from tradepost.doors.api.endpoints import changes, reads, sees_costs
from tradepost.doors.api.fields import (
    AN_ID,
    AmountOut,
    Count,
    CountFrom0,
    DayOut,
    Id,
    IdOut,
    Yes,
    about,
    text,
)
from tradepost.doors.api.listings import lists
from tradepost.doors.api.purchasing.schemas import HIDDEN
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Planning"])


class RuleIn(In):
    """When an item is bought again, and up to what; base units."""

    item_id: Id = about("The item.", AN_ID)
    reorder_point: CountFrom0 = about("Bought when less than so many are to be had.", 40)
    order_up_to: CountFrom0 = about("Bought up to so many.", 120)
    supplier_id: Id | None = about("From whom; null: the best offer.", None, None)


class RulesIn(In):
    """When items are bought again."""

    warehouse_id: Id = about("In which warehouse.", AN_ID)
    rules: list[RuleIn] = about("A rule of the same item is replaced.", min_length=1, max_length=5000)


class RulesSet(Shape):
    """What was written."""

    changed: int = about("How many rules are new or different.", 12)


class RuleOut(Shape):
    """When an item is bought again, and up to what; base units."""

    FROM = {"sku": "item.sku", "name": "item.name"}

    id: IdOut = about("The rule.")
    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    warehouse_id: IdOut = about("In which warehouse.")
    reorder_point: int = about("Bought when less than so many are to be had.", 40)
    order_up_to: int = about("Bought up to so many.", 120)
    supplier_id: IdOut | None = about("From whom; null: the best offer.")


class ProposalOut(Shape):
    """Something to buy; counts are base units."""

    FROM = {
        "sku": "picture.sku",
        "name": "picture.name",
        "on_hand": "picture.on_hand",
        "promised": "picture.promised",
        "incoming": "picture.incoming",
        "backordered": "picture.backordered",
        "reorder_point": "picture.reorder_point",
        "order_up_to": "picture.order_up_to",
        "supplier_name": lambda row: row.offer.supplier_name if row.offer else "",
        "unit": lambda row: row.offer.unit if row.offer else "",
        "currency": lambda row: row.offer.currency if row.offer else "",
    }

    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    name: str = about("Its name.", "Assam, 500 g")
    on_hand: int = about("On the shelves.", 12)
    promised: int = about("Promised to customers.", 12)
    incoming: int = about("On its way.", 0)
    backordered: int = about("Wanted, and not covered.", 0)
    reorder_point: int = about("Bought when less than so many are to be had.", 40)
    order_up_to: int = about("Bought up to so many.", 120)
    suggested: int = about("How many to buy.", 120)
    packs: int = about("The same in the supplier's unit.", 10)
    unit: str = about("The supplier's unit.", "case")
    supplier_id: IdOut | None = about("From whom; null: nobody sells it.")
    supplier_name: str = about("Their name.", "Teehaus Nord")
    currency: str = about("Of the cost.", "EUR")
    cost: AmountOut | None = about(f"What it would cost; {HIDDEN}")
    expected_on: DayOut | None = about("When it would come.")
    explanation: str = about("Why, in words.")
    fingerprint: text(200) = about("Send it back when you order: 409 when things have changed.")  # type: ignore[valid-type]


class ChosenIn(In):
    """A proposal that is taken."""

    item_id: Id = about("The item.", AN_ID)
    quantity: Count = about("Base units.", 120)
    supplier_id: Id = about("From whom.", AN_ID)
    fingerprint: text(200) = about("As the proposal said; empty: whatever changed.", None, "")  # type: ignore[valid-type]


class ChosenManyIn(In):
    """Proposals that are taken."""

    id: Id | None = about("Your id for it: sent twice, it is ordered once.", AN_ID, None)
    warehouse_id: Id | None = about("Where it arrives; null: the first warehouse.", None, None)
    chosen: list[ChosenIn] = about("What is ordered.", min_length=1, max_length=5000)
    send: Yes = about("Sent at once; false: drafts.", True, True)


class RunLineOut(Shape):
    """What was ordered, and why."""

    FROM = {"sku": "item.sku"}

    item_id: IdOut = about("The item.")
    sku: str = about("Our number of it.", "TEA-1")
    purchase_order_id: IdOut = about("The purchase order.")
    suggested: int = about("What was proposed, base units.", 120)
    ordered: int = about("What was ordered, base units.", 120)
    explanation: str = about("Why it was proposed.")


class RunOut(Shape):
    """What was ordered at one time."""

    id: IdOut = about("The run.")
    warehouse_id: IdOut = about("Where it arrives.")
    lines: list[RunLineOut] = about("By SKU.")


lists(
    router,
    "/reorder-rules",
    REORDER_RULES,
    name="list_reorder_rules",
    needs="planning.read",
    gives=RuleOut,
    related=("item",),
)


def _warehouse(by: By, warehouse_id: UUID | None) -> UUID:
    given = warehouse_id or by.scope.get("warehouse") or inventory_queries.default_warehouse_id()
    return inventory_queries.visible_warehouse(by, given).id


@changes(router, "POST", "/reorder-rules", needs="planning.set_reorder_rules", gives=RulesSet)
def set_reorder_rules(by: By, body: RulesIn) -> dict[str, Any]:
    """Write when items are bought again, all or none."""
    warehouse_id = _warehouse(by, body.warehouse_id)
    rules = [ReorderRuleInput(**rule.model_dump()) for rule in body.rules]
    return RulesSet.plain(
        None, changed=planning.set_reorder_rules(by, warehouse_id=warehouse_id, rules=rules)
    )


@reads(router, "/reorder-proposals", needs="planning.read", gives=list[ProposalOut])
def list_proposals(by: By, warehouse_id: Id | None = None) -> list[dict[str, Any]]:
    """What to buy now, why, and from whom; nothing more once it is ordered."""
    hidden = {} if sees_costs(by) else {"cost": None}
    found = planning_queries.proposals(by, _warehouse(by, warehouse_id))
    return [ProposalOut.plain(row, **hidden) for row in found]


@changes(
    router,
    "POST",
    "/reorder-proposals/order",
    needs="planning.order_proposals",
    gives=RunOut,
    status=201,
)
def order_proposals(by: By, body: ChosenManyIn) -> dict[str, Any]:
    """Order what was chosen: one purchase order per supplier."""
    run = planning.order_proposals(
        by,
        run_id=body.id or new_id(by.now),
        chosen=[Chosen(**row.model_dump()) for row in body.chosen],
        warehouse_id=_warehouse(by, body.warehouse_id),
        send=body.send,
    )
    return RunOut.plain(run, lines=planning_queries.lines_of_run(run.id))
