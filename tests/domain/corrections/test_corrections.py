"""Stock and books are brought to what lies there, for a reason: at once up to a limit, else when somebody approves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal as D
from typing import Any
from uuid import UUID

import pytest

from small_warehouse import NOW, Trade, differences, everything, statements
from tradepost.base import feed
from tradepost.base.by import By
from tradepost.base.errors import Invalid, NotFound
from tradepost.base.flows import NotAllowed
from tradepost.base.ids import new_id
from tradepost.domain.accounts.queries import entries_about
from tradepost.domain.corrections import commands as corrections
from tradepost.domain.corrections import queries
from tradepost.domain.corrections.commands import AboveYourLimit, CorrectionInput
from tradepost.domain.corrections.models import Correction, CorrectionLine, Reason
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.commands import NotEnoughStock
from tradepost.domain.inventory.models import Place, Posting
from unchanged import contents, unchanged

pytestmark = pytest.mark.django_db


def main(trade: Trade) -> UUID:
    return Place.objects.get(warehouse_id=trade.warehouse, code="MAIN").id


def correct(
    trade: Trade, *deltas: tuple[str, int], reason: str = "counted", by: By | None = None, **given: Any
) -> Correction:
    lines = [CorrectionInput(trade.items[sku], main(trade), delta) for sku, delta in deltas]
    given = {"correction_id": new_id(NOW), "lines": lines, **given}
    return corrections.correct_stock(by or trade.by, warehouse_id=trade.warehouse, reason=reason, **given)


def worker(trade: Trade, *roles: str) -> By:
    return replace(trade.by, actor="Tom", actor_id=UUID(int=7), roles=frozenset(roles or ("warehouse",)))


def ledgers() -> dict[str, Any]:
    rows = contents("inventory", "accounts")
    return {name: told for name, told in rows.items() if not name.startswith("base_")}


def nothing_differs() -> None:
    assert differences() == []
    assert list(queries.differences()) == []


def told(one: Correction) -> list[str]:
    return [event.name for event in feed.about([one.pk], 10) if event.name.startswith("corrections.")]


def test_what_is_lost_costs_its_average_and_what_is_found_is_worth_it(trade: Trade) -> None:
    trade.stock("tea", 10, cost="2.00")
    trade.stock("cup", 4, cost="1.50")
    one = correct(trade, ("tea", -3), ("cup", 2))
    assert (trade.shelf("tea")[0], trade.shelf("cup")[0]) == (7, 6)
    assert trade.books()["STOCK_LOSS"] == D(3)
    assert trade.books()["STOCK"] == D(23)
    (entry,) = entries_about(one.pk)
    assert (entry.kind, entry.posted_on) == ("adjustment", NOW.date())
    assert (one.state, one.found_value, one.lost_value, one.value) == ("posted", D(3), D(6), D(-3))
    assert told(one) == ["corrections.posted"]
    nothing_differs()


@pytest.mark.parametrize(
    ("reason", "delta", "account"),
    [
        ("damaged", -3, "SCRAP"),
        ("expired", -3, "SCRAP"),
        ("stolen", -3, "STOCK_LOSS"),
        ("sample", -3, "SAMPLES"),
        ("donation", -3, "DONATIONS"),
        ("own_use", -3, "OWN_USE"),
        ("found", 3, "STOCK_LOSS"),
    ],
)
def test_each_reason_is_borne_by_its_account(trade: Trade, reason: str, delta: int, account: str) -> None:
    trade.stock("tea", 10, cost="2.00")
    one = correct(trade, ("tea", delta), reason=reason, note="aisle 3")
    assert trade.books()[account] == D(-2 * delta)
    assert Posting.objects.get(pk=one.pk).reason == f"{one.reason_name}. aisle 3"
    nothing_differs()


def test_sent_twice_it_is_one_correction(trade: Trade) -> None:
    trade.stock("tea", 10)
    pk = new_id(NOW)
    assert correct(trade, ("tea", -1), correction_id=pk) == correct(trade, ("tea", -1), correction_id=pk)
    assert trade.shelf("tea")[0] == 9


def test_goods_of_a_lot_nobody_knew_are_found_with_it(trade: Trade) -> None:
    trade.stock("milk", 5, lot="L1")
    line = CorrectionInput(trade.items["milk"], main(trade), 2, lot_code="L2", expires_on=date(2026, 6, 1))
    correct(trade, lines=[line], reason="found")
    found = inventory_queries.placed_stock(trade.by, trade.items["milk"])
    assert [(row.lot_code, row.on_hand) for row in found] == [("L2", 2), ("L1", 5)]
    nothing_differs()


@pytest.mark.parametrize(
    ("deltas", "reason", "error"),
    [
        ((("tea", 0),), "counted", Invalid),
        ((("tea", -1),), "nobody knows", Invalid),
        ((("tea", -11),), "counted", NotEnoughStock),
        ((("tea", 1),), "damaged", Invalid),
        ((("tea", 1),), "sample", Invalid),
        ((("tea", -1),), "found", Invalid),
        ((("milk", 1),), "found", Invalid),
    ],
)
def test_correct_stock_refuses_and_changes_nothing(
    trade: Trade, deltas: Any, reason: str, error: type[Exception]
) -> None:
    trade.stock("tea", 10)
    before = everything()
    with unchanged("corrections"), pytest.raises(error):
        correct(trade, *deltas, reason=reason)
    assert everything() == before


def test_a_place_or_lot_of_something_else_is_named_at_its_line(trade: Trade) -> None:
    trade.stock("tea", 10)
    trade.stock("milk", 5, lot="L1")
    (milk,) = inventory_queries.placed_stock(trade.by, trade.items["milk"])
    good = CorrectionInput(trade.items["tea"], main(trade), -1)
    bad = [
        good,
        replace(good, place_id=new_id(NOW)),
        replace(good, lot_id=milk.lot_id),
        replace(good, item_id=new_id(NOW)),
    ]
    with unchanged("corrections", "inventory", "accounts"), pytest.raises(Invalid) as refused:
        correct(trade, lines=bad)
    assert list(refused.value.facts["fields"]) == ["lines.1.place", "lines.2.lot", "lines.3.item"]


def test_above_the_limit_of_a_role_nothing_is_posted_until_somebody_approves(
    trade: Trade, settings: Any
) -> None:
    settings.CORRECTION_LIMITS = {"warehouse": 4, "billing": 8}
    trade.stock("tea", 10, cost="2.00")
    trade.stock("cup", 10, cost="2.00")
    assert correct(trade, ("tea", -2), by=worker(trade)).state == "posted"
    before = ledgers()
    # One found makes not up for two that are gone.
    one = correct(trade, ("tea", -2), ("cup", 1), by=worker(trade), note="wet")
    assert ledgers() == before
    assert (one.state, one.asked_by, one.settled_at) == ("waiting", "Tom", None)
    assert told(one) == ["corrections.asked"]
    nothing_differs()
    with unchanged("corrections", "inventory", "accounts"), pytest.raises(AboveYourLimit) as refused:
        corrections.approve_correction(worker(trade), correction_id=one.pk)
    assert refused.value.facts == {"limit": D(4)}
    assert "6" not in refused.value.message, "a worker sees no costs"
    done = corrections.approve_correction(worker(trade, "billing"), correction_id=one.pk)
    assert (done.state, done.value, trade.shelf("tea")[0]) == ("posted", D(-2), 6)
    with unchanged("corrections", "inventory", "accounts"), pytest.raises(NotAllowed):
        corrections.approve_correction(trade.by, correction_id=one.pk)
    nothing_differs()


def test_a_role_without_a_limit_always_asks_and_an_owner_never(trade: Trade, settings: Any) -> None:
    settings.CORRECTION_LIMITS = {"warehouse": 4}
    trade.stock("tea", 1000, cost="20.00")
    assert correct(trade, ("tea", -1), by=worker(trade, "sales")).state == "waiting"
    assert correct(trade, ("tea", -900), by=worker(trade, "owner", "sales")).state == "posted"


def test_what_is_declined_is_kept_to_be_read_and_corrects_nothing(trade: Trade, settings: Any) -> None:
    settings.CORRECTION_LIMITS = {}
    trade.stock("tea", 10)
    one = correct(trade, ("tea", -2), by=worker(trade))
    with unchanged("corrections", "inventory"), pytest.raises(Invalid):
        corrections.decline_correction(trade.by, correction_id=one.pk, reason=" ")
    one = corrections.decline_correction(trade.by, correction_id=one.pk, reason="count again")
    assert (one.state, one.declined_reason, trade.shelf("tea")[0]) == ("declined", "count again", 10)
    with unchanged("corrections", "inventory"), pytest.raises(NotAllowed):
        corrections.approve_correction(trade.by, correction_id=one.pk)
    nothing_differs()


def test_what_is_gone_meanwhile_cannot_be_approved(trade: Trade, settings: Any) -> None:
    settings.CORRECTION_LIMITS = {}
    trade.stock("tea", 10)
    with unchanged("corrections", "inventory"), pytest.raises(NotEnoughStock):
        correct(trade, ("tea", -6), ("tea", -5), by=worker(trade))
    one = correct(trade, ("tea", -6), by=worker(trade))
    correct(trade, ("tea", -5))
    with unchanged("corrections", "inventory", "accounts"), pytest.raises(NotEnoughStock):
        corrections.approve_correction(trade.by, correction_id=one.pk)


def test_who_is_limited_to_another_warehouse_corrects_and_sees_nothing_here(trade: Trade) -> None:
    trade.stock("tea", 10)
    one = correct(trade, ("tea", -1))
    far = replace(worker(trade), scope={"warehouse": new_id(NOW)})
    with unchanged("corrections", "inventory"), pytest.raises(NotFound):
        correct(trade, ("tea", -1), by=far)
    assert queries.CORRECTIONS.page(far).rows == queries.LINES.page(far).rows == []
    with pytest.raises(NotFound):
        queries.correction(far, one.pk)
    rep = replace(worker(trade, "rep"), scope={"rep": new_id(NOW)})
    assert queries.CORRECTIONS.page(rep).rows == []


def test_it_costs_the_same_for_one_line_and_for_a_hundred(trade: Trade) -> None:
    ids = trade.many_items(100)
    place = main(trade)
    counted = []
    for some in (ids[:1], ids):
        with statements() as said:
            correct(trade, lines=[CorrectionInput(pk, place, 1) for pk in some])
        counted.append(len(said))
    assert counted[0] == counted[1], counted
    for listing in (queries.CORRECTIONS, queries.LINES):
        with statements() as one:
            listing.page(trade.by, limit=1)
        with statements() as many:
            listing.page(trade.by, limit=50)
        assert len(one) == len(many)


def test_verify_tells_what_the_ledger_and_the_books_do_not_bear_out(trade: Trade) -> None:
    trade.stock("tea", 10, cost="2.00")
    one = correct(trade, ("tea", -2), reason="damaged")
    nothing_differs()
    CorrectionLine.objects.filter(correction_id=one.pk).update(quantity=-3)
    Correction.objects.filter(pk=one.pk).update(lost_value=5, value=-5, account="5920", lines_count=2)
    found = {(each.invariant, each.what.split(",")[0]) for each in queries.differences()}
    assert found == {
        ("I2", "tea at MAIN"),
        ("I7", "lines"),
        ("I7", "value gone"),
        ("I7", "value posted"),
        ("I8", "account 5920"),
    }


# ---- reasons


def test_a_company_changes_a_shipped_reason_and_makes_its_own(trade: Trade) -> None:
    trade.stock("tea", 10, cost="2.00")
    before = correct(trade, ("tea", -1), reason="sample")
    kept = corrections.keep_reason(trade.by, code="sample", name="Tasting", kind="give_away", account="5930")
    corrections.keep_reason(trade.by, code="fair", name="Fair", kind="give_away", account="5920")
    assert [why.code for why in queries.reasons(["give_away"])] == ["sample", "donation", "own_use", "fair"]
    after = correct(trade, ("tea", -1), reason="sample")
    before.refresh_from_db()
    assert (before.reason_name, before.account) == ("Sample", "5920")
    assert (after.reason_name, after.account) == ("Tasting", "5930")
    with unchanged("corrections"):
        assert (
            corrections.keep_reason(trade.by, code="sample", name="Tasting", kind="give_away", account="5930")
            == kept
        )
    assert Reason.objects.count() == 2
    nothing_differs()


def test_for_a_closed_reason_nothing_new_is_corrected(trade: Trade) -> None:
    trade.stock("tea", 10)
    corrections.keep_reason(
        trade.by, code="stolen", name="Stolen", kind="scrap", account="5900", is_open=False
    )
    assert "stolen" not in [why.code for why in queries.reasons()]
    assert "stolen" in [why.code for why in queries.reasons(closed=True)]
    with unchanged("corrections", "inventory"), pytest.raises(Invalid):
        correct(trade, ("tea", -1), reason="stolen")


@pytest.mark.parametrize(
    "given",
    [{"code": "No spaces"}, {"name": " "}, {"name": "x" * 61}, {"kind": "burn"}, {"account": "1000"}],
)
def test_a_reason_that_cannot_be_is_refused(trade: Trade, given: dict[str, str]) -> None:
    good = {"code": "fair", "name": "Fair", "kind": "give_away", "account": "5920"}
    with unchanged("corrections"), pytest.raises(Invalid) as refused:
        corrections.keep_reason(trade.by, **{**good, **given})
    assert list(refused.value.facts["fields"]) == list(given)
