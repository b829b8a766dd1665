"""A supplier's goods lie with us: promised by what is there, owed only once they are ours, stated once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction

from small_warehouse import NOW, Trade, open_trade, statements
from tradepost.base import sql
from tradepost.base.errors import Invalid, NotFound, Refusal, SentTwiceDifferently
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.corrections import commands as corrections
from tradepost.domain.corrections.commands import CorrectionInput
from tradepost.domain.counting import commands as counting
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import (
    AdjustInput,
    GoodsOfSupplier,
    LotInput,
    LotNotUsable,
    MoveInput,
    ReceivedInput,
    SupplyInput,
)
from tradepost.domain.inventory.models import Place, Warehouse
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands import (
    LessInStore,
    MoreInStore,
    NoPrice,
    NotAStore,
    NothingMissing,
    NothingToState,
    OfStore,
)
from tradepost.domain.purchasing.rules.store import InStore, missing_by_count, oldest_first, owed_for
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales.commands import WithAnotherCustomer
from unchanged import unchanged
from with_store import Store, open_store

pytestmark = pytest.mark.django_db
ROOMS = ("inventory", "purchasing", "accounts", "sales", "fulfilment")
TODAY = NOW.date()


@pytest.fixture
def trade() -> Trade:
    return open_trade()


@pytest.fixture
def store(trade: Trade) -> Store:
    return open_store(trade.by, trade.warehouse, trade.items, settings.BASE_CURRENCY)


def lies(warehouse: UUID, sku: str, trade: Trade) -> tuple[int, int, int, D]:
    """On hand, promised, incoming, worth."""
    found = inventory_queries.position(trade.by, trade.items[sku], warehouse)
    return found.on_hand, found.promised, found.incoming, found.value.normalize()


def cover(trade: Trade, order_id: UUID) -> list[tuple[int, int, int]]:
    """By line: from stock, from supply, backordered."""
    found = inventory_queries.demands_of([order_id], on=TODAY)
    return [(found[pk].stock, found[pk].supply, found[pk].backordered) for pk in trade.line_ids(order_id)]


def nothing_differs() -> None:
    """The small warehouse writes its items without their facts."""
    assert [str(found) for found in reports_queries.verify() if "item_created" not in str(found)] == []


def test_goods_come_are_promised_taken_over_and_shipped(trade: Trade, store: Store) -> None:
    trade.stock("tea", 4, "1.00")
    made = store.fill(("tea", 10), ("cup", 5), delivery_note="LS-1")
    assert (made.number[:3], made.lines_count, made.quantity, made.supplier_name) == (
        "SD-",
        2,
        15,
        "Teehaus Nord",
    )
    # Theirs: no worth, nothing owed; beside the store it is what comes, since today.
    assert lies(store.pk, "tea", trade) == (10, 0, 0, D(0))
    assert lies(trade.warehouse, "tea", trade) == (4, 0, 10, D(4))
    assert trade.books() == {"STOCK": D(4)}
    totals = inventory_queries.totals_of(trade.by, [trade.items["tea"]])[trade.items["tea"]]
    assert (totals.on_hand, totals.available, totals.of_suppliers) == (4, 4, 10)
    assert inventory_queries.unit_costs([trade.items["tea"]]) == {trade.items["tea"]: D(1)}

    order = trade.order(("tea", 9))
    assert cover(trade, order) == [(4, 5, 0)]
    assert inventory_queries.demands_of([order], on=TODAY)[trade.line_ids(order)[0]].promised_on == TODAY
    taken = store.take(("tea", 5), note="For the café")
    assert (taken.kind, taken.quantity, taken.amount, taken.value) == ("taken_over", 5, D(10), D(10))
    assert cover(trade, order) == [(9, 0, 0)]
    assert lies(store.pk, "tea", trade) == (5, 0, 0, D(0))
    assert lies(trade.warehouse, "tea", trade) == (9, 9, 5, D(14))
    assert trade.books() == {"STOCK": D(14), "RECEIVED_NOT_BILLED": D(-10)}
    trade.ship(order)
    assert trade.books() == {"COGS": D(14), "RECEIVED_NOT_BILLED": D(-10)}
    assert trade.names(taken.pk) == ["inventory.demands_repegged", "purchasing.taken_over"]
    assert trade.names(made.pk) == ["purchasing.store_filled"]
    nothing_differs()


def test_what_came_first_goes_first_by_lot_at_the_price_of_the_day(trade: Trade, store: Store) -> None:
    later = replace(trade.by, now=NOW + timedelta(days=1))
    store.offer("milk", "10.00", unit="case", pack=3)
    first = store.fill(("milk", 4, "A"), ("milk", 3, "B"))
    store.fill(("milk", 6, "A"), by=later)
    lots = {code: pk for (_, code), pk in inventory_queries.lot_ids([trade.items["milk"]]).items()}
    taken = store.take(("milk", 5, lots["A"]), ("milk", 4))
    found = queries.withdrawal_lines_of(taken.pk)
    assert [(one.lot.code, one.quantity, one.store_line.delivery_id == first.pk) for one in found if one.lot] == [
        ("A", 4, True), ("B", 3, True), ("A", 2, False),
    ]  # fmt: skip
    # Three for 10.00: each line rounded once, and the document is their sum.
    assert [one.amount for one in found] == [D("13.33"), D(10), D("6.67")]
    assert (taken.amount, taken.value) == (D(30), D(30))
    assert (found[0].price, found[0].pack, found[0].unit, found[0].unit_price) == (
        D(10),
        3,
        "case",
        D("3.333333"),
    )
    store.offer("milk", "12.00", unit="case", pack=3)
    assert store.take(("milk", 3)).amount == D(12)
    assert [line.quantity_left for line in queries.store_lines_of(first.pk)] == [0, 0]
    nothing_differs()


def test_foreign_prices_are_owed_at_the_rate_of_the_day(trade: Trade) -> None:
    foreign = "USD" if settings.BASE_CURRENCY != "USD" else "EUR"
    store = open_store(trade.by, trade.warehouse, trade.items, foreign)
    store.fill(("tea", 3))
    with unchanged(*ROOMS), pytest.raises(Refusal, match="exchange rate"):
        store.take(("tea", 1))
    # Going back costs nothing, so it needs no rate.
    assert store.return_(("tea", 1)).amount == 0
    accounts.set_rate(trade.by, rate_id=new_id(NOW), currency=foreign, valid_from=TODAY, rate=D("0.9"))
    taken = store.take(("tea", 2))
    assert (taken.currency, taken.amount, taken.value, taken.rate) == (foreign, D(4), D("3.6"), D("0.9"))
    assert trade.books() == {"STOCK": D("3.6"), "RECEIVED_NOT_BILLED": D("-3.6")}
    assert store.state().currency == foreign
    nothing_differs()


def test_what_is_missing_is_owed_and_what_goes_back_is_not(trade: Trade, store: Store) -> None:
    made = store.fill(("tea", 10))
    early = trade.order(("tea", 6), requested_on=TODAY)
    late = trade.order(("tea", 4), requested_on=TODAY + timedelta(days=3))
    lost = store.lose(("tea", 2), note="Broken")
    assert (lost.kind, lost.value, lost.note) == ("missing", D(4), "Broken")
    assert trade.books() == {"STOCK_LOSS": D(4), "RECEIVED_NOT_BILLED": D(-4)}
    assert cover(trade, early) + cover(trade, late) == [(0, 6, 0), (0, 2, 2)]
    back = store.return_(("tea", 3))
    assert (back.kind, back.value, back.amount) == ("sent_back", 0, 0)
    assert trade.books() == {"STOCK_LOSS": D(4), "RECEIVED_NOT_BILLED": D(-4)}
    assert cover(trade, early) + cover(trade, late) == [(0, 5, 1), (0, 0, 4)]
    # Own goods serve those who lost theirs.
    trade.stock("tea", 3)
    assert cover(trade, early) + cover(trade, late) == [(1, 5, 0), (2, 0, 2)]
    assert lies(store.pk, "tea", trade) == (5, 0, 0, D(0))
    assert [line.quantity_left for line in queries.store_lines_of(made.pk)] == [5]
    assert [trade.names(one.pk) for one in (lost, back)] == [
        ["purchasing.missing_in_store"], ["purchasing.sent_back_from_store"],
    ]  # fmt: skip
    nothing_differs()


def test_a_count_says_what_is_missing(trade: Trade, store: Store) -> None:
    store.fill(("tea", 10), ("cup", 4), ("milk", 5, "A"), ("milk", 5, "B"))
    lots = {code: pk for (_, code), pk in inventory_queries.lot_ids([trade.items["milk"]]).items()}
    with unchanged(*ROOMS):
        with pytest.raises(NothingMissing):
            store.count(("tea", 10), ("milk", 10))
        with pytest.raises(MoreInStore) as more:
            store.count(("cup", 4), ("tea", 11))
        assert more.value.facts["there"] == {1: 10}
    # Cups were not counted; the tea of two shelves adds up; milk without a lot is all but lot B.
    counted = store.count(("tea", 4), ("tea", 3), ("milk", 2, lots["B"]), ("milk", 5))
    assert sorted((one.item.sku, one.quantity) for one in queries.withdrawal_lines_of(counted.pk)) == [
        ("milk", 3), ("tea", 3),
    ]  # fmt: skip
    assert (counted.kind, counted.value) == ("missing", D(12))
    assert lies(store.pk, "cup", trade)[0] == 4
    nothing_differs()


def test_a_statement_tells_each_withdrawal_once(trade: Trade, store: Store) -> None:
    yesterday, today = replace(trade.by, now=NOW - timedelta(days=1)), trade.by
    store.fill(("tea", 20), by=yesterday)
    first = store.take(("tea", 2), by=yesterday)
    lost, back = store.lose(("tea", 1)), store.return_(("tea", 4))
    assert queries.unstated_of(store.supplier)[0].amount == D(6)
    before = trade.books()
    told = store.state(until_on=TODAY - timedelta(days=1))
    assert (told.amount, told.withdrawals_count, told.number[:3]) == (D(4), 1, "ST-")
    assert [line.withdrawal_id for line in queries.stated_lines_of(told.pk)] == [first.pk]
    rest = store.state()
    assert [line.withdrawal_id for line in queries.stated_lines_of(rest.pk)] == [lost.pk]
    assert trade.books() == before
    with unchanged(*ROOMS):
        with pytest.raises(NothingToState):
            store.state()
        with pytest.raises(Invalid, match="day that is over"):
            store.state(until_on=TODAY + timedelta(days=1))
        with pytest.raises(NotFound):
            purchasing.state_store(today, statement_id=new_id(NOW), supplier_id=new_id(NOW), until_on=TODAY)
    assert queries.unstated_of(store.supplier) == []
    assert queries.store_withdrawal(trade.by, back.pk).statement is None
    # What was told is not told anew, nor changed, below all rules.
    for change in (
        f"update purchasing_store_withdrawal set statement_id = null where id = '{lost.pk}'",
        f"update purchasing_store_withdrawal set quantity = 9 where id = '{back.pk}'",
        f"update purchasing_store_withdrawal_line set quantity = 9 where withdrawal_id = '{lost.pk}'",
        f"update purchasing_store_statement set amount = 9 where id = '{rest.pk}'",
        "update purchasing_store_line set quantity = 99",
        "delete from purchasing_store_delivery",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            sql.run(change)
    nothing_differs()


def test_own_goods_are_not_mixed_with_a_suppliers(trade: Trade, store: Store) -> None:
    store.fill(("tea", 10))
    trade.stock("tea", 5)
    tea, by = trade.items["tea"], trade.by
    bin_ = Place.objects.get(warehouse_id=store.pk, code="MAIN").pk
    posting = {"posting_id": new_id(NOW), "warehouse_id": store.pk, "reason": "x"}
    supply = SupplyInput(new_id(NOW), tea, 5, TODAY)
    count_id = new_id(NOW)
    counting.plan_count(by, count_id=count_id, warehouse_id=store.pk)
    with unchanged(*ROOMS, "counting", "corrections"):
        for say in (
            lambda: inventory.receive(by, subject_id=new_id(NOW), warehouse_id=store.pk,
                                      lines=[ReceivedInput(tea, 1, D(1))]),
            lambda: inventory.adjust(by, lines=[AdjustInput(tea, bin_, -1)], **posting),
            lambda: inventory.expect(by, warehouse_id=store.pk, source_id=new_id(NOW), supplies=[supply]),
            lambda: counting.start_count(by, count_id=count_id),
            lambda: corrections.correct_stock(by, correction_id=new_id(NOW), warehouse_id=store.pk,
                                              lines=[CorrectionInput(tea, bin_, -1)], reason="damaged"),
        ):  # fmt: skip
            with transaction.atomic(), pytest.raises(GoodsOfSupplier):
                say()
        for confirm, refusal in ((False, WithAnotherCustomer), (True, GoodsOfSupplier)):
            with pytest.raises(refusal, match="supplier"):
                trade.order(("tea", 1), warehouse_id=store.pk, confirm=confirm)
    # Orders go to a warehouse of ours, and find nothing in the store.
    assert inventory_queries.default_warehouse_id() == trade.warehouse
    assert [one.pk for one in inventory_queries.own_warehouses()] == [trade.warehouse]
    # But it is moved from bin to bin, and a position of it is never worth anything.
    inventory.create_place(by, place_id=(shelf := new_id(NOW)), warehouse_id=store.pk, code="N-1")
    inventory.move_stock(
        by, posting_id=new_id(NOW), warehouse_id=store.pk, lines=[MoveInput(tea, 4, bin_, shelf)]
    )
    for change in ("value = 1", "promised = 1", "incoming = 1"):
        with pytest.raises(DatabaseError, match="goods_of_suppliers_are_not_ours"), transaction.atomic():
            sql.run(f"update inventory_position set {change} where of_supplier")
    assert store.take(("tea", 10)).quantity == 10
    nothing_differs()


def test_refusals_change_nothing(trade: Trade, store: Store) -> None:
    store.fill(("tea", 3), ("milk", 2, "A"))
    tea = store.items["tea"]
    own = replace(store, pk=trade.warehouse)
    # An item that the supplier does not offer.
    trade.item("pot")
    store.fill(("pot", 1))
    with unchanged(*ROOMS):
        for say in (own.fill, own.take, own.lose, own.count, own.return_):
            with pytest.raises(NotAStore, match="ours"):
                say(("tea", 1))
        with pytest.raises(NoPrice, match="pot"):
            store.take(("tea", 1), ("pot", 1))
        with pytest.raises(NoPrice):
            store.lose(("pot", 1))
        with pytest.raises(LessInStore) as less:
            store.take(("tea", 2), ("milk", 3), ("tea", 2))
        assert less.value.facts["there"] == {1: 2, 2: 1}
        for lines in ((), (("tea", 0),), (("tea", -1),), (("tea", 10**13),)):
            with pytest.raises(Invalid):
                store.take(*lines)
        for bad in (
            (("tea", 1, "LOT"),), (("milk", 1),), (("tea", 0),), (), (("tea", 10**13),),
        ):  # fmt: skip
            with pytest.raises(Invalid):
                store.fill(*bad)
        with pytest.raises(Invalid):
            purchasing.fill_store(
                trade.by, delivery_id=new_id(NOW), warehouse_id=store.pk,
                lines=[purchasing.StoreInput(new_id(NOW), 1)],
            )  # fmt: skip
        with pytest.raises(NotFound):
            replace(store, pk=new_id(NOW)).fill(("tea", 1))
        for wrong in (
            {"supplier_id": store.supplier},
            {"beside_id": trade.warehouse},
            {"supplier_id": store.supplier, "beside_id": store.pk},
            {"supplier_id": store.supplier, "beside_id": new_id(NOW)},
            {"supplier_id": store.supplier, "beside_id": trade.warehouse, "customer_id": trade.customer},
        ):
            with pytest.raises(Invalid):
                inventory.create_warehouse(trade.by, warehouse_id=new_id(NOW), code="X", name="X", **wrong)
    assert (Warehouse.objects.get(pk=store.pk).beside_id, tea) == (trade.warehouse, store.items["tea"])
    made = new_id(NOW)
    again = [store.take(("tea", 1), withdrawal_id=made) for _ in range(2)]
    assert again[0].number == again[1].number
    with pytest.raises(SentTwiceDifferently):
        store.take(("tea", 2), withdrawal_id=made)
    nothing_differs()


def test_nothing_comes_or_leaves_on_a_closed_day(trade: Trade, store: Store) -> None:
    store.fill(("tea", 3))
    accounts.close_period(trade.by, open_from=TODAY + timedelta(days=1))
    with unchanged(*ROOMS):
        for say in (store.fill, store.take, store.lose, store.return_):
            with pytest.raises(Refusal, match="closed"):
                say(("tea", 1))


def test_a_stopped_lot_is_not_taken_over_but_goes_back(trade: Trade, store: Store) -> None:
    store.fill(("milk", 4, "A"), ("milk", 2, "B"))
    lots = {code: pk for (_, code), pk in inventory_queries.lot_ids([trade.items["milk"]]).items()}
    inventory.quarantine_lot(trade.by, lot_id=lots["A"], reason="Sour.")
    with unchanged(*ROOMS), pytest.raises(LessInStore) as less:
        store.take(("milk", 3))
    assert less.value.facts["there"] == {0: 2}
    # Said below the room, the ledger refuses it too.
    with pytest.raises(LotNotUsable):
        inventory.leave_store(
            trade.by, posting_id=new_id(NOW), subject_id=new_id(NOW), warehouse_id=store.pk,
            goods=[inventory.StoreGoods(trade.items["milk"], 1, lots["A"])], kind="takeover",
        )  # fmt: skip
    # What lies in quarantine goes back before the rest; stopped goods too.
    corner = Place.objects.get(warehouse_id=store.pk, code="QUARANTINE").pk
    bin_ = Place.objects.get(warehouse_id=store.pk, code="MAIN").pk
    move = MoveInput(trade.items["milk"], 1, bin_, corner, lots["B"])
    inventory.move_stock(trade.by, posting_id=new_id(NOW), warehouse_id=store.pk, lines=[move])
    store.return_(("milk", 4, lots["A"]), ("milk", 1, lots["B"]))
    assert inventory_queries.balances_of(store.pk, [trade.items["milk"]]) == {
        (trade.items["milk"], bin_, "A"): 0, (trade.items["milk"], bin_, "B"): 1, (trade.items["milk"], corner, "B"): 0,
    }  # fmt: skip
    assert store.take(("milk", 1)).quantity == 1
    nothing_differs()


def test_first_in_first_out_and_serials_go_through_a_store(trade: Trade, store: Store) -> None:
    inventory.change_costing(trade.by, item_id=trade.items["tea"], costing="fifo")
    trade.item("kettle", tracking="serial")
    store.offer("kettle", "40.00")
    store.fill(("tea", 3), ("kettle", 1, "K1"), ("kettle", 1, "K2"))
    trade.stock("tea", 2, "1.00")
    store.take(("tea", 2), ("kettle", 1))
    order = trade.order(("tea", 4), ("kettle", 1))
    trade.ship(order)
    assert trade.books() == {"COGS": D(46), "RECEIVED_NOT_BILLED": D(-44)}
    store.lose(("tea", 1), ("kettle", 1))
    with pytest.raises(LessInStore):
        store.take(("kettle", 1))
    nothing_differs()


def test_the_number_of_statements_does_not_grow_with_lines(trade: Trade, store: Store) -> None:
    counted = [_told_by(trade, store, count) for count in (1, 40)]
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 40, counted


def _told_by(trade: Trade, store: Store, count: int) -> list[int]:
    """Statements of each command, of so many lines."""
    names = {f"n{n}": item_id for n, item_id in enumerate(trade.many_items(count, stock=1))}
    mine = replace(store, items=names)
    for sku in names:
        mine.offer(sku, "1.00")

    def each(quantity: int) -> list[tuple[str, int]]:
        return [(sku, quantity) for sku in names]

    told = []
    for say, lines in (
        (mine.fill, each(6)), (mine.take, each(2)), (mine.lose, each(1)), (mine.count, each(2)),
        (mine.return_, each(1)), (mine.state, []),
    ):  # fmt: skip
        with statements() as said:
            say(*lines)
        told.append(len(said))
    return told


def test_own_warehouses_pay_no_statement_more(trade: Trade) -> None:
    """Whether goods are a supplier's is told by the rows that are locked anyway."""
    trade.stock("tea", 9)

    def said() -> list[int]:
        found = []
        for say in (lambda: trade.order(("tea", 1)), lambda: trade.stock("tea", 1)):
            with statements() as told:
                say()
            found.append(len(told))
        return found

    before = said()
    open_store(trade.by, trade.warehouse, trade.items, settings.BASE_CURRENCY).fill(("cup", 3))
    assert said() == before


DRIFTS = (
    ("update inventory_position set of_supplier = false where of_supplier", "whose goods"),
    (
        "update purchasing_store_line set quantity_left = quantity_left - 1 where quantity_left > 0",
        "left of it",
    ),
    ("update inventory_supply set quantity = quantity + 1", "the supply that the warehouse beside expects"),
    (
        "update purchasing_store_withdrawal set value = value + 1 where kind = 'taken_over'",
        "owed in accounts",
    ),
    ("update purchasing_store_withdrawal_line set amount = amount + 1", "amount"),
    ("update purchasing_store_statement set amount = amount + 1", "amount"),
    ("update purchasing_store_delivery set quantity = quantity + 1", "quantity moved in"),
    ("update inventory_balance set on_hand = on_hand + 1", "left of what came, and on hand"),
    ("delete from base_event where name = 'purchasing.store_stated'", "the event purchasing.store_stated"),
)


def test_verify_finds_each_drift(trade: Trade, store: Store) -> None:
    store.fill(("tea", 9))
    store.take(("tea", 2))
    store.lose(("tea", 1))
    store.state()
    nothing_differs()
    rooms: tuple[Any, ...] = (inventory_queries, queries)
    for change, found in DRIFTS:
        with transaction.atomic():
            sql.run("set local session_replication_role = replica")
            sql.run(change)
            sql.run("set local session_replication_role = origin")
            assert any(found in str(one) for room in rooms for one in room.differences()), change
            transaction.set_rollback(True)
    nothing_differs()


def test_stock_value_and_moves_tell_whose_goods_they_are(trade: Trade, store: Store) -> None:
    trade.stock("tea", 4, "1.00")
    store.fill(("tea", 10))
    store.take(("tea", 1))
    rows = reports_queries.stock_value(trade.by)
    told = [
        (one.warehouse, one.supplier, one.on_hand, one.available, one.value)
        for one in rows
        if one.sku == "tea"
    ]
    assert told == [
        ("HH", "", 5, 5, D(6)), ("NORD", "Teehaus Nord", 9, 0, D(0)),
    ]  # fmt: skip
    (total,) = reports_queries.stock_by_category(trade.by)
    assert (total.on_hand, total.of_suppliers, total.value) == (5, 9, D(6))
    asked = {"supplier": [str(store.supplier)]}
    for listing, count in (
        (inventory_queries.STOCK, 1),
        (inventory_queries.BALANCES, 1),
        (inventory_queries.MOVES, 2),
    ):
        assert len(listing.page(trade.by, filters=asked, limit=9).rows) == count, listing.name
        assert len(listing.page(trade.by, filters={"of_suppliers": ["yes"]}, limit=9).rows) == count
    past = inventory_queries.stock_as_of(store.pk, NOW + timedelta(seconds=1))
    assert {sku: past[trade.items[sku]].on_hand for sku in ("tea",)} == {"tea": 9}
    (supply,) = reports_queries.item_supplies(trade.by, trade.items["tea"])
    assert (supply.document, supply.from_whom, supply.state, supply.quantity) == (
        "store_delivery", "Teehaus Nord", "in_store", 9,
    )  # fmt: skip
    listed = inventory_queries.STOCK.page(trade.by, filters={"available": ["yes"]}, limit=9).rows
    assert [row.warehouse.code for row in listed if row.item.sku == "tea"] == ["HH"]


def test_what_is_taken_of_which_delivery() -> None:
    tea, milk, a, b = (new_id(NOW) for _ in range(4))
    day = date(2026, 3, 1)
    one, two, three = (
        InStore(new_id(NOW), item, lot, left, day)
        for item, lot, left in ((tea, None, 5), (milk, a, 2), (milk, b, 3))
    )
    lying = [one, two, three]
    assert oldest_first(lying, [OfStore(milk, 3), OfStore(milk, 2, b), OfStore(tea, 5)]) == (
        [(one, 5), (two, 2), (three, 3)], {},
    )  # fmt: skip
    assert oldest_first(lying, [OfStore(milk, 4), OfStore(milk, 2, b), OfStore(new_id(NOW), 1)]) == (
        [(two, 2), (three, 3)], {0: 3, 2: 0},
    )  # fmt: skip
    assert oldest_first([], []) == ([], {})
    assert missing_by_count(lying, [OfStore(milk, 1), OfStore(milk, 3, b)]) == ([(two, 1)], {})
    assert missing_by_count(lying, [OfStore(milk, 1), OfStore(tea, 6)]) == ([(two, 2), (three, 2)], {1: 5})
    assert missing_by_count(lying, [OfStore(new_id(NOW), 0)]) == ([], {})
    assert owed_for(1, D(10), 3, "EUR") == D("3.33")
    assert owed_for(3, D(10), 3, "EUR") == D(10)


def test_lots_of_deliveries_into_stores_are_found(trade: Trade, store: Store) -> None:
    store.fill(("milk", 4, "A"))
    (lot,) = inventory.ensure_lots(trade.by, lots=[LotInput(trade.items["milk"], "A")]).values()
    (line,) = queries.store_lines_of_lot(trade.by, lot)
    assert (line.delivery.supplier_name, line.quantity_left) == ("Teehaus Nord", 4)
