"""Buying: what a purchase order says, what stock expects of it, and how it ends."""

from datetime import timedelta
from decimal import Decimal as D

import pytest

from tradepost.base.errors import Invalid, NotFound, Refusal, SentTwiceDifferently
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id, new_ids
from tradepost.domain.parties.models import Supplier
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands import AcknowledgedInput, PurchaseLineInput
from tradepost.domain.purchasing.models import PurchaseOrder

from .conftest import NOW, TODAY, Desk, counted, nothing_changes, nothing_is_different


def test_three_cases_are_ordered_at_the_suppliers_price_and_expected(desk: Desk) -> None:
    desk.offer("tea", "24.00", unit="case", supplier_sku="T-12", lead_days=10)
    desk.offer("cups", "0.333333")
    order_id = desk.order(
        PurchaseLineInput(desk.items["tea"], D(3), "case"),
        PurchaseLineInput(desk.items["tea"], D(6)),
        PurchaseLineInput(desk.items["cups"], D(100), expected_on=TODAY + timedelta(days=1)),
    )
    order = queries.purchase_order(desk.by, order_id)
    assert [
        (line.position, line.sku, line.supplier_sku, line.typed_quantity, line.unit, line.unit_numerator)
        for line in queries.lines_of(order_id)
    ] == [
        (1, "tea", "T-12", 3, "case", 12),
        (2, "tea", "T-12", 6, "piece", 1),
        (3, "cups", "", 100, "piece", 1),
    ]
    assert [(line.ordered, line.unit_price, line.net) for line in queries.lines_of(order_id)] == [
        (36, D("24.000000"), D("72.00")),
        (6, D("2.000000"), D("12.00")),
        (100, D("0.333333"), D("33.33")),
    ]
    assert (order.state, order.total, order.currency, order.supplier_name) == (
        "sent",
        D("117.33"),
        "EUR",
        "Supplier S-1",
    )
    assert (order.lines_count, order.ordered_quantity, order.open_quantity) == (3, 142, 142)
    assert (order.expected_on, order.ordered_at) == (TODAY + timedelta(days=10), NOW)
    assert desk.stock("tea") == {"on_hand": 0, "unsellable": 0, "incoming": 42, "value": D(0)}
    assert desk.supply(order_id)["cups"] == (100, TODAY + timedelta(days=1))
    assert desk.told(order_id) == [
        "purchasing.order_made",
        "purchasing.order_approved",
        "purchasing.order_sent",
    ]
    nothing_is_different()


def test_backorders_are_pegged_as_soon_as_the_order_is_sent(desk: Desk) -> None:
    demand = desk.wanted("tea", 10)
    assert desk.cover(demand) == {"stock": 0, "supply": 0, "backordered": 10}
    order_id = desk.order(("tea", 6))
    assert desk.cover(demand) == {"stock": 0, "supply": 6, "backordered": 4}
    (waiting,) = queries.waiting_for(order_id)
    assert (waiting.demand_id, waiting.quantity, waiting.is_late) == (demand, 6, True)


def test_a_draft_is_approved_then_sent_and_only_then_expected(desk: Desk) -> None:
    order_id = desk.order(("tea", 6), send=False)
    assert queries.purchase_order(desk.by, order_id).state == "draft"
    assert desk.supply(order_id) == {}
    with nothing_changes(), pytest.raises(NotAllowed):
        purchasing.send(desk.by, purchase_order_id=order_id)
    purchasing.approve(desk.by, purchase_order_id=order_id)
    assert desk.supply(order_id) == {}
    sent = purchasing.send(desk.by, purchase_order_id=order_id)
    assert (sent.state, sent.ordered_at) == ("sent", NOW)
    assert sent.version == queries.purchase_order(desk.by, order_id).version == 3
    assert desk.supply(order_id) == {"tea": (6, TODAY + timedelta(days=14))}
    assert desk.told(order_id) == [
        "purchasing.order_made",
        "purchasing.order_approved",
        "purchasing.order_sent",
    ]
    nothing_is_different()


def test_sent_twice_it_is_one_order(desk: Desk) -> None:
    order_id = new_id(NOW)
    lines = [PurchaseLineInput(desk.items["tea"], D(6), unit_price=D(1))]
    given = {"purchase_order_id": order_id, "supplier_id": desk.supplier, "warehouse_id": desk.warehouse}
    first = purchasing.order_from_supplier(desk.by, lines=lines, **given)
    with nothing_changes():
        again = purchasing.order_from_supplier(desk.by, lines=lines, **given)
    assert (again.pk, again.number) == (first.pk, first.number)
    other = [PurchaseLineInput(desk.items["tea"], D(7), unit_price=D(1))]
    with nothing_changes(), pytest.raises(SentTwiceDifferently):
        purchasing.order_from_supplier(desk.by, lines=other, **given)


def test_without_a_warehouse_it_goes_to_the_oldest(desk: Desk) -> None:
    order_id = desk.order(("tea", 1), warehouse_id=None)
    assert queries.purchase_order(desk.by, order_id).warehouse_id == desk.warehouse


def test_every_bad_line_is_named_at_once(desk: Desk) -> None:
    desk.offer("tea", "24.00", unit="case")
    lines = [
        PurchaseLineInput(desk.items["tea"], D(1), "tray"),
        PurchaseLineInput(desk.items["tea"], D("1.5")),
        PurchaseLineInput(desk.items["tea"], D("0.5"), "case"),  # six pieces: fine
        PurchaseLineInput(desk.items["cups"], D(1)),
        PurchaseLineInput(new_id(NOW), D(1)),
        PurchaseLineInput(desk.items["tea"], D(0)),
    ]
    with nothing_changes(), pytest.raises(Invalid) as refused:
        desk.order(*lines)
    assert sorted(refused.value.facts["fields"]) == [
        "lines.0.unit",
        "lines.1.quantity",
        "lines.3.unit_price",
        "lines.4.item_id",
        "lines.5.quantity",
    ]


def test_nothing_cannot_be_ordered(desk: Desk) -> None:
    with nothing_changes(), pytest.raises(Invalid):
        desk.order()


def test_a_blocked_supplier_is_not_bought_from(desk: Desk) -> None:
    Supplier.objects.filter(pk=desk.supplier).update(state="blocked")
    with nothing_changes(), pytest.raises(purchasing.SupplierBlocked):
        desk.order(("tea", 1))


def test_an_unknown_supplier_is_refused(desk: Desk) -> None:
    with nothing_changes(), pytest.raises(NotFound):
        desk.order(("tea", 1), supplier_id=new_id(NOW))


def test_the_supplier_confirms_less_and_later_and_the_waiting_are_told(desk: Desk) -> None:
    order_id = desk.order(("tea", 10), ("cups", 5))
    first, second = desk.wanted("tea", 6), desk.wanted("tea", 4)
    untouched = desk.wanted("cups", 5)
    later = TODAY + timedelta(days=30)
    order = purchasing.acknowledge(
        desk.by,
        purchase_order_id=order_id,
        lines=[AcknowledgedInput(desk.line(order_id, "tea").id, 7, later)],
        supplier_reference="AB 77",
    )
    assert (order.state, order.supplier_reference, order.expected_on) == ("acknowledged", "AB 77", later)
    line = desk.line(order_id, "tea")
    assert (line.acknowledged, line.cancelled, line.open) == (7, 3, 7)
    assert desk.supply(order_id) == {"tea": (7, later), "cups": (5, TODAY + timedelta(days=14))}
    assert desk.cover(first)["backordered"] + desk.cover(second)["backordered"] == 3
    fact = _last_fact(order_id, "purchasing.order_acknowledged")
    assert set(fact["demand_ids"]) == {str(first), str(second)}
    assert str(untouched) not in fact["demand_ids"]
    assert {waiting.is_late for waiting in queries.waiting_for(order_id)} == {True}
    nothing_is_different()


def test_a_second_confirmation_corrects_the_first(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    line_id = desk.line(order_id, "tea").id
    for days in (20, 25):
        purchasing.acknowledge(
            desk.by,
            purchase_order_id=order_id,
            lines=[AcknowledgedInput(line_id, expected_on=TODAY + timedelta(days=days))],
        )
    assert desk.supply(order_id) == {"tea": (10, TODAY + timedelta(days=25))}
    assert desk.line(order_id, "tea").acknowledged == 10


def test_a_supplier_who_confirms_nothing_ends_the_order(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    order = purchasing.acknowledge(
        desk.by, purchase_order_id=order_id, lines=[AcknowledgedInput(desk.line(order_id, "tea").id, 0)]
    )
    assert order.state == "cancelled"
    assert desk.supply(order_id) == {}
    nothing_is_different()


@pytest.mark.parametrize("quantity", [11, -1, 3])
def test_a_confirmation_that_does_not_fit_is_refused(desk: Desk, quantity: int) -> None:
    order_id = desk.order(("tea", 10))
    desk.receive(order_id, ("tea", 4))
    line_id = desk.line(order_id, "tea").id
    with nothing_changes(), pytest.raises(Invalid) as refused:
        purchasing.acknowledge(
            desk.by, purchase_order_id=order_id, lines=[AcknowledgedInput(line_id, quantity)]
        )
    assert list(refused.value.facts["fields"]) == [f"lines.{line_id}.quantity"]
    with nothing_changes(), pytest.raises(Invalid):
        purchasing.acknowledge(desk.by, purchase_order_id=order_id, lines=[AcknowledgedInput(new_id(NOW), 1)])


def test_part_of_a_line_is_cancelled_and_the_waiting_fall_back(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    demand = desk.wanted("tea", 8)
    line_id = desk.line(order_id, "tea").id
    order = purchasing.cancel_lines(desk.by, purchase_order_id=order_id, cuts=[(line_id, 3), (line_id, 1)])
    assert (order.state, order.open_quantity) == ("sent", 6)
    assert desk.cover(demand) == {"stock": 0, "supply": 6, "backordered": 2}
    fact = _last_fact(order_id, "purchasing.lines_cancelled")
    assert (fact["quantity"], fact["demand_ids"]) == (4, [str(demand)])
    nothing_is_different()


def test_cancelling_the_rest_closes_an_order_that_was_received_in_part(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    desk.receive(order_id, ("tea", 4))
    order = purchasing.cancel_lines(
        desk.by, purchase_order_id=order_id, cuts=[(desk.line(order_id, "tea").id, 6)]
    )
    assert (order.state, order.open_quantity, order.closed_at) == ("closed", 0, NOW)
    assert "purchasing.order_closed" in desk.told(order_id)
    nothing_is_different()


@pytest.mark.parametrize("quantity", [0, -1, 11])
def test_only_what_is_open_can_be_cancelled(desk: Desk, quantity: int) -> None:
    order_id = desk.order(("tea", 10))
    with nothing_changes(), pytest.raises(Invalid):
        purchasing.cancel_lines(
            desk.by, purchase_order_id=order_id, cuts=[(desk.line(order_id, "tea").id, quantity)]
        )
    with nothing_changes(), pytest.raises(Invalid):
        purchasing.cancel_lines(desk.by, purchase_order_id=order_id, cuts=[])
    with nothing_changes(), pytest.raises(Invalid):
        purchasing.cancel_lines(desk.by, purchase_order_id=order_id, cuts=[(new_id(NOW), 1)])


@pytest.mark.parametrize("send", [True, False])
def test_a_whole_order_is_cancelled_once(desk: Desk, send: bool) -> None:
    order_id = desk.order(("tea", 10), ("cups", 5), send=send)
    order = purchasing.cancel(desk.by, purchase_order_id=order_id)
    assert (order.state, order.open_quantity) == ("cancelled", 0)
    assert desk.supply(order_id) == {}
    assert desk.told(order_id)[-1] == "purchasing.order_cancelled"
    with nothing_changes(), pytest.raises(NotAllowed):
        purchasing.cancel(desk.by, purchase_order_id=order_id)
    nothing_is_different()


def test_an_order_with_goods_received_is_not_cancelled_as_a_whole(desk: Desk) -> None:
    order_id = desk.order(("tea", 10))
    desk.receive(order_id, ("tea", 4))
    with nothing_changes(), pytest.raises(purchasing.AlreadyReceived) as refused:
        purchasing.cancel(desk.by, purchase_order_id=order_id)
    assert refused.value.facts == {"received": 4}


@pytest.mark.parametrize("verb", ["approve", "send", "acknowledge", "cancel"])
def test_there_is_no_such_order(desk: Desk, verb: str) -> None:
    with nothing_changes(), pytest.raises(Refusal) as refused:
        getattr(purchasing, verb)(desk.by, purchase_order_id=new_id(NOW))
    assert refused.value.code == "not-found"


def test_a_thousand_lines_cost_the_statements_of_one(desk: Desk) -> None:
    told = {}
    for lines in (1, 3, 1000):
        items = desk.many_items(lines)
        line_ids = new_ids(NOW, lines)
        asked = [
            PurchaseLineInput(item, D(2), unit_price=D(1), line_id=line_id)
            for item, line_id in zip(items, line_ids, strict=True)
        ]
        with counted() as ordering:
            order_id = desk.order(*asked)
        later = [AcknowledgedInput(line_id, expected_on=TODAY + timedelta(days=40)) for line_id in line_ids]
        with counted() as confirming:
            purchasing.acknowledge(desk.by, purchase_order_id=order_id, lines=later)
        with counted() as cutting:
            cuts = [(line_id, 1) for line_id in line_ids]
            purchasing.cancel_lines(desk.by, purchase_order_id=order_id, cuts=cuts)
        with counted() as ending:
            purchasing.cancel(desk.by, purchase_order_id=order_id)
        told[lines] = ordering + confirming + cutting + ending
    assert told[1] == told[3] == told[1000]
    assert told[1000] == [16, 11, 10, 10]


def _last_fact(order_id: object, name: str) -> dict[str, object]:
    from tradepost.base import feed

    return next(event.data for event in feed.about([order_id]) if event.name == name)  # type: ignore[list-item]


def test_orders_are_listed_found_and_filtered(desk: Desk) -> None:
    other = desk.new_supplier("S-2")
    first = desk.order(("tea", 10))
    second = desk.order(("cups", 5), supplier_id=other, send=False)

    def found(**given: object) -> set[object]:
        return {row.pk for row in queries.PURCHASE_ORDERS.page(desk.by, **given).rows}  # type: ignore[arg-type]

    assert found() == {first, second}
    assert found(filters={"state": ["draft"]}) == {second}
    assert found(filters={"to_come": ["yes"]}) == {first}
    assert found(filters={"supplier": [str(other)]}) == {second}
    assert found(search="s-2") == {second}
    assert found(search=PurchaseOrder.objects.get(pk=first).number) == {first}
    assert [row.pk for row in queries.to_receive(desk.by, desk.warehouse)] == [first]
