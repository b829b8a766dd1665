"""The demonstration company from nothing to today, in one transaction."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tradepost.doors.cli.demo import floor, goods, history, opening, parties, prices, staff
from tradepost.doors.cli.demo.agenda import Agenda
from tradepost.doors.cli.demo.company import Company, at
from tradepost.doors.cli.demo.demand import Market, pace
from tradepost.doors.cli.demo.live_buying import Buying
from tradepost.doors.cli.demo.live_corrections import Corrections, class_all_stock
from tradepost.doors.cli.demo.live_counts import Counts
from tradepost.doors.cli.demo.live_disputes import Disputes
from tradepost.doors.cli.demo.live_money import Money
from tradepost.doors.cli.demo.live_orders import Orders
from tradepost.doors.cli.demo.live_quotes import Offers, Returned
from tradepost.doors.cli.demo.live_repeating import Repeating
from tradepost.doors.cli.demo.live_transfers import Transfers
from tradepost.doors.cli.demo.past_books import OPEN_WORK, look_at_the_tables
from tradepost.doors.cli.demo.past_buying import Arrival

LIVE_ORDERS = 200
LONGEST_WINDOW, SHORTEST_WINDOW = 60, 8
"""The newest orders fill as many days as so many orders usually do."""


def make_company(now: datetime, *, orders: int, seed: int) -> Company:
    """Write everything, or nothing."""
    company = Company(now, orders, Random(seed))  # noqa: S311 dice, not a secret
    with transaction.atomic(), _steps(orders) as step:
        step("people, goods and prices", 0)
        _set_up(company)
        market = Market(company)
        market.measure(company.dice)
        daily = pace(company, company.today)
        first = company.today - timedelta(days=_window(daily))
        opening.set_rules(company, daily)
        coming = history.write_history(
            company, market, orders - LIVE_ORDERS, first, lambda done: step("history", done)
        )
        look_at_the_tables()
        step("the newest orders", orders - LIVE_ORDERS)
        _live(company, market, first, coming)
    return company


def _set_up(company: Company) -> None:
    staff.found(company)
    staff.hire(company)
    goods.set_rates(company)
    goods.stock_the_catalog(company)
    parties.make_customers(company)
    parties.make_suppliers(company)
    prices.set_taxes(company)
    prices.set_list_prices(company)
    prices.set_agreed_prices(company)
    opening.set_offers(company)


def _window(daily: float) -> int:
    """Days that the newest orders fill."""
    return min(max(round(LIVE_ORDERS / daily), SHORTEST_WINDOW), LONGEST_WINDOW)


def _live(company: Company, market: Market, first: date, coming: list[Arrival]) -> None:
    """The newest weeks through the commands; then what no agenda brings by itself."""
    agenda = Agenda(company.now)
    money, buying = Money(company, agenda), Buying(company, agenda)
    orders = Orders(company, market, agenda, money)
    orders.plan(LIVE_ORDERS, first, company.today)
    buying.await_arrivals(coming)
    buying.plan(first, company.today)
    # What a history left full has been looked at already.
    young = OPEN_WORK if company.orders > LIVE_ORDERS else ""
    for day in (first + timedelta(days=2**n) for n in range(6)):
        agenda.put(at(day, 6), lambda _: look_at_the_tables(young))
    agenda.work_off()
    moment = company.now - timedelta(hours=1)
    orders.order_too_much(moment)
    Returned(company).make_all(orders.shipped, moment)
    Disputes(company).make_all(orders.shipped, moment)
    Offers(company, market).make_all(moment)
    money.odd_payments(moment)
    buying.open_work(moment)
    buying.quarantine(moment)
    Counts(company).make_all(moment)
    Corrections(company).make_all(moment)
    floor.arrange(company, moment)
    Transfers(company).make_all(moment)
    class_all_stock(company)
    prices.set_rules_of_selling(company, moment)
    Repeating(company, market).make_all(moment)


@contextmanager
def _steps(orders: int) -> Iterator[Callable[[str, int], None]]:
    """Say what is being made, and how many orders there are."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, disable=not sys.stderr.isatty(), transient=True) as progress:
        task = progress.add_task("demonstration company", total=orders)
        yield lambda name, done: progress.update(
            task, description=f"demonstration company: {name}", completed=done
        )
