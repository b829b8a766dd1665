"""Who is served when goods come or break, as the warehouse says; and how long goods must last for whom."""

from datetime import timedelta
from decimal import Decimal as D
from uuid import UUID

import pytest

from trade import TODAY, Trade
from tradepost.base import feed
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.rules import NothingToRelease
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import AdjustInput, LotInput, ReceivedInput
from tradepost.domain.inventory.models import Place, Warehouse
from tradepost.domain.inventory.queries import differences
from tradepost.domain.parties import commands as parties
from tradepost.domain.sales.models import Order
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("tea")
    trade.add_customer("Café Blum")
    return trade


def nothing_differs() -> None:
    assert [str(d) for d in differences()] == []


def waiting(trade: Trade) -> list[Order]:
    """Old, soon needed, and of a good customer: ten each."""
    soon, later = TODAY + timedelta(days=2), TODAY + timedelta(days=9)
    return [
        trade.order(("tea", 10), requested_on=later),
        trade.order(("tea", 10), requested_on=soon, by=trade.at(hours=1)),
        trade.order(("tea", 10), requested_on=later, by=trade.at(hours=2), priority=5),
    ]


@pytest.mark.parametrize(
    ("policy", "served", "left"),
    [
        ("priority", [0, 2, 10], [0, 0, 6]),
        ("needed", [0, 10, 2], [0, 6, 0]),
        ("first_come", [10, 2, 0], [6, 0, 0]),
        ("fair_share", [4, 4, 4], [0, 2, 4]),
    ],
)
def test_the_warehouse_says_who_is_served_when_goods_come_and_who_loses_them(
    trade: Trade, policy: str, served: list[int], left: list[int]
) -> None:
    inventory.change_warehouse(trade.by, warehouse_id=trade.warehouse_id, allocation=policy)
    orders = waiting(trade)
    trade.receive(("tea", 12, "6"), by=trade.at(hours=3))
    assert [trade.cover(order)[0]["stock"] for order in orders] == served
    nothing_differs()
    main = Place.objects.get(warehouse_id=trade.warehouse_id, code="MAIN")
    inventory.adjust(
        trade.at(hours=4), posting_id=new_id(trade.by.now), warehouse_id=trade.warehouse_id,
        lines=[AdjustInput(trade.items["tea"], main.pk, -6)], reason="Spoilt.",
    )  # fmt: skip
    assert [trade.cover(order)[0]["stock"] for order in orders] == left
    assert trade.stock("tea") == {"on_hand": 6, "promised": 6, "incoming": 0, "backordered": 24}
    nothing_differs()


def test_what_comes_later_is_shared_out_too(trade: Trade) -> None:
    inventory.change_warehouse(trade.by, warehouse_id=trade.warehouse_id, allocation="fair_share")
    orders = waiting(trade)
    trade.expect("tea", 15, TODAY + timedelta(days=5))
    assert [trade.cover(order)[0]["supply"] for order in orders] == [5, 5, 5]
    nothing_differs()


def test_another_policy_takes_nothing_from_anybody(trade: Trade) -> None:
    old, *_ = orders = waiting(trade)
    inventory.change_warehouse(trade.by, warehouse_id=trade.warehouse_id, allocation="first_come")
    trade.receive(("tea", 10, "6"), by=trade.at(hours=3))
    before = [trade.cover(order) for order in orders]
    inventory.change_warehouse(trade.at(hours=4), warehouse_id=trade.warehouse_id, allocation="priority")
    assert [trade.cover(order) for order in orders] == before
    assert trade.cover(old)[0]["stock"] == 10


def test_a_warehouse_is_changed_once_and_tells_what_is_different(trade: Trade) -> None:
    before = Warehouse.objects.get()
    changed = inventory.change_warehouse(
        trade.by, warehouse_id=before.pk, version=before.version, name=" North ", allocation="priority"
    )
    assert (changed.name, changed.allocation, changed.version) == ("North", "priority", before.version + 1)
    (fact,) = [e for e in feed.about([before.pk]) if e.name == "inventory.warehouse_changed"]
    assert fact.data["fields"] == ["name"]
    with unchanged("inventory"):
        inventory.change_warehouse(trade.by, warehouse_id=before.pk, name="North")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"version": 7, "name": "South"}, ChangedMeanwhile),
        ({"allocation": "by_charm"}, Invalid),
        ({"name": "  "}, Invalid),
        ({"warehouse_id": UUID(int=7), "name": "South"}, NotFound),
    ],
)
def test_nonsense_about_a_warehouse_is_refused(
    trade: Trade, given: dict[str, object], refusal: type[Refusal]
) -> None:
    with unchanged("inventory"), pytest.raises(refusal):
        inventory.change_warehouse(trade.by, **{"warehouse_id": trade.warehouse_id, **given})  # type: ignore[arg-type]


# ---- how long goods must last


def lots(trade: Trade, **days: int) -> None:
    """Ten milk of each lot, which lasts so many days; one that says none lasts for ever."""
    trade.add_items("milk", tracking="lot")
    milk = trade.items["milk"]
    made = inventory.ensure_lots(
        trade.by,
        lots=[LotInput(milk, code, TODAY + timedelta(days=n) if n else None) for code, n in days.items()],
    )
    inventory.receive(
        trade.by, subject_id=new_id(trade.by.now), warehouse_id=trade.warehouse_id, from_kind="loss",
        lines=[ReceivedInput(milk, 10, D(10), lot_id=made[milk, code]) for code in days],
    )  # fmt: skip


def picked(trade: Trade, *orders: Order) -> list[list[tuple[str, int]]]:
    pairs = [(new_id(trade.by.now), order.pk) for order in orders]
    made = fulfilment.release_orders(trade.by, pairs=pairs)
    return [sorted((t.lot_code, t.asked) for t in fulfilment_queries.pick_list(one.id)) for one in made]


def test_a_customer_who_wants_goods_to_last_gets_no_lot_that_is_over_sooner(trade: Trade) -> None:
    lots(trade, soon=20, late=90, ever=0)
    trade.add_customer("Hotel Ritz", minimum_shelf_days=30)
    hotel = trade.order(("milk", 12), customer="Hotel Ritz")
    bar = trade.order(("milk", 12), by=trade.at(hours=1))
    # In one release the hotel chooses first, though the bar takes what is over first.
    assert picked(trade, bar, hotel) == [[("ever", 2), ("soon", 10)], [("ever", 2), ("late", 10)]]
    nothing_differs()


def test_the_day_itself_is_enough_and_one_less_is_not(trade: Trade) -> None:
    lots(trade, short=29, enough=30)
    trade.add_customer("Hotel Ritz", minimum_shelf_days=30)
    hotel = trade.order(("milk", 12), customer="Hotel Ritz")
    assert picked(trade, hotel) == [[("enough", 10)]]
    with unchanged("inventory", "fulfilment", "sales"), pytest.raises(NothingToRelease):
        picked(trade, hotel)


def test_an_order_keeps_the_days_of_its_customer(trade: Trade) -> None:
    hotel = trade.add_customer("Hotel Ritz", minimum_shelf_days=30, minimum_fill_percent=80)
    order = trade.order(("tea", 1), customer="Hotel Ritz")
    parties.change_customer(trade.by, customer_id=hotel, minimum_shelf_days=5, minimum_fill_percent=0)
    assert (order.minimum_shelf_days, order.minimum_fill_percent) == (30, 80)
    assert Order.objects.get(pk=order.pk).minimum_shelf_days == 30
    with unchanged("parties"), pytest.raises(Invalid):
        parties.change_customer(trade.by, customer_id=hotel, minimum_shelf_days=-1, minimum_fill_percent=101)
