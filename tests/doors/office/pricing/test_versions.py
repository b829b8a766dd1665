"""Versions of a price list in the office: begun, changed by formula and grid, activated, rolled back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal as D
from uuid import UUID

import pytest
from django.utils import timezone

from desk import Desk, count_of, text_of
from shop import Shop, grid, hidden, minted, open_shop, url
from tradepost.base.models import Job
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.pricing.models import PriceRow, PriceVersion, VersionRow
from tradepost.doors.office.pricing import repricing, versions
from tradepost.doors.worker.desk import Desk as Worker
from unchanged import unchanged

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> Shop:
    return open_shop()


def begun(shop: Shop) -> UUID:
    made = pricing.make_version(shop.by, version_id=minted(), price_list_id=shop.trade.price_list_id)
    return made.pk


def amounts(shop: Shop) -> dict[str, D]:
    rows = PriceRow.objects.filter(price_list=shop.trade.price_list_id, unit="").select_related("item")
    return {row.item.sku: row.amount for row in rows if row.item}


def test_a_version_from_its_beginning_to_its_end(shop: Shop) -> None:
    desk, the_list = Desk("sales"), shop.trade.price_list_id
    before = amounts(shop)
    asked = {"name": "Spring", "version_id": hidden(desk.get(url("price_list", the_list)), "version_id")}
    for _ in range(2):
        desk.say(url("version_new", the_list), **asked)
    made = PriceVersion.objects.get()
    assert desk.where == url("price_version", made.pk)

    formula = {"kind": "percent", "value": "4", "rounding": "end_95:2", "text": "tea"}
    shown = desk.client.post(url("version_formula", made.pk), formula)
    assert "Change 1 price" in shown.content.decode()
    assert VersionRow.objects.count() == 0
    desk.say(url("version_formula", made.pk), **formula, seen=hidden(shown, "seen"), job_id=minted())
    answer = desk.ask(url("version_prices_submit", made.pk), grid({"item": "cup", "price": "1.11"}))
    assert answer["url"] == url("price_version", made.pk)
    assert (VersionRow.objects.count(), amounts(shop)) == (2, before)

    page = text_of(desk.get(url("price_version", made.pk)))
    assert "None of this holds yet" in page
    tomorrow = (timezone.localtime() + timedelta(days=1)).date().isoformat()
    made.refresh_from_db()
    desk.say(url("version_schedule", made.pk), day=tomorrow, at="06:30", version=made.version)
    made.refresh_from_db()
    assert (made.state, timezone.localtime(made.activates_at).strftime("%H:%M")) == ("scheduled", "06:30")
    with unchanged("pricing"):
        desk.say(url("version_activate", made.pk), version=made.version - 1, job_id=minted())
    desk.say(url("version_activate", made.pk), version=made.version, job_id=minted())
    made.refresh_from_db()
    assert (made.state, amounts(shop)["cup"]) == ("active", D("1.11"))
    assert "Roll back" in text_of(desk.get(url("price_version", made.pk)))
    desk.say(url("version_roll_back", made.pk), version=made.version, job_id=minted())
    assert amounts(shop) == before
    assert "Rolled back" in text_of(desk.get(url("price_version", made.pk)))


def test_a_large_one_is_worked_on_beside_the_page(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "AT_ONCE", 0)
    monkeypatch.setattr(repricing, "AT_ONCE", 0)
    desk, version, before = Desk("sales"), begun(shop), amounts(shop)
    formula = {"kind": "amount", "value": "1", "rounding": "places:2"}
    shown = desk.client.post(url("version_formula", version), formula)
    desk.say(
        url("version_formula", version), **formula, seen=hidden(shown, "seen"), job_id=hidden(shown, "job_id")
    )
    asked = Job.objects.get()
    assert (desk.where, VersionRow.objects.count()) == (url("job", asked.pk), 0)
    worker = Worker(beats=False)
    assert worker.do_one()
    # Killed after its commit, it is begun again, and changes nothing twice.
    Job.objects.update(state="queued", ended_at=None)
    assert worker.do_one()
    assert {row.amount for row in VersionRow.objects.all()} == {amount + 1 for amount in before.values()}

    made = PriceVersion.objects.get()
    for _ in range(2):
        desk.say(url("version_activate", version), version=made.version, job_id=minted())
    assert (Job.objects.count(), amounts(shop)) == (2, before)
    assert "Activating" in text_of(desk.get(url("price_version", version)))
    assert worker.do_one()
    assert not worker.do_one()
    assert amounts(shop) == {sku: amount + 1 for sku, amount in before.items()}
    last = Job.objects.order_by("-made_at").first()
    assert last is not None
    assert (last.state, last.leads_to) == ("done", url("price_version", version))


def test_what_is_taken_back_before_the_worker_comes_is_not_activated(shop: Shop) -> None:
    version = begun(shop)
    rows = [PriceInput(D(7), item_id=shop.items["tea"])]
    pricing.set_version_prices(shop.by, version_id=version, rows=rows)
    pricing.ask_for_version(shop.by, version_id=version, verb="activate", job_id=minted(), title="X")
    PriceVersion.objects.update(job_id=None)
    before = amounts(shop)
    Worker(beats=False).do_one()
    assert (amounts(shop), Job.objects.get().state) == (before, "failed")


def test_prices_end_with_a_version_and_changes_are_dropped(shop: Shop) -> None:
    desk, version = Desk("sales"), begun(shop)
    tea = PriceRow.objects.get(item=shop.items["tea"], unit="")
    assert "or with a version" in text_of(desk.client.post(url("prices_end"), {"id": tea.pk}))
    desk.say(url("prices_end"), ids=tea.pk, version=version)
    row = VersionRow.objects.get()
    assert (row.effect, row.price_row_id) == ("gone", tea.pk)
    page = text_of(desk.get(f"{url('version_rows')}?version={version}&effect=gone"))
    assert "tea" in page
    desk.say(url("version_rows_drop"), id=row.pk)
    assert VersionRow.objects.count() == 0


def test_lists_cost_the_same_for_one_and_for_three(shop: Shop) -> None:
    desk, version = Desk("owner"), begun(shop)
    pricing.set_version_prices(
        shop.by, version_id=version, rows=[PriceInput(D(7), item_id=shop.items["tea"])]
    )
    pages = [url("price_versions"), f"{url('version_rows')}?version={version}", url("price_version", version)]
    one = [count_of(desk, page) for page in pages]
    rows = [PriceInput(D(3), item_id=shop.items[sku]) for sku in ("cup", "milk")]
    pricing.set_version_prices(shop.by, version_id=version, rows=rows)
    for _ in range(2):
        begun(shop)
    assert [count_of(desk, page) for page in pages] == one
