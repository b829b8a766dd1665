"""Two years of trade, day by day: decided in memory, written in batches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

from tradepost.doors.cli.demo import opening
from tradepost.doors.cli.demo.company import Company, at
from tradepost.doors.cli.demo.demand import Market, orders_per_day, pace
from tradepost.doors.cli.demo.past_books import PastBooks, enough_lines
from tradepost.doors.cli.demo.past_buying import Arrival, PastBuying
from tradepost.doors.cli.demo.past_trade import PastTrade
from tradepost.doors.cli.demo.price_book import PriceBook

Progress = Callable[[int], None]


def write_history(
    company: Company, market: Market, count: int, until: date, progress: Progress
) -> list[Arrival]:
    """`count` orders from the beginning to the day before `until`, with all that followed up to yesterday.

    Gives what was bought before `until` and comes later: it meets the newest orders on its way to the shelves, and so
    is received beside them, in order of time.
    """

    @lru_cache(maxsize=64)
    def pace_of(month: date) -> float:
        return pace(company, month)

    start = company.start
    shelves = opening.first_stock(company, at(start - timedelta(days=3), 9), pace_of(start))
    buying = PastBuying(company, shelves, lambda day: pace_of(day.replace(day=15)))
    trade = PastTrade(company, market, shelves)
    books = PastBooks(company, PriceBook(company))
    enough = enough_lines(count)
    per_day = orders_per_day(company, count, start, until - timedelta(days=1))
    yesterday = company.today - timedelta(days=1)
    for n in range((yesterday - start).days + 1):
        day = start + timedelta(days=n)
        purchases = buying.receive(day) if day < until else []
        if day < until and day.weekday() < 5:
            buying.review(day, yesterday)
        sold = trade.sell(day, per_day.get(day, 0))
        books.add(sold, trade.depart(day), purchases)
        if books.lines >= enough or day == yesterday:
            books.write(day)
            progress(books.written)
    return buying.on_their_way()
