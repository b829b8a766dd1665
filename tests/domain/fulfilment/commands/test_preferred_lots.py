"""Preferred lots: by hand for a line, by rule for a customer; a release takes them as far as it can, and says why."""

from decimal import Decimal as D
from uuid import UUID

import pytest

from small_warehouse import NOW, Trade, day, differences, everything, statements
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries
from tradepost.domain.fulfilment.models import LotRule, Shipment, ShipmentLine
from tradepost.domain.fulfilment.rules import NothingToRelease
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.models import Lot
from tradepost.domain.parties import commands as parties
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput, OrderInput

SOON, LATER, LAST = (day(text) for text in ("2026-04-01", "2026-06-01", "2026-09-01"))


@pytest.fixture
def dairy(trade: Trade) -> Trade:
    """Ten milk each of three lots."""
    for code, over in (("soon", SOON), ("later", LATER), ("last", LAST)):
        trade.stock("milk", 10, lot=code, expires_on=over)
    return trade


def lot(code: str) -> UUID:
    return Lot.objects.get(code=code).pk


def picked(shipment: Shipment) -> dict[str, int]:
    found: dict[str, int] = {}
    for task in queries.pick_list(shipment.id):
        found[task.lot_code] = found.get(task.lot_code, 0) + task.asked
    return found


def told(shipment: Shipment) -> list[tuple[str, str]]:
    (line,) = ShipmentLine.objects.filter(shipment=shipment)
    return [(one["code"], one["why"]) for one in line.lot_trace["seen"]]


def wishing(trade: Trade, quantity: int, *codes: str, confirm: bool = True) -> UUID:
    order_id = new_id(NOW)
    line = LineInput(trade.items["milk"], D(quantity), lot_ids=tuple(lot(code) for code in codes))
    sales.place_order(
        trade.by, order_id=order_id, customer_id=trade.customer, warehouse_id=trade.warehouse, lines=[line],
        confirm=confirm,
    )  # fmt: skip
    return order_id


def test_a_wished_lot_comes_first_as_far_as_it_is_there(dairy: Trade) -> None:
    first = dairy.release(wishing(dairy, 12, "last"))
    assert picked(first) == {"last": 10, "soon": 2}
    assert told(first) == [("last", "wished"), ("soon", "first"), ("later", "later")]
    second = dairy.release(wishing(dairy, 3, "last", "later"))
    assert picked(second) == {"later": 3}
    assert told(second) == [("last", "none_here"), ("later", "wished"), ("soon", "later")]
    inventory.recall_lot(dairy.by, lot_id=lot("later"), reason="Glass")
    third = dairy.release(wishing(dairy, 3, "later"))
    assert (picked(third), told(third)) == ({"soon": 3}, [("later", "recalled"), ("soon", "first")])
    parties.change_customer(dairy.by, customer_id=dairy.customer, minimum_shelf_days=60)
    with pytest.raises(NothingToRelease):
        dairy.release(wishing(dairy, 3, "soon"))
    assert differences() == []


def test_wishes_are_changed_by_hand_until_the_goods_are_set_aside(dairy: Trade) -> None:
    order_id = wishing(dairy, 6, "last", confirm=False)
    (line_id,) = dairy.line_ids(order_id)
    (typed,) = sales_queries.as_typed(order_id)
    assert typed.lot_ids == (lot("last"),)
    sales.change_order(dairy.by, order_id=order_id, note="Ring twice.", lines=[typed])
    sales.confirm_order(dairy.by, order_id=order_id)
    order = sales.wish_lots(dairy.by, order_id=order_id, lines=[(line_id, [lot("later")])])
    assert dairy.names(order_id)[-1] == "sales.lots_wished"
    before = everything()
    assert (
        sales.wish_lots(dairy.by, order_id=order_id, lines=[(line_id, [lot("later")])]).version
        == order.version
    )
    assert everything() == before
    (foreseen,) = queries.lots_foreseen(order_id, dairy.by.now.date()).values()
    assert [(one["code"], one["taken"]) for one in foreseen["seen"]] == [
        ("later", 6),
        ("soon", 0),
        ("last", 0),
    ]
    shipment = dairy.release(order_id)
    assert picked(shipment) == {"later": 6}
    assert queries.lot_traces(order_id)[line_id][0]["shipment"] == shipment.number
    fulfilment.cancel_shipment(dairy.by, shipment_id=shipment.id, reason="Later")
    assert queries.lot_traces(order_id) == {}
    sales.wish_lots(dairy.by, order_id=order_id, lines=[(line_id, [])])
    assert picked(dairy.release(order_id)) == {"soon": 6}


@pytest.mark.parametrize(
    "case", ["another item's lot", "no such lot", "twice", "foreign line", "no line", "closed"]
)
def test_wishes_that_make_no_sense_change_nothing(dairy: Trade, case: str) -> None:
    dairy.item("cream", tracking="lot")
    dairy.stock("cream", 5, lot="C1")
    order_id = wishing(dairy, 6)
    (line_id,) = dairy.line_ids(order_id)
    refusal: type[Refusal] = Invalid
    lines: list[tuple[UUID, list[UUID]]] = {
        "another item's lot": [(line_id, [lot("C1")])],
        "no such lot": [(line_id, [new_id(NOW)])],
        "twice": [(line_id, [lot("soon"), lot("soon")])],
        "foreign line": [(new_id(NOW), [lot("soon")])],
        "no line": [],
        "closed": [(line_id, [lot("soon")])],
    }[case]
    if case == "closed":
        sales.cancel_order(dairy.by, order_id=order_id)
        refusal = NotAllowed
    before = everything()
    with pytest.raises(refusal):
        sales.wish_lots(dairy.by, order_id=order_id, lines=lines)
    if case in ("another item's lot", "no such lot"):
        typed = LineInput(dairy.items["milk"], D(1), lot_ids=tuple(lines[0][1]))
        given = {"order_id": new_id(NOW), "customer_id": dairy.customer, "lines": [typed]}
        with pytest.raises(Invalid) as told:
            sales.place_order(dairy.by, **given)  # type: ignore[arg-type]
        assert told.value.facts["fields"] == {"lines.0.lot_ids": "Not a lot of this item."}
        (placed,) = sales.place_orders(dairy.by, orders=[OrderInput(**given)])  # type: ignore[arg-type]
        assert placed.refusal is not None
    assert everything() == before


def test_rules_of_a_customer_look_back_at_their_last_delivery(dairy: Trade) -> None:
    """The lot again while it lasts, then nothing older than it; other customers and items go as ever."""
    fulfilment.set_lot_rule(dairy.by, customer_id=dairy.customer, same_lot=True, age="not_older")
    first = dairy.release(wishing(dairy, 4, "later"))
    dairy.pick_all(first)
    fulfilment.pack_shipment(dairy.by, shipment_id=first.id)
    # What has not left does not count yet.
    waits = dairy.release(dairy.order(("milk", 1)))
    assert picked(waits) == {"soon": 1}
    fulfilment.ship_shipment(dairy.by, shipment_id=first.id)
    second = dairy.release(dairy.order(("milk", 8)))
    assert picked(second) == {"later": 6, "last": 2}
    assert told(second) == [("later", "again"), ("last", "first"), ("soon", "older")]
    (line,) = ShipmentLine.objects.filter(shipment=second)
    assert (line.lot_trace["age"], line.lot_trace["than"]) == ("not_older", "later")
    other = dairy.new_customer("Bar Sol")
    assert picked(dairy.release(dairy.order(("milk", 2), customer_id=other))) == {"soon": 2}
    # A rule for the item itself counts instead, and not beside.
    fulfilment.set_lot_rule(dairy.by, customer_id=dairy.customer, item_id=dairy.items["milk"], one_lot=True)
    third = dairy.release(dairy.order(("milk", 8)))
    assert (picked(third), told(third)[0]) == ({"last": 8}, ("last", "one_lot"))
    fulfilment.remove_lot_rule(dairy.by, customer_id=dairy.customer, item_id=dairy.items["milk"])
    fulfilment.set_lot_rule(dairy.by, customer_id=dairy.customer, age="not_newer")
    assert picked(dairy.release(dairy.order(("milk", 3)))) == {"soon": 3}
    assert [rule.item_id for rule in queries.lot_rules(dairy.customer)] == [None]
    assert differences() == []


def test_rules_are_set_once_and_removed_once(dairy: Trade) -> None:
    made = fulfilment.set_lot_rule(dairy.by, customer_id=dairy.customer, one_lot=True)
    before = everything()
    assert fulfilment.set_lot_rule(dairy.by, customer_id=dairy.customer, one_lot=True).pk == made.pk
    for wrong, refusal in (
        ({}, Invalid),
        ({"age": "fresh"}, Invalid),
        ({"one_lot": True, "item_id": new_id(NOW)}, NotFound),
        ({"one_lot": True, "customer_id": new_id(NOW)}, NotFound),
    ):
        with pytest.raises(refusal):
            fulfilment.set_lot_rule(dairy.by, **{"customer_id": dairy.customer, **wrong})  # type: ignore[arg-type]
    assert everything() == before
    fulfilment.remove_lot_rule(dairy.by, customer_id=dairy.customer)
    before = everything()
    fulfilment.remove_lot_rule(dairy.by, customer_id=dairy.customer)
    assert everything() == before
    assert not LotRule.objects.exists()


def test_releasing_asks_no_more_with_wishes_and_for_many_lines(dairy: Trade) -> None:
    """One look at the last deliveries where a rule asks for them, one at lots that are not there; else none."""

    def counted(*wishes: str, lines: int = 1) -> int:
        order_id = dairy.order(*[("milk", 1)] * lines)
        if wishes:
            wanted = [lot(code) for code in wishes]
            sales.wish_lots(
                dairy.by, order_id=order_id, lines=[(pk, wanted) for pk in dairy.line_ids(order_id)]
            )
        with statements() as said:
            dairy.release(order_id)
        return len(said)

    plain = counted()
    assert counted(lines=3) == counted("later") == counted("later", lines=3) == plain
    dairy.stock("milk", 1, lot="gone")
    dairy.ship(wishing(dairy, 1, "gone"))
    assert counted("gone", lines=3) == plain + 1
    fulfilment.set_lot_rule(dairy.by, customer_id=dairy.customer, same_lot=True, age="not_older")
    assert counted(lines=3) <= plain + 2
