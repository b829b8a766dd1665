"""Where lines come from, at a desk: the grid, the page, sending from another warehouse, and the settings."""

from __future__ import annotations

import pytest

from desk import Desk, count_of
from trade import NOW
from tradepost.base.ids import new_id
from tradepost.domain.delivery import commands as delivery
from tradepost.domain.inventory.models import Leg
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties.models import Company, Customer
from tradepost.domain.sales.models import Order, OrderLine
from two_houses import Houses, open_houses
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def houses() -> Houses:
    """Five tea in MAIN, twenty in EAST; the company serves its own first."""
    houses = open_houses()
    houses.trade.add_customer()
    houses.put("tea", 5)
    houses.put("tea", 20, warehouse=houses.east)
    parties.set_company(houses.by(), sourcing="own_first")
    return houses


def test_an_order_is_typed_parted_shown_and_moved(houses: Houses) -> None:
    desk = Desk("owner")
    delivery.set_warehouse_days(houses.by(), warehouse_id=houses.east, handling_days=2)
    customer = next(iter(houses.trade.customers.values()))
    assert "Other warehouses" in desk.see("/office/orders/new/")
    asked = {
        "id": str(new_id(NOW)),
        "head": {"customer": str(customer), "confirm": "on"},
        "lines": [{"key": "a", "item": "tea", "quantity": "22"}],
    }
    (told,) = desk.ask("/office/orders/new/preview/", asked)["lines"]
    assert told["hints"]["from"] == "MAIN + EAST"
    assert "Main warehouse: only 5" in told["why"]["from"]
    assert "2 working days of handling" in told["why"]["promise"]
    asked["lines"][0]["from"] = "nowhere"
    assert desk.ask("/office/orders/new/preview/", asked)["lines"][0]["errors"] == {
        "from": "No warehouse has this code."
    }
    asked["lines"][0]["from"] = ""
    desk.ask("/office/orders/new/submit/", asked)
    order = Order.objects.get()
    page = f"/office/orders/{order.pk}/"
    seen = desk.see(page)
    assert "Own warehouse first" in seen
    assert "Main warehouse, East warehouse" in seen
    assert "2 working days of handling" in desk.get(page).content.decode()
    assert "Send from another warehouse" in seen
    first = OrderLine.objects.get(position=1)
    sheet = desk.get(f"{page}source-lines/").content.decode()
    assert "East warehouse: only 3" in sheet
    sent = {
        "id": str(new_id(NOW)),
        "head": {"warehouse": str(houses.east), "reason": ""},
        "lines": [{"key": str(first.pk), "quantity": "2"}],
    }
    with unchanged("sales", "inventory"):
        assert "reason" in desk.ask(f"{page}source-lines/submit/", sent, 422)["fields"]
    sent["head"]["reason"] = "Main is closed on Friday."
    desk.ask(f"{page}source-lines/submit/", sent)
    seen = desk.see(page)
    assert "Sent from another warehouse" in seen
    assert "Main is closed on Friday." in seen
    assert count_of(desk, page) <= 30


def test_the_rule_and_the_ways_are_set(houses: Houses) -> None:
    owner = Desk("owner")
    assert "Choice of warehouses" in owner.see("/office/settings/")
    page = "/office/settings/sourcing/"
    assert "all are equally near" in owner.see(page)
    way = {"warehouse": str(houses.east), "country": "Germany", "distance": "40", "cost": "7.50"}
    owner.say(f"{page}way/", **way)
    assert "Germany" in owner.see(page)
    with unchanged("inventory"):
        assert "not a country" in owner.say(f"{page}way/", **{**way, "country": "Atlantis"})
    version = Company.objects.get().version
    owner.say(f"{page}rule/", sourcing="nearest", version=str(version))
    assert Company.objects.get().sourcing == "nearest"
    owner.say(f"{page}way/remove/", way=str(Leg.objects.get().pk))
    assert not Leg.objects.exists()
    Desk("sales").get(page, 403)


def test_a_customer_has_a_warehouse_and_a_rule(houses: Houses) -> None:
    desk = Desk("owner")
    customer = Customer.objects.get()
    form = {
        "name": "Café Blum",
        "number": customer.number,
        "tax_class": "standard",
        "version": customer.version,
    }
    desk.say(
        f"/office/customers/{customer.pk}/edit/", warehouse_id=str(houses.east), sourcing="nearest", **form
    )
    customer.refresh_from_db()
    assert (customer.warehouse_id, customer.sourcing) == (houses.east, "nearest")
    seen = desk.see(f"/office/customers/{customer.pk}/")
    assert "East warehouse" in seen
    assert "Nearest first" in seen
