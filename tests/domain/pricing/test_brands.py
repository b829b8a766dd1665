"""Prices, discounts, free goods, charges and least margins for a brand, found by the one statement that prices."""

from __future__ import annotations

from decimal import Decimal as D
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base.errors import Invalid, NotFound, StillUsed
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import (
    ChargeInput,
    DiscountInput,
    FloorInput,
    PriceInput,
    PromotionInput,
)
from tradepost.domain.pricing.models import MarginFloor, PriceRow, PriceVersion
from tradepost.domain.pricing.queries import Asked, Pick, floors_of, offer_for
from tradepost.domain.pricing.rules import Formula
from unchanged import unchanged

from .conftest import NOW, TODAY, Shop


@pytest.fixture
def highland(shop: Shop) -> UUID:
    """Tea and coffee bear Highland; a cup bears nothing."""
    for item_id in (shop.tea, shop.coffee):
        catalog.change_item(shop.by, item_id=item_id, brand="Highland")
    return catalog.create_brands(shop.by, names=["Highland"])["Highland"]


def test_a_brand_is_priced_behind_item_and_category_in_the_one_statement(shop: Shop, highland: UUID) -> None:
    customer = shop.customer()
    contract = shop.agree(customer, PriceInput(D(10), brand_id=highland, kind="percent"))
    asked = [Asked(shop.tea, D(2)), Asked(shop.coffee, D(1))]
    with CaptureQueriesContext(connection) as said:
        tea, coffee = offer_for(customer, on=TODAY, asked=asked).lines
    assert len(said) == 1
    assert (tea.net, coffee.unit_price) == (D("32.40"), D("8.64"))
    assert tea.trace["winner"]["brand"] is True
    pricing.set_prices(
        shop.by, price_list_id=contract, rows=[PriceInput(D(5), category_id=shop.drinks, kind="percent")]
    )
    assert shop.price(customer, shop.tea) == D("17.10")
    with unchanged("pricing"):
        assert pricing.set_prices(
            shop.by, price_list_id=contract, rows=[PriceInput(D(10), brand_id=highland, kind="percent")]
        ) == 0  # fmt: skip
        two = PriceInput(D(1), brand_id=highland, category_id=shop.drinks)
        for row in (two, PriceInput(D(1), brand_id=new_id(NOW)), PriceInput(D(1))):
            with pytest.raises(Invalid) as refused:
                pricing.set_prices(shop.by, price_list_id=contract, rows=[row])
            assert set(refused.value.facts["fields"]) == {"rows.0.item_id"}
        with pytest.raises(StillUsed):
            catalog.remove_brands(shop.by, brand_ids=[highland])


def test_discount_free_goods_charge_and_least_margin_of_a_brand(shop: Shop, highland: UUID) -> None:
    cup = shop.item("CUP")
    shop.list_price(cup, "5")
    discount = DiscountInput("Highland week", D(10), brand_id=highland)
    pricing.keep_discount(shop.by, discount_id=new_id(NOW), discount=discount)
    promotion = PromotionInput("A cup", cup, buy_quantity=3, brand_id=highland)
    pricing.keep_promotion(shop.by, promotion_id=new_id(NOW), promotion=promotion)
    charge = ChargeInput("Fragile", D(2), kind="other", basis="unit", currency="EUR", label="Fragile")
    pricing.keep_charge(shop.by, charge_id=new_id(NOW), charge=charge)
    pricing.keep_charge(
        shop.by, charge_id=new_id(NOW),
        charge=ChargeInput("Highland", D(1), kind="other", basis="unit", currency="EUR", label="H", brand_id=highland),
    )  # fmt: skip
    asked = [Asked(shop.tea, D(2)), Asked(shop.coffee, D(1)), Asked(cup, D(1))]
    offer = offer_for(shop.customer(), on=TODAY, asked=asked)
    assert [line.net for line in offer.lines] == [D("32.40"), D("8.64"), D("5.00")]
    assert [(gift.sku, gift.quantity) for gift in offer.gifts] == [("CUP", 1)]
    # Of three pieces of the brand: the cups bear none.
    assert [(one.amount, one.rule != "") for one in offer.charges] == [(D("3.00"), True)]

    floors = [FloorInput(D(20)), FloorInput(D(15), brand_id=highland)]
    assert (pricing.set_floors(shop.by, floors=floors), pricing.set_floors(shop.by, floors=floors)) == (2, 0)
    assert {pk: one.percent for pk, one in floors_of([shop.tea, cup]).items()} == {shop.tea: 15, cup: 20}
    pricing.set_floors(shop.by, floors=[FloorInput(D(5), category_id=shop.drinks)])
    assert floors_of([shop.tea])[shop.tea].percent == 5
    with unchanged("pricing"):
        both = {"brand_id": highland, "item_id": shop.tea}
        for keep in (
            lambda: pricing.keep_discount(
                shop.by, discount_id=new_id(NOW), discount=DiscountInput("X", D(1), **both)
            ),
            lambda: pricing.set_floors(shop.by, floors=[FloorInput(D(1), **both)]),
        ):
            with pytest.raises(Invalid) as refused:
                keep()
            assert [name.rpartition(".")[2] for name in refused.value.facts["fields"]] == ["brand_id"]
        with pytest.raises(NotFound):
            pricing.set_floors(shop.by, floors=[FloorInput(D(1), brand_id=new_id(NOW))])
    assert MarginFloor.objects.count() == 3


def test_a_version_changes_the_price_of_a_brand_and_a_formula_those_of_its_items(
    shop: Shop, highland: UUID
) -> None:
    cup = shop.item("CUP")
    shop.list_price(cup, "5")
    row = PriceInput(D(10), brand_id=highland, kind="percent")
    customer = shop.customer()
    contract = shop.agree(customer, row)
    version = pricing.make_version(shop.by, version_id=new_id(NOW), price_list_id=contract, name="").pk
    dearer = PriceInput(D(4), brand_id=highland, kind="percent")
    assert pricing.set_version_prices(shop.by, version_id=version, rows=[dearer]) == 1
    found = pricing_queries.difference_of(PriceVersion.objects.get(pk=version))
    assert (found.changed, found.added, found.gone) == (1, 0, 0)
    assert list(pricing_queries.differences()) == []
    pricing.activate_version(shop.by, version_id=version)
    assert shop.price(customer, shop.tea) == D("17.28")
    pricing.roll_back_version(shop.by, version_id=version)
    assert shop.price(customer, shop.tea) == D("16.20")
    gone = pricing.make_version(shop.by, version_id=new_id(NOW), price_list_id=contract, name="").pk
    held = PriceRow.objects.get(brand=highland)
    pricing.end_version_prices(shop.by, version_id=gone, price_ids=[held.pk])
    pricing.activate_version(shop.by, version_id=gone)
    assert shop.price(customer, shop.tea) == D(18)

    base = pricing.make_version(shop.by, version_id=new_id(NOW), price_list_id=shop.base, name="").pk
    pick = Pick(brand_id=highland)
    done = pricing.reprice_version(
        shop.by, version_id=base, pick=pick, formula=Formula("percent", D(4), "places", 2)
    )
    assert (done.picked, done.changed) == (2, 2)
    pricing.activate_version(shop.by, version_id=base)
    assert (shop.price(customer, shop.tea), shop.price(customer, cup)) == (D("18.72"), D(5))
    assert list(pricing_queries.differences()) == []
