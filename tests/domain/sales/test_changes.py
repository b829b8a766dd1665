"""Changes of confirmed orders: previewed, applied whole, and undone by their inverse."""

from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from trade import TODAY, Trade
from tradepost.base import feed
from tradepost.base.errors import ChangedMeanwhile, Invalid
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.catalog.models import Item
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.queries import differences as stock_differences
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import ChangeAsked, ChangedLine, NothingChanged
from tradepost.domain.sales.models import ChangeSet, Order, OrderLine
from tradepost.domain.sales.queries import Effect
from tradepost.render.documents.sales import order_confirmation

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea", "coffee", price="10", stock=20, cost="6")
    trade.add_case("tea")
    trade.add_customer()
    return trade


def nothing_differs() -> None:
    assert [str(one) for one in (*sales_queries.differences(), *stock_differences())] == []


def change(trade: Trade, order: Order, *lines: ChangedLine, hours: int = 1, **head: Any) -> Effect:
    """Preview it, apply it as previewed, and see that it did what it said."""
    by = trade.at(hours=hours)
    asked = ChangeAsked(lines, **{"reason": "They called", **head})
    seen = sales.preview_change(by, order_id=order.pk, asked=asked)
    before = ChangeSet.objects.count()
    made = sales.apply_change(
        by, change_id=new_id(by.now), order_id=order.pk, asked=asked, seen=seen.fingerprint
    )
    order.refresh_from_db()
    assert ChangeSet.objects.count() == before + 1
    assert (order.net_total, order.tax_total, order.total) == (seen.net[1], seen.tax[1], seen.total[1])
    assert (made.net_after, made.total_after, made.number) == (seen.net[1], seen.total[1], seen.number)
    nothing_differs()
    return seen


def lines_of(order: Order) -> list[OrderLine]:
    return list(order.lines.order_by("position"))


def test_a_line_grows_shrinks_comes_and_goes(trade: Trade) -> None:
    order = trade.order(("tea", 5), ("coffee", 3))
    tea, coffee = lines_of(order)
    effect = change(
        trade,
        order,
        ChangedLine(tea.pk, quantity=D(8)),
        ChangedLine(coffee.pk, quantity=D(0)),
        ChangedLine(item_id=trade.items["tea"], quantity=D(1), unit="case"),
    )
    assert [
        (row.kind, row.sku, row.was.get("quantity"), row.now.get("quantity")) for row in effect.lines
    ] == [
        ("change", "tea", "5", "8"),
        ("remove", "coffee", "3", None),
        ("add", "tea", None, "1"),
    ]
    assert effect.net == (D(80), D(200))
    assert trade.stock("tea") == {"on_hand": 20, "promised": 20, "incoming": 0, "backordered": 0}
    assert trade.stock("coffee")["promised"] == 0
    assert [(x.quantity, x.cancelled, x.net, x.promised_on) for x in lines_of(order)] == [
        (8, 0, 80, TODAY),
        (3, 3, 0, TODAY),
        (12, 0, 120, TODAY),
    ]
    told = [event for event in feed.about([order.pk]) if event.name == "sales.order_changed"]
    assert [(event.data["change"], event.data["fields"]) for event in told] == [(1, ["lines"])]


def test_what_is_previewed_is_not_done(trade: Trade) -> None:
    order = trade.order(("tea", 5))
    (tea,) = lines_of(order)
    asked = ChangeAsked([ChangedLine(tea.pk, quantity=D(9), unit_price=D(7))], terms_days=5)
    seen = sales.preview_change(trade.at(hours=1), order_id=order.pk, asked=asked)
    assert (seen.net, seen.head) == ((D(50), D(63)), {"terms_days": (order.terms_days, 5)})
    fresh = Order.objects.get(pk=order.pk)
    assert (fresh.version, fresh.net_total, ChangeSet.objects.count()) == (order.version, 50, 0)
    assert trade.stock("tea")["promised"] == 5
    assert [e.name for e in feed.about([order.pk])] == ["sales.order_confirmed", "sales.order_placed"]


def test_a_note_is_a_change_and_a_lower_price_of_delivered_goods_only_a_proposal(trade: Trade) -> None:
    order = trade.order(("tea", 5))
    (tea,) = lines_of(order)
    (row,) = change(trade, order, ChangedLine(tea.pk, note="the green tin")).lines
    assert (row.kind, row.was["note"], row.now["note"]) == ("change", "", "the green tin")
    order = trade.order(("tea", 5), ("coffee", 30))
    tea = lines_of(order)[0]
    fulfilment.ship_order(trade.at(hours=2), shipment_id=new_id(trade.by.now), order_id=order.pk)
    effect = change(trade, order, ChangedLine(tea.pk, unit_price=D(7)), hours=3)
    assert (effect.lines, [one.kind for one in effect.proposals]) == ([], ["credit"])


def test_a_change_gives_nobody_more_than_they_may_have(trade: Trade) -> None:
    Item.objects.filter(pk=trade.items["tea"]).update(most_quantity=8, most_days=30)
    order = trade.order(("tea", 5))
    (tea,) = lines_of(order)
    for asked, place in (
        ([ChangedLine(tea.pk, quantity=D(9))], "lines.0.quantity"),
        (
            [ChangedLine(tea.pk, quantity=D(8)), ChangedLine(item_id=tea.item_id, quantity=D(1))],
            "lines.1.quantity",
        ),
    ):
        with pytest.raises(Invalid) as refused:
            sales.preview_change(trade.at(hours=1), order_id=order.pk, asked=ChangeAsked(asked))
        assert refused.value.facts["codes"] == {place: "above-maximum"}
    assert trade.stock("tea")["promised"] == 5
    change(trade, order, ChangedLine(tea.pk, quantity=D(8)))
    with pytest.raises(Invalid, match="0 are left"):
        trade.order(("tea", 1), by=trade.at(hours=2))


def test_what_is_no_longer_true_is_not_applied(trade: Trade) -> None:
    order = trade.order(("tea", 5))
    (tea,) = lines_of(order)
    asked = ChangeAsked([ChangedLine(tea.pk, quantity=D(12))])
    seen = sales.preview_change(trade.at(hours=1), order_id=order.pk, asked=asked)
    trade.order(("tea", 12), by=trade.at(hours=1))
    later = trade.at(hours=2)
    with pytest.raises(ChangedMeanwhile):
        sales.apply_change(
            later, change_id=new_id(later.now), order_id=order.pk, asked=asked, seen=seen.fingerprint
        )


def test_less_is_free_for_who_waits(trade: Trade) -> None:
    first, second = trade.order(("tea", 20)), trade.order(("tea", 6), by=trade.at(hours=1))
    assert trade.cover(second)[0]["backordered"] == 6
    change(trade, first, ChangedLine(lines_of(first)[0].pk, quantity=D(15)))
    assert trade.cover(second)[0] == {"stock": 5, "supply": 0, "backordered": 1, "promised_on": None}


def test_a_price_by_hand_and_another_unit(trade: Trade) -> None:
    order = trade.order(("tea", 12))
    (tea,) = lines_of(order)
    change(trade, order, ChangedLine(tea.pk, unit_price=D(9), discount_percent=D(10)))
    assert [(x.unit_price, x.discount_percent, x.net) for x in lines_of(order)] == [(9, 10, D("97.20"))]
    effect = change(trade, order, ChangedLine(tea.pk, quantity=D(1), unit="case"), hours=2)
    assert [(x.unit, x.quantity, x.unit_price, x.net) for x in lines_of(order)] == [("case", 12, 120, 120)]
    assert effect.lines[0].was["unit"] == "piece"


def ship(trade: Trade, order: Order, quantity: int) -> None:
    by = trade.at(hours=1)
    line = lines_of(order)[0]
    shipment = fulfilment.release_order(
        by,
        shipment_id=new_id(by.now),
        order_id=order.pk,
        quantities=[(line.pk, quantity)],
        line_ids=[line.pk],
    )
    tasks = fulfilment_queries.tasks_of(shipment.pk)
    fulfilment.record_picks(
        by, shipment_id=shipment.pk, picks=[fulfilment.Pick(task.id, task.asked) for task in tasks]
    )
    fulfilment.pack_shipment(by, shipment_id=shipment.pk)
    fulfilment.ship_shipment(by, shipment_id=shipment.pk)


def test_what_was_shipped_is_proposed_for_return_and_credit(trade: Trade) -> None:
    order = trade.order(("tea", 10))
    (tea,) = lines_of(order)
    ship(trade, order, 6)
    effect = change(trade, order, ChangedLine(tea.pk, quantity=D(4)), hours=2)
    assert [(p.kind, p.quantity, p.amount) for p in effect.proposals] == [("return", 2, D(20))]
    assert [(x.quantity, x.net) for x in lines_of(order)] == [(6, 60)]
    # The rest at another price is a line of its own; for what left, the difference.
    again = change(trade, order, ChangedLine(tea.pk, quantity=D(9), unit_price=D(8)), hours=3)
    assert [(p.kind, p.quantity, p.amount) for p in again.proposals] == [("credit", 6, D(12))]
    assert [(x.quantity, x.unit_price, x.net) for x in lines_of(order)] == [(6, 10, 60), (3, 8, 24)]


def test_the_rest_at_another_price_may_come_from_elsewhere(trade: Trade) -> None:
    east = inventory.create_warehouse(
        trade.at(hours=1), warehouse_id=new_id(trade.by.now), code="EAST", name="East"
    )
    order = trade.order(("tea", 10))
    (tea,) = lines_of(order)
    ship(trade, order, 4)
    effect = change(
        trade, order, ChangedLine(tea.pk, quantity=D(9), unit_price=D(8), warehouse_id=east.pk), hours=2
    )
    assert [(row.now.get("quantity"), row.now.get("warehouse")) for row in effect.lines] == [
        ("4", "MAIN"),
        ("5", "EAST"),
    ]
    assert trade.stock("tea")["promised"] == 0
    moved = change(trade, order, ChangedLine(lines_of(order)[1].pk, warehouse_id=trade.warehouse_id), hours=3)
    assert [row.now["warehouse"] for row in moved.lines] == ["MAIN"]
    assert trade.stock("tea")["promised"] == 5


def test_what_the_warehouse_has_stays(trade: Trade) -> None:
    order = trade.order(("tea", 10))
    (tea,) = lines_of(order)
    by = trade.at(hours=1)
    fulfilment.release_order(by, shipment_id=new_id(by.now), order_id=order.pk, quantities=[(tea.pk, 6)])
    asked = ChangeAsked([ChangedLine(tea.pk, quantity=D(4))])
    before = tea.price_trace
    with pytest.raises(Invalid) as refused:
        sales.apply_change(by, change_id=new_id(by.now), order_id=order.pk, asked=asked)
    assert list(refused.value.facts["fields"]) == ["lines.0.quantity"]
    assert [(x.quantity, x.price_trace) for x in lines_of(order)] == [(10, before)]
    assert ChangeSet.objects.count() == 0
    change(trade, order, ChangedLine(tea.pk, unit_price=D(8)))
    assert [(x.quantity, x.unit_price) for x in lines_of(order)] == [(6, 10), (4, 8)]
    assert [c["stock"] for c in trade.cover(order)] == [6, 4]


def totals(order: Order) -> tuple[Any, ...]:
    order = Order.objects.get(pk=order.pk)
    stands = sorted(
        (x.sku, x.quantity - x.cancelled, x.unit_price, x.net)
        for x in lines_of(order)
        if x.quantity > x.cancelled
    )
    return order.net_total, order.tax_total, order.total, order.open_value, stands


def test_a_change_and_its_inverse_restore_everything(trade: Trade) -> None:
    order = trade.order(("tea", 12), ("coffee", 30))
    tea, coffee = lines_of(order)
    was, cover = totals(order), trade.cover(order)
    change(
        trade,
        order,
        ChangedLine(tea.pk, quantity=D(0)),
        ChangedLine(coffee.pk, quantity=D(7), unit_price=D(8)),
        ChangedLine(item_id=trade.items["tea"], quantity=D(3)),
        requested_on=TODAY,
    )
    added = lines_of(order)[-1]
    change(
        trade,
        order,
        ChangedLine(tea.pk, quantity=D(12)),
        ChangedLine(coffee.pk, quantity=D(30), unit_price=D(10)),
        ChangedLine(added.pk, quantity=D(0)),
        no_day=True,
        hours=2,
    )
    assert totals(order) == was
    assert trade.cover(order)[:2] == cover


def test_a_firm_line_without_a_change_and_a_kept_change_are_guarded(trade: Trade) -> None:
    order = trade.order(("tea", 5))
    with pytest.raises(DatabaseError), transaction.atomic():
        order.lines.update(quantity=6)
    change(trade, order, ChangedLine(lines_of(order)[0].pk, quantity=D(6)))
    for statement in (
        "update sales_change_set set reason = 'another'",
        "delete from sales_change_set",
        "update sales_change_operation set kind = 'add'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_nonsense_is_refused_by_line_and_nothing_is_done(trade: Trade) -> None:
    order, draft = trade.order(("tea", 5)), trade.order(("tea", 1), confirm=False)
    (tea,) = lines_of(order)
    by = trade.at(hours=1)

    def apply(*lines: ChangedLine, on: Order = order, **head: Any) -> None:
        sales.apply_change(by, change_id=new_id(by.now), order_id=on.pk, asked=ChangeAsked(lines, **head))

    cases: list[tuple[tuple[ChangedLine, ...], list[str]]] = [
        ((ChangedLine(tea.pk, quantity=D("0.5")),), ["lines.0.quantity"]),
        ((ChangedLine(tea.pk, quantity=D(-1)),), ["lines.0.quantity"]),
        ((ChangedLine(tea.pk), ChangedLine(tea.pk)), ["lines.1.line_id"]),
        ((ChangedLine(new_id(by.now), quantity=D(1)),), ["lines.0.line_id"]),
        ((ChangedLine(quantity=D(1)),), ["lines.0.item_id"]),
        ((ChangedLine(tea.pk, unit="case"),), ["lines.0.quantity"]),
        ((ChangedLine(tea.pk, quantity=D(1), unit="barrel"),), ["lines.0.unit"]),
        ((ChangedLine(tea.pk, quantity=D(0)),), ["lines"]),
    ]
    for lines, fields in cases:
        with pytest.raises(Invalid) as refused:
            apply(*lines)
        assert list(refused.value.facts["fields"]) == fields
    with pytest.raises(NothingChanged):
        apply(ChangedLine(tea.pk, quantity=D(5)))
    with pytest.raises(NotAllowed):
        apply(ChangedLine(lines_of(draft)[0].pk, quantity=D(2)), on=draft)
    with pytest.raises(Invalid):
        apply(terms_days=-1)
    assert ChangeSet.objects.count() == 0
    nothing_differs()


def test_a_thousand_lines_cost_the_statements_of_one(trade: Trade) -> None:
    trade.receive(("tea", 2000, "6"))
    counts = []
    for size in (1, 300):
        order = trade.order(*[("tea", 1)] * size, ("coffee", 1), by=trade.at(hours=size))
        lines = lines_of(order)[:size]
        asked = [ChangedLine(x.pk, quantity=D(2), unit_price=D(9)) for x in lines]
        asked += [ChangedLine(item_id=trade.items["tea"], quantity=D(1))] * size
        by = trade.at(hours=size + 1)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            sales.apply_change(by, change_id=new_id(by.now), order_id=order.pk, asked=ChangeAsked(asked))
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 60


def test_over_the_limit_it_is_held(trade: Trade) -> None:
    trade.add_customer("Dachs", credit_limit=D(100))
    order = trade.order(("tea", 9), customer="Dachs")
    assert not order.held
    effect = change(trade, order, ChangedLine(lines_of(order)[0].pk, quantity=D(12)))
    assert [kind for kind, _ in effect.holds] == ["credit"]
    assert (effect.exposure, effect.limit, order.held) == ((D(90), D(120)), D(100), True)


def test_the_buyers_word_is_written_down_once(trade: Trade) -> None:
    order = trade.order(("tea", 5))
    change(trade, order, ChangedLine(lines_of(order)[0].pk, quantity=D(6)), wants_word=True)
    (made,) = sales_queries.changes_of_order(order.pk)
    assert (made.wants_word, made.word_on) == (True, None)
    by = trade.at(hours=3)
    with pytest.raises(Invalid):
        sales.acknowledge_change(by, change_id=made.pk, given_by=" ")
    sales.acknowledge_change(by, change_id=made.pk, given_by="Frau Blum", how="by phone")
    made.refresh_from_db()
    assert (made.word_by, made.word_how, made.word_on, made.word_recorded_by) == (
        "Frau Blum",
        "by phone",
        TODAY,
        "Test",
    )
    with pytest.raises(sales.SaidAlready):
        sales.acknowledge_change(by, change_id=made.pk, given_by="Herr Blum")


def test_verify_finds_a_total_that_no_change_made(trade: Trade) -> None:
    order = trade.order(("tea", 5))
    change(trade, order, ChangedLine(lines_of(order)[0].pk, quantity=D(6)))
    Order.objects.filter(pk=order.pk).update(freight=5, total=65)
    assert [d.what for d in sales_queries.differences() if d.invariant == "I13"] == [
        "net and total after change 1"
    ]


def test_sent_twice_it_is_one_change(trade: Trade) -> None:
    order = trade.order(("tea", 5))
    by, change_id = trade.at(hours=1), new_id(trade.by.now)
    asked = ChangeAsked([ChangedLine(lines_of(order)[0].pk, quantity=D(6))])
    first = sales.apply_change(by, change_id=change_id, order_id=order.pk, asked=asked)
    again: UUID = sales.apply_change(by, change_id=change_id, order_id=order.pk, asked=asked).pk
    assert (first.pk, ChangeSet.objects.count()) == (again, 1)


def test_the_confirmation_marks_what_the_last_change_changed(trade: Trade) -> None:
    order = trade.order(("tea", 5), ("coffee", 3), ("tea", 1))
    tea, coffee, _ = lines_of(order)
    change(
        trade,
        order,
        ChangedLine(tea.pk, quantity=D(6), unit_price=D(9)),
        ChangedLine(coffee.pk, quantity=D(0)),
    )
    paper = order_confirmation(sales_queries.order(trade.by, order.pk))
    assert [(line.quantity, line.amount, line.note) for line in paper.lines] == [
        (6, D(54), "Changed: quantity was 5; price was 10.00."),
        (0, D(0), "Taken away: was 3 piece."),
        (1, D(10), ""),
    ]
    assert ("change", "1") in [(fact.label, fact.value) for fact in paper.facts]
    change(trade, order, terms_days=7, hours=2)
    paper = order_confirmation(sales_queries.order(trade.by, order.pk))
    assert [line.note for line in paper.lines] == ["", ""]
    assert paper.notes[0] == f"Terms changed: were {order.terms_days if order.terms_days != 7 else 30} days."
