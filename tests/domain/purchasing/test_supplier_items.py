"""Suppliers' offers: written in bulk, refused as a whole, and the best of them chosen."""

from datetime import timedelta
from decimal import Decimal as D

import pytest

from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.parties.models import Supplier
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands import SupplierItemInput
from tradepost.domain.purchasing.models import SupplierItem

from .conftest import NOW, TODAY, Desk, counted, nothing_changes


def offers(desk: Desk) -> list[tuple[str, str, int, D, bool]]:
    rows = SupplierItem.objects.select_related("item").order_by("item__sku", "supplier__number")
    return [(row.item.sku, row.unit, row.pack, row.price, row.preferred) for row in rows]


def test_an_offer_takes_its_pack_from_the_items_unit_or_says_it(desk: Desk) -> None:
    tea, cups = desk.items["tea"], desk.items["cups"]
    written = purchasing.set_supplier_items(
        desk.by,
        offers=[
            SupplierItemInput(desk.supplier, tea, D("24.00"), unit="case"),
            SupplierItemInput(desk.supplier, cups, D("9.00"), unit="crate", pack=48),
        ],
    )
    assert written == 2
    assert offers(desk) == [("cups", "crate", 48, D(9), False), ("tea", "case", 12, D(24), False)]
    assert desk.told(desk.supplier) == ["purchasing.supplier_items_set"]


def test_writing_the_same_again_changes_nothing(desk: Desk) -> None:
    given = [SupplierItemInput(desk.supplier, desk.items["tea"], D("24.00"), unit="case", preferred=True)]
    purchasing.set_supplier_items(desk.by, offers=given)
    with nothing_changes():
        assert purchasing.set_supplier_items(desk.by, offers=given) == 0
    with nothing_changes():
        assert purchasing.set_supplier_items(desk.by, offers=[]) == 0


def test_a_new_price_keeps_the_old_one_as_history(desk: Desk) -> None:
    desk.offer("tea", "24.00", unit="case")
    desk.offer("tea", "26.00", unit="case")
    (row,) = SupplierItem.objects.all()
    assert (row.price, row.version) == (D(26), 2)
    assert [(old.pgh_label, old.price) for old in row.history.all()] == [("update", D(24))]


def test_only_one_supplier_is_preferred(desk: Desk) -> None:
    other = desk.new_supplier("S-2")
    desk.offer("tea", "2.00", preferred=True)
    desk.offer("tea", "3.00", supplier_id=other, preferred=True)
    assert offers(desk) == [("tea", "", 1, D(2), False), ("tea", "", 1, D(3), True)]
    assert queries.best_supplier_items([desk.items["tea"]], on=TODAY)[desk.items["tea"]].supplier_id == other


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"unit": "tray"}, "pack"),
        ({"pack": 12}, "pack"),
        ({"pack": 0, "unit": "case"}, "pack"),
        ({"price": D(-1)}, "price"),
        ({"minimum_quantity": 0}, "minimum_quantity"),
        ({"lead_days": -1}, "lead_days"),
        ({"item_id": new_id(NOW)}, "item_id"),
        ({"supplier_id": new_id(NOW)}, "supplier_id"),
    ],
)
def test_one_bad_offer_refuses_them_all(desk: Desk, given: dict[str, object], field: str) -> None:
    good = SupplierItemInput(desk.supplier, desk.items["cups"], D(1))
    values = {"supplier_id": desk.supplier, "item_id": desk.items["tea"], "price": D(1), **given}
    with nothing_changes(), pytest.raises(Invalid) as refused:
        purchasing.set_supplier_items(desk.by, offers=[good, SupplierItemInput(**values)])  # type: ignore[arg-type]
    assert list(refused.value.facts["fields"]) == [f"offers.1.{field}"]


def test_an_item_stands_once_per_supplier_and_has_one_preferred(desk: Desk) -> None:
    other = desk.new_supplier("S-2")
    twice = [SupplierItemInput(desk.supplier, desk.items["tea"], D(1))] * 2
    with nothing_changes(), pytest.raises(Invalid):
        purchasing.set_supplier_items(desk.by, offers=twice)
    both = [
        SupplierItemInput(supplier, desk.items["tea"], D(1), preferred=True)
        for supplier in (desk.supplier, other)
    ]
    with nothing_changes(), pytest.raises(Invalid):
        purchasing.set_supplier_items(desk.by, offers=both)


def test_we_buy_where_a_piece_is_cheapest_today_in_our_currency(desk: Desk) -> None:
    dollars, yen = desk.new_supplier("S-US", currency="USD"), desk.new_supplier("S-JP", currency="JPY")
    tea = desk.items["tea"]
    desk.offer("tea", "24.00", unit="case")  # 2.00 EUR a piece
    desk.offer("tea", "2.10", supplier_id=dollars)
    desk.offer("tea", "0.01", supplier_id=yen)  # nobody knows what that is in EUR

    def order() -> list[str]:
        return [offer.supplier_name for offer in queries.offers_of([tea], on=TODAY)]

    assert order() == ["Supplier S-1", "Supplier S-JP", "Supplier S-US"]
    for days, rate in ((-1, "0.90"), (1, "1.10")):
        accounts.set_rate(
            desk.by,
            rate_id=new_id(NOW),
            currency="USD",
            valid_from=TODAY + timedelta(days=days),
            rate=D(rate),
        )
    assert order() == ["Supplier S-US", "Supplier S-1", "Supplier S-JP"]
    Supplier.objects.filter(pk=dollars).update(state="blocked")
    assert order() == ["Supplier S-1", "Supplier S-JP"]
    best = queries.best_supplier_items([tea, desk.items["cups"]], on=TODAY)
    assert {item: (offer.supplier_id, offer.pack, offer.lead_days) for item, offer in best.items()} == {
        tea: (desk.supplier, 12, 14)
    }


def test_a_thousand_offers_cost_the_statements_of_one(desk: Desk) -> None:
    told = {}
    for count in (1, 1000):
        given = [SupplierItemInput(desk.supplier, item, D(1)) for item in desk.many_items(count)]
        with counted() as writing:
            purchasing.set_supplier_items(desk.by, offers=given)
        with counted() as asking:
            assert len(queries.best_supplier_items([offer.item_id for offer in given], on=TODAY)) == count
        told[count] = writing + asking
    assert told == {1: [3, 1], 1000: [3, 1]}
