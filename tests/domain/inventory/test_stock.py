from datetime import timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from trade import TODAY, Trade
from tradepost.base import feed
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import (
    AdjustInput,
    LotInput,
    MoveInput,
    NotEnoughStock,
    NotFreeToMove,
    NotReserved,
    ReceivedInput,
    ReservedAlready,
)
from tradepost.domain.inventory.models import Balance, Move, Place, Position
from tradepost.domain.inventory.queries import MOVES, STOCK, availability, differences
from tradepost.domain.sales import commands as sales

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea", price="10", stock=20, cost="6")
    trade.add_customer()
    return trade


def place(trade: Trade, code: str) -> Place:
    return Place.objects.get(warehouse_id=trade.warehouse_id, code=code)


def nothing_differs() -> None:
    assert [str(d) for d in differences()] == []


def demand_of(order: object) -> list[tuple[object, None]]:
    return [(line.id, None) for line in order.lines.order_by("position")]  # type: ignore[attr-defined]


def test_goods_that_arrive_go_to_those_who_were_promised_them(trade: Trade) -> None:
    supply = trade.expect("tea", 30, TODAY + timedelta(days=7))
    pegged = trade.order(("tea", 40))
    waiting = trade.order(("tea", 15), by=trade.at(hours=1))
    assert trade.cover(waiting) == [{"stock": 0, "supply": 10, "backordered": 5, "promised_on": None}]
    inventory.receive(
        trade.at(days=7),
        subject_id=new_id(trade.by.now),
        warehouse_id=trade.warehouse_id,
        lines=[ReceivedInput(trade.items["tea"], 25, D(150), supply_id=supply)],
    )
    assert trade.cover(pegged)[0]["stock"] == 40
    assert trade.cover(waiting) == [{"stock": 5, "supply": 5, "backordered": 5, "promised_on": None}]
    assert trade.stock("tea") == {"on_hand": 45, "promised": 45, "incoming": 5, "backordered": 5}
    nothing_differs()


def test_more_than_expected_serves_the_backorders_by_priority_then_need_then_age(trade: Trade) -> None:
    trade.order(("tea", 20))
    old = trade.order(("tea", 5), by=trade.at(hours=1))
    urgent = trade.order(("tea", 5), by=trade.at(hours=2), priority=5)
    trade.receive(("tea", 7, "6"), by=trade.at(hours=3))
    assert trade.cover(urgent)[0]["stock"] == 5
    assert trade.cover(old)[0] == {"stock": 2, "supply": 0, "backordered": 3, "promised_on": None}
    nothing_differs()


def test_supply_that_slips_names_whom_it_hits_and_supply_that_is_cut_leaves_backorders(trade: Trade) -> None:
    supply = trade.expect("tea", 30, TODAY + timedelta(days=7))
    order = trade.order(("tea", 45))
    hit = inventory.change_supplies(trade.by, changes=[(supply, 30, TODAY + timedelta(days=21))])
    assert hit == [order.lines.get().id]
    assert trade.cover(order)[0]["promised_on"] == TODAY + timedelta(days=21)
    inventory.change_supplies(trade.by, changes=[(supply, 10, TODAY + timedelta(days=21))])
    assert trade.cover(order) == [{"stock": 20, "supply": 10, "backordered": 15, "promised_on": None}]
    events = feed.about([supply])
    assert [(e.name, e.data["quantity"]) for e in events] == [
        ("inventory.supply_changed", 10),
        ("inventory.supply_changed", 30),
    ]
    nothing_differs()


def test_first_expired_is_reserved_first_then_the_pick_sequence(trade: Trade) -> None:
    trade.add_items("milk", tracking="lot")
    milk = trade.items["milk"]
    lots = inventory.ensure_lots(
        trade.by,
        lots=[
            LotInput(milk, "LATE", TODAY + timedelta(days=90)),
            LotInput(milk, "SOON", TODAY + timedelta(days=9)),
        ],
    )
    later = trade.at(hours=1)
    shelf = inventory.create_place(
        later, place_id=new_id(later.now), warehouse_id=trade.warehouse_id, code="A-1", pick_sequence=-1
    )
    inventory.receive(
        trade.by,
        subject_id=new_id(trade.by.now),
        warehouse_id=trade.warehouse_id,
        lines=[
            ReceivedInput(milk, 10, D(10), lot_id=lots[milk, "LATE"], place_id=shelf.id),
            ReceivedInput(milk, 6, D(6), lot_id=lots[milk, "SOON"]),
            ReceivedInput(milk, 6, D(6), lot_id=lots[milk, "SOON"], place_id=shelf.id),
        ],
    )
    order = trade.order(("milk", 14))
    reserved = inventory.reserve(trade.by, demands=demand_of(order))
    assert [(r.place_code, r.lot_code, r.quantity) for r in reserved] == [
        ("A-1", "SOON", 6),
        ("MAIN", "SOON", 6),
        ("A-1", "LATE", 2),
    ]
    nothing_differs()


def test_what_ships_leaves_balance_position_promise_and_reserve_together(trade: Trade) -> None:
    trade.receive(("tea", 10, "9"))
    order = trade.order(("tea", 12))
    reserved = inventory.reserve(trade.by, demands=demand_of(order))
    shipped = inventory.ship(
        trade.by, subject_id=new_id(trade.by.now), picks=[(r.reserve_id, r.quantity) for r in reserved]
    )
    assert [(s.quantity, s.value) for s in shipped] == [(12, D(84))]
    assert trade.stock("tea") == {"on_hand": 18, "promised": 0, "incoming": 0, "backordered": 0}
    assert Position.objects.get().value == D(126)
    with pytest.raises(NotReserved):
        inventory.ship(trade.by, subject_id=new_id(trade.by.now), picks=[(reserved[0].reserve_id, 1)])
    nothing_differs()


def test_the_last_unit_takes_the_rest_of_the_value(trade: Trade) -> None:
    trade.add_items("odd")
    trade.receive(("odd", 3, "3.333333"))
    Position.objects.filter(item_id=trade.items["odd"]).update(value=D(10))
    order = trade.order(("odd", 1), ("odd", 1), ("odd", 1))
    reserved = inventory.reserve(trade.by, demands=demand_of(order))
    shipped = inventory.ship(
        trade.by, subject_id=new_id(trade.by.now), picks=[(r.reserve_id, r.quantity) for r in reserved]
    )
    assert sorted(s.value for s in shipped) == [D("3.33"), D("3.33"), D("3.34")]


def test_reserved_goods_cannot_be_cancelled_or_counted_away(trade: Trade) -> None:
    order = trade.order(("tea", 15))
    reserved = inventory.reserve(trade.by, demands=demand_of(order))
    before = trade.stock("tea")
    with pytest.raises(ReservedAlready):
        sales.cancel_order(trade.by, order_id=order.id)
    with pytest.raises(NotEnoughStock):
        trade_adjust(trade, -6)
    assert trade.stock("tea") == before
    inventory.unreserve(trade.by, reserves=[(reserved[0].reserve_id, 15)])
    sales.cancel_order(trade.by, order_id=order.id)
    assert trade.stock("tea")["promised"] == 0
    nothing_differs()


def trade_adjust(trade: Trade, delta: int, value: D | None = None) -> inventory.Adjusted:
    return inventory.adjust(
        trade.by,
        posting_id=new_id(trade.by.now),
        warehouse_id=trade.warehouse_id,
        lines=[AdjustInput(trade.items["tea"], place(trade, "MAIN").id, delta, value=value)],
        reason="Counted",
    )


def test_a_wrong_count_breaks_the_newest_promise_and_finds_it_again(trade: Trade) -> None:
    first = trade.order(("tea", 12))
    second = trade.order(("tea", 8), by=trade.at(hours=1))
    lost = trade_adjust(trade, -3)
    assert (lost.value, lost.short_demands) == (D(-18), [second.lines.get().id])
    assert trade.cover(first)[0]["stock"] == 12
    assert trade.cover(second)[0] == {"stock": 5, "supply": 0, "backordered": 3, "promised_on": None}
    found = trade_adjust(trade, 4, value=D(20))
    assert found.value == D(20)
    assert trade.cover(second)[0]["stock"] == 8
    assert trade.stock("tea") == {"on_hand": 21, "promised": 20, "incoming": 0, "backordered": 0}
    with pytest.raises(NotEnoughStock):
        trade_adjust(trade, -22)
    nothing_differs()


def test_quarantine_takes_goods_off_sale_but_never_promised_ones(trade: Trade) -> None:
    trade.order(("tea", 15))
    main, quarantine = place(trade, "MAIN").id, place(trade, "QUARANTINE").id
    tea = trade.items["tea"]

    def move(quantity: int, source: object, target: object) -> None:
        inventory.move_stock(
            trade.by,
            posting_id=new_id(trade.by.now),
            warehouse_id=trade.warehouse_id,
            lines=[MoveInput(tea, quantity, source, target)],  # type: ignore[arg-type]
        )

    move(5, main, quarantine)
    row = Position.objects.get()
    assert (row.on_hand, row.unsellable, row.available, row.value) == (15, 5, 0, D(120))
    with pytest.raises(NotFreeToMove):
        move(1, main, quarantine)
    move(2, quarantine, main)
    assert Position.objects.get().available == 2
    with pytest.raises(Invalid):
        move(1, main, Place.objects.get(warehouse_id=trade.warehouse_id, code="CUSTOMERS").id)
    nothing_differs()


def test_availability_answers_every_line_and_shares_what_is_free(trade: Trade) -> None:
    trade.expect("tea", 10, TODAY + timedelta(days=3))
    tea = trade.items["tea"]
    with CaptureQueriesContext(connection) as one:
        availability(trade.warehouse_id, wanted=[(tea, 1)], on=TODAY)
    with CaptureQueriesContext(connection) as many:
        told = availability(trade.warehouse_id, wanted=[(tea, 18), (tea, 8), (tea, 9)], on=TODAY)
    assert [a.promised_on for a in told] == [TODAY, TODAY + timedelta(days=3), None]
    assert (told[0].on_hand, told[0].available, told[0].incoming) == (20, 20, 10)
    assert len(one) == len(many) == 2


def test_the_database_itself_refuses_what_must_never_be(trade: Trade) -> None:
    for change in (
        lambda: Position.objects.update(promised=21),
        lambda: Balance.objects.update(reserved=21),
        lambda: Move.objects.update(quantity=1),
        lambda: Move.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    nothing_differs()


def test_stock_of_yesterday_is_known(trade: Trade) -> None:
    order = trade.order(("tea", 12))
    reserved = inventory.reserve(trade.at(days=2), demands=demand_of(order))
    inventory.ship(
        trade.at(days=2),
        subject_id=new_id(trade.by.now),
        picks=[(r.reserve_id, r.quantity) for r in reserved],
    )
    tea = trade.items["tea"]

    def lay(days: int) -> dict[UUID, inventory_queries.AsOf]:
        return inventory_queries.stock_as_of(trade.warehouse_id, trade.at(days=days).now)

    assert {item: one.on_hand for item, one in lay(1).items()} == {tea: 20}
    assert {item: one.on_hand for item, one in lay(3).items()} == {tea: 8}
    assert lay(-1) == {}


def test_lists_page_by_key_with_one_statement_whatever_the_rows(trade: Trade) -> None:
    for rows in (1, 3):
        if rows == 3:
            trade.add_items("coffee", "milk", stock=5)
        for listing in (STOCK, MOVES):
            with CaptureQueriesContext(connection) as captured:
                page = listing.page(trade.by)
                assert [str(row.item) for row in page.rows]
            assert len(captured) == 1
    first = STOCK.page(trade.by, limit=2)
    second = STOCK.page(trade.by, limit=2, after=first.next_cursor)
    back = STOCK.page(trade.by, limit=2, after=second.previous_cursor)
    assert [r.item.sku for r in (*first.rows, *second.rows)] == ["coffee", "milk", "tea"]
    assert [r.item.sku for r in back.rows] == ["coffee", "milk"]
    assert (second.next_cursor, back.previous_cursor) == (None, None)


@pytest.mark.parametrize("size", [1, 10, 300])
def test_every_verb_costs_the_same_statements_for_any_number_of_lines(size: int) -> None:
    trade = Trade.open()
    skus = [f"item-{n}" for n in range(size)]
    trade.add_items(*skus, stock=10)
    trade.add_customer()
    order = trade.order(*[(sku, 12) for sku in skus])
    counts = {}

    def counted(name: str, work: object) -> object:
        with CaptureQueriesContext(connection) as captured:
            result = work()  # type: ignore[operator]
        counts[name] = len([q for q in captured if "SAVEPOINT" not in q["sql"]])
        return result

    supplies = [
        inventory.SupplyInput(new_id(trade.by.now), trade.items[sku], 5, TODAY + timedelta(days=9))
        for sku in skus
    ]
    source = new_id(trade.by.now)
    counted(
        "expect",
        lambda: inventory.expect(
            trade.by, warehouse_id=trade.warehouse_id, source_id=source, supplies=supplies
        ),
    )
    lines = [ReceivedInput(s.item_id, 5, D(30), supply_id=s.supply_id) for s in supplies]
    counted(
        "receive",
        lambda: inventory.receive(trade.by, subject_id=source, warehouse_id=trade.warehouse_id, lines=lines),
    )
    reserved = counted("reserve", lambda: inventory.reserve(trade.by, demands=demand_of(order)))
    picks = [(r.reserve_id, r.quantity - 1) for r in reserved]  # type: ignore[attr-defined]
    counted("ship", lambda: inventory.ship(trade.by, subject_id=source, picks=picks))
    rest = [(r.reserve_id, 1) for r in reserved]  # type: ignore[attr-defined]
    counted("unreserve", lambda: inventory.unreserve(trade.by, reserves=rest))
    counted("cut", lambda: inventory.cut_demands(trade.by, cuts=[(d, 1) for d, _ in demand_of(order)]))
    assert counts == {"expect": 5, "receive": 11, "reserve": 8, "ship": 8, "unreserve": 6, "cut": 6}
    nothing_differs()


def test_balances_of_tells_what_lies_and_what_lay_in_one_statement(trade: Trade) -> None:
    tea, (cup, pot) = trade.items["tea"], trade.add_items("cup", "pot", stock=5)
    main = place(trade, "MAIN")
    inventory.adjust(
        trade.by,
        posting_id=new_id(trade.by.now),
        warehouse_id=trade.warehouse_id,
        lines=[AdjustInput(cup, main.id, -5)],
        reason="Broken",
    )
    with CaptureQueriesContext(connection) as asked:
        found = inventory_queries.balances_of(trade.warehouse_id, [tea, cup, pot])
    assert found == {(tea, main.id, ""): 20, (cup, main.id, ""): 0, (pot, main.id, ""): 5}
    assert len(asked) == 1
    assert inventory_queries.balances_of(trade.warehouse_id, [tea]) == {(tea, main.id, ""): 20}
    assert inventory_queries.balances_of(new_id(trade.by.now), [tea]) == {}


def test_goods_without_a_place_go_to_the_place_that_was_made_first_whatever_the_ids(trade: Trade) -> None:
    """Ids come from whoever asks: the lowest is not the oldest."""
    inventory.create_place(
        trade.at(hours=1), place_id=UUID(int=1), warehouse_id=trade.warehouse_id, code="A-1"
    )
    inventory.receive(
        trade.at(hours=2),
        subject_id=new_id(trade.by.now),
        warehouse_id=trade.warehouse_id,
        lines=[ReceivedInput(trade.items["tea"], 4, D(24))],
    )
    main = place(trade, "MAIN")
    assert inventory_queries.balances_of(trade.warehouse_id, [trade.items["tea"]]) == {
        (trade.items["tea"], main.id, ""): 24
    }


def test_unit_costs_are_averages_of_what_is_in_stock(trade: Trade, django_assert_num_queries: Any) -> None:
    trade.add_items("mug", "none")
    trade.receive(("tea", 20, "9"), ("mug", 3, "2"))
    asked = [trade.items[sku] for sku in ("tea", "mug", "none")]
    with django_assert_num_queries(1):
        assert inventory_queries.unit_costs(asked) == {asked[0]: D("7.5"), asked[1]: D(2)}
    assert inventory_queries.unit_costs([]) == {}


@pytest.mark.parametrize("few", [200, 0])
def test_moves_are_found_by_item_and_reason_whether_their_words_name_few_or_many(
    trade: Trade, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr("tradepost.domain.inventory.queries.lists._FEW", few)
    trade.add_items("coffee", "milk", stock=5)
    (bin_id,) = Place.objects.filter(warehouse_id=trade.warehouse_id, kind="bin").values_list(
        "pk", flat=True
    )[:1]
    inventory.adjust(
        trade.by,
        posting_id=new_id(trade.by.now),
        warehouse_id=trade.warehouse_id,
        lines=[AdjustInput(trade.items["milk"], bin_id, 2)],
        reason="Found behind the café",
    )

    def found(text: str) -> list[tuple[str, int]]:
        with CaptureQueriesContext(connection) as captured:
            rows = MOVES.page(trade.by, search=text).rows
        assert len(captured) <= 2
        return [(row.item.sku, row.quantity) for row in rows]

    assert found("milk cafe") == [("milk", 2)]
    assert found("MILK") == [("milk", 2), ("milk", 5)]
    assert found("milk tea") == found("nowhere") == []
