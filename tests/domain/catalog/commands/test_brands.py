"""Brands: made by their names, called otherwise in one place, removed when nothing uses them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound, StillUsed
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.commands import ItemInput
from tradepost.domain.catalog.models import Brand, Item
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def given(by: By, sku: str, brand: str = "") -> ItemInput:
    return ItemInput(new_id(by.now), sku, sku.title(), brand=brand)


def borne() -> dict[str, str]:
    return {row.sku: row.brand.name if row.brand else "" for row in Item.objects.select_related("brand")}


def test_items_make_their_brands_by_name_whatever_case_and_accents(by: By) -> None:
    made = catalog.create_items(
        by, items=[given(by, "TEA", " Café  Blüm "), given(by, "POT", "cafe blum"), given(by, "CUP")]
    )
    assert borne() == {"TEA": "Café Blüm", "POT": "Café Blüm", "CUP": ""}
    brand = Brand.objects.get()
    assert [fact.name for fact in feed.about([brand.pk])] == ["catalog.brand_created"]
    cup = catalog.change_item(by, item_id=made[2].pk, brand="CAFÉ BLÜM")
    assert (cup.brand_id, cup.version) == (brand.pk, 2)
    # Said again it is no change; of another item nothing is said, and its brand stays.
    assert catalog.change_item(by, item_id=cup.pk, brand="Cafe Blum").version == 2
    assert catalog.change_item(by, item_id=cup.pk, name="Mug").brand_id == brand.pk
    catalog.change_item(by, item_id=cup.pk, brand="")
    assert borne()["CUP"] == ""
    assert catalog_queries.items_per_brand([brand.pk]) == {brand.pk: 2}
    asked = {"brand": [str(brand.pk)]}
    assert {row.sku for row in catalog_queries.ITEMS.narrowed(by, asked)} == {"POT", "TEA"}


def test_a_thousand_items_of_new_brands_take_the_statements_of_one(by: By) -> None:
    counted = []
    for start, many in ((0, 1), (1, 1000)):
        items = [given(by, f"X{n}", f"Brand {n % 50 + start}") for n in range(start, start + many)]
        with CaptureQueriesContext(connection) as said:
            catalog.create_items(by, items=items)
        counted.append(len(said))
    assert counted[0] == counted[1]
    with CaptureQueriesContext(connection) as said:
        catalog.create_items(by, items=[given(by, "PLAIN")])
    assert len(said) == counted[0] - 3


def test_a_brand_is_called_otherwise_and_its_items_with_it(by: By) -> None:
    catalog.create_items(by, items=[given(by, "TEA", "Highland"), given(by, "CUP", "Nordic")])
    brand = Brand.objects.get(name="Highland")
    catalog.rename_brand(by, brand_id=brand.pk, name="HIGHLAND")
    catalog.rename_brand(by, brand_id=brand.pk, name="HIGHLAND")
    assert borne()["TEA"] == "HIGHLAND"
    assert [fact.name for fact in feed.about([brand.pk])] == [
        "catalog.brand_renamed",
        "catalog.brand_created",
    ]
    with unchanged("catalog"):
        for name in ("nórdic", " ", "x" * 81):
            with pytest.raises(Invalid) as refused:
                catalog.rename_brand(by, brand_id=brand.pk, name=name)
            assert set(refused.value.facts["fields"]) == {"name"}
        with pytest.raises(NotFound):
            catalog.rename_brand(by, brand_id=new_id(by.now), name="Other")


def test_what_cannot_be_kept_is_refused_at_its_field(by: By) -> None:
    brand_id = new_id(by.now)
    made = catalog.create_brand(by, brand_id=brand_id, name="Nordic")
    assert catalog.create_brand(by, brand_id=brand_id, name="Nordic").pk == made.pk
    with unchanged("catalog"):
        with pytest.raises(Invalid, match="There is a brand NORDIC already"):
            catalog.create_brand(by, brand_id=new_id(by.now), name="NORDIC")
        with pytest.raises(Invalid) as refused:
            catalog.create_items(by, items=[given(by, "TEA"), given(by, "CUP", "x" * 81)])
        assert set(refused.value.facts["fields"]) == {"items.1.brand"}
        with pytest.raises(Invalid) as refused:
            catalog.create_brands(by, names=["Fine", ""])
        assert set(refused.value.facts["fields"]) == {"names.1"}


def test_a_brand_goes_when_nothing_bears_it(by: By) -> None:
    (item,) = catalog.create_items(by, items=[given(by, "TEA", "Highland")])
    ids = catalog.create_brands(by, names=["Highland", "Nordic"])
    with unchanged("catalog"), pytest.raises(StillUsed):
        catalog.remove_brands(by, brand_ids=list(ids.values()))
    catalog.change_item(by, item_id=item.pk, brand="")
    assert catalog.remove_brands(by, brand_ids=list(ids.values())) == 2
    assert not Brand.objects.exists()


def test_the_list_of_brands_costs_the_same_for_one_and_three(by: By) -> None:
    counted = []
    for names in (["Highland"], ["Café", "Nordic"]):
        catalog.create_brands(by, names=names)
        with CaptureQueriesContext(connection) as said:
            rows = catalog_queries.BRANDS.page(by, search="a").rows
        counted.append((len(rows), len(said)))
    assert counted == [(1, 1), (2, 1)]
