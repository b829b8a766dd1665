"""Purchase orders in the office: from the grid to the supplier, and what each verb refuses."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.utils import timezone
from pypdf import PdfReader

from desk import Desk, count_of, id_in
from shop import Shop, grid, minted, open_shop, rows_of, url
from tradepost.domain.inventory.models import Supply
from tradepost.domain.parties import commands as parties
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def number_of(order_id: object) -> str:
    return PurchaseOrder.objects.get(pk=order_id).number


def test_the_list_costs_the_same_for_one_and_for_three(shop: Shop) -> None:
    desk = Desk("owner")
    shop.buy(("tea", 12))
    one = count_of(desk, url("purchase_orders"))
    shop.buy(("cup", 1))
    shop.buy(("tea", 12), send=False)
    assert count_of(desk, url("purchase_orders")) == one


def test_presets_find_what_needs_somebody(shop: Shop) -> None:
    desk = Desk("purchasing")
    today = timezone.localdate()
    orders = {
        "draft": shop.buy(("tea", 1), send=False),
        "late": shop.buy(("tea", 1), expected_on=today - timedelta(days=2)),
        "coming": shop.buy(("tea", 1), expected_on=today + timedelta(days=2)),
    }
    numbers = {number_of(pk): name for name, pk in orders.items()}

    def found(query: str) -> set[str]:
        return {numbers[row] for row in rows_of(desk.get(f"{url('purchase_orders')}?{query}"))}

    assert found("state=draft&state=approved") == {"draft"}
    assert found("to_come=yes") == {"late", "coming"}
    assert found(f"to_come=yes&expected=..{today}") == {"late"}


def test_prices_stand_only_where_the_role_may_read_costs(shop: Shop) -> None:
    order = shop.buy(("tea", 12))
    assert "30.00" in Desk("purchasing").see(url("purchase_order", order))
    assert "30.00" not in Desk("warehouse").see(url("purchase_order", order))
    assert "30.00" not in Desk("warehouse").see(url("purchase_orders"))


def test_who_keeps_one_warehouse_does_not_see_the_orders_of_another(shop: Shop) -> None:
    order = shop.buy(("tea", 12))
    desk = shop.keeper_of(shop.second_warehouse())
    assert rows_of(desk.get(url("purchase_orders"))) == []
    for page in ("purchase_order", "purchase_order_receive", "receiving_sheet_pdf"):
        assert desk.client.get(url(page, order)).status_code == 404


def test_the_grid_says_the_suppliers_price_and_unit(shop: Shop) -> None:
    desk = Desk("purchasing")
    asked = grid({"item": "tea", "quantity": "2", "unit": "case"}, {"item": "AS-1"}, supplier=shop.supplier)
    told = desk.ask(url("purchase_order_preview"), asked)
    first = told["lines"][0]
    assert (first["hints"]["price"], first["cells"]["total"], first["units"]) == (
        "24",
        "48.00",
        ["piece", "case"],
    )
    assert told["totals"][0]["text"].startswith("48.00")
    assert "item" in told["lines"][1]["errors"]
    told = desk.ask(url("purchase_order_preview"), grid({"item": "cup", "quantity": "1"}))
    assert told["lines"][0]["errors"] == {}


def test_a_purchase_order_is_entered_once_and_expected_by_stock(shop: Shop) -> None:
    desk = Desk("purchasing")
    asked = grid(
        {"item": "tea", "quantity": "2", "unit": "case"}, supplier=shop.supplier, send="on", note="Ring first"
    )
    for _ in range(2):
        told = desk.ask(url("purchase_order_submit"), asked)
    order = PurchaseOrder.objects.get()
    assert told["url"] == url("purchase_order", order.pk)
    assert (order.state, order.total, order.note) == ("sent", D(48), "Ring first")
    assert Supply.objects.get().quantity == 24
    assert "Ring first" in desk.see(told["url"])


def test_without_a_unit_it_is_the_one_the_supplier_sells_by(shop: Shop) -> None:
    desk = Desk("purchasing")
    asked = grid({"item": "tea", "quantity": "2"}, supplier=shop.supplier)
    assert desk.ask(url("purchase_order_preview"), asked)["lines"][0]["hints"]["unit"] == "case"
    desk.ask(url("purchase_order_submit"), asked)
    order = PurchaseOrder.objects.get()
    assert (order.ordered_quantity, order.total, order.state) == (24, D(48), "draft")


def test_a_purchase_order_that_cannot_be_is_refused_at_its_cells(shop: Shop) -> None:
    desk = Desk("purchasing")
    with unchanged("purchasing", "inventory"):
        asked = grid(
            {"item": "cup", "quantity": "1"},
            {"item": "tea", "quantity": "1", "unit": "ton"},
            supplier=shop.supplier,
        )
        told = desk.ask(url("purchase_order_submit"), asked, status=422)
        assert {key: set(cells) for key, cells in told["lines"].items()} == {"n0": {"price"}, "n1": {"unit"}}
        told = desk.ask(url("purchase_order_submit"), grid({"item": "tea"}), status=422)
        assert told["fields"] == {"supplier": "Choose a supplier."}
    parties.block_supplier(shop.by, supplier_id=shop.supplier)
    with unchanged("purchasing", "inventory"):
        told = desk.ask(
            url("purchase_order_submit"), grid({"item": "tea"}, supplier=shop.supplier), status=409
        )
    assert "is blocked" in told["message"]


def test_a_draft_is_approved_sent_and_cancelled(shop: Shop) -> None:
    desk = Desk("purchasing")
    order = shop.buy(("tea", 12), send=False)
    with unchanged("purchasing"):
        assert "cannot be changed by “send”" in desk.say(url("purchase_order_send", order))
    assert desk.say(url("purchase_order_approve", order)).startswith("Approved")
    assert desk.say(url("purchase_order_send", order)).startswith("Sent")
    assert desk.say(url("purchase_order_cancel", order)) == "Cancelled."
    with unchanged("purchasing"):
        assert "cannot be changed" in desk.say(url("purchase_order_cancel", order))
    page = desk.see(url("purchase_order", order))
    assert "Cancelled" in page


def loaded(answer: Any) -> list[dict[str, str]]:
    """The lines that the grid of a page begins with."""
    found = re.search(r'id="tp-grid-settings"[^>]*>(.*?)</script>', answer.content.decode(), re.DOTALL)
    assert found is not None
    lines: list[dict[str, str]] = json.loads(found[1])["lines"]
    return lines


def test_a_draft_is_edited_in_the_grid_it_was_entered_with(shop: Shop) -> None:
    desk = Desk("purchasing")
    day = timezone.localdate() + timedelta(days=9)
    asked = grid(
        {"item": "tea", "quantity": "2"},
        {"item": "cup", "quantity": "5", "price": "1.10", "expected": day.isoformat()},
        supplier=shop.supplier,
        expected_on=(day + timedelta(days=1)).isoformat(),
    )
    page = desk.ask(url("purchase_order_submit"), asked)["url"]
    order = PurchaseOrder.objects.get()
    assert url("purchase_order_edit", order.pk) in desk.get(page).content.decode()
    edit = desk.get(url("purchase_order_edit", order.pk))
    tea, cup = loaded(edit)
    # Only what is not found by itself: tea costs as offered and comes with the order.
    assert [tea, cup] == [
        {"key": tea["key"], "item": "tea", "quantity": "2", "unit": "case", "price": "", "expected": ""},
        {
            "key": cup["key"],
            "item": "cup",
            "quantity": "5",
            "unit": "piece",
            "price": "1.1",
            "expected": day.isoformat(),
        },
    ]
    head = {"expected_on": (day + timedelta(days=1)).isoformat(), "note": "", "supplier_reference": ""}
    with unchanged("purchasing"):
        desk.ask(
            url("purchase_order_submit_edit", order.pk),
            {"id": str(order.pk), "head": head, "lines": [tea, cup]},
        )
    new = {"key": "n9", "item": "tea", "quantity": "6", "unit": "piece"}
    head |= {
        "note": "Ring first",
        "supplier_reference": "Offer 7",
        "expected_on": (day + timedelta(days=2)).isoformat(),
    }
    told = desk.ask(
        url("purchase_order_submit_edit", order.pk),
        {"id": str(order.pk), "head": head, "lines": [{**cup, "quantity": "7"}, tea, new]},
    )
    assert told["url"] == page
    order.refresh_from_db()
    assert (order.total, order.note, order.supplier_reference, order.state) == (
        D("67.70"),
        "Ring first",
        "Offer 7",
        "draft",
    )
    lines = list(PurchaseOrderLine.objects.filter(purchase_order=order).order_by("position"))
    assert [(str(line.pk), line.ordered, (line.expected_on - day).days) for line in lines[:2]] == [
        (cup["key"], 7, 0),
        (tea["key"], 24, 2),
    ]
    assert (lines[2].ordered, lines[2].unit) == (6, "piece")
    assert "Changed" in desk.see(page)


def test_a_price_follows_the_unit_unless_it_was_agreed_by_hand(shop: Shop) -> None:
    desk = Desk("purchasing")
    desk.ask(url("purchase_order_submit"), grid({"item": "tea", "quantity": "2"}, supplier=shop.supplier))
    order = PurchaseOrder.objects.get()
    (tea,) = loaded(desk.get(url("purchase_order_edit", order.pk)))
    asked = {"id": str(order.pk), "head": {}, "lines": [{**tea, "unit": "piece"}]}
    desk.ask(url("purchase_order_submit_edit", order.pk), asked)
    assert PurchaseOrderLine.objects.get().net == D("4.00")


def test_an_edit_that_cannot_be_is_refused_at_its_cells(shop: Shop) -> None:
    desk = Desk("purchasing")
    order = shop.buy(("tea", 12), send=False)
    address = url("purchase_order_submit_edit", order)
    with unchanged("purchasing"):
        told = desk.ask(address, grid({"item": "nothing"}, {"item": "tea", "unit": "ton"}), status=422)
        assert set(told["lines"]["n0"]) == {"item"}
        told = desk.ask(address, grid({"item": "tea", "unit": "ton"}), status=422)
        assert set(told["lines"]["n0"]) == {"unit"}
        assert desk.ask(address, grid(), status=422)["message"]
        told = desk.ask(address, grid({"item": "tea"}, expected_on="soon"), status=422)
        assert set(told["fields"]) == {"expected_on"}


def test_an_order_that_was_approved_is_not_edited(shop: Shop) -> None:
    desk = Desk("purchasing")
    order = shop.buy(("tea", 12), send=False)
    desk.say(url("purchase_order_approve", order))
    assert url("purchase_order_edit", order) not in desk.get(url("purchase_order", order)).content.decode()
    answer = desk.client.get(url("purchase_order_edit", order), follow=True)
    assert answer.redirect_chain == [(url("purchase_order", order), 302)]
    assert "is no draft any more" in answer.content.decode()
    with unchanged("purchasing"):
        told = desk.ask(url("purchase_order_submit_edit", order), grid({"item": "tea"}), status=409)
    assert "only a draft can be rewritten" in told["message"]


def test_who_only_looks_is_not_offered_the_edit(shop: Shop) -> None:
    order = shop.buy(("tea", 12), send=False)
    viewer = Desk("viewer")
    assert url("purchase_order_edit", order) not in viewer.get(url("purchase_order", order)).content.decode()
    viewer.get(url("purchase_order_edit", order), status=403)
    with unchanged("purchasing"):
        viewer.ask(url("purchase_order_submit_edit", order), grid({"item": "tea"}), status=403)


def test_the_edit_costs_the_same_for_one_line_and_for_three(shop: Shop) -> None:
    desk = Desk("purchasing")
    one = count_of(desk, url("purchase_order_edit", shop.buy(("tea", 12), send=False)))
    three = shop.buy(("tea", 12), ("cup", 1), ("milk", 2), send=False)
    assert count_of(desk, url("purchase_order_edit", three)) == one


def test_the_supplier_confirms_less_and_later(shop: Shop) -> None:
    desk = Desk("purchasing")
    order = shop.buy(("tea", 24), ("cup", 5))
    key = str(shop.line(order, "tea").pk)
    asked = grid(supplier_reference="AB-77")
    asked["lines"] = [{"key": key, "quantity": "12", "expected": "2026-04-20"}]
    told = desk.ask(url("purchase_order_acknowledge_preview", order), asked)
    assert told["lines"][0]["warnings"] == {"quantity": "12 piece will not come."}
    desk.ask(url("purchase_order_acknowledge_submit", order), asked)
    line = shop.line(order, "tea")
    assert (line.acknowledged, line.cancelled, line.expected_on.isoformat()) == (12, 12, "2026-04-20")
    assert "AB-77" in desk.see(url("purchase_order", order))
    asked["lines"][0]["quantity"] = "30"
    with unchanged("purchasing", "inventory"):
        told = desk.ask(url("purchase_order_acknowledge_submit", order), asked, status=422)
    assert set(told["lines"][key]) == {"quantity"}


def test_quantities_are_cancelled_and_not_more_than_are_open(shop: Shop) -> None:
    desk = Desk("purchasing")
    order = shop.buy(("tea", 24))
    asked = grid()
    asked["lines"] = [{"key": str(shop.line(order, "tea").pk), "quantity": "25"}]
    with unchanged("purchasing", "inventory"):
        desk.ask(url("purchase_order_cut_submit", order), asked, status=422)
    asked["lines"][0]["quantity"] = "4"
    desk.ask(url("purchase_order_cut_submit", order), asked)
    assert shop.line(order, "tea").open == 20


def test_the_page_names_the_customers_who_wait_in_vain(shop: Shop) -> None:
    order = shop.buy(("tea", 24), expected_on=timezone.localdate() + timedelta(days=40))
    waiting = shop.trade.order(("tea", 30))
    page = Desk("purchasing").see(url("purchase_order", order))
    assert waiting.number in page
    assert "needs these goods earlier than they come" in page


def text_of_pdf(desk: Desk, name: str, order: object) -> str:
    answer = desk.get(url(name, order))
    assert answer["Content-Type"] == "application/pdf"
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_its_papers_say_what_was_ordered_and_what_is_to_come(shop: Shop) -> None:
    parties.set_company(shop.by, name="Sol & Rey", address="Quay 1\n1010 Wien", country="AT")
    order = shop.buy(("tea", 24), ("cup", 5))
    shop.receive(order, "cup", 5)
    paper = text_of_pdf(Desk("purchasing"), "purchase_order_pdf", order)
    for words in (number_of(order), "Assam Imports", "Sol & Rey", "AS-1", "Tea", "Cup", "72.50"):
        assert words in paper
    sheet = text_of_pdf(Desk("warehouse"), "receiving_sheet_pdf", order)
    assert "Tea" in sheet
    assert "Cup" not in sheet
    assert "72.50" not in sheet


def test_what_is_at_the_dock_today_leads_to_the_count(shop: Shop) -> None:
    order = shop.buy(("tea", 24))
    desk = Desk("warehouse")
    assert rows_of(desk.get(url("to_receive"))) == [number_of(order)]
    assert url("purchase_order_receive", order) in desk.get(url("to_receive")).content.decode()


def test_the_new_order_begins_with_the_supplier_it_came_from(shop: Shop) -> None:
    page = Desk("purchasing").get(f"{url('purchase_order_new')}?supplier={shop.supplier}").content.decode()
    assert 'value="Assam Imports"' in page
    assert Desk("purchasing").get(f"{url('purchase_order_new')}?supplier={minted()}").status_code == 200
    assert id_in(page)
