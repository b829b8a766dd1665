"""Rules of charges in the office, and what the grid, the order, its papers and its changes tell of them."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

import pytest

from desk import Desk, count_of, id_in
from shop import Shop, grid, hidden, minted, open_shop, url
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import ChargeInput
from tradepost.domain.pricing.models import ChargeRule
from tradepost.domain.sales.models import Order
from tradepost.render.documents.sales import order_confirmation
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def keep(shop: Shop, name: str, amount: str, **given: Any) -> None:
    charge = ChargeInput(name, D(amount), currency=shop.trade.base_currency, **given)
    pricing.keep_charge(shop.by, charge_id=minted(), charge=charge)


def edited(desk: Desk, order: Order, freight: str) -> Order:
    order.refresh_from_db()
    sheet = grid({"item": "tea", "quantity": "2"}, grid_id=order.pk, freight=freight)
    desk.ask(url("order_submit_edit", order.pk), {**sheet, "version": str(order.version)})
    order.refresh_from_db()
    return order


def test_a_charge_is_made_found_changed_and_ended(shop: Shop) -> None:
    desk, currency = Desk("sales"), shop.trade.base_currency
    assert "No charge yet" in desk.see(url("charges"))
    minted_id = hidden(desk.get(url("charge_new")), "charge_id")
    customer = shop.trade.customers["Café Blum"]
    typed: dict[str, Any] = {
        "name": "Parcel Blum", "label": "", "kind": "freight", "amount": "7,5", "basis": "amount", "priority": "50",
        "currency": currency.lower(), "below_value": "500", "customer_id": customer, "country": "de",
        "charge_id": minted_id,
    }  # fmt: skip
    with unchanged("pricing"):
        refused = desk.client.post(url("charge_new"), {**typed, "basis": "percent_freight"})
        assert (refused.status_code, "percentage of itself" in refused.content.decode()) == (422, True)
    desk.say(url("charge_new"), **typed)
    made = ChargeRule.objects.get()
    assert (made.pk, desk.where) == (id_in(minted_id), url("charge", made.pk))
    assert (made.amount, made.country, made.currency, made.below_value) == (D("7.5"), "DE", currency, D(500))
    page = desk.see(url("charge", made.pk))
    for word in ("Parcel Blum", "7.50", "an order", "Café Blum", "500.00", "Charge set"):
        assert word in page
    assert "Parcel Blum" in desk.see(f"{url('charges')}?customer={customer}&kind=freight&q=parcel")
    one = count_of(desk, url("charges"))
    keep(shop, "B", "1")
    keep(shop, "C", "2")
    assert count_of(desk, url("charges")) == one
    desk.say(url("charge_change", made.pk), **{**typed, "amount": "8", "version": "1"})
    assert "7.5" in desk.see(url("charge_history", made.pk))
    assert desk.say(url("charge_end", made.pk), ends_on="") == "Parcel Blum is ended."


def test_the_grid_the_order_and_its_paper_name_each_charge_and_a_typed_figure_overrules_them(
    shop: Shop,
) -> None:
    keep(shop, "Parcel", "12")
    keep(shop, "Small", "15", kind="small_order", below_value=D(100))
    keep(shop, "Diesel rule", "5", kind="fuel", basis="percent_freight", label="Diesel")
    desk, head = Desk("sales"), {"customer": shop.trade.customers["Café Blum"]}
    told = desk.ask(url("order_preview"), grid({"item": "tea", "quantity": "2"}, **head))
    named = [(row["label"], row["text"]) for row in told["totals"]][1:4]
    assert named == [("Freight", "12.00"), ("Small-order surcharge", "15.00"), ("Diesel", "0.60")]
    assert told["totals"][3]["why"].startswith("“Diesel rule”: 5% of the freight of 12.00")
    typed = desk.ask(url("order_preview"), grid({"item": "tea", "quantity": "2"}, freight="0", **head))
    assert not {"Freight", "Diesel"} & {row["label"] for row in typed["totals"]}
    made = desk.ask(url("order_submit_new"), grid({"item": "tea", "quantity": "2"}, **head))
    order = Order.objects.get(pk=id_in(made["url"]))
    assert (order.freight, order.total - order.tax_total) == (D("27.60"), D("47.60"))
    page = desk.get(url("order", order.pk)).content.decode()
    for word in ("Small-order surcharge", "Diesel", "“Parcel”: 12.00"):
        assert word in page
    paper = order_confirmation(order)
    assert [(one.label, one.amount) for one in paper.totals][1:4] == [
        ("freight", D("12.00")), ("small_order", D("15.00")), ("Diesel", D("0.60")),
    ]  # fmt: skip
    assert edited(desk, order, "4").charges[0]["kind"] == "typed"
    assert 'value="4"' in desk.get(url("order_edit", order.pk)).content.decode()
    assert edited(desk, order, "").freight == D("27.60")
