"""What was sent and did not arrive, and what arrived and was not sent: each is found out, and the books follow."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from trade import NOW
from tradepost.base.errors import Invalid
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.models import Posting
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.transfers import commands as transfers
from tradepost.domain.transfers.commands import ArrivedInput, UnsentInput
from tradepost.domain.transfers.models import Discrepancy, Transfer, TransferLine
from two_houses import Houses
from unchanged import unchanged

pytestmark = pytest.mark.django_db
ROOMS = ("transfers", "inventory", "accounts", "sales")


def nothing_differs() -> None:
    assert [str(found) for found in reports_queries.verify()] == []


def open_ones() -> list[tuple[str, str, int]]:
    rows = Discrepancy.objects.filter(state="open").order_by("kind", "quantity")
    return [(row.kind, row.item.sku, row.quantity) for row in rows.select_related("item")]


@pytest.fixture
def short(houses: Houses) -> Transfer:
    """Ten were sent for 20.00 and six arrived; nothing more will come."""
    houses.put("tea", 20)
    one = houses.send(("tea", 10))
    return houses.take(one, ("tea", 6), is_last=True)


def test_what_did_not_arrive_is_missing_and_promised_to_nobody(houses: Houses) -> None:
    houses.trade.add_customer()
    houses.put("tea", 20)
    one = houses.send(("tea", 10))
    houses.trade.warehouse_id, main = houses.east, houses.main
    order = houses.trade.order(("tea", 10))
    one = houses.take(one, ("tea", 6))
    assert (one.state, open_ones()) == ("in_transit", [])
    one = transfers.finish_transfer(houses.by(40), transfer_id=one.pk)
    assert (one.state, one.open_quantity, open_ones()) == ("received", 4, [("missing", "tea", 4)])
    assert [(c["stock"], c["supply"], c["backordered"]) for c in houses.trade.cover(order)] == [(6, 0, 4)]
    assert houses.books()["STOCK_IN_TRANSIT"] == D(8)
    assert reports_queries.today(houses.by(41)).transfer_discrepancies == 1
    nothing_differs()
    houses.settle("arrived", reason="")
    assert [c["stock"] for c in houses.trade.cover(order)] == [10]
    houses.trade.warehouse_id = main
    nothing_differs()


def test_lost_on_the_way_it_is_a_loss_in_the_books(houses: Houses, short: Transfer) -> None:
    one = houses.settle("lost", reason="The driver says so.")
    assert (one.state, one.outcome, one.value, one.settled_by) == ("settled", "lost", D(8), "Olga")
    assert houses.books() == {"STOCK": D(32), "STOCK_LOSS": D(8), "OPENING": D(-40)}
    assert Posting.objects.filter(reason=f"Transfer {short.number}. The driver says so.").count() == 1
    line = TransferLine.objects.get()
    assert (line.sent, line.received, line.lost, line.to_come) == (10, 6, 4, 0)
    nothing_differs()
    with unchanged(*ROOMS), pytest.raises(NotAllowed):
        transfers.settle_discrepancy(houses.by(61), discrepancy_id=one.pk, outcome="lost", reason="Again")


def test_it_never_left(houses: Houses, short: Transfer) -> None:
    houses.settle("stayed", place_id=houses.place("A-01"))
    assert houses.stock("tea") == (14, 0, 0, 0, D(28))
    assert houses.lies()["MAIN", "A-01", "tea"] == 4
    assert houses.books() == {"STOCK": D(40), "OPENING": D(-40)}
    assert TransferLine.objects.get().stayed == 4
    nothing_differs()


def test_some_were_found_and_the_rest_is_lost(houses: Houses, short: Transfer) -> None:
    houses.settle("arrived", quantity=3, place_id=houses.place("E-01", houses.east))
    assert open_ones() == [("missing", "tea", 1)]
    nothing_differs()
    houses.settle("lost")
    assert [(d.outcome, d.quantity, d.value) for d in Discrepancy.objects.order_by("quantity")] == [
        ("lost", 1, D(2)), ("arrived", 3, D(6)),
    ]  # fmt: skip
    assert houses.stock("tea", houses.east) == (9, 0, 0, 0, D(18))
    nothing_differs()


def test_how_it_may_not_be_settled(houses: Houses, short: Transfer) -> None:
    with unchanged(*ROOMS):
        for wrong, given in {
            "outcome": {"outcome": "found"},
            "quantity": {"outcome": "lost", "quantity": 5},
            "reason": {"outcome": "lost", "reason": " "},
            "place_id": {"outcome": "arrived", "place_id": houses.place("A-01")},
        }.items():
            with pytest.raises(Invalid) as refused:
                houses.settle(**given)
            assert list(refused.value.facts["fields"]) == [wrong]


def test_a_load_of_odd_cents_is_settled_to_the_cent(houses: Houses) -> None:
    """Seven for 10.00: two arrive, two are lost, two stayed, one arrives at last."""
    houses.put("tea", 7, cost="1.428571428571")
    inventory.hold_stock(houses.by(), warehouse_id=houses.main, item_ids=[])
    one = houses.send(("tea", 7))
    houses.take(one, ("tea", 2), is_last=True)
    houses.settle("lost", quantity=2)
    houses.settle("stayed", quantity=2)
    houses.settle("arrived")
    assert "STOCK_IN_TRANSIT" not in houses.books()
    one.refresh_from_db()
    assert (one.open_quantity, one.open_value) == (0, D(0))
    nothing_differs()


def test_more_than_was_sent_left_the_other_house_unseen(houses: Houses) -> None:
    houses.put("tea", 20)
    houses.put("tea", 5, warehouse=houses.east, cost="4")
    one = houses.send(("tea", 10))
    one = houses.take(one, ("tea", 12))
    assert (one.state, open_ones()) == ("received", [("surplus", "tea", 2)])
    assert houses.stock("tea", houses.east)[0] == 15  # the two are in no books yet
    nothing_differs()
    houses.settle("sent")
    assert houses.stock("tea") == (8, 0, 0, 0, D(16))
    assert houses.stock("tea", houses.east) == (17, 0, 0, 0, D(44))
    assert houses.books() == {"STOCK": D(60), "OPENING": D(-60)}
    nothing_differs()


def test_what_is_not_free_there_was_not_sent_from_there(houses: Houses) -> None:
    houses.put("tea", 10)
    one = houses.take(houses.send(("tea", 10)), ("tea", 12))
    with unchanged(*ROOMS), pytest.raises(transfers.NotThereToSend, match="Only 0 are free"):
        houses.settle("sent")
    houses.settle("found", place_id=houses.place("E-02", houses.east))
    assert houses.lies() == {("EAST", "MAIN", "tea"): 10, ("EAST", "E-02", "tea"): 2}
    assert houses.books() == {"STOCK": D(24), "STOCK_LOSS": D(-4), "OPENING": D(-20)}
    assert one.state == "received"
    nothing_differs()


def test_an_item_that_is_not_on_the_transfer(houses: Houses) -> None:
    lot = houses.lot("milk", "L1")
    houses.put("milk", 4, lot_id=lot, cost="3")
    houses.put("tea", 10)
    one = houses.send(("tea", 10))
    with unchanged(*ROOMS), pytest.raises(Invalid) as refused:
        houses.take(one, unsent=[UnsentInput(new_id(NOW), 1), UnsentInput(houses.trade.items["tea"], 1, lot)])
    assert refused.value.facts["fields"] == {
        "unsent.0.item_id": "There is no such item.", "unsent.1.lot_id": "This item has no such lot.",
    }  # fmt: skip
    one = houses.take(one, ("tea", 10), unsent=[UnsentInput(houses.trade.items["milk"], 3, lot)])
    assert (one.state, open_ones()) == ("received", [("surplus", "milk", 3)])
    houses.settle("sent")
    assert houses.stock("milk") == (1, 0, 0, 0, D(3))
    assert houses.stock("milk", houses.east) == (3, 0, 0, 0, D(9))
    nothing_differs()


def test_a_serial_that_nobody_sent(houses: Houses) -> None:
    piece = houses.lot("scale", "S-1")
    houses.put("scale", 1, lot_id=piece)
    houses.put("tea", 1)
    one = houses.send(("tea", 1))
    houses.take(one, ("tea", 1), unsent=[UnsentInput(houses.trade.items["scale"], 1, piece)])
    with unchanged(*ROOMS), pytest.raises(inventory.SerialElsewhere, match="lies in MAIN"):
        houses.settle("found")
    houses.settle("sent")
    assert houses.lies()["EAST", "MAIN", "scale"] == 1
    nothing_differs()


def test_two_counts_of_one_load_add_up(houses: Houses) -> None:
    houses.put("tea", 10)
    one = houses.send(("tea", 10))
    load = houses.loads(one)["tea", ""].pk
    bins = [houses.place(code, houses.east) for code in ("E-01", "E-02")]
    one = transfers.receive_transfer(
        houses.by(30), receipt_id=new_id(NOW), transfer_id=one.pk,
        lines=[ArrivedInput(load, 7, 1, bins[0]), ArrivedInput(load, 5, 0, bins[1])],
    )  # fmt: skip
    assert (one.state, open_ones()) == ("received", [("surplus", "tea", 2)])
    assert houses.lies() == {
        ("EAST", "E-01", "tea"): 6, ("EAST", "E-02", "tea"): 3, ("EAST", "QUARANTINE", "tea"): 1,
    }  # fmt: skip
    nothing_differs()
