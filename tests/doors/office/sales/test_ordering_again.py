"""The desk: pasted text read with its prices, a number that stands already, ordering again, templates, their codes."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from desk import Desk, statements
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.models import Code
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales.models import Order, OrderLine, OrderTemplate

pytestmark = pytest.mark.django_db
PREVIEW = "/office/orders/new/preview/"


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=20)
    trade.add_case("TEA", of=12)
    trade.add_customer("Café Blum")
    return trade


def asked(trade: Trade, text: str, *keys: str, **head: str) -> dict[str, Any]:
    return {
        "id": str(new_id(timezone.now())),
        "head": {"customer": str(trade.customers["Café Blum"]), **head},
        "lines": [{"key": key, "item": "as the browser read it"} for key in keys],
        "pasted": [{"keys": list(keys), "text": text}],
    }


def test_pasted_text_is_read_priced_and_asked_about_in_one_answer(trade: Trade) -> None:
    told = Desk("sales").ask(PREVIEW, asked(trade, "Dear all,\n2 cases TEA and 3 x CUPP1\nThanks", "a"))
    assert [(line["key"], line["item"], line["quantity"]) for line in told["pasted"]["lines"]] == [
        ("a", "TEA", "2"),
        ("a+1", "CUPP1", "3"),
    ]
    (ask,) = told["pasted"]["asks"]
    assert (ask["key"], ask["said"], ask["quantity"]) == ("a+1", "CUPP1", "3")
    assert told["pasted"]["passed_count"] == 2
    assert [line["key"] for line in told["lines"]] == [line["key"] for line in told["pasted"]["lines"]]


def test_a_thousand_pasted_lines_take_as_many_statements_as_two(trade: Trade) -> None:
    desk = Desk("sales")
    counts = []
    for count in (2, 1000):
        # There is less tea than that, of two lines as of a thousand.
        text = "\n".join(f"TEA\t{n + 300_000}" if n % 2 else f"CUPP{n}\t1" for n in range(count))
        body = asked(trade, text, *(f"n{n}" for n in range(count)))
        with statements() as seen:
            assert len(desk.ask(PREVIEW, body)["lines"]) == count
        counts.append(len(seen))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "pasted", ["x", [1], [{"keys": []}], [{"keys": ["n9"]}], [{"keys": "ab", "text": 5}], {"a": 1}, 5]
)
def test_nonsense_beside_the_lines_is_no_fault(trade: Trade, pasted: Any) -> None:
    body = asked(trade, "", "a") | {"pasted": pasted}
    assert "lines" in Desk("sales").ask(PREVIEW, body)


def test_a_number_that_stands_on_another_order_is_said(trade: Trade) -> None:
    order = trade.order(("TEA", 1), customer_po="PO-7")
    told = Desk("sales").ask(PREVIEW, asked(trade, "TEA\t1", "a", customer_po=" po-7"))
    (notice,) = [one for one in told["notices"] if "url" in one]
    assert (str(order.pk) in notice["url"], notice["link"]) == (True, order.number)


def test_a_part_of_an_order_is_ordered_again_without_what_is_no_longer_sold(trade: Trade) -> None:
    order = trade.order(("TEA", 24), ("CUP", 2))
    catalog.discontinue_item(trade.by, item_id=trade.items["CUP"])
    desk, page = Desk("sales"), f"/office/orders/{order.pk}/again/"
    assert '"sku": "CUP"' not in desk.get(page).content.decode()
    tea = OrderLine.objects.get(order=order, sku="TEA")
    body = {
        "id": str(new_id(timezone.now())),
        "head": {},
        "lines": [{"key": str(tea.pk), "quantity": "5", "unit": ""}],
    }
    foreseen = desk.ask(f"{page}preview/", body)
    assert any("No longer sold: CUP Cup." in one["text"] for one in foreseen["notices"])
    url = desk.ask(f"{page}submit/", body)["url"]
    made = Order.objects.exclude(pk=order.pk).get()
    assert (url, made.state) == (f"/office/orders/{made.pk}/edit/", "draft")
    assert list(made.lines.values_list("sku", "quantity")) == [("TEA", 5)]


def test_an_order_is_kept_as_a_template_that_opens_in_the_grid(trade: Trade) -> None:
    order, desk = trade.order(("TEA", 24)), Desk("sales")
    sent = {"name": "Every Monday", "template_id": str(new_id(timezone.now()))}
    desk.say(f"/office/orders/{order.pk}/template/", **sent)
    kept = OrderTemplate.objects.get()
    assert "Every Monday" in desk.see(f"/office/customers/{order.customer_id}/templates/")
    assert "TEA" in desk.see(f"/office/order-templates/{kept.pk}/")
    assert (
        '"item": "TEA", "quantity": "24"'
        in desk.get(f"/office/orders/new/?template={kept.pk}").content.decode()
    )
    desk.say(f"/office/order-templates/{kept.pk}/remove/")
    assert not OrderTemplate.objects.exists()


def test_a_code_that_was_learned_is_shown_and_taken_back(trade: Trade) -> None:
    customer = trade.customers["Café Blum"]
    party = parties_queries.customer_terms(customer).party_id
    catalog.learn_codes(trade.by, party_id=party, codes=[(trade.items["TEA"], "A 77", "case")])
    desk, page = Desk("sales"), f"/office/customers/{customer}/codes/"
    assert "A 77" in desk.see(page)
    desk.client.post(f"{page}forget/", {"code": "B 1"})
    assert Code.objects.filter(kind="customer").count() == 1
    desk.say(f"{page}forget/", code="a 77")
    assert not Code.objects.filter(kind="customer").exists()


def test_what_may_be_missing_is_told_with_the_cells_it_fills_and_where_its_figures_come_from(
    trade: Trade,
) -> None:
    customer, path = trade.customers["Café Blum"], "/office/orders/new/suggestions/"
    for _ in range(3):
        trade.order(("TEA", 24), ("CUP", 5))
    desk = Desk("sales")
    body = {"id": str(new_id(timezone.now())), "head": {"customer": str(customer)}, "lines": []}
    cup, tea = desk.ask(path, body)["suggestions"]
    assert (cup["code"], cup["amount"], cup["key"]) == ("CUP", "5 piece", None)
    assert tea["values"] == {"item": "TEA", "quantity": "24", "unit": "piece"}
    assert tea["link"] == "3 orders"
    assert desk.get(tea["url"]).content.count(b"Caf\xc3\xa9 Blum") >= 3
    body["lines"] = [{"key": "a", "item": "tea", "quantity": "1"}, {"key": "b", "item": "no such"}]
    assert [one["code"] for one in desk.ask(path, body)["suggestions"]] == ["CUP"]
    body["lines"].append({"key": "c", "item": "CUP", "quantity": "1"})
    told = desk.ask(path, body)
    assert (told["suggestions"], told["says"].startswith("Nothing is missing")) == ([], True)
    body["head"] = {}
    assert desk.ask(path, body)["says"] == "Choose a customer: what they ordered before is looked through."
    # Who sees only their own customers is told nothing of another's.
    mine = Desk("sales", own_customers=True)
    body["head"] = {"customer": str(customer)}
    assert mine.ask(path, body)["suggestions"] == []
    draft = trade.order(("TEA", 1), confirm=False)
    assert "What may be missing" in desk.see(f"/office/orders/{draft.pk}/")
    assert '"suggests": true' in desk.get(f"/office/orders/{draft.pk}/edit/?suggest=yes").content.decode()
