"""A few figures of the last months, each drawn as bars that lead to the rows behind them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from urllib.parse import urlencode

from babel.dates import format_date
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import SalesRow, ServiceRow
from tradepost.doors.office.parts.addresses import address
from tradepost.render.charts import SMALL, Bar, bars
from tradepost.render.formats import locale, money_text, number_text, percent_text
from tradepost.render.marks import money, percent, quantity
from tradepost.render.screens.document import Text

BASE = settings.BASE_CURRENCY
PERIODS = (6, 12, 24)
USUAL = 12
CATEGORIES = 6
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its value now, its chart, and the list behind it."""

    name: str
    label: Text
    value: SafeString
    note: Text
    chart: SafeString
    url: str
    past: "Past | None" = None


@dataclass(frozen=True, slots=True)
class Past:
    """How a figure that is told for now was when each of the months ended: a chart, and what it says."""

    note: Text
    chart: SafeString


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the period, half-open, with its short name for the chart and its whole one for the table."""

    first: date
    until: date

    @property
    def short(self) -> str:
        return format_date(self.first, format="LLL", locale=locale()).rstrip(".")

    @property
    def whole(self) -> str:
        return format_date(self.first, format="LLLL y", locale=locale())

    @property
    def key(self) -> str:
        return f"{self.first:%Y-%m}"

    @property
    def days(self) -> str:
        return f"{self.first}..{self.until}"

    @property
    def last(self) -> date:
        return self.until - DAY


def months_until(today: date, count: int) -> list[Month]:
    """The last months with the present one, the oldest first."""
    found, first = [], today.replace(day=1)
    for _number in range(count):
        found.insert(0, Month(first, (first + 32 * DAY).replace(day=1)))
        first = (first - DAY).replace(day=1)
    return found


def figures_of(by: By, today: date, count: int) -> list[Figure]:
    """What this person may see, in a number of statements that does not grow."""
    months = months_until(today, count)
    made = (
        _sales(by, months),
        _service(by, months),
        *_levels(by, today, months),
    )
    return [figure for part in made for figure in part]


def _sales(by: By, months: Sequence[Month]) -> Iterator[Figure]:
    if not (access_queries.may(by, "reports.read") and access_queries.may(by, "sales.read")):
        return
    period = (months[0].first, months[-1].until)
    ordered = _by_month(reports_queries.sales_by(by, period, basis="ordered"))
    yield _figure("orders", _("Orders"), [
        (month, _documents(ordered.get(month.key)), _listed("orders", state=_PLACED, placed=month.days))
        for month in months
    ], quantity, number_text, _sales_url(months, "ordered"))  # fmt: skip
    if not access_queries.may(by, "billing.read"):
        return
    invoiced = _by_month(reports_queries.sales_by(by, period))
    yield _figure("invoiced", _("Invoiced"), [
        (month, _net(invoiced.get(month.key)), _listed("invoices", invoiced_on=month.days))
        for month in months
    ], lambda value: money(value, BASE), _money, _sales_url(months, "invoiced"))  # fmt: skip
    if access_queries.may(by, "catalog.read_cost"):
        yield _figure("margin", _("Margin"), [
            (month, _margin(invoiced.get(month.key)), _listed("invoices", invoiced_on=month.days))
            for month in months
        ], percent, percent_text, _sales_url(months, "invoiced"), most=Decimal(1))  # fmt: skip


_PLACED = ("confirmed", "closed")


def _service(by: By, months: Sequence[Month]) -> Iterator[Figure]:
    if not access_queries.may(by, "fulfilment.read"):
        return
    found = {
        row.month: row for row in reports_queries.service_by_month(by, (months[0].first, months[-1].until))
    }
    if not found:
        return
    rates: tuple[tuple[str, Text, Callable[[ServiceRow], Decimal | None]], ...] = (
        ("on_time", _("Shipped on time"), lambda row: row.rate_on_time),
        ("fill_rate", _("Fill rate"), lambda row: row.fill_rate),
    )
    for name, label, rate in rates:
        told = [
            (
                month,
                rate(found[month.first]) if month.first in found else None,
                _listed("shipments", shipped=month.days),
            )
            for month in months
        ]
        yield _figure(name, label, told, percent, percent_text, address("shipments"), most=Decimal(1))


def _levels(by: By, today: date, months: Sequence[Month]) -> list[Iterator[Figure]]:
    """Each with what it was when the months ended: one statement for orders and invoices, one for stock."""
    if not (access_queries.may(by, "billing.read") or access_queries.may(by, "reports.read")):
        return []
    ended = reports_queries.month_ends(by, [month.last for month in months[:-1]])
    orders = {day: told.open_orders for day, told in ended.items()}
    overdue = {day: told.overdue for day, told in ended.items()}
    return [
        _open_orders(by, today, _Before(months, orders)),
        _stock(by, months),
        _overdue(by, today, _Before(months, overdue)),
    ]


@dataclass(frozen=True, slots=True)
class _Before:
    """The months of the period, and what is known of their ends; of the present one it is what is now."""

    months: Sequence[Month]
    ended: Mapping[date, Decimal]

    def told(self, label: Text, now: Decimal, url: Callable[[Month], str]) -> Past | None:
        """The chart; nothing where no month is known."""
        if not self.ended:
            return None
        *before, present = self.months
        found = [*((month, self.ended.get(month.last)) for month in before), (present, now)]
        words = [(month.whole, "–" if value is None else _money(value)) for month, value in found]
        shown = [
            Bar(month.short, value, f"{whole}: {said}", "" if value is None else url(month))
            for (month, value), (whole, said) in zip(found, words, strict=True)
        ]
        note = _("at the end of each month; last month %s") % words[-2][1]
        return Past(note, bars(shown, _("%s by month") % label, size=SMALL))


def _open_orders(by: By, today: date, past: _Before) -> Iterator[Figure]:
    if not (access_queries.may(by, "reports.read") and access_queries.may(by, "sales.read")):
        return
    monday = today - today.weekday() * DAY
    weeks = [(monday + 7 * number * DAY, monday + 7 * (number + 1) * DAY) for number in range(3)]
    ranges = [(date.min, today), (today, weeks[0][1]), *weeks[1:], (weeks[-1][1], date.max)]
    names = (_("late"), _("this week"), _("next week"), _("2 weeks"), _("later"), _("no day"))
    found = reports_queries.open_orders_by_day(by, ranges)
    shown = []
    for name, level, days in zip(names, found, [*ranges, None], strict=True):
        asked = (
            {
                "requested": f"{'' if days[0] == date.min else days[0]}..{'' if days[1] == date.max else days[1]}"
            }
            if days
            else {}
        )
        shown.append(Bar(name, level.amount, f"{name}: {_money(level.amount)}, {_orders(level.documents)}",
                         _listed("orders", state="confirmed", **asked), "bad" if name == names[0] else ""))  # fmt: skip
    total = sum((level.amount for level in found), ZERO)
    yield _level(
        "open",
        _("Open orders"),
        total,
        shown,
        _listed("orders", unshipped="yes"),
        _("with tax, by the day they are wanted"),
        past.told(
            _("Open orders"),
            total,
            lambda month: _listed("orders", state=_PLACED, open_at=f"..{min(month.until, today + DAY)}"),
        ),
    )


def _stock(by: By, months: Sequence[Month]) -> Iterator[Figure]:
    if not access_queries.may(by, "catalog.read_cost") or not access_queries.may(by, "reports.read"):
        return
    found = sorted(reports_queries.stock_by_category(by), key=lambda row: -(row.value or ZERO))
    first, rest = found[:CATEGORIES], found[CATEGORIES:]
    told = [(row.category or _("without"), row.value or ZERO) for row in first]
    if rest:
        told.append((_("others"), sum((row.value or ZERO for row in rest), ZERO)))
    url = address("stock_by_category")
    shown = [Bar(name, value, f"{name}: {_money(value)}", url) for name, value in told]
    total = sum((row.value or ZERO for row in found), ZERO)
    ended = inventory_queries.values_at(by, [month.last for month in months[:-1]])
    first = next((day for day in sorted(ended) if ended[day]), date.max)
    yield _level(
        "stock",
        _("Stock value"),
        total,
        shown,
        address("stock_value"),
        _("by category"),
        _Before(months, {day: value for day, value in ended.items() if day >= first}).told(
            _("Stock value"),
            total,
            lambda month: (
                address("stock_value")
                if month is months[-1]
                else _listed("stock_as_of", warehouse="", day=str(month.last))
            ),
        ),
    )


def _overdue(by: By, today: date, past: _Before) -> Iterator[Figure]:
    if not access_queries.may(by, "billing.read"):
        return
    steps = (0, 30, 60, 90)
    ranges = [(today - end * DAY, today - begin * DAY) for begin, end in pairwise(steps)]
    ranges.append((date.min, today - steps[-1] * DAY))
    names = ("1–30", "31–60", "61–90", "> 90")
    found = reports_queries.overdue_by_day(by, ranges)
    shown = [
        Bar(name, level.amount, _("%(days)s days: %(amount)s") % {"days": name, "amount": _money(level.amount)},
            _listed("invoices", kind="invoice", open="yes", due_on=f"{'' if since == date.min else since}..{until}"),
            "bad" if name == names[-1] else "")
        for name, level, (since, until) in zip(names, found, ranges, strict=False)
    ]  # fmt: skip
    total = sum((level.amount for level in found), ZERO)
    yield _level(
        "overdue",
        _("Overdue"),
        total,
        shown,
        address("ageing"),
        _("by days past due"),
        past.told(_("Overdue"), total, lambda month: _listed("ageing", on=str(min(month.last, today)))),
    )


def _figure(
    name: str,
    label: Text,
    told: Sequence[tuple[Month, Decimal | None, str]],
    mark: Callable[[Decimal | None], SafeString],
    text: Callable[[Decimal], str],
    url: str,
    most: Decimal | None = None,
) -> Figure:
    words = [(month.whole, "–" if value is None else text(value)) for month, value, _url in told]
    shown = [
        Bar(month.short, value, f"{whole}: {said}", link)
        for (month, value, link), (whole, said) in zip(told, words, strict=True)
    ]
    before = words[-2][1] if len(words) > 1 else ""
    note = _("this month; last month %s") % before if before else _("this month")
    chart = bars(shown, str(label), size=SMALL, most=most)
    return Figure(name, label, mark(told[-1][1]), note, chart, url)


def _level(
    name: str,
    label: Text,
    total: Decimal,
    shown: Sequence[Bar],
    url: str,
    note: Text,
    before: Past | None,
) -> Figure:
    chart = bars(shown, str(label), size=SMALL)
    return Figure(name, label, money(total, BASE), note, chart, url, before)


def _by_month(rows: Sequence[SalesRow]) -> dict[str, SalesRow]:
    return {row.key: row for row in rows}


def _documents(row: SalesRow | None) -> Decimal:
    return Decimal((row.documents or 0) if row else 0)


def _net(row: SalesRow | None) -> Decimal:
    return row.net if row else ZERO


def _margin(row: SalesRow | None) -> Decimal | None:
    return row.margin / row.net if row and row.margin is not None and row.net else None


def _money(amount: Decimal) -> str:
    return f"{money_text(amount, BASE)} {BASE}"


def _orders(count: int) -> str:
    return _("%s orders") % number_text(count)


def _sales_url(months: Sequence[Month], basis: str) -> str:
    return _listed(
        "sales_report",
        basis=basis,
        group="month",
        since=str(months[0].first),
        until=str(months[-1].until - DAY),
    )


def _listed(page: str, **filters: str | Sequence[str]) -> str:
    url = address(page)
    return f"{url}?{urlencode(filters, doseq=True, safe='.')}" if url else ""
