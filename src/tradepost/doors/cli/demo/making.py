"""The demonstration company from nothing to today, in one transaction."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random

from django.db import transaction
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from tradepost.doors.cli.demo import goods, opening, parties, prices, staff
from tradepost.doors.cli.demo.agenda import Agenda
from tradepost.doors.cli.demo.company import Company, at
from tradepost.doors.cli.demo.demand import Market, busyness
from tradepost.doors.cli.demo.live_buying import Buying
from tradepost.doors.cli.demo.live_money import Money
from tradepost.doors.cli.demo.live_orders import Orders
from tradepost.doors.cli.demo.live_quotes import Offers, Returned

LIVE_ORDERS = 200
LONGEST_WINDOW, SHORTEST_WINDOW = 60, 8
"""The newest orders fill as many days as so many orders usually do."""


def make_company(now: datetime, *, orders: int, seed: int) -> Company:
    """Write everything, or nothing."""
    company = Company(now, orders, Random(seed))  # noqa: S311 dice, not a secret
    with transaction.atomic(), _steps() as step:
        step("people and prices")
        _set_up(company)
        market = Market(company)
        per_order = market.units_per_order(company.dice)
        daily = _per_day(company)
        first = company.today - timedelta(days=_window(company, daily))
        step("stock")
        rates = {sku: units * daily for sku, units in per_order.items()}
        opening.set_rules(company, rates)
        opening.first_stock(company, at(first - timedelta(days=2), 9), rates)
        step("the newest orders")
        _live(company, market, first)
    return company


def _set_up(company: Company) -> None:
    staff.hire(company)
    goods.set_rates(company)
    goods.stock_the_catalog(company)
    parties.make_customers(company)
    parties.make_suppliers(company)
    prices.set_taxes(company)
    prices.set_list_prices(company)
    prices.set_agreed_prices(company)
    opening.set_offers(company)


def _per_day(company: Company) -> float:
    """Orders a day, all days counted, as it goes now."""
    days = (company.today - company.start).days
    whole = sum(busyness(company, company.start + timedelta(days=n)) for n in range(days))
    newest = sum(busyness(company, company.today - timedelta(days=n)) for n in range(28)) / 28
    return company.orders * newest / whole


def _window(company: Company, daily: float) -> int:
    return min(max(round(LIVE_ORDERS / daily), SHORTEST_WINDOW), LONGEST_WINDOW)


def _live(company: Company, market: Market, first: date) -> None:
    """The newest weeks through the commands; then what no agenda brings by itself."""
    agenda = Agenda(company.now)
    money, buying = Money(company, agenda), Buying(company, agenda)
    orders = Orders(company, market, agenda, money)
    orders.plan(LIVE_ORDERS, first, company.today)
    buying.plan(first, company.today)
    agenda.work_off()
    moment = company.now - timedelta(hours=1)
    Returned(company).make_all(orders.shipped, moment)
    Offers(company, market).make_all(moment)
    money.odd_payments(moment)
    buying.open_work(moment)
    buying.quarantine(moment)


@contextmanager
def _steps() -> Iterator:
    """Say what is being made."""
    columns = SpinnerColumn(), TextColumn("demonstration company: {task.description}"), TimeElapsedColumn()
    with Progress(*columns, disable=not sys.stderr.isatty(), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda name: progress.update(task, description=name)
