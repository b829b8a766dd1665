"""A buyer without an account and a rep negotiate in two windows, and two windows sign at once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal as D

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, expect

from browser.conftest import LOOKS, SIZES, Visit
from trade import Trade
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales.commands import OfferedInput
from tradepost.domain.sales.models import Order, Quote, QuoteShare


@pytest.fixture
def link(office: str) -> str:
    """Ten tea, and a cup if they like, offered to Café Blum by a link."""
    trade = Trade.open()
    trade.add_items("TEA", "CUP", price="10", stock=20)
    trade.add_customer("Café Blum")
    by, quote_id = trade.by.at(timezone.now()), new_id(timezone.now())
    lines = [
        OfferedInput(trade.items["TEA"], D(10)),
        OfferedInput(trade.items["CUP"], D(2), kind="optional"),
    ]
    sales.make_quote(by, quote_id=quote_id, customer_id=trade.customers["Café Blum"], lines=lines)
    made = sales.share_quote(by, quote_id=quote_id, share_id=new_id(by.now), sent_to="Ada")
    return f"/offers/{made.secret}/"


def window(browser: Browser, office: str, size: str = "phone", theme: str = "dark") -> Visit:
    """A browser that nobody is signed in with."""
    width, height = SIZES[size]
    viewport = {"width": width, "height": height}
    context = browser.new_context(viewport=viewport, color_scheme=theme, reduced_motion="reduce")
    return Visit(context, office, size, theme)


def test_a_buyer_and_a_rep_negotiate_in_two_windows(
    browser: Browser, visit: Callable[..., Visit], office: str, link: str
) -> None:
    buyer, rep = window(browser, office), visit()
    page, quote = buyer.open(link), Quote.objects.get()
    # By keyboard: open what may be said about the tea, ask for less of it, send.
    first = page.locator("details").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    first.get_by_label("Quantity you want").focus()
    page.keyboard.type("6")
    first.get_by_label("Your name").fill("Ada Blum")
    assert buyer.faults("the offer", LOOKS) == []
    page.keyboard.press("Enter")
    expect(page.get_by_text("Quantity: 6")).to_be_visible()
    seen = rep.open(f"/office/quotes/{quote.pk}/")
    expect(seen.get_by_text("Ada Blum").first).to_be_visible()
    seen.get_by_role("button", name="Take over into a revision").click()
    seen.wait_for_url(lambda url: str(quote.pk) not in url)
    revision = Quote.objects.exclude(pk=quote.pk).get()
    assert revision.net_total == D(60)
    sales.send_quote(system(timezone.now(), "Rep"), quote_id=revision.pk)
    # What they still read is superseded: signing that is refused, with what stands now; then it is signed twice.
    page.get_by_role("button", name="Sign and order").click()
    expect(page.get_by_role("alert")).to_contain_text("The offer was changed meanwhile")
    other = buyer.context.new_page()
    other.goto(office + link)
    for one in (page, other):
        one.locator("#sign").get_by_label("Your name").fill("Ada Blum")
    other.get_by_role("button", name="Sign and order").click()
    page.get_by_role("button", name="Sign and order").click()
    for one in (page, other):
        expect(one.get_by_text("Signed by Ada Blum")).to_be_visible()
    assert Order.objects.get().net_total == D(60)
    sales.revoke_share(system(timezone.now(), "Rep"), share_id=QuoteShare.objects.get().pk)
    page.reload()
    expect(page.get_by_role("heading", name="This link does not open")).to_be_visible()
    assert buyer.faults("a closed link", LOOKS) == []
    buyer.context.close()
    assert buyer.troubles == []
