"""Made-up rows: what the design page shows, and a Listing that reads them instead of a database."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from tradepost.base.by import By
from tradepost.base.listing import Filter, Listing, Page

CUSTOMERS = (
    "Harbour Grocers Ltd", "Café Lindqvist", "Alpenblick Gasthof GmbH", "Northside Deli & Wine",
    "O’Brien’s Provisions", "Bäckerei Öztürk", "<b>Bold & Sons</b>", "Mercado del Puerto, S.A.",
    "The Extraordinarily Long-Named Wholesale Trading Company of Lower Saxony and Neighbouring Counties",
    "مؤسسة النور للتجارة",
)  # fmt: skip
STATES = ("draft", "placed", "confirmed", "held", "partly_shipped", "shipped", "closed", "cancelled")
TOWNS = ("Leith", "Uppsala", "Bregenz", "Bristol", "Cork", "Köln", "York", "Cádiz", "Hannover", "Muscat")
ROWS = 137


@dataclass(frozen=True, slots=True)
class SampleOrder:
    pk: str
    number: str
    customer: str
    town: str
    customer_po: str
    state: str
    placed_at: datetime
    promised_on: date | None
    shipped: Decimal
    lines: int
    total: Decimal
    currency: str
    late: bool


def orders(now: datetime, count: int = ROWS) -> list[SampleOrder]:
    """The same rows every time, their days around today."""
    return [_order(now, place) for place in range(count)]


def _order(now: datetime, place: int) -> SampleOrder:
    state = STATES[(place * 5 + place // 7) % len(STATES)]
    placed = now - timedelta(hours=place * 9 + place * place % 31)
    return SampleOrder(
        pk=f"sample-{place}",
        number=f"SO-{20480 - place}",
        customer=CUSTOMERS[place * 3 % len(CUSTOMERS)],
        town=TOWNS[place * 3 % len(TOWNS)],
        customer_po=f"PO {7000 + place * 37 % 991}" if place % 3 else "",
        state=state,
        placed_at=placed,
        promised_on=(placed + timedelta(days=place % 9 + 1)).date() if state != "draft" else None,
        shipped=Decimal(place * 17 % 101) / 100
        if state == "partly_shipped"
        else Decimal(state in {"shipped", "closed"}),
        lines=place * 7 % 43 + 1,
        total=Decimal(place * 7919 % 1_900_000) / 100 - (250 if place % 29 == 3 else 0),
        currency="JPY" if place % 31 == 5 else "EUR",
        late=place % 11 == 4,
    )


class SampleListing(Listing[Any]):
    """Pages, filters and sorts a list in memory the way a Listing does in the database."""

    def _found(self, by: By, filters: Mapping[str, list[str]], search: str) -> list[SampleOrder]:
        rows = orders(by.now)
        if states := filters.get("state"):
            rows = [row for row in rows if row.state in states]
        if late := filters.get("late"):
            rows = [row for row in rows if row.late == (late[0] == "yes")]
        if days := filters.get("placed"):
            first, _dots, last = days[0].partition("..")
            rows = [row for row in rows if (not first or row.placed_at.date().isoformat() >= first)]
            rows = [row for row in rows if (not last or row.placed_at.date().isoformat() < last)]
        if customers := filters.get("customer"):
            rows = [row for row in rows if row.customer in customers]
        words = search.lower()
        return [row for row in rows if words in f"{row.number} {row.customer} {row.customer_po}".lower()]

    def page(  # type: ignore[override]
        self, by: By, *, filters: Mapping[str, list[str]] | None = None, search: str = "", sort: str = "",
        after: str | None = None, limit: int = 50,
    ) -> Page[Any]:  # fmt: skip
        rows = self._found(by, filters or {}, search)
        sort = sort or self.default_sort
        path = self.sorts[sort.removeprefix("-")][0]
        rows.sort(
            key=lambda row: getattr(row, path.removeprefix("-")),
            reverse=path.startswith("-") != sort.startswith("-"),
        )
        start = int(base64.b64decode(after)) if after else 0
        shown = rows[start : start + limit]
        return Page(
            shown,
            _cursor(start + limit) if start + limit < len(rows) else None,
            _cursor(max(start - limit, 0)) if start else None,
        )

    def narrowed(self, by: By, filters: Mapping[str, list[str]], search: str = "") -> Any:
        return _Counted(len(self._found(by, filters, search)))


@dataclass(frozen=True)
class _Counted:
    """Just enough of a queryset to be counted."""

    total: int

    def order_by(self) -> "_Counted":
        return self

    def values(self, *names: str) -> "_Counted":
        return self

    def __getitem__(self, part: slice) -> "_Counted":
        return _Counted(min(self.total, part.stop))

    def count(self) -> int:
        return self.total


def _cursor(start: int) -> str:
    return base64.b64encode(str(start).encode()).decode()


def _same(rows: Any, values: list[str]) -> Any:
    return rows


SAMPLE_ORDERS = SampleListing(
    name="sample_orders",
    rows=lambda by: None,  # type: ignore[arg-type, return-value]
    sorts={"placed": ("-placed_at",), "number": ("number",), "total": ("total",), "customer": ("customer",)},
    default_sort="placed",
    filters={
        "state": Filter("State", _same, "choice", tuple((state, state.capitalize()) for state in STATES)),
        "placed": Filter("Placed", _same, "day_range"),
        "customer": Filter("Customer", _same, "reference"),
        "late": Filter("Late", _same, "flag"),
    },
    search=lambda rows, text: rows,
)

KINDS = (
    "Assam tea",
    "Espresso beans",
    "Olive oil",
    "Sea salt",
    "Rice vinegar",
    "Soy sauce",
    "Honey",
    "Pasta",
)
PACKS = ("250 g", "500 g", "1 kg", "5 kg sack", "12 x 250 ml", "pallet")


def _item(number: int) -> dict[str, Any]:
    kind, pack = KINDS[number // len(PACKS)], PACKS[number % len(PACKS)]
    return {
        "id": f"item-{number}",
        "code": f"{kind[:3].upper()}-{number:03}",
        "name": f"{kind}, {pack}",
        "unit": "piece",
        "units": ["piece", "case"],
        "price": Decimal(number * 37 % 900 + 95) / 100,
        "stock": number * 53 % 400,
    }


ITEMS = tuple(_item(number) for number in range(len(KINDS) * len(PACKS)))
