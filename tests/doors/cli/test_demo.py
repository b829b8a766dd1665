"""The demonstration company: work in every state, books that add up, and the same company for the same seed."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import UTC, datetime, timedelta
from decimal import Decimal as D
from random import Random
from typing import Any

import pytest
from django.conf import settings
from stdnum import ean

from ledger.company import all_differences
from tradepost.base import sql
from tradepost.base.by import system
from tradepost.domain.access import queries as access_queries
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.parties import commands as parties
from tradepost.domain.planning import queries as planning_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.sales.flows import ORDER, QUOTE
from tradepost.doors.cli import demo
from tradepost.doors.cli.demo import goods, making
from tradepost.doors.cli.demo.agenda import Agenda
from tradepost.doors.cli.demo.company import Company
from tradepost.doors.cli.demo.goods_words import KINDS
from tradepost.doors.cli.demo.shelves import Batch, Shelf

NOW = datetime(2026, 3, 18, 14, 20, tzinfo=UTC)


def made(*words: str) -> int:
    parser = ArgumentParser()
    demo.arguments(parser)
    return demo.run(parser.parse_args(words))


def states(table: str, column: str = "state") -> set[str]:
    return {state for (state,) in sql.rows(f"select distinct {column} from {table}")}


def number(statement: str) -> int:
    return sql.rows(f"select count(*) from {statement}")[0][0]


class TestWhenItRefuses:
    def test_in_production_it_wants_to_hear_yes(
        self, db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setattr(settings, "PRODUCTION", True)
        assert made() == 1
        assert "--yes" in capsys.readouterr().out
        assert number("access_user") == 0

    @pytest.mark.parametrize("orders", ["499", "1000001"])
    def test_a_number_it_cannot_make(self, db: None, orders: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert made("--orders", orders) == 2
        assert "500 to 1,000,000" in capsys.readouterr().out
        assert number("access_user") == 0

    def test_a_database_that_is_in_use_is_left_alone(
        self, db: None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        by = system(NOW)
        parties.create_group(by, group_id=Company(NOW, 500, Random(1)).mint(NOW), name="Friends")
        assert made() == 0
        assert "nothing was done" in capsys.readouterr().out
        assert (number("access_user"), number("parties_customer"), number("base_event")) == (0, 0, 1)

    def test_stopped_half_way_it_leaves_nothing(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        def stop(*given: Any) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(making.history, "write_history", stop)
        with pytest.raises(KeyboardInterrupt):
            making.make_company(NOW, orders=500, seed=1)
        assert (number("access_user"), number("catalog_item"), number("base_event")) == (0, 0, 0)


class TestTheAgenda:
    def test_deeds_are_done_in_order_of_time_and_none_after_now(self) -> None:
        agenda, done = Agenda(NOW), []
        agenda.put(NOW + timedelta(minutes=1), lambda then: done.append("too late"))
        agenda.put(NOW, lambda then: done.append("now"))
        agenda.put(
            NOW - timedelta(days=1), lambda then: agenda.after(then, lambda _: done.append("next"), minutes=9)
        )
        assert agenda.work_off() == 3
        assert done == ["next", "now"]

    def test_what_would_fall_on_a_weekend_waits_for_monday(self) -> None:
        agenda, done = Agenda(NOW), []
        friday = NOW - timedelta(days=5)
        agenda.after(friday, done.append, days=1)
        agenda.work_off()
        assert done == [friday + timedelta(days=3)]


class TestTheShelves:
    def test_first_expiry_leaves_first_and_the_last_piece_takes_the_rest_of_the_value(self) -> None:
        late, soon = NOW.date() + timedelta(days=90), NOW.date() + timedelta(days=9)
        shelf = Shelf(good=None)  # type: ignore[arg-type]
        shelf.put(Batch(Company(NOW, 0, Random(1)).mint(NOW), "late", late, 5), D("10.00"))
        shelf.put(Batch(Company(NOW, 0, Random(2)).mint(NOW), "soon", soon, 2), D("0.01"))
        assert [(b.code, n, v) for b, n, v in shelf.take(3)] == [
            ("soon", 2, D("2.86")),
            ("late", 1, D("1.43")),
        ]
        assert [(b.code, n, v) for b, n, v in shelf.take(4)] == [("late", 4, D("5.72"))]
        assert (shelf.on_hand, shelf.value, list(shelf.batches)) == (0, 0, [])


@pytest.mark.slow
class TestTheCompany:
    """One company, looked at from all sides: making one takes a while."""

    def test_it_has_work_in_every_state_and_its_books_add_up(self, db: None) -> None:
        company = making.make_company(NOW, orders=600, seed=3)
        assert all_differences() == []
        self.master_data()
        self.open_work(company)
        self.history()
        self.people(company)
        assert made() == 0

    def master_data(self) -> None:
        assert 380 <= number("catalog_item") <= 420
        assert number("catalog_category c where c.parent_id is not null") == 23
        assert number("parties_customer") == 120
        assert number("parties_supplier") == 25
        assert len(states("parties_address", "country")) >= 4
        codes = [code for (code,) in sql.rows("select code from catalog_code where kind = 'gtin'")]
        assert all(ean.is_valid(code) for code in codes)
        assert {code[-13:-11] for code in codes} == {"20"}
        assert number("pricing_price_row where kind = 'percent' and minimum_quantity > 1") > 0

    def open_work(self, company: Company) -> None:
        assert states("sales_order") == set(ORDER.states)
        assert states("sales_quote") == set(QUOTE.states)
        assert states("fulfilment_shipment") >= {"planned", "picking", "packed", "dispatched", "delivered"}
        assert states("returns_return") == {
            "requested", "authorised", "received", "inspected", "settled", "rejected",
        }  # fmt: skip
        assert states("service_dispute") == {"open", "waiting", "settled"}
        assert states("purchasing_purchase_order") == {
            "draft", "approved", "sent", "acknowledged", "closed", "cancelled",
        }  # fmt: skip
        assert states("purchasing_variance", "kind") >= {"short", "damaged"}
        assert states("sales_hold where released_at is null", "reason") == {"credit", "manual"}
        today = reports_queries.today(system(NOW))
        assert [name for name in today.__dataclass_fields__ if not getattr(today, name)] in (
            [],
            ["purchases_due"],
        )
        assert number("billing_payment where order_id is not null") >= 1
        assert number("billing_payment where 0 < allocated and allocated < amount and order_id is null") >= 1
        assert number("inventory_position where unsellable > 0") >= 1
        assert number("purchasing_purchase_order where received_quantity > 0 and open_quantity > 0") >= 1
        soon = f"l.expires_on between '{NOW:%F}' and '{NOW + timedelta(days=30):%F}'"
        lying = "inventory_balance b join inventory_lot l on l.id = b.lot_id where on_hand > 0"
        assert 1 <= number(f"{lying} and {soon}") <= 30
        assert number(f"{lying} and l.expires_on < '{NOW:%F}'") == 0
        assert planning_queries.proposals(system(NOW), company.warehouse_id)

    def history(self) -> None:
        assert 590 <= number("sales_order") <= 620
        assert number(f"base_event where at > '{NOW}'") == 0
        assert number(f"sales_order where placed_at < '{NOW - timedelta(days=600)}'") > 30
        in_order = "select string_agg(id::text, ',' order by {}) from billing_invoice where kind = 'invoice'"
        assert sql.rows(in_order.format("invoiced_on, number")) == sql.rows(in_order.format("number"))
        past = "from base_event where command = 'demo.history'"
        assert sql.rows(f"select count(*) {past} and at < recorded_at - interval '1 year'")[0][0] > 100
        below = sql.rows(
            """with here as (
                 select item_id, lot_id, to_place_id as place_id, quantity, at, id from inventory_move
                 union all select item_id, lot_id, from_place_id, -quantity, at, id from inventory_move)
               select count(*) from (
                 select place_id, sum(quantity) over (
                   partition by item_id, lot_id, place_id order by at, id) as stock from here) s
               join inventory_place p on p.id = s.place_id
               where stock < 0 and p.kind in ('bin', 'receiving', 'quarantine')"""
        )
        assert below == [(0,)]

    def people(self, company: Company) -> None:
        for role, email, password in demo.SIGN_INS:
            user = next(user for user in access_queries.USERS.rows(system(NOW)) if user.email == email)
            assert user.check_password(password)
            assert role in access_queries.by_of(user, NOW).roles
        assert catalog_queries.find_items("CB-10", 3)

    def test_the_same_seed_makes_the_same_company(self, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
        """With few new orders the history reaches to yesterday; who would pay today has not paid yet."""
        monkeypatch.setattr(making, "LIVE_ORDERS", 10)
        with making.transaction.atomic():
            first = self.drawn(3)
            assert number(f"billing_invoice where due_on = '{NOW.date()}'") > 0
            assert all_differences() == []
            making.transaction.set_rollback(True)
        assert len({placed_at for placed_at, *_ in first}) > 490
        assert self.drawn(3) == first

    def drawn(self, seed: int) -> list[tuple[Any, ...]]:
        """A company, as its orders tell."""
        making.make_company(NOW, orders=600, seed=seed)
        return sql.rows(
            """select o.placed_at, o.customer_name, o.state, o.total, o.shipped_total, l.sku, l.quantity
               from sales_order o join sales_order_line l on l.order_id = o.id
               order by o.placed_at, o.customer_name, l.position, l.sku"""
        )


def test_another_seed_makes_another_company() -> None:
    def drawn(seed: int) -> list[list[str]]:
        dice = Random(seed)
        return [[name for name, _ in goods.names_of(kind, dice)] for kind in KINDS]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)


def test_history_is_not_written_into_a_closed_period(db: None) -> None:
    by, mint = system(NOW), Company(NOW, 0, Random(1)).mint
    accounts.close_period(by, open_from=NOW.date())
    before = NOW - timedelta(days=1)
    lines = [accounts.PostingInput(Ledger.CASH, D(5)), accounts.PostingInput(Ledger.OPENING, D(-5))]
    entry = accounts.EntryInput(mint(NOW), "opening", mint(NOW), before.date(), settings.BASE_CURRENCY, lines)
    with pytest.raises(accounts.PeriodIsClosed):
        accounts.load_past_entries(by, entries=[(before, entry)])
    assert (number("accounts_entry"), number("accounts_posting")) == (0, 0)
