"""Ctrl-K's other end: whatever is asked for, in one statement, and verbs in the words of the language."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone, translation

from desk import Desk, statements
from shop import Shop, open_shop, url
from trade import NOW
from tradepost.base import listing
from tradepost.base.by import system
from tradepost.base.ids import new_id
from tradepost.domain.catalog import commands as catalog
from tradepost.domain.catalog.commands import CodeInput
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.commands import PackageInput, Pick
from tradepost.domain.fulfilment.models import Package
from tradepost.domain.parties import commands as parties
from tradepost.domain.sales.models import Order
from tradepost.doors.office.find import code_in
from tradepost.doors.office.sayings import meant, plain, sayable

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def _asked(desk: Desk, text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.client.get(url("find"), {"q": text}, headers=JSON).json()["hits"]
    return found


def _customer(name: str) -> Any:
    by = system(timezone.now())
    return parties.create_customer(by, customer_id=new_id(by.now), name=name, currency="EUR")


def test_accents_and_case_do_not_count(shop: Shop) -> None:
    _customer("Café Bramble")
    desk = Desk("owner")
    for text in ("cafe bram", "CAFÉ", "bramble café", "Cafe\u0301"):
        assert "Café Bramble" in [hit["label"] for hit in _asked(desk, text)], text
    assert "Café Bramble" in desk.see(f"{url('customers')}?q=cafe")


def test_it_is_one_statement_however_much_there_is_to_look_through(shop: Shop) -> None:
    desk = Desk("owner")
    _customer("Café Bramble")
    _asked(desk, "x1")  # what is looked up once in a process is not counted
    counts = set()
    for text in ("cafe", "so-1", "new order for cafe", "nothing at all 77"):
        with statements() as said:
            _asked(desk, text)
        counts.add(len(said))
        _customer(f"Café {text}")
    assert counts == {4}, "session, user, grants, and one search"


def test_a_verb_says_what_it_does_and_to_whom(shop: Shop) -> None:
    bramble = _customer("Café Bramble")
    hits = _asked(Desk("sales"), "new ord for bram")
    assert (hits[0]["label"], hits[0]["verb"]) == ("New order for Café Bramble", True)
    assert hits[0]["url"] == f"{url('order_new')}?customer={bramble.pk}"
    page = Desk("sales").get(hits[0]["url"]).content.decode()
    assert "Café Bramble" in page


def test_only_what_one_may_say_is_offered_and_only_what_one_may_see_is_found(shop: Shop) -> None:
    _customer("Café Bramble")
    assert _asked(Desk("warehouse"), "new order for bramble") == []
    own = Desk("rep", own_customers=True)
    assert _asked(own, "bramble") == _asked(own, "new order for bramble") == []
    by = timezone.now()
    assert not [phrase for phrase in sayable(system(by).__class__(None, "x", by)) if phrase]


def test_a_barcode_finds_its_item_with_or_without_leading_zeros_and_from_a_gs1_symbol(shop: Shop) -> None:
    by = system(timezone.now())
    item_id = new_id(by.now)
    catalog.create_items(
        by,
        items=[catalog.ItemInput(item_id, "KETTLE", "Kettle", codes=[CodeInput("gtin", "4006381333931")])],
    )
    desk = Desk("owner")
    for text in (
        "4006381333931", "04006381333931", "]C10104006381333931", "(01)04006381333931(10)LOT1",
        "0104006381333931101234", "https://id.gs1.org/01/04006381333931",
    ):  # fmt: skip
        assert [hit["label"] for hit in _asked(desk, text)][:1] == ["KETTLE"], text


def test_a_whole_number_comes_first(shop: Shop) -> None:
    desk = Desk("owner")
    numbers = list(Order.objects.values_list("number", flat=True)[:1])
    for number in numbers:
        assert _asked(desk, number.lower())[0]["label"] == number


def test_a_whole_number_is_found_though_more_than_are_shown_hold_it(shop: Shop) -> None:
    shop.trade.add_items(*(f"A-KEG-{number}" for number in range(6)), "KEG")
    desk = Desk("owner")
    _asked(desk, "x1")
    with statements() as said:
        labels = [hit["label"] for hit in _asked(desk, "keg")]
    assert labels == ["KEG", *(f"A-KEG-{number}" for number in range(5))]
    assert len(said) == 5, "the whole number is asked for in one more statement"


def test_a_text_that_tells_little_is_sought_among_the_newest(shop: Shop, monkeypatch: Any) -> None:
    numbers = {shop.trade.order(("tea", 1)).number for _ in range(2)}
    newest = Order.objects.order_by("-placed_at", "-id")[0].number
    monkeypatch.setattr(listing, "NEWEST", 1)
    desk = Desk("owner")

    def orders(text: str) -> set[str]:
        return {hit["label"] for hit in _asked(desk, text) if hit["label"].startswith("SO-")}

    assert orders("so-1") == {newest}
    assert orders(newest[:-1].lower()) == numbers
    assert [hit["label"] for hit in _asked(desk, "te")] == ["tea"], "items do not begin with the newest"


def packed(shop: Shop, tracking_number: str) -> Package:
    """A shipment of one tea in one box that bears the carrier's number."""
    by, shipment_id = shop.by, new_id(NOW)
    fulfilment.release_order(by, shipment_id=shipment_id, order_id=shop.trade.order(("tea", 1)).id)
    picks = [Pick(task.pk, task.asked) for task in fulfilment_queries.pick_list(shipment_id)]
    fulfilment.record_picks(by, shipment_id=shipment_id, picks=picks)
    boxes = [PackageInput(tracking_number=tracking_number)]
    fulfilment.pack_shipment(by, shipment_id=shipment_id, packages=boxes)
    return Package.objects.select_related("shipment").get(shipment_id=shipment_id)


def test_a_package_is_found_by_the_number_of_its_carrier_and_its_own(shop: Shop) -> None:
    package = packed(shop, "1Z999AA10123456784")
    Package.objects.filter(pk=package.pk).update(sscc="340063810000000018")
    hit = {
        "kind": "Package", "label": "1Z999AA10123456784", "url": url("parcel", package.pk), "verb": False,
        "detail": f"{package.shipment.number} · Café Blum · 340063810000000018",
    }  # fmt: skip
    assert (
        _asked(Desk("warehouse"), "1z999aa10123456784")
        == _asked(Desk("owner"), "340063810000000018")
        == [hit]
    )


def test_a_package_of_anothers_customer_is_not_found(shop: Shop) -> None:
    packed(shop, "1Z999AA1")
    assert [hit["kind"] for hit in _asked(Desk("owner"), "1Z999AA1")] == ["Package"]
    assert _asked(Desk("rep", own_customers=True), "1Z999AA1") == []


@pytest.mark.parametrize(
    "text",
    [
        "%",
        "_",
        "\\",
        "'; drop table base_event; --",
        "\x00a",
        "%%",
        "(01)",
        "]C1",
        "(",
        "0" * 4000,
        "🫖🫖",
        "\u202eabc",
    ],
)
def test_hostile_words_find_nothing_and_break_nothing(shop: Shop, text: str) -> None:
    answer = Desk("owner").client.get(url("find"), {"q": text}, headers=JSON)
    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert answer.json()["hits"] == []


@pytest.mark.parametrize(
    ("text", "phrase", "rest"),
    [
        ("new order for Café Bramble", "new order for {what}", "Café Bramble"),
        ("new ord bramble", "new order for {what}", "bramble"),
        ("ne or fo x", "new order for {what}", "x"),
        ("new order for", "new order for {what}", ""),
        ("new bramble", "new order for {what}", ""),
        ("release SO-1001", "release {what}", "SO-1001"),
        ("r SO-1001", "release {what}", ""),
        ("SO-1001 freigeben", "{what} freigeben", "SO-1001"),
        ("SO-1001", "{what} freigeben", ""),
        ("Auftrag fuer", "neuer Auftrag für {what}", ""),
        ("neuer auftrag fur bramble", "neuer Auftrag für {what}", "bramble"),
        ("", "release {what}", ""),
    ],
)
def test_what_is_meant(text: str, phrase: str, rest: str) -> None:
    assert meant(text, phrase) == rest


def test_the_browser_the_program_and_the_database_agree_on_plain_text() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for text in ("Café Straße ÑANDÚ", "Ελλάδα Ά", "Ｆｕｌｌ ﬁ", "Dvořák", "日本"):
            cursor.execute("select base_plain(%s)", [text])
            assert cursor.fetchone()[0] == plain(text)


def test_a_code_is_read_from_a_symbol_and_other_text_stays() -> None:
    said = {
        "(01)04006381333931(10)A": "04006381333931", "]E04006381333931": "04006381333931",
        "(00)340063810000000018(02)04006381333931(37)48": "04006381333931",
        "https://id.gs1.org/01/04006381333931?17=271231": "04006381333931",
        "4006381333931": "4006381333931", "96385074": "96385074", "]C0BIN-7": "BIN-7", "SO-1001": "SO-1001",
        "(not a code": "(not a code", "]C1": "]C1", "(01)04006381333932": "(01)04006381333932",
    }  # fmt: skip
    today = timezone.now().date()
    assert {text: code_in(text, today) for text in said} == said


def test_phrases_have_a_place_in_every_language() -> None:
    from tradepost.doors.office.sayings import SAYINGS

    for language in ("en", "de", "es"):
        with translation.override(language):
            assert all(str(saying.phrase).count("{what}") == 1 for saying in SAYINGS)
