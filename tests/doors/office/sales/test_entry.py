"""The grid: codes, prices, stock and totals in one request, faults at their line, and what is placed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.utils import timezone

from desk import Desk, id_in, statements
from trade import Trade
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import TaxRuleInput
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order
from unchanged import unchanged

pytestmark = pytest.mark.django_db
PREVIEW, SUBMIT = "/office/orders/new/preview/", "/office/orders/new/submit/"


def minted() -> str:
    return str(new_id(timezone.now()))


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=20)
    trade.add_customer("Café Blum")
    return trade


def asked(trade: Trade, *lines: dict[str, str], **head: str) -> dict[str, Any]:
    customer = str(trade.customers["Café Blum"])
    return {
        "id": minted(),
        "head": {"customer": customer, **head},
        "lines": [{"key": f"n{place}", **line} for place, line in enumerate(lines)],
    }


def test_lines_are_priced_promised_and_totalled_together(trade: Trade) -> None:
    pricing.set_tax_rules(trade.by, rules=[TaxRuleInput("S", D(19))])
    trade.add_case("TEA", of=12)
    trade.expect("CUP", 10, timezone.localdate() + timedelta(days=4))
    told = Desk("sales").ask(PREVIEW, asked(
        trade,
        {"item": "tea", "quantity": "1", "unit": "case"},
        {"item": "cup", "quantity": "25"},
        {"item": "cup", "quantity": "9", "discount": "50", "price": "8"},
        order_discount_percent="10", freight="5",
    ))  # fmt: skip
    assert [(line["cells"], line["warnings"]) for line in told["lines"]] == [
        ({"name": "Tea", "stock": "1.667", "net": "108.00", "promise": "today"}, {}),
        ({"name": "Cup", "stock": "20", "net": "225.00", "promise": "in 4 days"}, {}),
        (
            {"name": "Cup", "stock": "20", "net": "32.40", "promise": "not yet"},
            {"promise": "Part of this waits for goods that nobody has ordered yet."},
        ),
    ]
    assert [line["units"] for line in told["lines"]] == [["piece", "case"], ["piece"], ["piece"]]
    assert told["lines"][0]["hints"] == {"quantity": "1", "unit": "case", "price": "120.00", "discount": ""}
    assert [(total["label"], total["text"]) for total in told["totals"]] == [
        ("Net", "365.40"), ("Freight", "5.00"), ("Tax 19%", "70.38"), ("Total USD", "440.78"),
    ]  # fmt: skip


def test_faults_stand_at_their_line_and_the_others_are_priced(trade: Trade) -> None:
    told = Desk("sales").ask(PREVIEW, asked(
        trade,
        {"item": "tea", "quantity": "2"},
        {"item": "nothing", "quantity": "2"},
        {"item": "cup", "quantity": "many"},
        {"item": "cup", "quantity": "1", "unit": "pallet"},
        {"item": "cup", "quantity": "1", "price": "ten", "wanted": "soon"},
    ))  # fmt: skip
    assert [line["errors"] for line in told["lines"]] == [
        {},
        {"item": "No item has this code."},
        {"quantity": "Give a quantity above zero."},
        {"unit": "CUP is not sold by the “pallet”, but by: piece."},
        {"price": "This is not a price.", "wanted": "This is not a day."},
    ]
    assert told["totals"][0] == {"label": "Net", "text": "20.00", "strong": False, "why": ""}


def test_an_item_is_found_by_barcode_and_by_the_customers_own_code(trade: Trade) -> None:
    party = parties_queries.customer_terms(trade.customers["Café Blum"]).party_id
    trade.add_case("TEA", of=12)
    tea = trade.items["TEA"]
    catalog.add_code(trade.by, item_id=tea, kind="gtin", code="4006381333931", unit="case")
    catalog.add_code(trade.by, item_id=tea, kind="customer", code="T-1", party_id=party)
    desk = Desk("sales")
    told = desk.ask(PREVIEW, asked(trade, {"item": "4006381333931"}, {"item": "t-1"}))
    assert [(line["cells"]["net"], line["hints"]["unit"]) for line in told["lines"]] == [
        ("120.00", "case"),
        ("10.00", "piece"),
    ]
    customer = trade.customers["Café Blum"]
    found = desk.get(f"/office/orders/items/?q=T-1&customer={customer}").json()["items"]
    assert [(hit["code"], hit["units"], hit["detail"]) for hit in found] == [
        ("TEA", ["piece", "case"], "20 piece")
    ]
    assert desk.get("/office/orders/items/?q=T-1").json()["items"] == []


def test_a_thousand_lines_cost_as_many_statements_as_ten(trade: Trade) -> None:
    trade.add_items(*[f"X-{n}" for n in range(1000)], price="2", stock=50)

    def cost(path: str, count: int) -> int:
        desk = Desk("owner")
        lines = [{"item": f"X-{n}", "quantity": "3"} for n in range(count)]
        with statements() as said:
            desk.ask(path, asked(trade, *lines, confirm="on"))
        return len(said)

    assert cost(PREVIEW, 10) == cost(PREVIEW, 1000) <= 14
    assert cost(SUBMIT, 10) == cost(SUBMIT, 1000)


def test_the_credit_limit_and_a_block_are_told_while_typing(trade: Trade) -> None:
    desk = Desk("sales")
    trade.add_customer("Small Limit", credit_limit=D(15))
    body = asked(trade, {"item": "tea", "quantity": "2"})
    body["head"]["customer"] = str(trade.customers["Small Limit"])
    (notice,) = desk.ask(PREVIEW, body)["notices"]
    assert notice == {
        "tone": "warn",
        "text": "Over the credit limit by 5.00: 20.00 open orders + 0.00 shipped, not invoiced + 0.00 unpaid;"
        " limit 15.00. It will be held until somebody releases it.",
    }
    parties.block_customer(trade.by, customer_id=trade.customers["Small Limit"])
    (notice,) = desk.ask(PREVIEW, body)["notices"]
    assert notice["text"] == "Small Limit is blocked. Nothing can be sold until somebody unblocks it."
    with unchanged("sales"):
        assert desk.ask(SUBMIT, body, status=409)["message"].startswith("Small Limit is blocked.")


def test_what_would_mend_a_line_stands_beside_what_is_wrong(trade: Trade) -> None:
    trade.add_case("TEA", of=12)
    catalog.change_item(trade.by, item_id=trade.items["TEA"], sold_by="case")
    catalog.change_item(trade.by, item_id=trade.items["CUP"], minimum_quantity=4, rounding="up")
    body = asked(
        trade, {"item": "tea", "quantity": "13"}, {"item": "cup", "quantity": "1"}, requested_on="2020-01-02"
    )
    told = Desk("sales").ask(PREVIEW, body)
    assert [(line["errors"], line["warnings"], line["fixes"]) for line in told["lines"]] == [
        (
            {"quantity": "Sold only by the case of 12 (piece): 12 or 24."},
            {},
            [{"cell": "quantity", "value": "24", "sure": True}],
        ),
        (
            {},
            {"quantity": "1 became 4 (piece): the least is 4."},
            [{"cell": "quantity", "value": "4", "sure": True}],
        ),
    ]
    (notice,) = told["notices"]
    assert (notice["tone"], notice["field"], notice["text"]) == (
        "warn",
        "requested_on",
        "It is wanted on 2020-01-02, which has passed.",
    )


def test_nothing_is_priced_without_a_customer(trade: Trade) -> None:
    desk = Desk("sales")
    body = asked(trade, {"item": "tea", "quantity": "2"})
    body["head"] = {"customer_po": "PO 1"}
    told = desk.ask(PREVIEW, body)
    assert told["lines"][0]["cells"] == {"name": "Tea"}
    assert told["notices"] == [{"tone": "info", "text": "Choose a customer to see prices."}]
    with unchanged("sales"):
        refused = desk.ask(SUBMIT, body, status=422)
    assert refused["fields"] == {"customer": "Choose a customer."}


def test_a_rep_cannot_order_for_anothers_customer(trade: Trade) -> None:
    rep = Desk("rep", own_customers=True)
    with unchanged("sales"):
        refused = rep.ask(SUBMIT, asked(trade, {"item": "tea", "quantity": "1"}), status=422)
    assert refused["fields"] == {"customer": "Choose a customer."}


def test_a_refused_order_changes_nothing_and_names_each_cell(trade: Trade) -> None:
    desk = Desk("sales")
    body = asked(trade, {"item": "tea", "quantity": "1"}, {"item": "cup", "quantity": "1", "unit": "pallet"})
    with unchanged("sales", "inventory"):
        refused = desk.ask(SUBMIT, body, status=422)
    assert refused["lines"] == {"n1": {"unit": "CUP is not sold by the “pallet”, but by: piece."}}
    with unchanged("sales"):
        refused = desk.ask(SUBMIT, {**body, "lines": [{"key": "n0", "item": "what"}]}, status=422)
    assert refused["lines"] == {"n0": {"item": "No item has this code."}}
    with unchanged("sales"):
        refused = desk.ask(SUBMIT, asked(trade, {"item": "tea"}, freight="much"), status=422)
    assert refused["fields"] == {"freight": "Give a number."}
    with unchanged("sales"):
        desk.ask(SUBMIT, {"id": "no id", "lines": [3]}, status=422)


def test_everything_typed_stands_in_the_order(trade: Trade) -> None:
    desk = Desk("sales")
    wanted = (timezone.localdate() + timedelta(days=9)).isoformat()
    body = asked(
        trade, {"item": "tea", "quantity": "1,5e", "wanted": wanted},
        customer_po="PO 9", requested_on=wanted, note="Back door", freight="7.50", order_discount_percent="5",
    )  # fmt: skip
    desk.ask(SUBMIT, body, status=422)
    body["lines"][0]["quantity"] = "4"
    order = sales_queries.order(trade.by, id_in(desk.ask(SUBMIT, body)["url"]))
    (line,) = sales_queries.lines_of(order.pk)
    assert (order.state, order.customer_po, order.note, order.freight, order.order_discount_percent) == (
        "draft", "PO 9", "Back door", D("7.5"), D(5),
    )  # fmt: skip
    assert (order.requested_on.isoformat(), line.requested_on.isoformat(), line.net) == (
        wanted,
        wanted,
        D(38),
    )


def test_a_draft_is_changed_in_the_grid_keeping_what_was_typed(trade: Trade) -> None:
    desk = Desk("sales")
    body = asked(
        trade, {"item": "tea", "quantity": "4", "price": "9"}, {"item": "cup", "quantity": "1"}, note="Old"
    )
    page = desk.ask(SUBMIT, body)["url"]
    html = desk.get(f"{page}edit/").content.decode()
    tea, _cup = sales_queries.lines_of(id_in(page))
    assert f'"key": "{tea.pk}", "item": "TEA", "quantity": "4", "unit": "piece", "price": "9"' in html
    lines = [
        {"key": str(tea.pk), "item": "TEA", "quantity": "6", "price": "9"},
        {"key": "n9", "item": "cup", "quantity": "2"},
    ]
    assert (
        desk.ask(f"{page}edit/submit/", {"id": str(id_in(page)), "head": {}, "lines": lines})["url"] == page
    )
    order = sales_queries.order(trade.by, id_in(page))
    assert [(line.sku, line.quantity, line.unit_price) for line in sales_queries.lines_of(order.pk)] == [
        ("TEA", 6, D(9)), ("CUP", 2, D(10)),
    ]  # fmt: skip
    assert (order.note, order.total) == ("", D(74))
    assert sales_queries.lines_of(order.pk)[0].pk == tea.pk
    desk.say(f"{page}confirm/")
    with unchanged("sales"):
        refused = desk.ask(
            f"{page}edit/submit/", {"id": str(order.pk), "head": {}, "lines": lines}, status=409
        )
    assert refused["message"] == f"{order.number} is confirmed. Cancel lines, or place another order."


def test_an_order_is_copied_into_a_new_grid(trade: Trade) -> None:
    order = trade.order(("TEA", 3))
    html = Desk("sales").get(f"/office/orders/new/?copy={order.pk}").content.decode()
    assert '"item": "TEA", "quantity": "3"' in html
    assert "Café Blum" in html


@pytest.mark.parametrize(
    ("typed", "quantity", "unit", "net"),
    [
        ("2 case", "2", "case", "240.00"),
        ("2cs", "2", "case", "240.00"),
        ("3 Cases", "3", "case", "360.00"),
        ("2 x case", "2", "case", "240.00"),
        ("5 pcs", "5", "piece", "50.00"),
        ("5ea", "5", "piece", "50.00"),
    ],
)
def test_a_quantity_is_typed_with_its_unit(
    trade: Trade, typed: str, quantity: str, unit: str, net: str
) -> None:
    trade.add_case("TEA", of=12)
    (line,) = Desk("sales").ask(PREVIEW, asked(trade, {"item": "tea", "quantity": typed}))["lines"]
    assert (line["typed"], line["cells"]["net"]) == ({"quantity": quantity, "unit": unit}, net)


def test_what_was_typed_with_its_unit_is_placed_so_though_no_preview_came(trade: Trade) -> None:
    trade.add_case("TEA", of=12)
    told = Desk("sales").ask(SUBMIT, asked(trade, {"item": "tea", "quantity": "2cs", "note": "gift wrap"}))
    (line,) = sales_queries.lines_of(id_in(told["url"]))
    assert (line.typed_quantity, line.unit, line.quantity, line.note) == (2, "case", 24, "gift wrap")


def test_a_unit_that_an_item_is_not_sold_by_is_named_at_the_quantity(trade: Trade) -> None:
    trade.add_case("TEA", of=12)
    body = asked(trade, {"item": "tea", "quantity": "2 pallets"}, {"item": "none", "quantity": "2 pallets"})
    desk = Desk("sales")
    first, second = (line["errors"] for line in desk.ask(PREVIEW, body)["lines"])
    assert first == {"quantity": "Not sold by “pallets”, but by: piece, case."}
    assert second == {"item": "No item has this code.", "quantity": "Give a quantity above zero."}
    with unchanged("sales"):
        told = desk.ask(SUBMIT, body, status=422)
    assert told["lines"]["n0"] == first


def test_an_unknown_code_is_told_with_what_it_may_have_meant(trade: Trade) -> None:
    trade.add_items("TEA-100", "TEA-200", "MUG-9")
    body = asked(trade, {"item": "TEA-10O"}, {"item": "xyzzy"}, {"item": "TEA-100"})
    lines = Desk("sales").ask(PREVIEW, body)["lines"]
    assert [like["code"] for like in lines[0]["likes"]][:1] == ["TEA-100"]
    assert ["likes" in line for line in lines] == [True, False, False]
    assert lines[0]["likes"][0] == {"code": "TEA-100", "name": "Tea-100"}


def test_what_this_customer_bought_comes_first_with_when_and_at_what_price(trade: Trade) -> None:
    trade.add_items("TEA-1", "TEA-2", "TEA-3")
    trade.add_customer("Somebody else")
    now = trade.by.at(timezone.now() - timedelta(days=3))
    trade.order(("TEA-3", 4), by=now)
    trade.order(("TEA-1", 7), customer="Somebody else", by=now)
    desk = Desk("sales")
    lookup = f"/office/orders/items/?customer={trade.customers['Café Blum']}"
    found = desk.get(f"{lookup}&q=tea-").json()["items"]
    assert [(hit["code"], hit.get("last", "")) for hit in found] == [
        ("TEA-3", "last 3 days ago: 4 piece at 10.00 USD"),
        ("TEA-1", ""),
        ("TEA-2", ""),
    ]
    assert [hit["code"] for hit in desk.get(f"{lookup}&q=").json()["items"]] == ["TEA-3"]
    assert [hit["code"] for hit in desk.get(f"{lookup}&q=tea-1").json()["items"]] == ["TEA-1"]
    assert desk.get("/office/orders/items/?q=").json()["items"] == []


def test_the_look_ahead_costs_the_same_for_one_item_and_for_three(trade: Trade) -> None:
    trade.add_items("TEA-1", "TEA-2", "TEA-3", "ONE")
    trade.order(("TEA-3", 4), ("TEA-2", 4), ("ONE", 4))
    desk = Desk("sales")
    lookup = f"/office/orders/items/?customer={trade.customers['Café Blum']}&q="

    def cost(text: str) -> int:
        with statements() as said:
            desk.get(lookup + text)
        return len(said)

    assert cost("one") == cost("tea-") <= 14


def test_a_scanned_code_says_its_packing_and_how_many_pieces_it_holds(trade: Trade) -> None:
    trade.add_case("TEA", of=12)
    catalog.add_code(trade.by, item_id=trade.items["TEA"], kind="gtin", code="4006381333931", unit="case")
    desk = Desk("sales")
    (hit,) = desk.get("/office/orders/items/?code=4006381333931").json()["items"]
    assert (hit["code"], hit["unit"], hit["pieces"]) == ("TEA", "case", {"piece": [1, 1], "case": [12, 1]})
    assert desk.get("/office/orders/items/?code=40063813").json()["items"] == []


def test_the_margin_is_for_those_who_may_see_costs(trade: Trade) -> None:
    body = asked(trade, {"item": "tea", "quantity": "2"}, {"item": "cup", "quantity": "1", "price": "5"})
    told = Desk("owner").ask(PREVIEW, body)
    assert [line["cells"]["margin"] for line in told["lines"]] == ["40%", "-20%"]
    assert told["lines"][1]["warnings"] == {"margin": "Sold for less than it cost."}
    assert told["totals"][0] == {"label": "Margin", "text": "28%", "strong": False}
    blind = Desk("sales").ask(PREVIEW, body)
    assert ["margin" in line["cells"] for line in blind["lines"]] == [False, False]
    assert "Margin" not in [total["label"] for total in blind["totals"]]
    assert "Margin" not in Desk("sales").see("/office/orders/new/")


def test_two_people_save_one_order_and_the_second_sees_what_the_first_did(trade: Trade) -> None:
    order = trade.order(("TEA", 2), ("CUP", 3), confirm=False)
    first, second = (line.pk for line in sales_queries.lines_of(order.pk))
    path = f"/office/orders/{order.pk}/edit/submit/"
    mara, paul = Desk("sales", name="Mara Lind"), Desk("sales", name="Paul Ek")

    def body(tea: str, version: str) -> dict[str, Any]:
        lines = [
            {"key": str(first), "item": "TEA", "quantity": tea},
            {"key": str(second), "item": "CUP", "quantity": "3", "note": "blue"},
        ]
        return {**asked(trade), "lines": lines, "version": version}

    mara.ask(path, body("5", "1"))
    with unchanged("sales"):
        told = paul.ask(path, body("9", "1"), status=412)
    assert (told["code"], told["message"]) == ("changed-meanwhile", "Mara Lind saved this meanwhile.")
    assert [(line["quantity"], line["note"]) for line in told["theirs"]] == [("5", ""), ("3", "blue")]
    paul.ask(path, body("9", told["version"]))
    assert [line.typed_quantity for line in sales_queries.lines_of(order.pk)] == [9, 3]


def test_for_days_of_shortage_an_order_says_its_priority_and_how_it_ships(trade: Trade) -> None:
    desk = Desk("sales")
    trade.add_customer("Hotel Ritz", ship_complete=True)
    told = []
    for head in (
        {},
        {"priority": "7", "ship_complete": "parts"},
        {"priority": "0", "ship_complete": "whole"},
    ):
        body = asked(trade, {"item": "tea", "quantity": "2"}, confirm="on", **head)
        body["head"]["customer"] = str(trade.customers["Hotel Ritz"])
        desk.ask(SUBMIT, body)
        order = Order.objects.order_by("-number").first()
        assert order is not None
        told.append((order.priority, order.ship_complete))
    assert told == [(0, True), (7, False), (0, True)]
    body = asked(trade, {"item": "tea", "quantity": "2"}, priority="9999")
    with unchanged("sales"):
        assert "priority" in desk.ask(SUBMIT, body, status=422)["fields"]
