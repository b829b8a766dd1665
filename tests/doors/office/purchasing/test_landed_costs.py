"""Landed costs through the office: the shares are looked at first, posted, found again, and taken back."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

import pytest

from desk import Desk, count_of, id_in
from shop import Shop, hidden, minted, open_shop, url
from tradepost.domain.catalog.models import Item
from tradepost.domain.purchasing.models import LandedCost, Receipt
from unchanged import unchanged

pytestmark = pytest.mark.django_db
ROOMS = ("purchasing", "inventory", "accounts", "catalog")


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def received(shop: Shop, sku: str = "cup", pieces: int = 10) -> Receipt:
    return shop.receive(shop.buy((sku, pieces)), sku, pieces)


def typed(**given: Any) -> dict[str, Any]:
    figures = {"kind": "freight", "amount": "30", "currency": "usd", "basis": "value", "reference": "F-118"}
    return {"landed_cost_id": minted(), "supplier_id": "", "note": "", "seen": "", **figures, **given}


def add(desk: Desk, page: str, **given: Any) -> str:
    """Look, and post what was seen; gives the page of the landed cost."""
    asked = typed(**given)
    looked = desk.client.post(page, asked)
    asked["seen"] = hidden(looked, "seen")
    answer = desk.client.post(page, asked)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_the_shares_are_shown_first_and_then_posted(shop: Shop) -> None:
    desk, receipt = Desk("purchasing"), received(shop)
    page = url("receipt_landed", receipt.pk)
    assert "Add landed cost" in desk.see(url("receipt", receipt.pk))
    asked = typed()
    with unchanged(*ROOMS):
        looked = desk.client.post(page, asked)
    shown = " ".join(looked.content.decode().split())
    assert "Nothing is posted yet." in shown
    assert "Post this cost" in shown
    # Other figures than those that were seen are shown anew, not posted.
    with unchanged(*ROOMS):
        again = desk.client.post(page, {**asked, "amount": "31", "seen": hidden(looked, "seen")})
    assert "Nothing is posted yet." in again.content.decode()
    here = add(desk, page, landed_cost_id=asked["landed_cost_id"])
    made = LandedCost.objects.get()
    assert id_in(here) == made.pk
    assert (made.amount, made.to_stock, made.to_cost, made.reference) == (D(30), D(30), D(0), "F-118")
    seen = desk.see(here)
    for words in (made.number, "Freight", "10 of 10", "Value of the goods", receipt.number, "F-118"):
        assert words in seen
    for name, pk in (("receipt", receipt.pk), ("item", shop.items["cup"])):
        assert made.number in desk.see(url(name, pk))
    assert made.number in desk.see(url("purchase_order", receipt.purchase_order_id))
    assert made.number in desk.see(url("landed_costs") + f"?item={shop.items['cup']}")


def test_a_refusal_stands_over_the_form_and_what_was_typed_stays(shop: Shop) -> None:
    desk, receipt = Desk("billing"), received(shop)
    page = url("purchase_order_landed", receipt.purchase_order_id)
    with unchanged(*ROOMS):
        refused = desk.client.post(page, typed(basis="weight"))
    assert refused.status_code == 422
    told = refused.content.decode()
    assert "Nobody said what one of these weighs: cup." in told
    assert "F-118" in told
    with unchanged(*ROOMS):
        assert "no exchange rate for CHF" in desk.client.post(page, typed(currency="CHF")).content.decode()


def test_what_was_a_mistake_is_taken_back_from_its_page(shop: Shop) -> None:
    desk, receipt = Desk("purchasing"), received(shop)
    here = add(desk, url("receipt_landed", receipt.pk))
    back = minted()
    said = desk.say(f"{here}take-back/", reversal_id=back, note="Billed twice")
    made = LandedCost.objects.get(pk=back)
    assert said.endswith(f"Taken back by {made.number}.")
    assert "It was taken back by a document of its own" in desk.see(here)
    assert "Billed twice" in desk.see(url("landed_cost", made.pk))
    assert "was taken back by" in desk.say(f"{here}take-back/", reversal_id=minted(), note="")


def test_who_may_not_sees_neither_verb_nor_page(shop: Shop) -> None:
    receipt = received(shop)
    here = add(Desk("owner"), url("receipt_landed", receipt.pk))
    for role in ("warehouse", "viewer", "sales", "rep"):
        desk = Desk(role)
        with unchanged(*ROOMS):
            desk.get(url("receipt_landed", receipt.pk), 403)
            desk.get(here, 403)
            desk.get(url("landed_costs"), 403)
            assert desk.client.post(f"{here}take-back/", {"reversal_id": minted()}).status_code == 403
    number = LandedCost.objects.get().number
    assert number not in Desk("warehouse").see(url("receipt", receipt.pk))
    assert number not in Desk("viewer").see(url("item", shop.items["cup"]))


def test_pages_cost_the_same_for_one_and_for_three(shop: Shop) -> None:
    desk = Desk("owner")
    receipt = received(shop)
    pages = [url("receipt", receipt.pk), url("purchase_order", receipt.purchase_order_id), url("landed_costs"),
             url("item", shop.items["cup"])]  # fmt: skip
    here = add(desk, url("receipt_landed", receipt.pk))
    counts = {page: count_of(desk, page) for page in pages}
    counts = {page: count_of(desk, page) for page in pages}
    counts[here] = count_of(desk, here)
    for _ in range(2):
        add(desk, url("receipt_landed", receipt.pk))
    assert {page: count_of(desk, page) for page in counts} == counts
    assert max(counts.values()) <= 30


def test_costing_is_chosen_with_the_item_and_changed_while_nothing_lies(shop: Shop) -> None:
    desk = Desk("purchasing")
    given = {"item_id": minted(), "sku": "FIG", "name": "Figs", "base_unit": "piece", "tracking": "none",
             "tax_class": "standard", "minimum_quantity": "1", "increment": "1", "costing": "fifo",
             "volume_ml": "900"}  # fmt: skip
    assert desk.say(url("item_new"), **given) == "FIG was entered."
    fig = Item.objects.get(sku="FIG")
    assert (fig.costing, fig.volume_ml) == ("fifo", 900)
    shop.items["FIG"] = fig.pk
    assert "first in, first out" in desk.see(url("item", fig.pk))
    assert desk.say(url("item_costing", fig.pk), costing="average") == "Saved."
    assert desk.say(url("item_costing", fig.pk), costing="fifo") == "Saved."
    received(shop, "FIG")
    assert "Cost layers, the first to leave first" in desk.see(url("item", fig.pk))
    clerk = Desk("sales")
    with unchanged(*ROOMS):
        assert "Costing is changed only while nothing lies there" in desk.say(
            url("item_costing", fig.pk), costing="average"
        )
        clerk.say(url("item_costing", fig.pk), 403, costing="average")
