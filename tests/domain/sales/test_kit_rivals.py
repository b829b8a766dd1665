"""Two processes sell items while a third makes them kits: each is one or the other, whoever came first."""

from pathlib import Path

from rivals import start
from small_warehouse import open_trade
from tradepost.domain.catalog.models import KitPart
from tradepost.domain.inventory.models import Demand
from tradepost.domain.reports import queries as reports_queries

RIVAL = Path(__file__).with_name("kit_rival.py")
ITEMS = 12


def test_what_is_ordered_becomes_no_kit_and_what_is_a_kit_is_not_ordered(database_url: str) -> None:
    trade = open_trade()
    items = [trade.item(f"set-{number}") for number in range(ITEMS)]
    sellers = [start(database_url, RIVAL, "order", trade.customer, *items) for _ in range(2)]
    maker = start(database_url, RIVAL, "define", trade.items["cup"], *items)
    rivals = [*sellers, maker]
    assert [rival.hear() for rival in rivals] == ["ready"] * 3
    for rival in rivals:
        rival.say("go")
    *sold, made = [rival.said() for rival in rivals]
    kits = set(KitPart.objects.values_list("kit_id", flat=True))
    wanted = set(Demand.objects.values_list("item_id", flat=True))
    assert not kits & wanted
    assert kits | wanted == set(items)
    assert made == ["" if item in kits else "kit-in-stock" for item in items]
    for one in sold:
        assert {told for item, told in zip(items, one, strict=True) if item in wanted} <= {"", "is-a-kit"}
        assert all(told for item, told in zip(items, one, strict=True) if item in kits)
    assert [str(found) for found in reports_queries.verify() if "item_created" not in str(found)] == []
