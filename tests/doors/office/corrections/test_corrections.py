"""Scrapping, giving away and finding in the office; what waits is approved; each for a reason of its own."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from PIL import Image

from desk import Desk, count_of
from shop import Shop, hidden, minted, open_shop, rows_of, url
from tradepost.domain.accounts.queries import trial_balance
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.corrections.models import Correction, Reason
from tradepost.domain.inventory.models import Lot
from tradepost.domain.notes import queries as notes_queries
from unchanged import contents, unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def books(code: Ledger) -> object:
    return next(row.balance for row in trial_balance() if row.code == code)


def take(desk: Desk, shop: Shop, name: str = "scrap", **typed: Any) -> str:
    address = f"{url(f'stock_{name}')}?item={shop.items['tea']}"
    fixed = {"source": f"{shop.place()}/", "quantity": "2", "reason": "damaged", "note": "wet"}
    fixed["correction_id"] = hidden(desk.get(address), "correction_id")
    return desk.say(address, **{**fixed, **typed})


def ledgers() -> dict[str, Any]:
    found = contents("inventory", "accounts")
    return {name: told for name, told in found.items() if not name.startswith("base_")}


def test_what_is_broken_is_scrapped_with_its_photo_and_borne_by_its_account(
    shop: Shop, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    picture.seek(0)
    picture.name = "broken.png"
    desk = Desk("warehouse")
    pk = minted()
    said = take(desk, shop, photo=picture, correction_id=pk)
    assert said == "Stock and books say so."
    assert desk.where == url("correction", pk)
    assert [row.name for row in notes_queries.files_of(Correction.objects.get().pk)] == ["broken.png"]
    picture.seek(0)
    take(desk, shop, photo=picture, correction_id=pk)
    assert (Correction.objects.count(), len(list(notes_queries.files_of(Correction.objects.get().pk)))) == (
        1,
        1,
    )
    assert shop.trade.stock("tea")["on_hand"] == 18
    assert books(Ledger.SCRAP) == 4
    owner = Desk("owner")
    seen = owner.see(url("correction", pk))
    for words in (
        "COR-",
        "Damaged",
        "wet",
        "Scrapped or lost",
        "Ingrid Sol",
        "5910 Stock scrapped",
        "MAIN",
        "4.00",
    ):
        assert words in seen, words
    assert "4.00" not in desk.see(url("correction", pk)), "a worker sees no costs"
    assert "4.00" not in desk.see(url("corrections")) + desk.see(url("correction_lines"))


def test_a_sample_is_given_away_and_what_was_found_is_taken_in(shop: Shop) -> None:
    desk = Desk("warehouse")
    take(desk, shop, "give_away", reason="sample", quantity="3")
    assert books(Ledger.SAMPLES) == 6
    address = f"{url('stock_find')}?item={shop.items['milk']}"
    typed = {"found": "4", "reason": "found", "note": "", "correction_id": minted()}
    with unchanged("inventory", "corrections"):
        told = desk.client.post(address, {**typed, "found_place": "", "found_lot": ""}).content.decode()
    assert "Say where you found it." in told
    assert "Say the lot" in told
    desk.say(address, **typed, found_place=str(shop.place()), found_lot="L9", found_expires="2027-01-01",
             found_best_before="2026-12-01")  # fmt: skip
    assert shop.trade.stock("milk")["on_hand"] == 4
    assert Lot.objects.get(code="L9").best_before_on == date(2026, 12, 1)


def test_more_than_lies_there_or_for_a_reason_of_another_kind_is_refused(shop: Shop) -> None:
    desk = Desk("warehouse")
    address = f"{url('stock_scrap')}?item={shop.items['tea']}"
    typed = {"source": f"{shop.place()}/", "quantity": "21", "reason": "damaged", "note": ""}
    with unchanged("inventory", "accounts", "corrections"):
        told = desk.client.post(address, {**typed, "correction_id": minted()})
        assert (told.status_code, "Only 20 can be taken" in told.content.decode()) == (422, True)
        told = desk.client.post(address, {**typed, "reason": "sample", "correction_id": minted()})
        assert told.status_code == 422


def test_the_item_is_chosen_first_and_the_place_is_kept(shop: Shop) -> None:
    desk = Desk("warehouse")
    for name in ("stock_scrap", "stock_give_away", "stock_find"):
        desk.say(f"{url(name)}?place={shop.place()}", item=str(shop.items["tea"]))
        assert f"item={shop.items['tea']}" in desk.where
        assert f"place={shop.place()}" in desk.where
        assert str(shop.place()) in desk.get(desk.where).content.decode()


def test_what_is_worth_more_waits_and_stands_on_today_until_somebody_settles_it(
    shop: Shop, settings: Any
) -> None:
    settings.CORRECTION_LIMITS = {"warehouse": 3}
    worker, owner = Desk("warehouse", name="Tom Hart"), Desk("owner")
    before = ledgers()
    assert take(worker, shop) == "It waits for approval: it is worth more than you may correct alone."
    assert ledgers() == before
    one = Correction.objects.get()
    assert "Waits for approval." in worker.see(url("correction", one.pk))
    assert "Corrections to approve" in owner.see(url("today_work"))
    assert rows_of(owner.get(f"{url('corrections')}?state=waiting")) == [one.number]
    with unchanged("inventory", "accounts", "corrections"):
        assert "more than you may approve: 3" in worker.say(url("correction_approve", one.pk))
    assert owner.say(url("correction_approve", one.pk)) == "Posted: stock and books say so."
    assert shop.trade.stock("tea")["on_hand"] == 18
    take(worker, shop)
    two = Correction.objects.get(state="waiting")
    with unchanged("inventory", "accounts", "corrections"):
        assert "This field is required" in owner.say(url("correction_decline", two.pk), reason="")
    assert (
        owner.say(url("correction_decline", two.pk), reason="count first")
        == "Declined: nothing was corrected."
    )
    assert "count first" in owner.see(url("correction", two.pk))


def test_lists_cost_the_same_for_one_and_for_three(shop: Shop) -> None:
    desk = Desk("owner")
    take(desk, shop)
    one = [count_of(desk, url(name)) for name in ("corrections", "correction_lines")]
    page = count_of(desk, url("correction", Correction.objects.get().pk))
    for _ in range(2):
        take(desk, shop)
    assert [count_of(desk, url(name)) for name in ("corrections", "correction_lines")] == one
    assert count_of(desk, url("correction", Correction.objects.first().pk)) == page


@pytest.mark.parametrize("role", ["sales", "rep", "viewer", "purchasing", "billing"])
def test_other_roles_correct_nothing(shop: Shop, role: str) -> None:
    desk = Desk(role)
    with unchanged("inventory", "accounts", "corrections"):
        for name in ("stock_scrap", "stock_give_away", "stock_find", "stock_count"):
            assert desk.client.get(url(name)).status_code == 403
            assert desk.client.post(url(name), {"item": str(shop.items["tea"])}).status_code == 403
        kept = {"code": "x", "name": "X", "kind": "scrap", "account": "5910"}
        assert desk.client.post(url("correction_reason_keep"), kept).status_code == 403


def test_who_works_in_another_warehouse_finds_no_such_correction(shop: Shop) -> None:
    take(Desk("warehouse"), shop)
    pk = Correction.objects.get().pk
    far = shop.keeper_of(shop.second_warehouse())
    with unchanged("corrections"):
        assert far.client.get(url("correction", pk)).status_code == 404
        assert far.client.post(url("correction_approve", pk)).status_code == 404
    assert rows_of(far.get(url("corrections"))) == []


def test_reasons_are_kept_in_the_office(shop: Shop) -> None:
    owner = Desk("owner")
    page = url("correction_reasons")
    assert "5910 Stock scrapped" in owner.see(page)
    keep = {"kind": "give_away", "account": "5920", "is_open": "on"}
    assert owner.say(url("correction_reason_keep"), code="fair", name="Fair", **keep) == "The reason stands."
    assert (
        owner.say(url("correction_reason_keep"), code="sample", name="Tasting", **keep)
        == "The reason stands."
    )
    assert sorted(Reason.objects.values_list("code", flat=True)) == ["fair", "sample"]
    assert "Change “Tasting”" in owner.get(f"{page}?edit=sample").content.decode()
    offered = owner.get(f"{url('stock_give_away')}?item={shop.items['tea']}").content.decode()
    assert "Tasting" in offered
    assert "Fair" in offered
    assert "New reason" not in Desk("warehouse").get(page).content.decode()
    with unchanged("corrections"):
        assert "Small letters" in owner.say(url("correction_reason_keep"), code="A B", name="x", **keep)
