"""Heads changed in place: saved with the version that was read, and two who change one document at once."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest

from desk import Desk, text_of
from shop import Shop, open_shop
from trade import Trade
from tradepost.domain.parties import commands as parties
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.models import PurchaseOrder
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.models import Order, OrderLine
from unchanged import unchanged

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true"}


@pytest.fixture
def trade() -> Trade:
    trade = Trade.open()
    trade.add_items("TEA", price="10", stock=20)
    trade.add_customer("Café Blum")
    return trade


class Form:
    """The form in place of the facts, as a browser has it."""

    def __init__(self, desk: Desk, path: str, edit: str = "note") -> None:
        self.desk, self.path = desk, path
        self.html = desk.get(f"{path}?edit={edit}").content.decode()
        self.fields = self._read(self.html)

    def _read(self, html: str) -> dict[str, str]:
        form = re.search(r'<form[^>]*id="tp-facts".*?</form>', html, re.DOTALL)
        assert form, "the facts are not being changed"
        found = {}
        for tag in re.findall(r"<input[^>]*>", form[0]):
            name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
            kind = re.search(r'type="([^"]+)"', tag)
            if name and not (kind and kind[1] in ("radio", "checkbox") and "checked" not in tag):
                found[name[1]] = value[1] if value else ("on" if kind and kind[1] == "checkbox" else "")
        texts = r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>'
        found |= dict(re.findall(texts, form[0], re.DOTALL))
        for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form[0], re.DOTALL):
            chosen = re.search(r'value="([^"]*)" selected', body)
            found[name] = chosen[1] if chosen else ""
        return {name: value.replace("&#x27;", "'").replace("&amp;", "&") for name, value in found.items()}

    def send(self, **typed: str) -> Any:
        """Save what was typed; a conflict leaves the form as the server drew it."""
        self.fields |= typed
        answer = self.desk.client.post(f"{self.path}head/", self.fields, headers=PART)
        if answer.status_code == 422:
            self.html = answer.content.decode()
            self.fields = {name: value for name, value in self._read(self.html).items() if value is not None}
        return answer


def order_of(pk: UUID) -> Order:
    return Order.objects.get(pk=pk)


def test_a_field_is_changed_where_it_stands_and_nothing_else(trade: Trade) -> None:
    order, desk = trade.order(("TEA", 2), confirm=False), Desk("sales")
    lines = list(OrderLine.objects.filter(order=order).values())
    form = Form(desk, f"/office/orders/{order.pk}/")
    saved = form.send(note="Ring first\r\nthen wait", customer_po="PO-7")
    assert (saved.status_code, saved["HX-Redirect"]) == (204, f"/office/orders/{order.pk}/")
    found = order_of(order.pk)
    assert (found.note, found.customer_po, found.version) == (
        "Ring first\nthen wait",
        "PO-7",
        order.version + 1,
    )
    assert list(OrderLine.objects.filter(order=order).values()) == lines, "no line was priced again"


def test_an_address_of_many_lines_that_nobody_touched_is_not_changed_by_line_ends(trade: Trade) -> None:
    order, ana, ben = (
        trade.order(("TEA", 2), confirm=False),
        Desk("sales", name="Ana"),
        Desk("sales", name="Ben"),
    )
    sales.change_order(trade.by, order_id=order.pk, shipping_address="Hafen 1\nKöln")
    form = Form(ana, f"/office/orders/{order.pk}/")
    Form(ben, f"/office/orders/{order.pk}/").send(note="Other")
    as_sent = {
        name: form.fields[name].replace("\n", "\r\n") for name in ("shipping_address", "was_shipping_address")
    }
    assert form.send(customer_po="PO-7", **as_sent).status_code == 204
    assert order_of(order.pk).shipping_address == "Hafen 1\nKöln"


def test_nothing_typed_writes_nothing(trade: Trade) -> None:
    order = trade.order(("TEA", 2), confirm=False)
    form = Form(Desk("sales"), f"/office/orders/{order.pk}/")
    with unchanged("sales"):
        assert form.send().status_code == 204


def test_a_day_is_emptied(trade: Trade) -> None:
    order = trade.order(("TEA", 2), confirm=False, requested_on="2031-05-04")
    form = Form(Desk("sales"), f"/office/orders/{order.pk}/", "requested_on")
    assert form.fields["requested_on"] == "2031-05-04"
    form.send(requested_on="")
    assert order_of(order.pk).requested_on is None


def test_two_who_change_different_fields_both_keep_theirs(trade: Trade) -> None:
    order, ana, ben = (
        trade.order(("TEA", 2), confirm=False),
        Desk("sales", name="Ana"),
        Desk("sales", name="Ben"),
    )
    first = Form(ana, f"/office/orders/{order.pk}/")
    Form(ben, f"/office/orders/{order.pk}/").send(note="Ben's note")
    assert first.send(customer_po="PO-7").status_code == 204
    assert (order_of(order.pk).note, order_of(order.pk).customer_po) == ("Ben's note", "PO-7")


def test_two_who_change_one_field_see_both_values_and_who(trade: Trade) -> None:
    order, ana, ben = (
        trade.order(("TEA", 2), confirm=False),
        Desk("sales", name="Ana"),
        Desk("sales", name="Ben"),
    )
    form = Form(ana, f"/office/orders/{order.pk}/")
    Form(ben, f"/office/orders/{order.pk}/").send(note="Ben's note", customer_po="PO-B")
    with unchanged("sales"):
        assert form.send(note="Ana's note").status_code == 422
    seen = text_of(type("Answer", (), {"content": form.html.encode()}))
    assert re.search("Yours Ana's note Ben · .*? Ben's note", seen)
    assert form.fields["customer_po"] == "PO-B", "what only Ben changed is his"
    with unchanged("sales"):
        assert form.send().status_code == 422, "nothing chosen: both are shown again"
    assert "Ana's note" in form.html.replace("&#x27;", "'")
    assert form.send(note="Ana's note").status_code == 204
    found = order_of(order.pk)
    assert (found.note, found.customer_po) == ("Ana's note", "PO-B")


def test_theirs_may_be_kept_while_the_rest_of_what_was_typed_is_saved(trade: Trade) -> None:
    order, ana, ben = (
        trade.order(("TEA", 2), confirm=False),
        Desk("sales", name="Ana"),
        Desk("sales", name="Ben"),
    )
    form = Form(ana, f"/office/orders/{order.pk}/")
    Form(ben, f"/office/orders/{order.pk}/").send(note="Ben's note")
    form.send(note="Ana's note", customer_po="PO-A")
    assert form.fields["customer_po"] == "PO-A"
    form.send(note="Ben's note")
    found = order_of(order.pk)
    assert (found.note, found.customer_po) == ("Ben's note", "PO-A")


def test_a_third_who_comes_between_is_shown_too(trade: Trade) -> None:
    order, ana, ben = (
        trade.order(("TEA", 2), confirm=False),
        Desk("sales", name="Ana"),
        Desk("sales", name="Ben"),
    )
    form = Form(ana, f"/office/orders/{order.pk}/")
    Form(ben, f"/office/orders/{order.pk}/").send(note="One")
    form.send(note="Ana's note")
    Form(Desk("sales", name="Cem"), f"/office/orders/{order.pk}/").send(note="Two")
    with unchanged("sales"):
        assert form.send(note="Ana's note").status_code == 422
    assert "Two" in form.html and "Cem" in form.html


def test_the_same_change_by_two_is_no_conflict(trade: Trade) -> None:
    order, ana, ben = (
        trade.order(("TEA", 2), confirm=False),
        Desk("sales", name="Ana"),
        Desk("sales", name="Ben"),
    )
    form = Form(ana, f"/office/orders/{order.pk}/")
    Form(ben, f"/office/orders/{order.pk}/").send(note="Same")
    assert form.send(note="Same").status_code == 204


def test_what_cannot_be_kept_comes_back_with_everything_typed(trade: Trade) -> None:
    order = trade.order(("TEA", 2), confirm=False)
    form = Form(Desk("sales"), f"/office/orders/{order.pk}/")
    with unchanged("sales"):
        assert form.send(note="Keep me", requested_on="the 35th", shipping_address="").status_code == 422
    assert form.fields["note"] == "Keep me" and "Enter a valid date" in form.html


def test_a_confirmed_order_takes_words_and_no_days(trade: Trade) -> None:
    order, desk = trade.order(("TEA", 2)), Desk("sales")
    form = Form(desk, f"/office/orders/{order.pk}/")
    assert "requested_on" not in form.fields
    form.send(note="Ring first")
    assert order_of(order.pk).note == "Ring first"
    sales.cancel_order(trade.by, order_id=order.pk)
    assert "data-edit=" not in desk.get(f"/office/orders/{order.pk}/").content.decode()
    with unchanged("sales"):
        desk.client.post(f"/office/orders/{order.pk}/head/", {**form.fields, "note": "Late"})


def test_who_may_only_read_is_offered_nothing(trade: Trade) -> None:
    order, viewer = trade.order(("TEA", 2), confirm=False), Desk("viewer")
    assert "data-edit=" not in viewer.get(f"/office/orders/{order.pk}/").content.decode()
    with unchanged("sales"):
        answer = viewer.client.post(f"/office/orders/{order.pk}/head/", {"note": "x", "version": "1"})
    assert answer.status_code == 403


def test_credit_is_offered_to_whoever_decides_about_it(trade: Trade) -> None:
    pk = trade.order(("TEA", 1)).customer_id
    assert "credit_limit" not in Form(Desk("sales"), f"/office/customers/{pk}/", "email").fields
    form = Form(Desk("owner"), f"/office/customers/{pk}/", "credit_limit")
    form.send(credit_limit="5000", email="blum@example.org")
    seen = Desk("owner").see(f"/office/customers/{pk}/")
    assert "5,000.00" in seen and "blum@example.org" in seen


def test_a_customer_changed_by_two(trade: Trade) -> None:
    pk = trade.order(("TEA", 1)).customer_id
    form = Form(Desk("owner", name="Ana"), f"/office/customers/{pk}/", "email")
    parties.change_customer(trade.by, customer_id=pk, email="other@example.org", phone="+49 30 1234567")
    assert form.send(email="mine@example.org").status_code == 422
    assert "other@example.org" in form.html and "mine@example.org" in form.html
    assert form.send(email="mine@example.org").status_code == 204


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def test_a_draft_purchase_order_changed_by_two_in_place_and_in_the_grid(shop: Shop) -> None:
    pk = (
        shop.buy(("TEA", 12), send=False)
        if "TEA" in shop.items
        else shop.buy((next(iter(shop.items)), 12), send=False)
    )
    desk = Desk("purchasing", name="Ana")
    form = Form(desk, f"/office/purchase-orders/{pk}/")
    grid = desk.get(f"/office/purchase-orders/{pk}/edit/").content.decode()
    assert re.search(r'"version": ?1', grid)
    purchasing.change_purchase_order(shop.by, purchase_order_id=pk, note="Others")
    assert form.send(note="Mine").status_code == 422
    with unchanged("purchasing"):
        asked = {
            "id": str(pk),
            "version": 1,
            "head": {"expected_on": "2031-05-04", "note": "Grid"},
            "lines": [],
        }
        said = desk.ask(
            f"/office/purchase-orders/{pk}/edit/submit/", {**asked, "lines": _lines(pk)}, status=412
        )
    assert "saved this meanwhile" in said["message"]


def _lines(pk: UUID) -> list[dict[str, str]]:
    order = PurchaseOrder.objects.get(pk=pk)
    rows = order.lines.select_related("item") if hasattr(order, "lines") else []
    return [
        {"key": str(row.pk), "item": row.item.sku, "quantity": "5", "unit": row.unit, "price": "1"}
        for row in rows
    ]


def test_an_item_a_supplier_and_a_shipment_are_changed_in_place(shop: Shop) -> None:
    desk, item = Desk("owner"), next(iter(shop.items.values()))
    Form(desk, f"/office/items/{item}/", "description").send(description="Fine", weight_g="250")
    assert "250" in desk.see(f"/office/items/{item}/")
    Form(desk, f"/office/suppliers/{shop.supplier}/", "lead_days").send(lead_days="9", minimum_order="")
    assert "9 days" in desk.see(f"/office/suppliers/{shop.supplier}/")
