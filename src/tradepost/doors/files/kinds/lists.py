"""The list that prices of a file go to, and the prices themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.pricing.models import PriceRow, PriceVersion, VersionRow
from tradepost.doors.files.faults import by_row
from tradepost.doors.files.outcome import Effect, Typed


@dataclass(frozen=True, slots=True)
class PriceKey:
    """What names a price in a list: the item or brand it is for; the unit in lower case."""

    subject_id: UUID | None
    unit: str
    minimum_quantity: int
    valid_from: date | None
    kind: str = "fixed"

    @classmethod
    def of(cls, row: PriceInput | PriceRow | VersionRow) -> "PriceKey":
        """That of a price."""
        subject_id = row.item_id or row.brand_id
        return cls(subject_id, row.unit.lower(), row.minimum_quantity, row.valid_from, row.kind)


def price_list_of(by: By, name: str) -> tuple[UUID, list[Effect]]:
    """The named list, else the one with the list prices in base currency, made when it is not there."""
    lists = pricing_queries.PRICE_LISTS.page(by, search=name, limit=500).rows
    for row in lists:
        if row.name.casefold() == name.casefold() if name else _is_base(row):
            return row.id, []
    if name:
        raise NotFound(f"There is no price list {name!r}. Make it first, or leave --price-list out.")
    list_id, name = new_id(by.now), "List prices"
    pricing.create_price_list(
        by, price_list_id=list_id, name=name, currency=settings.BASE_CURRENCY, is_base=True
    )
    return list_id, [Effect("price_list", list_id, {"price_list": name})]


def _is_base(row: object) -> bool:
    return bool(getattr(row, "is_base", False)) and getattr(row, "currency", "") == settings.BASE_CURRENCY


def set_prices(
    by: By, price_list_id: UUID, asked: Sequence[tuple[Typed, PriceInput]], called: str = "price"
) -> dict[int, Effect]:
    """Keep a price per row; gives what it made or changed by row number, unless it stood so. Raises RowsRefused.

    `called` is the field that holds the price.
    """
    if not asked:
        return {}
    standing = _standing(by, price_list_id, asked)
    wanted, found = _differing(asked, standing, {"price_list_id": price_list_id}, called)
    with by_row([row for row, _ in wanted]):
        pricing.set_prices(by, price_list_id=price_list_id, rows=[price for _, price in wanted])
    return found


def draft_of(by: By, version_id: str) -> PriceVersion:
    """The version that prices go to. Raises NotFound; whether it is a draft is asked when they are set."""
    try:
        return pricing_queries.price_version(by, UUID(version_id))
    except ValueError:
        raise NotFound("There is no such version.") from None


def set_draft_prices(
    by: By, version: PriceVersion, asked: Sequence[tuple[Typed, PriceInput]]
) -> dict[int, Effect]:
    """The same in a draft: what differs from its prices, else from those of its list, is a change of it."""
    if not asked:
        return {}
    drafted = _drafted(by, version.pk, asked)
    standing = {**_standing(by, version.price_list_id, asked), **drafted}
    wanted, found = _differing(asked, standing, {"version_id": version.pk}, "price")
    # Taken back, what the draft had said before is said again; what it had not is dropped.
    found = {
        number: replace(
            effect, kind="draft_price", at={**effect.at, "was_drafted": _key_of(effect) in drafted}
        )
        for number, effect in found.items()
    }
    with by_row([row for row, _ in wanted]):
        pricing.set_version_prices(by, version_id=version.pk, rows=[price for _, price in wanted])
    return found


def _key_of(effect: Effect) -> PriceKey:
    at = effect.at
    kind = at.get("kind", "fixed")
    return PriceKey(effect.subject_id, at["unit"].lower(), at["minimum_quantity"], at["valid_from"], kind)


Standing = Mapping[PriceKey, PriceRow | VersionRow]


def _differing(
    asked: Sequence[tuple[Typed, PriceInput]], standing: Standing, where: Mapping[str, UUID], amount: str
) -> tuple[list[tuple[Typed, PriceInput]], dict[int, Effect]]:
    """Those that differ from what stands, and what each of them does."""
    found: dict[int, Effect] = {}
    wanted = []
    for row, read in asked:
        price = read
        assert price.subject_id is not None
        stands = standing.get(PriceKey.of(price))
        if stands is not None:
            price = _with_unsaid(row, read, stands)
        told = ["amount", "valid_until", *(name for names in _told(row) for name in names)]
        if stands is not None and all(getattr(stands, name) == getattr(price, name) for name in told):
            continue
        at = {**where, "unit": price.unit, "minimum_quantity": price.minimum_quantity}
        at["valid_from"] = price.valid_from
        # Of prices of items the files of old said no more.
        at |= {"kind": price.kind} if price.kind != "fixed" else {}
        at |= {"subject": "brand"} if price.brand_id else {}
        called = amount if price.kind == "fixed" else "percent_off"
        new = {called if name == "amount" else name: getattr(price, name) for name in told}
        old = stands and {called if name == "amount" else name: getattr(stands, name) for name in told}
        found[row.number] = Effect("price", price.subject_id, new, old, at)
        wanted.append((row, price))
    return wanted, found


_COLUMNS = {"counted_with": ("counted", "mix"), "net": ("is_net",), "quota": ("quota",)}
"""What a file may say of a price beside its amount and its days, and the fields that hold it."""


def _told(row: Typed) -> list[tuple[str, ...]]:
    return [names for column, names in _COLUMNS.items() if column in row.values]


def _with_unsaid(row: Typed, price: PriceInput, stands: PriceRow | VersionRow) -> PriceInput:
    """What the file does not say of a price that stands stays."""
    unsaid = [name for column, names in _COLUMNS.items() if column not in row.values for name in names]
    return replace(price, **{name: getattr(stands, name) for name in unsaid})


_Asked = Sequence[tuple[Typed, PriceInput]]


def _standing(by: By, price_list_id: UUID, asked: _Asked) -> dict[PriceKey, PriceRow]:
    """The prices of these items and brands in a list, a statement for each of the two."""
    return {
        PriceKey.of(row): row
        for about in _about(asked)
        for row in pricing_queries.PRICES.narrowed(by, {"price_list": [str(price_list_id)], **about})
    }


def _drafted(by: By, version_id: UUID, asked: _Asked) -> dict[PriceKey, VersionRow]:
    """The prices that a draft has for these items and brands, likewise; gone ones are none."""
    return {
        PriceKey.of(row): row
        for about in _about(asked)
        for row in pricing_queries.VERSION_ROWS.narrowed(by, {"version": [str(version_id)], **about})
        if not row.is_gone
    }


def _about(asked: _Asked) -> Iterator[dict[str, list[str]]]:
    """The filters that find what prices are for."""
    items = [str(price.item_id) for _, price in asked if price.item_id]
    brands = [str(price.brand_id) for _, price in asked if price.brand_id]
    if items:
        yield {"item": items}
    if brands:
        yield {"brand": brands}
