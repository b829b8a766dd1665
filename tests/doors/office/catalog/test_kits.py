"""Kits and substitutes in the office: the item's page, what-if, and the grid that offers what stands in by one key."""

from __future__ import annotations

from typing import Any

import pytest

from desk import Desk, count_of
from shop import Shop, minted, open_shop, url
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.inventory import commands as inventory
from unchanged import unchanged

pytestmark = pytest.mark.django_db
PREVIEW = "/office/orders/new/preview/"


@pytest.fixture
def shop() -> Shop:
    """Nothing is left of the old tea; there are 20 of the new, and 20 cups."""
    shop = open_shop()
    shop.trade.add_items("old", "set", price="8")
    return shop


def preview(shop: Shop, *lines: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = Desk("sales").ask(
        PREVIEW,
        {
            "id": minted(),
            "head": {"customer": str(next(iter(shop.trade.customers.values())))},
            "lines": [{"key": f"n{place}", **line} for place, line in enumerate(lines)],
        },
    )
    return told


def test_a_substitute_is_named_seen_offered_in_the_grid_and_removed(shop: Shop) -> None:
    desk, old, tea = Desk("sales"), shop.items["old"], shop.items["tea"]
    page = url("item", old)
    assert "Nothing stands in for it" in desk.see(page)
    said = desk.say(url("item_instead", old), other_id=str(tea), rank="1", note="New crop")
    assert "It is offered where this item is short." in said
    seen = desk.see(page)
    assert "instead of old" in seen
    assert "20 piece" in seen
    (line,) = preview(shop, {"item": "old", "quantity": "5", "price": "3"})["lines"]
    (fix,) = line["fixes"]
    assert (fix["value"], fix["sure"], fix["others"]) == (
        "tea", False,
        {"quantity": "5", "unit": "piece", "price": "", "discount": "", "lots": "", "called": "", "blanket": ""},
    )  # fmt: skip
    assert fix["label"].startswith("Take tea: arrives ")
    assert fix["label"].endswith("10.00 per piece · New crop")
    assert "Instead: tea" in desk.see(f"{page}?wish=5")
    other = Desk("warehouse")
    with unchanged("catalog"):
        desk.say(url("item_instead", old), other_id=str(old), rank="1")
        other.say(url("item_instead", old), 403, other_id=str(tea), rank="1")
    desk.say(url("item_not_instead", old), other_id=str(tea))
    assert "Nothing stands in for it" in desk.see(page)


def test_a_kit_is_made_seen_by_its_parts_and_put_in_as_lines(shop: Shop) -> None:
    desk, kit = Desk("purchasing"), shop.items["set"]
    desk.say(url("item_part", kit), item_id=str(shop.items["cup"]), quantity="6")
    assert "The kit has 2 parts." in desk.say(
        url("item_part", kit), item_id=str(shop.items["tea"]), quantity="1"
    )
    seen = desk.see(url("item", kit))
    for words in ("Whole kits", "Scarcest part", "Parts of the kit", "as many as of its scarcest part"):
        assert words in seen
    assert "Part of kits" in desk.see(url("item", shop.items["cup"]))
    assert "cup: 20 of 54 piece from stock, 0 from what comes, 34 missing." in desk.see(
        f"{url('item', kit)}?wish=9"
    )
    (line,) = preview(shop, {"item": "set", "quantity": "2", "wanted": "2031-01-02"})["lines"]
    assert line["errors"]["item"].startswith("set is a kit of 6 x cup, 1 x tea.")
    (fix,) = line["fixes"]
    assert [(one["item"], one["quantity"], one["unit"], one["wanted"]) for one in fix["lines"]] == [
        ("cup", "12", "piece", "2031-01-02"), ("tea", "2", "piece", "2031-01-02"),
    ]  # fmt: skip
    assert {one["note"] for one in fix["lines"]} == {"set Set"}
    other = Desk("sales")
    with unchanged("catalog"):
        other.say(url("item_part", kit), 403, item_id=str(kit), quantity="1")
        desk.say(url("item_part", kit), item_id=str(kit), quantity="1")
    for sku in ("cup", "tea"):
        said = desk.say(url("item_no_part", kit), item_id=str(shop.items[sku]))
    assert "It is a kit no more." in said
    assert catalog_queries.parts_of([kit]) == {}


def test_the_page_asks_as_much_for_one_part_and_substitute_as_for_three(shop: Shop) -> None:
    kit, desk = shop.items["set"], Desk("owner")
    counts = []
    for skus in (("cup",), ("cup", "tea", "old")):
        inventory.define_kit(shop.trade.by, item_id=kit, parts=[(shop.items[sku], 1) for sku in skus])
        for sku in skus:
            catalog.keep_substitute(shop.trade.by, item_id=kit, other_id=shop.items[sku])
        counts.append(count_of(desk, url("item", kit)))
    assert counts[0] == counts[1] <= 30


def test_the_answer_to_what_if_with_what_stands_in_stays_a_page(shop: Shop) -> None:
    trade, kit, old = shop.trade, shop.items["set"], shop.items["old"]
    inventory.define_kit(trade.by, item_id=kit, parts=[(shop.items["cup"], 1), (shop.items["tea"], 1)])
    for item in (kit, old):
        catalog.keep_substitute(trade.by, item_id=item, other_id=shop.items["tea"])
    # A kit stands in for nothing itself.
    catalog.keep_substitute(trade.by, item_id=old, other_id=kit)
    (customer,) = trade.customers.values()
    desk = Desk("owner")
    for item in (kit, old):
        seen = desk.see(f"{url('item', item)}?wish=50&to={customer}")
        assert "Instead: tea Tea, 20 piece free, no day yet." in seen
        assert seen.count("Instead:") == 1
