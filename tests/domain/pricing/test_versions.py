"""Versions of a price list: changed in a draft, activated at once, rolled back, with nothing else moved."""

import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal as D
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from trade import Trade
from tradepost.base import feed
from tradepost.base.errors import ChangedMeanwhile, Invalid, NotFound, Refusal
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.base.job_queue import CancelWished
from tradepost.base.models import Job
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import PriceInput, PriceListIsRetired
from tradepost.domain.pricing.models import PriceRow, PriceVersion, Quota, VersionRow
from tradepost.domain.pricing.queries import Asked, Pick, prices_for
from tradepost.domain.pricing.rules import Formula

from .conftest import NOW, TODAY, Shop

AT_ONCE = timedelta(hours=1)


def begun(shop: Shop, name: str = "") -> UUID:
    made = pricing.make_version(shop.by, version_id=new_id(NOW), price_list_id=shop.base, name=name)
    return made.pk


def listed(shop: Shop) -> list[tuple[str, str, int, D]]:
    """What holds today, as (SKU, unit, from, amount)."""
    rows = PriceRow.objects.filter(price_list=shop.base).select_related("item", "category")
    return sorted(
        (
            row.item.sku if row.item else row.category.name,
            row.unit,
            row.minimum_quantity,
            row.amount.normalize(),
        )
        for row in rows
        if row.valid_until is None or row.valid_until > TODAY
    )


def told(version_id: UUID) -> list[str]:
    return [fact.name.removeprefix("pricing.version_") for fact in reversed(feed.about([version_id]))]


def test_a_version_changes_nothing_until_it_is_activated_then_all_at_once(shop: Shop) -> None:
    extra = PriceInput(D(17), item_id=shop.tea, minimum_quantity=10)
    pricing.set_prices(shop.by, price_list_id=shop.base, rows=[extra])
    before = listed(shop)
    version = begun(shop, "Spring")
    left = pricing.set_version_prices(
        shop.by,
        version_id=version,
        rows=[
            PriceInput(D("19.5"), item_id=shop.tea),
            PriceInput(D("9.60"), item_id=shop.coffee),
            PriceInput(D(200), item_id=shop.tea, unit="case"),
        ],
    )
    old = PriceRow.objects.get(item=shop.tea, minimum_quantity=10)
    assert left == 2
    assert pricing.end_version_prices(shop.by, version_id=version, price_ids=[old.pk]) == 3
    assert listed(shop) == before

    rows = {row.effect: row for row in VersionRow.objects.filter(of=version)}
    assert (rows["changed"].old_amount, rows["changed"].jump.quantize(D("0.01"))) == (D(18), D("8.33"))
    found = pricing_queries.difference_of(PriceVersion.objects.get(pk=version))
    assert (found.changed, found.added, found.gone, found.dearer, found.cheaper) == (1, 1, 1, 1, 0)

    for _ in range(2):
        pricing.activate_version(shop.by, version_id=version)
    assert listed(shop) == [
        ("COFFEE", "", 1, D("9.6")), ("TEA", "", 1, D("19.5")), ("TEA", "case", 1, D("2E+2"))
    ]  # fmt: skip
    made = PriceVersion.objects.get(pk=version)
    assert (made.state, made.activated_at) == ("active", NOW)
    assert told(version) == ["made", "prices_set", "prices_set", "activated"]
    fact = feed.about([version])[0].data
    assert (fact["changed"], fact["added"], fact["gone"]) == (1, 1, 1)
    # What ended is kept with its end, and the trigger kept what was changed.
    assert PriceRow.objects.get(pk=old.pk).valid_until == TODAY
    assert [
        row.amount for row in PriceRow.objects.get(item=shop.tea, unit="", minimum_quantity=1).history.all()
    ] == [D(18)]


def test_rolled_back_the_prices_are_as_they_were_but_those_changed_since(shop: Shop) -> None:
    pricing.set_prices(
        shop.by,
        price_list_id=shop.base,
        rows=[
            PriceInput(D(17), item_id=shop.tea, minimum_quantity=10),
            PriceInput(D(16), item_id=shop.tea, minimum_quantity=20, valid_from=TODAY + timedelta(days=9)),
        ],
    )
    before = listed(shop)
    version = begun(shop)
    gone = list(PriceRow.objects.filter(item=shop.tea, minimum_quantity__gte=10).values_list("id", flat=True))
    pricing.end_version_prices(shop.by, version_id=version, price_ids=gone)
    milk = shop.item("MILK")
    pricing.set_version_prices(
        shop.by,
        version_id=version,
        rows=[
            PriceInput(D(20), item_id=shop.tea),
            PriceInput(D(10), item_id=shop.coffee),
            PriceInput(D(1), item_id=milk),
        ],
    )
    pricing.activate_version(shop.by, version_id=version)
    assert listed(shop) == [("COFFEE", "", 1, D("1E+1")), ("MILK", "", 1, D(1)), ("TEA", "", 1, D("2E+1"))]
    shop.list_price(shop.coffee, "11")

    for _ in range(2):
        pricing.roll_back_version(shop.by, version_id=version)
    after = [row if row[0] != "COFFEE" else ("COFFEE", "", 1, D(11)) for row in before]
    assert listed(shop) == sorted(after)
    made = PriceVersion.objects.get(pk=version)
    assert (made.state, made.rolled_back, made.put_back, made.left_alone) == ("retired", True, 4, 1)
    assert told(version)[-1:] == ["rolled_back"]
    with pytest.raises(NotAllowed):
        pricing.activate_version(shop.by, version_id=version)


def test_the_version_before_is_active_again(shop: Shop) -> None:
    first, second = begun(shop), begun(shop)
    for version, amount in ((first, 20), (second, 25)):
        pricing.set_version_prices(
            shop.by, version_id=version, rows=[PriceInput(D(amount), item_id=shop.tea)]
        )
        pricing.activate_version(shop.by, version_id=version)

    def states() -> dict[int, str]:
        return dict(PriceVersion.objects.values_list("number", "state"))

    assert states() == {1: "retired", 2: "active"}
    pricing.roll_back_version(shop.by, version_id=second)
    assert (states(), ("TEA", "", 1, D("2E+1")) in listed(shop)) == ({1: "active", 2: "retired"}, True)
    pricing.roll_back_version(shop.by, version_id=first)
    assert (states(), ("TEA", "", 1, D(18)) in listed(shop)) == ({1: "retired", 2: "retired"}, True)


def test_a_draft_tells_the_truth_when_the_list_moves_below_it(shop: Shop) -> None:
    version = begun(shop)
    pricing.set_version_prices(shop.by, version_id=version, rows=[PriceInput(D(20), item_id=shop.tea)])
    shop.list_price(shop.tea, "19")
    row = VersionRow.objects.get(of=version)
    assert (row.effect, row.old_amount) == ("changed", D(19))
    pricing.remove_prices(shop.by, price_ids=[row.price_row_id])
    row.refresh_from_db()
    assert (row.effect, row.old_amount, row.price_row_id) == ("added", None, None)
    other = begun(shop)
    pricing.set_version_prices(shop.by, version_id=other, rows=[PriceInput(D(21), item_id=shop.tea)])
    pricing.activate_version(shop.by, version_id=other)
    row.refresh_from_db()
    assert (row.effect, row.old_amount) == ("changed", D(21))
    assert list(pricing_queries.differences()) == []


FORMULAS = [
    (Formula("percent", D(4)), {"TEA": "18.72", "COFFEE": "9.98"}),
    (Formula("percent", D(-10), "end_95"), {"TEA": "15.95", "COFFEE": "8.95"}),
    (Formula("amount", D("-2.5")), {"TEA": "15.5", "COFFEE": "7.1"}),
    (Formula("amount", D("0.03"), "step_05"), {"TEA": "18.05", "COFFEE": "9.65"}),
    (Formula("percent", D(1), "places", 0), {"TEA": "18", "COFFEE": "1E+1"}),
    # 9.60 - 10 would be below 0, and stays.
    (Formula("amount", D(-10)), {"TEA": "8", "COFFEE": "9.6"}),
]


@pytest.mark.parametrize(("formula", "expected"), FORMULAS)
def test_a_formula_changes_the_prices_of_a_draft(
    shop: Shop, formula: Formula, expected: dict[str, str]
) -> None:
    version = begun(shop)
    pricing.reprice_version(shop.by, version_id=version, pick=Pick(), formula=formula)
    pricing.activate_version(shop.by, version_id=version)
    assert {sku: amount for sku, _, _, amount in listed(shop)} == {
        sku: D(text) for sku, text in expected.items()
    }


def test_a_formula_goes_on_from_the_draft_and_touches_what_was_picked(shop: Shop) -> None:
    wine = shop.item("WINE", shop.drinks)
    shop.list_price(wine, "10")
    version = begun(shop)
    pricing.set_version_prices(
        shop.by,
        version_id=version,
        rows=[PriceInput(D(20), item_id=shop.tea), PriceInput(D(100), item_id=shop.tea, unit="case")],
    )
    by = shop.by
    double = Formula("percent", D(100))
    done = [
        pricing.reprice_version(by, version_id=version, pick=pick, formula=double)
        for pick in (Pick(category_id=shop.hot_drinks, unit="case"), Pick(text="tÉa"), Pick(item_ids=[wine]))
    ]
    assert [(one.picked, one.changed) for one in done] == [(1, 1), (2, 2), (1, 1)]
    found = {(row.item.sku, row.unit): row.amount for row in VersionRow.objects.select_related("item")}
    assert found == {("TEA", ""): 40, ("TEA", "case"): 400, ("WINE", ""): 20}
    assert pricing.reprice_version(by, version_id=version, pick=Pick(text="%"), formula=double).picked == 0
    with pytest.raises(Invalid):
        pricing.reprice_version(by, version_id=version, pick=Pick(), formula=Formula("percent", D(0)))


def test_what_holds_is_read_with_the_same_statement_as_ever(shop: Shop) -> None:
    buyer = shop.customer()
    version = begun(shop)
    pricing.set_version_prices(shop.by, version_id=version, rows=[PriceInput(D(20), item_id=shop.tea)])
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert prices_for(buyer, on=TODAY, asked=[Asked(shop.tea, D(1))])[0].unit_price == 18
    pricing.activate_version(shop.by, version_id=version)
    with CaptureQueriesContext(connection) as again:
        assert prices_for(buyer, on=TODAY, asked=[Asked(shop.tea, D(1))])[0].unit_price == 20
    assert (len(asked), len(again)) == (1, 1)
    assert "pricing_version" not in again[0]["sql"]


def test_a_quota_goes_on_being_used(shop: Shop) -> None:
    shop.list_price(shop.tea, "18", quota=100)
    row = PriceRow.objects.get(item=shop.tea)
    pricing.record_quota_used(shop.by, uses=[(row.pk, 30)])
    version = begun(shop)
    pricing.reprice_version(
        shop.by, version_id=version, pick=Pick(text="tea"), formula=Formula("percent", D(5))
    )
    pricing.activate_version(shop.by, version_id=version)
    row.refresh_from_db()
    assert (row.amount, row.quota, Quota.objects.get(price_row=row).used) == (D("18.9"), 100, 30)


def test_a_scheduled_version_is_activated_by_the_worker_at_its_moment(shop: Shop) -> None:
    version = begun(shop)
    moment = NOW + AT_ONCE
    with pytest.raises(Invalid):
        pricing.schedule_version(shop.by, version_id=version, activates_at=moment)
    pricing.set_version_prices(shop.by, version_id=version, rows=[PriceInput(D(20), item_id=shop.tea)])
    with pytest.raises(Invalid):
        pricing.schedule_version(shop.by, version_id=version, activates_at=NOW)
    with pytest.raises(ChangedMeanwhile):
        pricing.schedule_version(shop.by, version_id=version, activates_at=moment, expected=1)
    pricing.schedule_version(shop.by, version_id=version, activates_at=moment)
    with pytest.raises(NotAllowed):
        pricing.set_version_prices(shop.by, version_id=version, rows=[PriceInput(D(1), item_id=shop.tea)])
    with pytest.raises(NotAllowed):
        pricing.discard_version(shop.by, version_id=version)

    assert pricing.activate_due_versions(shop.by) == 0
    later = replace(shop.by, now=moment)
    assert [pricing.activate_due_versions(later) for _ in range(2)] == [1, 0]
    assert Job.objects.get().request == {"version_id": str(version)}
    pricing.unschedule_version(later, version_id=version)
    assert [row.amount for row in VersionRow.objects.all()] == [D(20)]
    pricing.discard_version(later, version_id=version)
    assert (PriceVersion.objects.count(), ("TEA", "", 1, D(18)) in listed(shop)) == (0, True)
    assert told(version) == ["made", "prices_set", "scheduled", "unscheduled", "discarded"]


def test_what_cannot_be_is_refused_and_nothing_changes(shop: Shop) -> None:
    version = begun(shop)
    other_list = shop.price_list("Other")
    pricing.set_prices(shop.by, price_list_id=other_list, rows=[PriceInput(D(1), item_id=shop.tea)])
    stranger = PriceRow.objects.get(price_list=other_list).pk
    refused: list[tuple[type[Refusal], object]] = [
        (NotFound, lambda: pricing.end_version_prices(shop.by, version_id=version, price_ids=[stranger])),
        (NotFound, lambda: pricing.activate_version(shop.by, version_id=new_id(NOW))),
        (Invalid, lambda: pricing.activate_version(shop.by, version_id=version)),
        (NotAllowed, lambda: pricing.roll_back_version(shop.by, version_id=version)),
        (
            Invalid,
            lambda: pricing.set_version_prices(
                shop.by, version_id=version, rows=[PriceInput(D(-1), item_id=shop.tea)]
            ),
        ),
    ]
    for kind, attempt in refused:
        with pytest.raises(kind):
            attempt()  # type: ignore[operator]
    pricing.retire_price_list(shop.by, price_list_id=other_list)
    with pytest.raises(PriceListIsRetired):
        pricing.make_version(shop.by, version_id=new_id(NOW), price_list_id=other_list)
    assert (VersionRow.objects.count(), PriceVersion.objects.count()) == (0, 1)


def test_a_change_that_knows_another_price_is_found(shop: Shop) -> None:
    version = begun(shop)
    pricing.set_version_prices(shop.by, version_id=version, rows=[PriceInput(D(20), item_id=shop.tea)])
    VersionRow.objects.update(old_amount=D(1))
    assert [(one.expected, one.found) for one in pricing_queries.differences()] == [("18.000000", "1.000000")]


def test_stopped_in_the_middle_nothing_has_changed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    for verb in ("activate_version", "roll_back_version"):
        monkeypatch.setattr(sys.modules[f"tradepost.domain.pricing.commands.{verb}"], "BATCH", 1)
    version = begun(shop)
    rows = [PriceInput(D(20), item_id=shop.tea), PriceInput(D(10), item_id=shop.coffee)]
    pricing.set_version_prices(shop.by, version_id=version, rows=rows)

    def stop(done: int, total: int) -> None:
        assert total == 2
        if done:
            raise CancelWished

    before = listed(shop)
    with pytest.raises(CancelWished):
        pricing.activate_version(shop.by, version_id=version, tell=stop)
    assert (listed(shop), PriceVersion.objects.get().state) == (before, "draft")
    pricing.activate_version(shop.by, version_id=version)
    after = listed(shop)
    with pytest.raises(CancelWished):
        pricing.roll_back_version(shop.by, version_id=version, tell=stop)
    assert (listed(shop), PriceVersion.objects.get().state) == (after, "active")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_activate_at_once_one_does_it(transactional_db: None) -> None:
    trade = Trade.open(NOW)
    trade.add_items("tea", price="10")
    version = pricing.make_version(trade.by, version_id=new_id(NOW), price_list_id=trade.price_list_id).pk
    rows = [PriceInput(D(12), item_id=trade.items["tea"])]
    pricing.set_version_prices(trade.by, version_id=version, rows=rows)
    start = threading.Barrier(3)
    answers: list[str] = []

    def say(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
            answers.append("done")
        finally:
            connection.close()

    other = [PriceInput(D(7), item_id=trade.items["tea"], minimum_quantity=5)]
    works: list[Callable[[], object]] = [
        lambda: pricing.activate_version(trade.by, version_id=version),
        lambda: pricing.activate_version(trade.by, version_id=version),
        lambda: pricing.set_prices(trade.by, price_list_id=trade.price_list_id, rows=other),
    ]
    threads = [threading.Thread(target=say, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["done"] * 3
    assert told(version) == ["made", "prices_set", "activated"]
    prices = PriceRow.objects.order_by("minimum_quantity").values_list("amount", flat=True)
    assert list(prices) == [12, 7]
