"""Deliveries: whole, in part, short, over, damaged, by lot; what they do to stock and books."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from tradepost.base.errors import Invalid, NotFound, SentTwiceDifferently
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.inventory.models import Lot
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands import PurchaseLineInput, ReceiptInput
from tradepost.domain.purchasing.models import Receipt

from .conftest import NOW, TODAY, Desk, counted, nothing_changes, nothing_is_different


def variances(order_id: object) -> list[tuple[str, str, int]]:
    return [
        (row.receipt_line.line.sku, row.kind, row.quantity)
        for row in queries.variances_of([order_id])  # type: ignore[list-item]
    ]


def test_a_whole_delivery_fills_shelf_and_books_and_closes_the_order(desk: Desk) -> None:
    order_id = desk.order(("tea", 36), ("cups", 10))
    receipt = desk.receive(order_id, ("tea", 36), ("cups", 10), delivery_note="LS 4711")
    assert (receipt.state, receipt.delivery_note, receipt.value) == ("posted", "LS 4711", D("115.00"))
    assert (receipt.counted_quantity, receipt.damaged_quantity, receipt.lines_count) == (46, 0, 2)
    assert desk.stock("tea") == {"on_hand": 36, "unsellable": 0, "incoming": 0, "value": D("90.00")}
    assert desk.shelves("tea") == {"MAIN": 36}
    assert desk.books() == {"1400": D("115.00"), "2150": D("-115.00")}
    order = queries.purchase_order(desk.by, order_id)
    assert (order.state, order.received_quantity, order.open_quantity, order.closed_at) == (
        "closed",
        46,
        0,
        NOW,
    )
    assert variances(order_id) == []
    assert desk.told(order_id, receipt.pk)[-2:] == ["purchasing.order_closed", "purchasing.received"]
    nothing_is_different()


def test_partial_deliveries_are_progress_and_cost_exactly_the_order(desk: Desk) -> None:
    order_id = desk.order(PurchaseLineInput(desk.items["tea"], D(7), unit_price=D("1.428571")))
    values = [desk.receive(order_id, ("tea", part)).value for part in (1, 1, 2, 3)]
    assert values == [D("1.43"), D("1.43"), D("2.85"), D("4.29")]
    assert sum(values) == queries.purchase_order(desk.by, order_id).total == D("10.00")
    assert queries.purchase_order(desk.by, order_id).state == "closed"
    assert variances(order_id) == []
    nothing_is_different()


def test_promises_on_the_delivery_become_promises_on_stock(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    demand = desk.wanted("tea", 8)
    assert desk.cover(demand) == {"stock": 0, "supply": 8, "backordered": 0}
    desk.receive(order_id, ("tea", 5))
    assert desk.cover(demand) == {"stock": 5, "supply": 3, "backordered": 0}
    desk.receive(order_id, ("tea", 5))
    assert desk.cover(demand) == {"stock": 8, "supply": 0, "backordered": 0}
    nothing_is_different()


def test_damaged_goods_go_to_quarantine_and_cannot_be_promised(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    demand = desk.wanted("tea", 10)
    receipt = desk.receive(order_id, ("tea", 10, 3))
    assert desk.shelves("tea") == {"MAIN": 7, "QUARANTINE": 3}
    assert desk.stock("tea") == {"on_hand": 7, "unsellable": 3, "incoming": 0, "value": D("25.00")}
    assert desk.cover(demand) == {"stock": 7, "supply": 0, "backordered": 3}
    line = desk.line(order_id, "tea")
    assert (line.received, line.rejected, line.open) == (10, 3, 0)
    assert variances(order_id) == [("tea", "damaged", 3)]
    assert queries.purchase_order(desk.by, order_id).state == "closed"
    assert desk.told(receipt.pk)[-2:] == ["purchasing.received", "purchasing.variances_found"]
    nothing_is_different()


def test_the_last_delivery_writes_off_what_is_short_and_tells_who_waits(desk: Desk) -> None:
    order_id = desk.order(("tea", 10), ("cups", 5))
    tea, cups = desk.wanted("tea", 10), desk.wanted("cups", 5)
    receipt = desk.receive(order_id, ("tea", 6), last=True)
    assert variances(order_id) == [("tea", "short", 4), ("cups", "short", 5)]
    assert [(row.line.sku, row.expected, row.counted) for row in queries.receipt_lines_of(receipt.pk)] == [
        ("tea", 10, 6),
        ("cups", 5, 0),
    ]
    assert [(row.sku, row.received, row.cancelled, row.open) for row in queries.lines_of(order_id)] == [
        ("tea", 6, 4, 0),
        ("cups", 0, 5, 0),
    ]
    assert desk.supply(order_id) == {}
    assert desk.cover(tea) == {"stock": 6, "supply": 0, "backordered": 4}
    assert desk.cover(cups) == {"stock": 0, "supply": 0, "backordered": 5}
    order = queries.purchase_order(desk.by, order_id)
    assert (order.state, order.received_quantity, order.open_quantity) == ("closed", 6, 0)
    from tradepost.base import feed

    fact = next(event for event in feed.about([receipt.pk]) if event.name == "purchasing.received")
    assert set(fact.data["demand_ids"]) == {str(tea), str(cups)}
    nothing_is_different()


def test_nothing_came_and_nothing_will(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    receipt = purchasing.receive(
        desk.by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=[], last=True
    )
    assert (receipt.value, receipt.counted_quantity) == (0, 0)
    assert queries.purchase_order(desk.by, order_id).state == "cancelled"
    assert variances(order_id) == [("tea", "short", 10)]
    assert desk.books() == {}
    nothing_is_different()


def test_a_little_too_much_is_taken_in_with_a_variance(desk: Desk) -> None:
    order_id = desk.order(("tea", 100))
    desk.receive(order_id, ("tea", 104))
    assert variances(order_id) == [("tea", "over", 4)]
    assert desk.stock("tea") == {"on_hand": 104, "unsellable": 0, "incoming": 0, "value": D("260.00")}
    line = desk.line(order_id, "tea")
    assert (line.received, line.over, line.open) == (104, 4, 0)
    nothing_is_different()


def test_far_too_much_is_refused_unless_allowed(desk: Desk) -> None:
    order_id = desk.order(("tea", 36))
    line_id = desk.line(order_id, "tea").id
    with nothing_changes(), pytest.raises(purchasing.MoreThanOrdered) as refused:
        desk.receive(order_id, ("tea", 40))
    assert (refused.value.code, refused.value.facts) == ("more-than-ordered", {"lines": {str(line_id): 4}})
    desk.receive(order_id, ("tea", 40), allow_over=True)
    assert variances(order_id) == [("tea", "over", 4)]
    assert queries.purchase_order(desk.by, order_id).state == "closed"
    nothing_is_different()


def test_the_surplus_of_several_deliveries_adds_up(desk: Desk) -> None:
    order_id = desk.order(("tea", 100), ("cups", 10))
    desk.receive(order_id, ("tea", 103))
    with nothing_changes(), pytest.raises(purchasing.MoreThanOrdered):
        desk.receive(order_id, ("tea", 3))
    desk.receive(order_id, ("tea", 2))
    assert desk.line(order_id, "tea").over == 5


def test_two_lots_of_one_line_lie_apart(desk: Desk) -> None:
    desk.item("milk", tracking="lot")
    order_id = desk.order(("milk", 20))
    line_id = desk.line(order_id, "milk").id
    best_before = date(2026, 9, 1)
    purchasing.receive(
        desk.by,
        receipt_id=new_id(NOW),
        purchase_order_id=order_id,
        lines=[
            ReceiptInput(line_id, 12, lot_code="L1", expires_on=best_before),
            ReceiptInput(line_id, 8, 1, lot_code="L2"),
        ],
    )
    assert desk.shelves("milk") == {"MAIN/L1": 12, "MAIN/L2": 7, "QUARANTINE/L2": 1}
    assert Lot.objects.get(code="L1").expires_on == best_before
    assert queries.purchase_order(desk.by, order_id).state == "closed"
    nothing_is_different()


def test_goods_go_to_the_named_place(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    dock = desk.places["RECEIVING"]
    lines = [ReceiptInput(desk.line(order_id, "tea").id, 10, place_id=dock)]
    receipt = purchasing.receive(desk.by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=lines)
    assert desk.shelves("tea") == {"RECEIVING": 10}
    assert [row.place.code for row in queries.receipt_lines_of(receipt.pk)] == ["RECEIVING"]


def test_an_imagined_place_is_no_place_for_goods(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    lines = [ReceiptInput(desk.line(order_id, "tea").id, 10, place_id=desk.places["LOSS"])]
    with nothing_changes(), pytest.raises(Invalid):
        purchasing.receive(desk.by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=lines)


def test_dollars_become_euros_at_the_rate_of_the_day(desk: Desk) -> None:
    accounts.set_rate(desk.by, rate_id=new_id(NOW), currency="USD", valid_from=TODAY, rate=D("0.9"))
    dollars = desk.new_supplier("S-US", currency="USD")
    order_id = desk.order(("tea", 3), supplier_id=dollars)
    assert desk.receive(order_id, ("tea", 1)).value == D("2.25")
    accounts.set_rate(
        desk.by, rate_id=new_id(NOW), currency="USD", valid_from=TODAY + timedelta(days=1), rate=D("0.8")
    )
    desk.by = desk.by.at(NOW + timedelta(days=1))
    assert desk.receive(order_id, ("tea", 2)).value == D("4.00")
    assert desk.stock("tea")["value"] == D("6.25")
    assert desk.books() == {"1400": D("6.25"), "2150": D("-6.25")}
    nothing_is_different()


def test_without_a_rate_nothing_is_received(desk: Desk) -> None:
    order_id = desk.order(("tea", 3), supplier_id=desk.new_supplier("S-JP", currency="JPY"))
    with nothing_changes(), pytest.raises(Exception, match="no exchange rate for JPY"):
        desk.receive(order_id, ("tea", 3))


def test_goods_that_cost_nothing_leave_the_books_alone(desk: Desk) -> None:
    order_id = desk.order(PurchaseLineInput(desk.items["tea"], D(5), unit_price=D(0)))
    desk.receive(order_id, ("tea", 5))
    assert desk.stock("tea")["on_hand"] == 5
    assert desk.books() == {}
    nothing_is_different()


@pytest.mark.parametrize(
    ("sku", "given", "field"),
    [
        ("tea", {"counted": -1}, "counted"),
        ("tea", {"counted": 2, "damaged": 3}, "damaged"),
        ("tea", {"counted": 2, "damaged": -1}, "damaged"),
        ("tea", {"counted": 2, "lot_code": "L1"}, "lot_code"),
        ("milk", {"counted": 2}, "lot_code"),
    ],
)
def test_a_count_that_makes_no_sense_is_refused(
    desk: Desk, sku: str, given: dict[str, object], field: str
) -> None:
    desk.item("milk", tracking="lot")
    order_id = desk.order(("tea", 10), ("milk", 10))
    lines = [ReceiptInput(desk.line(order_id, sku).id, **given)]  # type: ignore[arg-type]
    with nothing_changes(), pytest.raises(Invalid) as refused:
        purchasing.receive(desk.by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=lines)
    assert list(refused.value.facts["fields"]) == [f"lines.0.{field}"]


def test_a_line_of_another_order_is_refused(desk: Desk) -> None:
    order_id, other_id = desk.order(("tea", 10)), desk.order(("tea", 10))
    lines = [ReceiptInput(desk.line(other_id, "tea").id, 1)]
    with nothing_changes(), pytest.raises(Invalid):
        purchasing.receive(desk.by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=lines)


def test_nothing_is_no_receipt(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    with nothing_changes(), pytest.raises(purchasing.NothingReceived):
        desk.receive(order_id, ("tea", 0))


def test_only_an_order_at_the_supplier_can_be_received(desk: Desk) -> None:
    draft = desk.order(("tea", 10), send=False)
    with nothing_changes(), pytest.raises(purchasing.NotOnOrder):
        desk.receive(draft, ("tea", 10))
    done = desk.order(("tea", 10))
    desk.receive(done, ("tea", 10))
    with nothing_changes(), pytest.raises(purchasing.NotOnOrder) as refused:
        desk.receive(done, ("tea", 1))
    assert refused.value.facts == {"state": "closed"}
    with nothing_changes(), pytest.raises(NotFound):
        purchasing.receive(desk.by, receipt_id=new_id(NOW), purchase_order_id=new_id(NOW), lines=[])


def test_sent_twice_it_is_one_receipt(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    lines = [ReceiptInput(desk.line(order_id, "tea").id, 4)]
    given = {"receipt_id": new_id(NOW), "purchase_order_id": order_id}
    first = purchasing.receive(desk.by, lines=lines, **given)
    with nothing_changes():
        assert purchasing.receive(desk.by, lines=lines, **given).number == first.number
    with nothing_changes(), pytest.raises(SentTwiceDifferently):
        purchasing.receive(desk.by, lines=[ReceiptInput(lines[0].line_id, 5)], **given)
    assert desk.stock("tea")["on_hand"] == 4


def test_a_variance_is_settled_once_with_a_note(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    desk.receive(order_id, ("tea", 10, 3))
    (found,) = queries.variances_of([order_id])
    closed = purchasing.close_variance(desk.by, variance_id=found.pk, note="Credited, CN 12")
    assert (closed.state, closed.note, closed.closed_at) == ("closed", "Credited, CN 12", NOW)
    assert queries.variance(desk.by, found.pk).state == "closed"
    with nothing_changes(), pytest.raises(NotAllowed):
        purchasing.close_variance(desk.by, variance_id=found.pk, note="again")
    with nothing_changes(), pytest.raises(NotFound):
        purchasing.close_variance(desk.by, variance_id=new_id(NOW), note="which?")


def test_a_receipts_lines_are_never_changed(desk: Desk) -> None:
    from django.db import IntegrityError, transaction

    order_id = desk.order(("tea", 10))
    receipt = desk.receive(order_id, ("tea", 4))
    for verb in ("update", "delete"):
        rows = queries.receipt_lines_of(receipt.pk)[0].__class__.objects.filter(receipt=receipt)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(counted=5) if verb == "update" else rows.delete()


def test_the_database_refuses_more_than_was_ordered(desk: Desk) -> None:
    from django.db import IntegrityError, transaction

    order_id = desk.order(("tea", 10))
    line = desk.line(order_id, "tea")
    with pytest.raises(IntegrityError, match="not_received_beyond_ordered"), transaction.atomic():
        type(line).objects.filter(pk=line.pk).update(received=11)


def test_a_thousand_lines_are_received_in_the_statements_of_one(desk: Desk) -> None:
    told = {}
    for lines in (1, 3, 1000):
        items = desk.many_items(lines)
        order_id = desk.order(*[PurchaseLineInput(item, D(10), unit_price=D(1)) for item in items])
        counts = [ReceiptInput(line.id, 6, 1) for line in queries.lines_of(order_id)]
        rest = [ReceiptInput(line.id, 2) for line in queries.lines_of(order_id)]
        with counted() as first:
            purchasing.receive(desk.by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=counts)
        with counted() as second:
            purchasing.receive(
                desk.by, receipt_id=new_id(NOW), purchase_order_id=order_id, lines=rest, last=True
            )
        told[lines] = first + second
    assert told[1] == told[3] == told[1000]
    assert told[1000] == [23, 29]  # what falls short: its items are locked with the others'
    nothing_is_different()


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_one_statement(desk: Desk, rows: int) -> None:
    desk.offer("tea", "1")
    for _ in range(rows):
        order_id = desk.order(("tea", 10))
        desk.receive(order_id, ("tea", 10, 1))
    desk.new_supplier("S-9")
    for listing in (queries.PURCHASE_ORDERS, queries.RECEIPTS, queries.VARIANCES, queries.SUPPLIER_ITEMS):
        with counted() as number:
            page = listing.page(desk.by)
            for row in page.rows:
                _touch(row)
        assert number == [1], listing.name
        for sort in listing.sorts:
            listing.page(desk.by, sort=sort)
            cursor = listing.page(desk.by, sort=sort, limit=1).next_cursor
            if rows == 3 and listing is not queries.SUPPLIER_ITEMS:
                assert len(listing.page(desk.by, sort=sort, after=cursor).rows) == 2, (listing.name, sort)


def _touch(row: object) -> None:
    """What a list shows of a row."""
    if isinstance(row, Receipt):
        assert row.purchase_order.warehouse.code
    for name in ("supplier_name", "warehouse", "state", "number"):
        getattr(row, name, None)
    if hasattr(row, "receipt_line"):
        assert row.receipt_line.receipt.purchase_order.number
        assert row.receipt_line.line.sku
    if hasattr(row, "supplier_sku"):
        assert row.supplier.party.name
        assert row.item.sku


def test_customers_see_nothing_and_a_warehouse_sees_its_own(desk: Desk) -> None:
    from dataclasses import replace

    order_id = desk.order(("tea", 10))
    receipt = desk.receive(order_id, ("tea", 10, 1))
    stranger = replace(desk.by, scope={"customer": new_id(NOW)})
    elsewhere = replace(desk.by, scope={"warehouse": new_id(NOW)})
    here = replace(desk.by, scope={"warehouse": desk.warehouse})
    (variance,) = queries.variances_of([order_id])
    for by in (stranger, elsewhere):
        for ask, subject in (
            (queries.purchase_order, order_id),
            (queries.receipt, receipt.pk),
            (queries.variance, variance.pk),
        ):
            with pytest.raises(NotFound):
                ask(by, subject)
        assert queries.PURCHASE_ORDERS.page(by).rows == []
        assert queries.RECEIPTS.page(by).rows == []
        assert queries.VARIANCES.page(by).rows == []
    assert queries.purchase_order(here, order_id).pk == order_id
    assert [row.pk for row in queries.receipts_of(order_id)] == [receipt.pk]
