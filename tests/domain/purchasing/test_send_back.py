"""Damaged goods go back to the supplier: out of quarantine, and not owed."""

from decimal import Decimal as D

import pytest

from tradepost.base import feed
from tradepost.base.errors import NotFound, SentTwiceDifferently
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import NotEnoughStock
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands import PurchaseLineInput, ReceiptInput

from .conftest import NOW, TODAY, Desk, counted, nothing_changes, nothing_is_different


def settled(order_id: object) -> list[tuple[str, str, int, str, bool, str]]:
    return [
        (row.receipt_line.line.sku, row.kind, row.quantity, row.state, row.sent_back, row.note)
        for row in queries.variances_of([order_id])  # type: ignore[list-item]
    ]


def test_what_was_damaged_leaves_quarantine_and_is_owed_no_more(desk: Desk) -> None:
    order_id = desk.order(("tea", 10), ("cups", 6))
    receipt = desk.receive(order_id, ("tea", 8, 3), ("cups", 6, 6), last=True)
    assert desk.books() == {"1400": D("35.00"), "2150": D("-35.00")}

    purchasing.send_back(desk.by, posting_id=new_id(NOW), receipt_id=receipt.pk, note="Wet")

    assert desk.shelves("tea") == {"MAIN": 5}
    assert desk.shelves("cups") == {}
    assert desk.stock("tea") == {"on_hand": 5, "unsellable": 0, "incoming": 0, "value": D("12.50")}
    assert desk.stock("cups") == {"on_hand": 0, "unsellable": 0, "incoming": 0, "value": D(0)}
    assert desk.books() == {"1400": D("12.50"), "2150": D("-12.50")}
    assert settled(order_id) == [
        ("tea", "short", 2, "open", False, ""),
        ("tea", "damaged", 3, "closed", True, "Wet"),
        ("cups", "damaged", 6, "closed", True, "Wet"),
    ]
    assert [(line.received, line.rejected) for line in queries.lines_of(order_id)] == [(8, 3), (6, 6)]
    fact = next(event for event in feed.about([receipt.pk]) if event.name == "purchasing.sent_back")
    assert (fact.data["quantity"], len(fact.data["variance_ids"])) == (9, 2)
    nothing_is_different()


def test_what_the_average_moved_since_is_purchase_price_variance(desk: Desk) -> None:
    dear = desk.order(PurchaseLineInput(desk.items["tea"], D(10), unit_price=D(4)))
    receipt = desk.receive(dear, ("tea", 10, 5))
    cheap = desk.order(PurchaseLineInput(desk.items["tea"], D(10), unit_price=D(2)))
    desk.receive(cheap, ("tea", 10))
    purchasing.send_back(desk.by, posting_id=new_id(NOW), receipt_id=receipt.pk)
    # 20 were worth 60, so 5 leave with 15; they had cost 20.
    assert desk.stock("tea")["value"] == D("45.00")
    assert desk.books() == {"1400": D("45.00"), "2150": D("-40.00"), "5950": D("-5.00")}
    nothing_is_different()


def test_one_difference_of_several_goes_back_and_the_others_stay(desk: Desk) -> None:
    desk.item("leaf", tracking="lot")
    order_id = desk.order(("leaf", 10), ("tea", 4))
    line = desk.line(order_id, "leaf").pk
    receipt = purchasing.receive(
        desk.by,
        receipt_id=new_id(NOW),
        purchase_order_id=order_id,
        lines=[
            ReceiptInput(line, 6, 2, lot_code="L1", expires_on=TODAY),
            ReceiptInput(line, 4, 3, lot_code="L2"),
            ReceiptInput(desk.line(order_id, "tea").pk, 4, 1),
        ],
    )
    second = next(row for row in queries.variances_of([order_id]) if row.quantity == 3)
    purchasing.send_back(
        desk.by, posting_id=new_id(NOW), receipt_id=receipt.pk, variance_ids=[second.pk], note="L2"
    )
    assert desk.shelves("leaf") == {"MAIN/L1": 4, "MAIN/L2": 1, "QUARANTINE/L1": 2}
    assert desk.shelves("tea") == {"MAIN": 3, "QUARANTINE": 1}
    assert desk.books() == {"1400": D("27.50"), "2150": D("-27.50")}
    nothing_is_different()


def test_said_twice_it_happens_once(desk: Desk) -> None:
    receipt = desk.receive(desk.order(("tea", 10)), ("tea", 10, 4))
    posting_id = new_id(NOW)
    first = purchasing.send_back(desk.by, posting_id=posting_id, receipt_id=receipt.pk)
    with nothing_changes():
        again = purchasing.send_back(desk.by, posting_id=posting_id, receipt_id=receipt.pk)
        with pytest.raises(SentTwiceDifferently):
            purchasing.send_back(desk.by, posting_id=posting_id, receipt_id=receipt.pk, note="Wet")
    assert first.pk == again.pk == receipt.pk


def test_what_cannot_go_back_is_refused_and_nothing_changes(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    receipt = desk.receive(order_id, ("tea", 6, 2), last=True)
    sound = desk.receive(desk.order(("cups", 3)), ("cups", 3))
    by_kind = {row.kind: row for row in queries.variances_of([order_id])}

    def back(receipt_id: object, *variance_ids: object) -> None:
        purchasing.send_back(
            desk.by,
            posting_id=new_id(NOW),
            receipt_id=receipt_id,  # type: ignore[arg-type]
            variance_ids=variance_ids,  # type: ignore[arg-type]
        )

    with nothing_changes():
        with pytest.raises(purchasing.NothingToSendBack, match="waits in quarantine"):
            back(sound.pk)
        with pytest.raises(purchasing.NotDamaged, match="tea was not damaged"):
            back(receipt.pk, by_kind["short"].pk)
        with pytest.raises(NotFound):
            back(sound.pk, by_kind["damaged"].pk)
        with pytest.raises(NotFound):
            back(new_id(NOW))

    purchasing.close_variance(desk.by, variance_id=by_kind["damaged"].pk, note="Credited, CN 12")
    with nothing_changes():
        with pytest.raises(NotAllowed):
            back(receipt.pk, by_kind["damaged"].pk)
        with pytest.raises(purchasing.NothingToSendBack):
            back(receipt.pk)


def test_goods_that_lie_there_no_more_cannot_go_back(desk: Desk) -> None:
    receipt = desk.receive(desk.order(("tea", 10)), ("tea", 10, 4))
    gone = inventory.AdjustInput(desk.items["tea"], desk.places["QUARANTINE"], -1)
    inventory.adjust(
        desk.by, posting_id=new_id(NOW), warehouse_id=desk.warehouse, lines=[gone], reason="Thrown away"
    )
    with nothing_changes(), pytest.raises(NotEnoughStock, match="Only 3"):
        purchasing.send_back(desk.by, posting_id=new_id(NOW), receipt_id=receipt.pk)


def test_a_thousand_lines_cost_the_statements_of_one(desk: Desk) -> None:
    told = {}
    for count in (1, 1000):
        ids = desk.many_items(count)
        order_id = new_id(NOW)
        purchasing.order_from_supplier(
            desk.by,
            purchase_order_id=order_id,
            supplier_id=desk.supplier,
            warehouse_id=desk.warehouse,
            lines=[PurchaseLineInput(item_id, D(5), unit_price=D(1)) for item_id in ids],
        )
        receipt = purchasing.receive(
            desk.by,
            receipt_id=new_id(NOW),
            purchase_order_id=order_id,
            lines=[ReceiptInput(line.pk, 5, 2) for line in queries.lines_of(order_id)],
        )
        with counted() as number:
            purchasing.send_back(desk.by, posting_id=new_id(NOW), receipt_id=receipt.pk)
        told[count] = number[0]
    assert told[1] == told[1000] <= 20
