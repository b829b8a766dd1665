"""A supplier writes that tea comes later: seen at the purchase order, told to each customer, by mail or otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.utils import timezone

from desk import MOST_STATEMENTS, Desk, count_of, in_bulk
from domain.reports.moved_trade import BLUM, SOL, Waiting
from tradepost.domain.mails.models import Mail, MailFile
from tradepost.domain.parties.commands import ContactInput
from tradepost.domain.parties.models import Customer
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import SupplierItemInput
from tradepost.domain.purchasing.models import PurchaseOrder
from tradepost.domain.sales.models import Order, OrderLine

pytestmark = pytest.mark.django_db
LIST, TO_TELL = "/office/orders/dates/", "/office/orders/dates/customers/"


@dataclass
class Scene:
    trade: Waiting
    purchase: PurchaseOrder
    orders: dict[str, Order]
    told: date

    def page(self, name: str) -> str:
        return f"/office/customers/{self.trade.customers[name]}/dates/"

    def told_days(self) -> dict[str, date | None]:
        return {name: OrderLine.objects.get(order=order).promised_on for name, order in self.orders.items()}


@pytest.fixture
def scene() -> Scene:
    """Blum reads German and has somebody who buys; Sol has no address."""
    now = timezone.now()
    trade = Waiting.with_supplier(
        now, language="de", contacts=[ContactInput("Bo Ray", "Einkauf", "bo@blum.example")]
    )
    told = now.date() + timedelta(days=5)
    purchase = trade.buy("tea", 40, told)
    orders = {BLUM: trade.order(("tea", 8), customer_po="PO-7"), SOL: trade.order(("tea", 4), customer=SOL)}
    trade.says(purchase, told + timedelta(days=5))
    return Scene(trade, purchase, orders, told)


def mark_of(desk: Desk, page: str) -> str:
    found = re.search(r'name="mark" value="(\w+)"', desk.get(page).content.decode())
    assert found is not None
    return found[1]


def form_of(desk: Desk, url: str) -> dict[str, str]:
    """What the form of a mail says as it is opened."""
    html = desk.get(url).content.decode()
    found = dict(re.findall(r'<input[^>]*name="(mail_id|worded_in|mark|to|title)"[^>]*value="([^"]*)"', html))
    text = re.search(r'<textarea name="text"[^>]*>\s*(.*?)</textarea>', html, flags=re.DOTALL)
    assert text is not None
    return {**found, "text": text[1], "language": "de", "cc": ""}


def test_a_slip_is_seen_everywhere_and_leads_to_exactly_its_lines(scene: Scene) -> None:
    desk = Desk("owner")
    page = desk.get(f"/office/purchase-orders/{scene.purchase.pk}/").content.decode()
    assert "2 lines of customers have another day than they were told: 2 × Later." in page
    link = re.search(r'href="(/office/orders/dates/\?purchase_order=[^"]+)"', page)
    assert link is not None
    shown = desk.see(link[1])
    assert all(order.number in shown for order in scene.orders.values())
    assert f"{scene.purchase.number}" in shown
    order = desk.see(f"/office/orders/{scene.orders[BLUM].pk}/")
    assert "1 line has another day than told." in order and "Now" in order
    assert "Dates to tell" in desk.see("/office/")
    assert "Nothing is to be told" not in desk.see(scene.page(BLUM))
    assert desk.get(f"{LIST}?export=csv").status_code == 200


def test_the_notice_is_drafted_in_their_language_and_sending_tells(scene: Scene) -> None:
    desk = Desk("sales")
    form = form_of(desk, scene.page(BLUM) + "mail/")
    assert form["title"].startswith("Neue Liefertermine von")
    assert "Auftrag " + scene.orders[BLUM].number + ", Ihre Bestellung PO-7" in form["text"]
    assert re.search(r"- 8 piece Tea \(tea\): [\d.]+ statt [\d.]+", form["text"])
    assert Mail.objects.count() == 0

    said = desk.say(scene.page(BLUM) + "mail/", **{**form, "text": form["text"] + "\nTut uns leid."})
    assert "bo@blum.example" in said
    mail = Mail.objects.get()
    assert (mail.kind, mail.language, "Tut uns leid." in mail.text) == ("new_dates", "de", True)
    assert MailFile.objects.get().content[:4] == b"%PDF"
    assert scene.told_days() == {BLUM: scene.told + timedelta(days=5), SOL: scene.told}
    shown = desk.client.get(f"/office/mails/{mail.pk}/").content.decode()
    assert "Send once more" not in shown and scene.page(BLUM) in shown
    # The same form once more, and somebody else's: nothing is left to tell, and no second mail goes.
    desk.say(scene.page(BLUM) + "mail/", 200, **form)
    assert Mail.objects.count() == 1
    assert "Every date of this customer is as it was told." in desk.see(scene.page(BLUM))


def test_a_notice_about_other_days_is_not_sent_unseen(scene: Scene) -> None:
    desk = Desk("sales")
    form, mark = form_of(desk, scene.page(BLUM) + "mail/"), mark_of(desk, scene.page(BLUM))
    scene.trade.says(scene.purchase, scene.told + timedelta(days=9))
    answer = desk.client.post(scene.page(BLUM) + "mail/", form)
    assert answer.status_code == 422 and b"The dates moved meanwhile." in answer.content
    said = desk.say(scene.page(BLUM) + "tell/", mark=mark, reason="By phone.")
    assert "moved again" in said
    assert (Mail.objects.count(), scene.told_days()[BLUM]) == (0, scene.told)


def test_without_an_address_it_is_printed_or_told_otherwise(scene: Scene) -> None:
    desk = Desk("sales")
    assert "Nobody here has an e-mail address." in desk.see(scene.page(SOL))
    assert desk.get(scene.page(SOL) + "dates.pdf").content[:4] == b"%PDF"
    said = desk.say(scene.page(SOL) + "tell/", mark=mark_of(desk, scene.page(SOL)), reason="By phone.")
    assert said == "These are the told dates now."
    assert scene.told_days() == {BLUM: scene.told, SOL: scene.told + timedelta(days=5)}
    assert "New dates told" in desk.see(f"/office/orders/{scene.orders[SOL].pk}/")
    assert Mail.objects.count() == 0


def test_many_customers_are_told_at_once_each_with_an_outcome(scene: Scene) -> None:
    desk = Desk("sales")
    ids = [scene.trade.customers[name] for name in (BLUM, SOL)]
    listed = desk.see(TO_TELL)
    assert BLUM in listed and SOL in listed and "No e-mail address" in listed
    preview = desk.client.post("/office/lists/bulk/?verb=dates.send", {"id": [str(one) for one in ids]})
    assert preview.status_code == 200 and b"Nobody there has an e-mail address." in preview.content
    assert Mail.objects.count() == 0

    in_bulk(desk, "dates.send", *ids)
    assert [mail.customer_id for mail in Mail.objects.all()] == [scene.trade.customers[BLUM]]
    assert scene.told_days() == {BLUM: scene.told + timedelta(days=5), SOL: scene.told}
    outcome = desk.see(desk.where)
    assert "Told to bo@blum.example." in outcome


def test_a_rep_tells_own_customers_only_and_who_does_not_sell_tells_nobody(scene: Scene) -> None:
    rep = Desk("rep", own_customers=True)
    Customer.objects.filter(pk=scene.trade.customers[SOL]).update(rep_id=rep.user_id)
    listed = rep.see(LIST)
    assert scene.orders[SOL].number in listed and scene.orders[BLUM].number not in listed
    assert BLUM not in rep.see(TO_TELL)
    for path in ("", "mail/", "dates.pdf"):
        rep.get(scene.page(BLUM) + path, 404)
    for role in ("warehouse", "purchasing", "billing", "viewer"):
        other = Desk(role, name=f"Some {role}")
        page = other.get(scene.page(BLUM)).content.decode()
        assert "Told otherwise" not in page and "Write the notice" not in page
        other.get(scene.page(BLUM) + "mail/", 403)
        assert other.client.post(scene.page(BLUM) + "tell/", {"reason": "x", "mark": "x"}).status_code == 403
    assert scene.told_days() == {BLUM: scene.told, SOL: scene.told}


def test_pages_cost_the_same_for_one_line_and_for_many(scene: Scene) -> None:
    desk = Desk("owner")
    pages = [LIST, TO_TELL, scene.page(BLUM), f"/office/purchase-orders/{scene.purchase.pk}/"]
    before = [count_of(desk, page) for page in pages]
    for _ in range(3):
        scene.trade.order(("tea", 1), ("tea", 1))
    lines = OrderLine.objects.filter(order__customer_id=scene.trade.customers[BLUM])
    lines.update(promised_on=scene.told, ships_on=scene.told)
    assert [count_of(desk, page) for page in pages] == before
    assert all(count <= MOST_STATEMENTS for count in before)


def test_when_could_i_have_so_many_is_answered_before_ordering(scene: Scene) -> None:
    """Forty come in ten days, twelve are promised: 30 in part wait for more, 20 come with the order."""
    desk, trade = Desk("sales"), scene.trade
    trade.receive(("tea", 2, "6"))
    item = f"/office/items/{trade.items['tea']}/"
    desk.say(item + "when/", quantity="20", unit="")
    shown = desk.see(desk.where)
    assert "20 piece from Main warehouse:" in shown and f"from {scene.purchase.number}, expected" in shown
    desk.say(item + "when/", quantity="45", unit="")
    shown = desk.see(desk.where)
    assert (
        "45 piece from Main warehouse: no day yet." in shown
        and "wait for goods that nobody has ordered" in shown
    )
    purchasing.set_supplier_items(
        trade.by, offers=[SupplierItemInput(trade.supplier_id, trade.items["tea"], D(6), lead_days=14)]
    )
    assert "Ordered today from a supplier, who needs 14 days, all would be there" in desk.see(desk.where)
    assert "Ordered today from Tea Trading" in Desk("owner").see(desk.where)
    assert "Ordered today" not in desk.see(item + "?wish=20")
    for nonsense in ("?wish=-1", "?wish=1e9", "?wish=²", "?wish=99999999999999999999", "?wish=5&from=x"):
        assert "Main warehouse:" not in desk.see(item + nonsense)
    assert Order.objects.count() == 2
