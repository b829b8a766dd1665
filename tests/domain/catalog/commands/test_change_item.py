from __future__ import annotations

import pytest
from django.db import connection

from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import (
    CategoryInput,
    CodeInput,
    CodeTaken,
    ItemInput,
    SkuTaken,
    UnitInput,
)
from tradepost.domain.catalog.models import Category, Code, Item, Unit
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def tea(by: By) -> Item:
    made: Item = catalog.create_item(by, item_id=new_id(by.now), sku="TEA", name="Tea")
    return made


def test_change_item_changes_what_is_given_and_keeps_the_rest(by: By, tea: Item) -> None:
    changed = catalog.change_item(by, item_id=tea.id, version=1, name=" Green  tea ", increment=6)
    stored = Item.objects.get(id=tea.id)
    assert (stored.name, stored.increment, stored.sku, stored.version) == ("Green tea", 6, "TEA", 2)
    assert changed.version == 2
    assert feed.about([tea.id])[0].data == {"item_id": str(tea.id), "fields": ["increment", "name"]}
    assert list(tea.history.values_list("name", "increment")) == [("Tea", 1)]


def test_a_change_that_changes_nothing_writes_nothing(by: By, tea: Item) -> None:
    with unchanged("catalog"):
        catalog.change_item(by, item_id=tea.id, name="Tea")


def test_change_item_refusals_change_nothing(by: By, tea: Item) -> None:
    catalog.create_item(by, item_id=new_id(by.now), sku="COF", name="Coffee")
    with unchanged("catalog"):
        with pytest.raises(SkuTaken):
            catalog.change_item(by, item_id=tea.id, sku="cof")
        with pytest.raises(Invalid):
            catalog.change_item(by, item_id=tea.id, minimum_quantity=0)
        with pytest.raises(ChangedMeanwhile):
            catalog.change_item(by, item_id=tea.id, version=3, name="X")
        with pytest.raises(NotFound):
            catalog.change_item(by, item_id=new_id(by.now), name="X")
        with pytest.raises(NotFound):
            catalog.change_item(by, item_id=tea.id, category_id=new_id(by.now))


def test_discontinue_and_reactivate(by: By, tea: Item) -> None:
    assert catalog.discontinue_item(by, item_id=tea.id).state == "discontinued"
    with unchanged("catalog"):
        with pytest.raises(NotAllowed):
            catalog.discontinue_item(by, item_id=tea.id)
        with pytest.raises(NotFound):
            catalog.discontinue_item(by, item_id=new_id(by.now))
    assert catalog.reactivate_item(by, item_id=tea.id).state == "active"
    with unchanged("catalog"), pytest.raises(NotAllowed):
        catalog.reactivate_item(by, item_id=tea.id)


def test_add_unit_twice_is_one_unit_and_its_gtin_is_a_code(by: By, tea: Item) -> None:
    case = UnitInput("case", 12, gtin="14006381333938", is_case=True)
    for _ in range(2):
        catalog.add_unit(by, item_id=tea.id, unit=case)
    assert list(Unit.objects.values_list("name", "numerator")) == [("case", 12)]
    assert list(Code.objects.values_list("code", "unit")) == [("14006381333938", "case")]
    with unchanged("catalog"):
        with pytest.raises(Invalid):
            catalog.add_unit(by, item_id=tea.id, unit=UnitInput("CASE", 24))
        with pytest.raises(Invalid):
            catalog.add_unit(by, item_id=tea.id, unit=UnitInput("piece", 1))
        with pytest.raises(CodeTaken):
            catalog.add_unit(by, item_id=tea.id, unit=UnitInput("pallet", 480, gtin="14006381333938"))
        with pytest.raises(NotFound):
            catalog.add_unit(by, item_id=new_id(by.now), unit=case)


def test_add_code(by: By, tea: Item) -> None:
    catalog.add_unit(by, item_id=tea.id, unit=UnitInput("case", 12))
    party_id = new_id(by.now)
    made = catalog.add_code(by, item_id=tea.id, kind="customer", code="T-12", party_id=party_id, unit="Case")
    assert (made.code, made.unit, made.party_id) == ("T-12", "case", party_id)
    assert feed.about([tea.id])[0].data["code"] == "T-12"
    with unchanged("catalog"):
        with pytest.raises(CodeTaken):
            catalog.add_code(by, item_id=tea.id, kind="customer", code="t-12", party_id=party_id)
        with pytest.raises(Invalid):
            catalog.add_code(by, item_id=tea.id, kind="own", code="T", unit="barrel")
        with pytest.raises(Invalid):
            catalog.add_code(by, item_id=tea.id, kind="gtin", code="123")
        with pytest.raises(NotFound):
            catalog.add_code(by, item_id=new_id(by.now), kind="own", code="T")


def test_add_codes_of_many_items_costs_the_same(by: By, django_assert_num_queries) -> None:
    items = catalog.create_items(by, items=[ItemInput(new_id(by.now), f"I{n}", "I") for n in range(50)])
    for count, prefix in ((1, "A"), (50, "B")):
        with django_assert_num_queries(7):
            catalog.add_codes(
                by, codes=[(item.id, CodeInput("own", f"{prefix}{item.sku}")) for item in items[:count]]
            )
    assert Code.objects.count() == 51


def test_create_categories_with_parents_of_the_same_call(by: By) -> None:
    drinks, teas = new_id(by.now), new_id(by.now)
    catalog.create_categories(
        by, categories=[CategoryInput(drinks, "Drinks"), CategoryInput(teas, "Teas", parent_id=drinks)]
    )
    assert Category.objects.get(id=teas).parent_id == drinks
    # The same name may stand in another shelf.
    catalog.create_category(by, category_id=new_id(by.now), name="Teas")
    with unchanged("catalog"):
        with pytest.raises(Invalid):
            catalog.create_category(by, category_id=new_id(by.now), name="DRINKS")
        with pytest.raises(Invalid):
            catalog.create_category(by, category_id=new_id(by.now), name="")
        with pytest.raises(NotFound):
            catalog.create_category(by, category_id=new_id(by.now), name="X", parent_id=new_id(by.now))


def test_history_catches_bulk_and_raw_sql(by: By, tea: Item) -> None:
    catalog.add_unit(by, item_id=tea.id, unit=UnitInput("case", 12))
    Item.objects.filter(id=tea.id).update(name="Bulk")
    with connection.cursor() as cursor:
        cursor.execute("update catalog_item set name = 'Raw'")
        cursor.execute("delete from catalog_unit")
        cursor.execute("select pgh_label, name, numerator from catalog_unit_history")
        assert cursor.fetchall() == [("delete", "case", 12)]
    assert list(tea.history.order_by("pgh_id").values_list("name", "version")) == [("Tea", 1), ("Bulk", 2)]
