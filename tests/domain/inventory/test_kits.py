"""A kit is available as its scarcest part, from when its last part is there; it has no stock of its own."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from trade import TODAY, Trade
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound, Refusal
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import KitPart
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries
from tradepost.domain.inventory.queries import differences
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.models import Order
from tradepost.domain.sales.queries import ToCheck


@pytest.fixture
def trade(db: None) -> Trade:
    """A tea set of a pot and six cups: 4 pots, 40 cups."""
    trade = Trade.open()
    trade.add_items("set", "other", price="60")
    trade.add_items("pot", stock=4)
    trade.add_items("cup", stock=40)
    trade.add_items("jar", stock=10)
    trade.add_customer()
    define(trade, "set", ("pot", 1), ("cup", 6))
    return trade


def define(trade: Trade, kit: str, *parts: tuple[str, int]) -> int:
    given = [(trade.items[sku], quantity) for sku, quantity in parts]
    made: int = inventory.define_kit(trade.by, item_id=trade.items[kit], parts=given)
    return made


def parts(trade: Trade, kit: str = "set") -> list[tuple[str, int]]:
    found = catalog_queries.parts_of([trade.items[kit]])
    return [(one.sku, one.quantity) for one in found.get(trade.items[kit], [])]


def test_who_read_other_parts_than_stand_now_changes_nothing(trade: Trade) -> None:
    """Two add a part each at once: the second would take the first one's away again."""
    pot, cup, jar = (trade.items[sku] for sku in ("pot", "cup", "jar"))
    read, kit = [(pot, 1), (cup, 6)], trade.items["set"]
    inventory.define_kit(trade.by, item_id=kit, parts=[*read, (jar, 1)], instead_of=read)
    with pytest.raises(ChangedMeanwhile, match="Load it again"):
        inventory.define_kit(trade.by, item_id=kit, parts=[(pot, 2), (cup, 6)], instead_of=read)
    assert parts(trade) == [("pot", 1), ("cup", 6), ("jar", 1)]


def test_a_kit_is_as_available_as_its_scarcest_part_and_from_the_latest_day(trade: Trade) -> None:
    trade.expect("pot", 10, TODAY + timedelta(days=4))
    trade.expect("cup", 12, TODAY + timedelta(days=9))
    wanted = [(trade.items["jar"], 3), (trade.items["set"], 4), (trade.items["set"], 3)]
    (jar, none), (first, made), (second, _) = queries.kits_available(
        trade.warehouse_id, wanted=wanted, on=TODAY
    )
    assert (jar.available, jar.promised_on, none) == (10, TODAY, ())
    assert (first.on_hand, first.available, first.incoming, first.promised_on, first.supply) == (
        4, 4, 4, TODAY, 0
    )  # fmt: skip
    assert [(one.part.sku, one.quantity, one.enough_for, one.missing) for one in made] == [
        ("pot", 4, 4, 0), ("cup", 24, 6, 0),
    ]  # fmt: skip
    # The second three share with the first four: 16 cups and no pot are left.
    assert (second.promised_on, second.supply) == (TODAY + timedelta(days=9), 3)
    (house,) = queries.kit_by_house(
        trade.by,
        trade.items["set"],
        catalog_queries.parts_of([trade.items["set"]])[trade.items["set"]],
        TODAY,
    )
    assert (house.available, house.incoming, house.from_on, house.scarcest.part.sku) == (4, 4, TODAY, "pot")
    trade.order(("pot", 4))
    (house,) = queries.kit_by_house(trade.by, trade.items["set"], [one.part for one in made], TODAY)
    assert (house.available, house.incoming, house.from_on) == (0, 8, TODAY + timedelta(days=4))


def test_statements_do_not_grow_with_lines_or_parts(trade: Trade) -> None:
    define(trade, "other", ("pot", 1), ("cup", 2), ("jar", 3))

    def count(*wanted: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            asked = [(trade.items[sku], 1) for sku in wanted]
            queries.kits_available(trade.warehouse_id, wanted=asked, on=TODAY)
        return len(seen)

    assert count("set") == count(*["set", "other", "jar"] * 30) == 3


def test_asked_when_so_many_could_be_there_each_part_is_told(trade: Trade) -> None:
    def wish(quantity: int) -> Any:
        return reports_queries.wish(
            trade.by, trade.warehouse_id, item_id=trade.items["set"], quantity=quantity, on=TODAY
        )

    found = wish(4)
    assert (found.cover.stock, found.cover.supply, found.cover.backordered) == (4, 0, 0)
    assert found.journey.ships_on == TODAY
    trade.expect("pot", 2, TODAY + timedelta(days=4))
    found = wish(7)
    assert (found.cover.stock, found.cover.supply, found.cover.backordered) == (4, 2, 1)
    assert (found.journey, found.could_on) == (None, None)
    assert [(one.part.sku, one.from_stock, one.stock.supply, one.missing) for one in found.parts] == [
        ("pot", 4, 2, 1), ("cup", 40, 0, 2),
    ]  # fmt: skip


def test_a_kit_is_made_of_other_items_that_are_none(trade: Trade) -> None:
    for wrong in ((("set", 1),), (("pot", 1), ("pot", 2)), (("pot", 0),)):
        with pytest.raises(Invalid):
            define(trade, "set", *wrong)
    with pytest.raises(Invalid) as refused:
        define(trade, "other", ("set", 2))
    assert refused.value.facts["fields"] == {
        "parts.0.item_id": "set is a kit itself. Name its parts instead."
    }
    with pytest.raises(catalog.PartOfAKit, match="It is a part of set"):
        define(trade, "cup", ("jar", 1))
    with pytest.raises(inventory.KitInStock, match="books of MAIN"):
        define(trade, "jar", ("cup", 1))
    with pytest.raises(NotFound):
        inventory.define_kit(trade.by, item_id=trade.warehouse_id, parts=[])
    assert parts(trade) == [("pot", 1), ("cup", 6)]
    assert KitPart.objects.count() == 2
    assert define(trade, "set", ("pot", 1), ("cup", 6)) == 0
    assert define(trade, "set", ("cup", 4), ("jar", 1)) == 3
    assert parts(trade) == [("cup", 4), ("jar", 1)]
    assert define(trade, "set") == 2
    assert parts(trade) == []


def test_a_kit_is_neither_received_nor_expected_nor_sold_itself(trade: Trade) -> None:
    for work in (lambda: trade.receive(("set", 1, "6")), lambda: trade.expect("set", 1, TODAY)):
        with pytest.raises(Refusal) as refused:
            work()
        assert refused.value.code == "is-a-kit"
    with pytest.raises(Invalid) as wrong:
        trade.order(("set", 2))
    told = "set is a kit of 1 x pot, 6 x cup. Order its parts, each on a line of its own."
    assert wrong.value.facts["fields"] == {"lines.0.item_id": told}
    assert wrong.value.facts["codes"] == {"lines.0.item_id": "is-a-kit"}
    assert not Order.objects.exists()
    (customer,) = trade.customers.values()
    (found,) = sales_queries.findings(trade.by, ToCheck(customer, [LineInput(trade.items["set"], D(2))]))
    assert (found.stable_code, found.at, found.severity) == ("is-a-kit", "lines.0.item_id", "error")
    assert list(differences()) == []
    # Made a kit behind the back of the ledger, what lies there is told.
    trade.receive(("other", 3, "6"))
    KitPart.objects.create(kit_id=trade.items["other"], part_id=trade.items["jar"], position=1, quantity=1)
    assert [one.what for one in differences()] == ["stock of a kit itself"]
