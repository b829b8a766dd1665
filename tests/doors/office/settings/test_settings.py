"""Company, exchange rates and the closing of the books in the office."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from desk import Desk
from shop import hidden, minted, open_shop, rows_of, url
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.render.documents.company import company
from unchanged import unchanged

pytestmark = pytest.mark.django_db


def test_each_sees_the_settings_they_may_open() -> None:
    told = ["Warehouses", "Calendars", "Carriers", "Categories", "Brands", "You"]
    assert rows_of(Desk("warehouse").get(url("settings"))) == told
    assert len(rows_of(Desk("owner").get(url("settings")))) == 25


def test_the_company_is_said_and_not_over_a_newer_one() -> None:
    desk = Desk("owner")
    form = {
        "name": "Sol & Rey",
        "iban": "AT611904300234573201",
        "version": hidden(desk.get(url("company")), "version"),
    }
    assert desk.say(url("company"), **form) == "Saved. New papers bear it."
    assert parties_queries.company().name == "Sol & Rey"
    with unchanged("parties"):
        answer = desk.client.post(url("company"), {**form, "name": "Rey"})
        assert "changed by someone else" in answer.content.decode()
        form["version"] = hidden(desk.get(url("company")), "version")
        answer = desk.client.post(url("company"), {**form, "iban": "AT00"})
        assert "This is not an IBAN" in answer.content.decode()


def test_the_logo_is_sent_shown_printed_and_taken_away() -> None:
    desk = Desk("owner")

    def form(**more: object) -> dict[str, object]:
        return {"name": "Sol & Rey", "version": hidden(desk.get(url("company")), "version"), **more}

    drawing = (
        b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='8'><rect width='40' height='8'/></svg>"
    )
    with unchanged("parties"):
        refused = desk.client.post(url("company"), form(logo=SimpleUploadedFile("logo.png", b"hello")))
        assert "no picture that can be printed" in refused.content.decode()
    sent = SimpleUploadedFile("logo.svg", drawing)
    assert desk.say(url("company"), **form(logo=sent)) == "Saved. New papers bear it."
    assert company().logo == drawing
    shown = desk.client.get(url("company_logo"))
    assert (b"".join(shown.streaming_content), shown["Content-Type"]) == (drawing, "image/svg+xml")
    assert "sandbox" in shown["Content-Security-Policy"]
    assert url("company_logo") in desk.get(url("company")).content.decode()
    assert Desk("warehouse").client.get(url("company_logo")).status_code == 403

    # Left alone it stays; the box takes it away.
    desk.say(url("company"), **form(name="Sol"))
    assert company().logo == drawing
    desk.say(url("company"), **form(**{"logo-clear": "on"}))
    assert company().logo == b""
    assert desk.client.get(url("company_logo")).status_code == 404


def test_a_rate_stands_from_its_day() -> None:
    desk = Desk("billing")
    asked = {"rate_id": minted(), "currency": "gbp", "rate": "1,17", "valid_from": "2026-01-01"}
    assert desk.say(url("rate_set"), **asked) == "The rate stands."
    assert accounts_queries.rate_on("GBP", date(2026, 3, 1)) == D("1.17")
    with unchanged("accounts"):
        assert "more than 0" in desk.say(url("rate_set"), **{**asked, "rate": "0"})
        assert "Three letters" in desk.say(url("rate_set"), **{**asked, "currency": "1"})
    assert "GBP" in desk.see(url("rates"))


def test_the_books_are_closed_and_never_opened_again() -> None:
    shop = open_shop()
    desk = Desk("billing")
    assert desk.say(url("books_close"), open_from="2026-06-01") == "The books are closed."
    with unchanged("accounts"):
        assert "closed up to" in desk.say(url("books_close"), open_from="2026-01-01")
    assert accounts_queries.open_from() == date(2026, 6, 1)
    order = shop.buy(("tea", 1))
    with pytest.raises(Exception, match="books of this day are closed"):
        shop.receive(order, "tea", 1)


def test_who_may_only_read_the_books_closes_nothing() -> None:
    desk = Desk("sales")
    with unchanged("accounts"):
        assert desk.client.post(url("books_close"), {"open_from": "2026-06-01"}).status_code == 403
