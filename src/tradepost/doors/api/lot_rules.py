"""How customers take lots."""

from typing import Any

from ninja import Router

from tradepost.base.by import By
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.inventory.rules.lots import AGES
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CUSTOMERS
from tradepost.doors.api.endpoints import changes, reads
from tradepost.doors.api.fields import AN_ID, Id, IdOut, MomentOut, Yes, about, one_of
from tradepost.doors.api.shapes import In, Shape

router = Router(tags=["Customers"])


class LotRuleOf(In):
    """For what a rule holds."""

    item_id: Id | None = about("The item; null: all that have no rule of their own.", AN_ID, None)


class LotRuleIn(LotRuleOf):
    """How a customer takes lots: at least one of the three."""

    same_lot: Yes = about("What is there of the lots of their last delivery comes first.", True, False)
    age: one_of(*AGES) = about(  # type: ignore[valid-type]
        "No lot is older, or newer, than the youngest of their last delivery; empty: it does not matter.",
        "not_older",
        "",
    )
    one_lot: Yes = about("One lot on a line of a shipment; the rest waits for the next.", False, False)


class LotRuleOut(Shape):
    """How a customer takes lots."""

    id: IdOut = about("The rule.")
    customer_id: IdOut = about("The customer.")
    item_id: IdOut | None = about("The item; null: all that have no rule of their own.")
    same_lot: bool = about("What is there of the lots of their last delivery comes first.")
    age: str = about(
        "What is held against the last delivery.", "not_older", json_schema_extra={"enum": list(AGES)}
    )
    one_lot: bool = about("One lot on a line of a shipment.")
    made_at: MomentOut = about("When it was said first.")


@reads(router, "/customers/{customer_id}/lot-rules", needs="fulfilment.read", gives=list[LotRuleOut])
def list_lot_rules(by: By, customer_id: Id) -> list[dict[str, Any]]:
    """How a customer takes lots: the rule for all items first, then by SKU."""
    customer = parties_queries.customer(by, customer_id)
    return [LotRuleOut.plain(rule) for rule in fulfilment_queries.lot_rules(customer.pk)]


@changes(
    router,
    "POST",
    "/customers/{customer_id}/lot-rules",
    needs="fulfilment.set_lot_rule",
    gives=LotRuleOut,
    within=CUSTOMERS,
)
def set_lot_rule(by: By, customer_id: Id, body: LotRuleIn) -> dict[str, Any]:
    """Say how a customer takes the lots of an item; said again, it is anew. It counts from the next release on."""
    return LotRuleOut.plain(fulfilment.set_lot_rule(by, customer_id=customer_id, **body.model_dump()))


@changes(
    router,
    "POST",
    "/customers/{customer_id}/lot-rules/remove",
    needs="fulfilment.remove_lot_rule",
    gives=list[LotRuleOut],
    within=CUSTOMERS,
)
def remove_lot_rule(by: By, customer_id: Id, body: LotRuleOf) -> list[dict[str, Any]]:
    """They take the lots of an item as all others do; gives the rules that stay."""
    fulfilment.remove_lot_rule(by, customer_id=customer_id, item_id=body.item_id)
    return [LotRuleOut.plain(rule) for rule in fulfilment_queries.lot_rules(customer_id)]
