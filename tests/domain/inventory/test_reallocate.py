"""Dealing stock out anew, and giving by hand: what was shown is what is done, and what is set aside stays."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shortage_days import Coming, Has, Wish, shortage_day, should_have
from trade import TODAY, Trade
from tradepost.base import feed
from tradepost.base.errors import Invalid, NotFound, Refusal, SentTwiceDifferently
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import UnitInput
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import DemandInput, ReceivedInput, SupplyInput
from tradepost.domain.inventory.models import Demand, Position, Promise, Reserve
from tradepost.domain.inventory.queries import Preview, differences
from tradepost.domain.inventory.rules.dealing import POLICIES
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea", stock=20)
    trade.add_customer("Café Blum")
    trade.add_customer("Bar Sol")
    return trade


def nothing_differs() -> None:
    assert [str(d) for d in differences()] == []


def preview(trade: Trade, policy: str, *skus: str) -> Preview:
    return inventory_queries.preview_reallocation(
        trade.warehouse_id, item_ids=[trade.items[sku] for sku in skus or ("tea",)], policy=policy, on=TODAY
    )


def apply(trade: Trade, shown: Preview, *skus: str, **given: Any) -> UUID:
    return inventory.reallocate(
        given.pop("by", trade.by),
        reallocation_id=given.pop("reallocation_id", None) or new_id(trade.by.now),
        warehouse_id=trade.warehouse_id,
        item_ids=[trade.items[sku] for sku in skus or ("tea",)],
        policy=shown.policy,
        mark=given.pop("mark", shown.mark),
        reason=given.pop("reason", "The party is on Friday."),
    )


def stock_of(trade: Trade, *orders: Order) -> list[int]:
    return [trade.cover(order)[0]["stock"] for order in orders]


def line_of(order: Order) -> UUID:
    return order.lines.get().pk  # type: ignore[attr-defined, no-any-return]


def test_a_better_customer_gets_what_was_promised_to_an_older_order(trade: Trade) -> None:
    old = trade.order(("tea", 20))
    urgent = trade.order(("tea", 8), customer="Bar Sol", by=trade.at(hours=1), priority=5)
    assert stock_of(trade, old, urgent) == [20, 0]
    shown = preview(trade, "priority")
    assert {one.claim.document_id: (one.gain, one.old_on, one.new_on) for one in shown.changes} == {
        old.pk: (-8, TODAY, None),
        urgent.pk: (8, None, TODAY),
    }
    apply(trade, shown)
    assert stock_of(trade, old, urgent) == [12, 8]
    assert trade.stock("tea") == {"on_hand": 20, "promised": 20, "incoming": 0, "backordered": 8}
    nothing_differs()


def test_whose_day_it_moves_stands_among_the_dates_to_tell(trade: Trade) -> None:
    supply_day = TODAY + timedelta(days=12)
    trade.expect("tea", 30, supply_day)
    old = trade.order(("tea", 20))
    urgent = trade.order(("tea", 8), by=trade.at(hours=1), priority=5)
    apply(trade, preview(trade, "priority"))
    moved = {line.order_id: (line.move, line.new_on) for line in sales_queries.moved_lines(trade.by)}  # type: ignore[attr-defined]
    assert moved == {old.pk: ("slipped", supply_day), urgent.pk: ("earlier", TODAY)}


def test_what_is_set_aside_for_picking_stays_where_it_is(trade: Trade) -> None:
    old = trade.order(("tea", 12))
    fulfilment.release_order(trade.by, shipment_id=new_id(trade.by.now), order_id=old.pk)
    younger = trade.order(("tea", 8), by=trade.at(hours=1))
    urgent = trade.order(("tea", 20), by=trade.at(hours=2), priority=5)
    apply(trade, preview(trade, "priority"))
    assert stock_of(trade, old, younger, urgent) == [12, 0, 8]
    assert Reserve.objects.get().quantity == 12
    nothing_differs()


def test_the_feed_tells_of_each_item_who_gained_and_why(trade: Trade) -> None:
    old = trade.order(("tea", 20))
    urgent = trade.order(("tea", 8), by=trade.at(hours=1), priority=5)
    done = apply(trade, preview(trade, "priority"))
    (fact,) = [e for e in feed.about([trade.items["tea"]]) if e.name == "inventory.stock_reallocated"]
    assert fact.data == {
        "item_id": str(trade.items["tea"]),
        "warehouse_id": str(trade.warehouse_id),
        "reallocation_id": str(done),
        "policy": "priority",
        "reason": "The party is on Friday.",
        "stock": {str(line_of(old)): -8, str(line_of(urgent)): 8},
        "demand_ids": sorted([str(line_of(old)), str(line_of(urgent))]),
    }


def test_when_anything_changed_since_the_preview_nothing_is_done(trade: Trade) -> None:
    trade.order(("tea", 20))
    urgent = trade.order(("tea", 8), by=trade.at(hours=1), priority=5)
    shown = preview(trade, "priority")
    sales.cancel_lines(trade.by, order_id=urgent.pk, cuts=[(line_of(urgent), 3)], reason="")
    with unchanged("inventory", "sales"), pytest.raises(inventory.PictureChanged):
        apply(trade, shown)


def test_sent_twice_it_is_done_once_and_with_other_contents_refused(trade: Trade) -> None:
    trade.order(("tea", 20))
    trade.order(("tea", 8), by=trade.at(hours=1), priority=5)
    shown, same = preview(trade, "priority"), new_id(trade.by.now)
    assert apply(trade, shown, reallocation_id=same) == same
    with unchanged("inventory", "sales"):
        assert apply(trade, shown, reallocation_id=same) == same
    with unchanged("inventory", "sales"), pytest.raises(SentTwiceDifferently):
        apply(trade, shown, reallocation_id=same, reason="Otherwise.")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({"reason": " "}, Invalid), ({"mark": "0" * 32}, inventory.PictureChanged)],
)
def test_without_a_reason_or_a_preview_nothing_is_done(
    trade: Trade, given: dict[str, Any], refusal: type[Refusal]
) -> None:
    trade.order(("tea", 20))
    trade.order(("tea", 8), by=trade.at(hours=1), priority=5)
    with unchanged("inventory", "sales"), pytest.raises(refusal):
        apply(trade, preview(trade, "priority"), **given)


def test_where_everybody_has_what_the_policy_gives_there_is_nothing_to_do(trade: Trade) -> None:
    trade.order(("tea", 20))
    trade.order(("tea", 8), by=trade.at(hours=1))
    shown = preview(trade, "first_come")
    assert [one.gain for one in shown.changes] == [0, 0]
    with unchanged("inventory", "sales"), pytest.raises(inventory.NothingToReallocate):
        apply(trade, shown)


def test_no_policy_of_another_name_and_no_item_that_was_never_there(trade: Trade) -> None:
    with pytest.raises(Invalid):
        preview(trade, "by_charm")
    trade.add_items("cup")
    with pytest.raises(NotFound):
        preview(trade, "priority", "cup")
    with unchanged("inventory", "sales"), pytest.raises(NotFound):
        inventory.reallocate(
            trade.by, reallocation_id=new_id(trade.by.now), warehouse_id=trade.warehouse_id,
            item_ids=[trade.items["cup"]], policy="priority", reason="Why not.", mark="",
        )  # fmt: skip


def test_a_customer_who_takes_all_or_nothing_makes_way_for_who_can_use_it(trade: Trade) -> None:
    trade.add_items("cup")
    trade.add_customer("Hotel Ritz", ship_complete=True)
    hotel = trade.order(("tea", 20), ("cup", 5), customer="Hotel Ritz")
    bar = trade.order(("tea", 15), customer="Bar Sol", by=trade.at(hours=1))
    # Cups are not among what is looked at, and there are none.
    apply(trade, preview(trade, "first_come"))
    assert stock_of(trade, hotel, bar) == [5, 15]
    trade.receive(("cup", 5, "1"), by=trade.at(hours=2))
    apply(trade, preview(trade, "first_come"))
    assert stock_of(trade, hotel, bar) == [20, 0]


# ---- by hand


def shift(trade: Trade, giver: Order, taker: Order, quantity: int, **given: Any) -> UUID:
    return inventory.shift_promise(
        trade.by,
        shift_id=given.pop("shift_id", None) or new_id(trade.by.now),
        from_demand_id=line_of(giver),
        to_demand_id=line_of(taker),
        quantity=quantity,
        reason=given.pop("reason", "They asked on the phone."),
    )


def test_by_hand_two_lines_trade_places_and_a_third_is_not_touched(trade: Trade) -> None:
    day = TODAY + timedelta(days=7)
    trade.expect("tea", 6, day)
    giver = trade.order(("tea", 20))
    taker = trade.order(("tea", 9), by=trade.at(hours=1))
    third = trade.order(("tea", 4), by=trade.at(hours=2))
    before = trade.cover(third)
    shift(trade, giver, taker, 5)
    assert trade.cover(taker) == [{"stock": 5, "supply": 4, "backordered": 0, "promised_on": day}]
    assert trade.cover(giver) == [{"stock": 15, "supply": 2, "backordered": 3, "promised_on": None}]
    assert trade.cover(third) == before
    (fact,) = [e for e in feed.about([trade.items["tea"]]) if e.name == "inventory.promise_shifted"]
    assert (fact.data["quantity"], fact.data["demand_ids"]) == (5, [str(line_of(giver)), str(line_of(taker))])
    nothing_differs()


def test_by_hand_nothing_that_is_set_aside_and_no_more_than_is_waited_for(trade: Trade) -> None:
    giver = trade.order(("tea", 20))
    fulfilment.release_order(
        trade.by, shipment_id=new_id(trade.by.now), order_id=giver.pk, quantities=[(line_of(giver), 15)]
    )
    taker = trade.order(("tea", 9), by=trade.at(hours=1))
    with unchanged("inventory", "sales"), pytest.raises(inventory.NotSoMuchToShift) as refused:
        shift(trade, giver, taker, 6)
    assert refused.value.facts["most"] == 5
    shift(trade, giver, taker, 5)
    assert stock_of(trade, giver, taker) == [15, 5]
    with unchanged("inventory", "sales"), pytest.raises(inventory.NotSoMuchToShift):
        shift(trade, giver, taker, 1)
    nothing_differs()


def test_by_hand_sent_twice_it_goes_over_once(trade: Trade) -> None:
    giver = trade.order(("tea", 20))
    taker = trade.order(("tea", 9), by=trade.at(hours=1))
    same = shift(trade, giver, taker, 4)
    with unchanged("inventory", "sales"):
        shift(trade, giver, taker, 4, shift_id=same)
    assert stock_of(trade, giver, taker) == [16, 4]


@pytest.mark.parametrize(("quantity", "reason"), [(0, "Why."), (-3, "Why."), (3, " ")])
def test_by_hand_with_a_quantity_and_a_reason(trade: Trade, quantity: int, reason: str) -> None:
    giver = trade.order(("tea", 20))
    taker = trade.order(("tea", 9), by=trade.at(hours=1))
    with unchanged("inventory", "sales"), pytest.raises(Invalid):
        shift(trade, giver, taker, quantity, reason=reason)


def test_by_hand_only_within_one_item(trade: Trade) -> None:
    trade.add_items("cup")
    giver = trade.order(("tea", 20))
    taker = trade.order(("cup", 9), by=trade.at(hours=1))
    for other in (taker, giver):
        with unchanged("inventory", "sales"), pytest.raises(Invalid):
            shift(trade, giver, other, 1)


# ---- the scenario pack, in the ledger


def test_of_thirty_short_items_and_two_hundred_orders_each_policy_does_what_it_showed(trade: Trade) -> None:
    day = shortage_day(4)
    skus = [f"item-{n}" for n in range(len(day.stock))]
    items = trade.add_items(*skus)
    opening = [
        ReceivedInput(item, units, units) for item, units in zip(items, day.stock, strict=True) if units
    ]  # type: ignore[arg-type]
    inventory.receive(
        trade.by,
        subject_id=new_id(trade.by.now),
        warehouse_id=trade.warehouse_id,
        lines=opening,
        from_kind="loss",
    )
    coming = [Coming(new_id(trade.by.now), items[n], units, on) for n, units, on in day.coming]
    inventory.expect(
        trade.by, warehouse_id=trade.warehouse_id, source_id=new_id(trade.by.now),
        supplies=[SupplyInput(one.supply, one.item, one.quantity, one.on) for one in coming],
    )  # fmt: skip
    wishes = []
    for order in day.orders:
        by = trade.by.at(order.placed_at)
        order_id = new_id(by.now)
        mine = [
            Wish(
                new_id(by.now), order_id, items[n], units, order.priority, order.needed_on, order.placed_at,
                order.whole, order.least,
            )
            for n, units in order.lines
        ]  # fmt: skip
        inventory.promise(
            by, warehouse_id=trade.warehouse_id,
            demands=[
                DemandInput(w.line, order_id, w.item, w.quantity, w.needed_on, w.priority, w.whole, w.least)
                for w in mine
            ],
        )  # fmt: skip
        wishes += mine
    inventory.reserve(trade.by, demands=[(wish.line, 2) for wish in wishes[::9]])
    aside = dict(Demand.objects.filter(reserved__gt=0).values_list("pk", "reserved"))
    assert len(aside) > 20
    open_now = [
        Wish(**{**vars(wish), "quantity": wish.quantity - aside.get(wish.line, 0)})
        for wish in wishes
        if wish.quantity > aside.get(wish.line, 0)
    ]
    pool = Counter(dict(zip(items, day.stock, strict=True)))
    for wish in wishes:
        pool[wish.item] -= aside.get(wish.line, 0)
    reserves = sorted(Reserve.objects.values_list("pk", "demand_id", "balance_id", "quantity"))
    for policy in POLICIES[1:] + POLICIES[:1]:
        worked_out = should_have(policy, pool, coming, open_now)
        shown = preview(trade, policy, *skus)
        assert {
            one.claim.demand_id: Has(one.after.stock, one.after.pegs, one.after.backordered)
            for one in shown.changes
        } == worked_out
        try:
            apply(trade, shown, *skus)
        except inventory.NothingToReallocate:
            assert policy == "first_come"
        assert _standing(aside) == worked_out
        assert sorted(Reserve.objects.values_list("pk", "demand_id", "balance_id", "quantity")) == reserves
        nothing_differs()


def _standing(aside: dict[UUID, int]) -> dict[UUID, Has]:
    """Straight from the rows, without what is set aside."""
    pegs: dict[UUID, dict[UUID, int]] = {}
    for demand_id, supply_id, quantity in Promise.objects.filter(supply__isnull=False).values_list(
        "demand_id", "supply_id", "quantity"
    ):
        pegs.setdefault(demand_id, {})[supply_id] = quantity
    return {
        row.pk: Has(row.promised_stock - aside.get(row.pk, 0), pegs.get(row.pk, {}), row.backordered)
        for row in Demand.objects.filter(quantity__gt=0)
        if row.quantity > aside.get(row.pk, 0)
    }


def test_the_number_of_statements_does_not_grow_with_items_or_lines(trade: Trade) -> None:
    def counted(*skus: str) -> int:
        shown = preview(trade, "priority", *skus)
        with CaptureQueriesContext(
            connection,
        ) as found:
            apply(trade, shown, *skus)
        return len(found)

    trade.order(("tea", 20))
    trade.order(("tea", 8), by=trade.at(hours=1), priority=5)
    few = counted("tea")
    skus = [f"item-{n}" for n in range(12)]
    trade.add_items(*skus, stock=5)
    for hours in range(2, 10):
        trade.order(*((sku, 3) for sku in skus), by=trade.at(hours=hours), priority=hours)
    assert counted(*skus) == few


# ---- shortages


def movable(trade: Trade) -> list[str]:
    page = inventory_queries.SHORTAGES.page(trade.by, filters={"movable": ["yes"]})
    return [row.item.sku for row in page.rows]


def test_an_item_is_short_when_somebody_waits_in_vain_or_too_long(trade: Trade) -> None:
    trade.add_items("cup", "jar", "mug", stock=5)
    trade.expect("cup", 50, TODAY + timedelta(days=20))
    trade.expect("jar", 50, TODAY + timedelta(days=5))
    trade.order(("tea", 25), ("cup", 8), ("jar", 8), ("mug", 5), requested_on=TODAY + timedelta(days=10))
    found = inventory_queries.SHORTAGES.page(trade.by).rows
    assert [(row.item.sku, row.backordered, row.late, row.loose) for row in found] == [  # type: ignore[attr-defined]
        ("cup", 0, 3, 5),
        ("tea", 5, 0, 20),
    ]
    # Who holds it alone has nobody to give it to.
    assert movable(trade) == []
    first = Order.objects.get()
    trade.order(("tea", 3), by=trade.at(hours=1))
    assert movable(trade) == ["tea"]
    fulfilment.release_order(trade.by, shipment_id=new_id(trade.by.now), order_id=first.pk)
    assert movable(trade) == []


def test_the_list_of_shortages_costs_one_statement_and_is_not_for_who_sees_some_customers_only(
    trade: Trade,
) -> None:
    trade.add_items("cup", "jar")
    trade.order(("tea", 25))

    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            inventory_queries.SHORTAGES.page(trade.by)
        return len(found)

    one = statements()
    trade.order(("cup", 1), ("jar", 1))
    assert Position.objects.filter(backordered__gt=0).count() == 3
    assert statements() == one == 1
    narrow = replace(trade.by, scope={"rep": new_id(trade.by.now)})
    assert inventory_queries.SHORTAGES.page(narrow).rows == []


def test_what_is_sold_by_the_case_is_dealt_and_given_by_the_case(trade: Trade) -> None:
    """Thirty pieces: two cases are somebody's, and what is less than one lies free for nobody."""
    trade.add_items("beer")
    catalog.add_unit(
        trade.by, item_id=trade.items["beer"], unit=UnitInput("case", 12, is_case=True, break_allowed=False)
    )
    old = trade.order(("beer", 24))
    new = trade.order(("beer", 24), customer="Bar Sol", by=trade.at(hours=1))
    trade.receive(("beer", 30, "1"))
    assert stock_of(trade, old, new) == [24, 0]
    shown = preview(trade, "fair_share", "beer")
    assert [change.after.stock for change in shown.changes] == [12, 12]
    assert {change.claim.step for change in shown.changes} == {12}
    apply(trade, shown, "beer")
    assert stock_of(trade, old, new) == [12, 12]
    given = {"shift_id": new_id(trade.by.now), "from_demand_id": line_of(old), "to_demand_id": line_of(new)}
    with unchanged("inventory"), pytest.raises(Invalid, match="in whole 12s"):
        inventory.shift_promise(trade.by, quantity=5, reason="By phone.", **given)
    inventory.shift_promise(trade.by, quantity=12, reason="By phone.", **given)
    assert stock_of(trade, old, new) == [0, 24]
    # The six wait for their case: what arrives is put to them.
    trade.receive(("beer", 6, "1"))
    assert stock_of(trade, old, new) == [12, 24]
    nothing_differs()
