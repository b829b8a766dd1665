"""Prices in lists, suppliers' offers, and the list that was made for the first price."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.commands import PriceInput
from tradepost.domain.pricing.models import PriceRow
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.commands import SupplierItemInput
from tradepost.domain.purchasing.models import SupplierItem
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.files.back.done import GONE, Back, Done, Reasons, changed_since


@dataclass(frozen=True, slots=True)
class _Key:
    price_list_id: str
    subject_id: str
    unit: str
    minimum_quantity: int
    valid_from: str | None
    kind: str = "fixed"


def _key(one: Done) -> _Key:
    at = one.at
    return _Key(
        at["price_list_id"],
        str(one.id),
        at["unit"].lower(),
        at["minimum_quantity"],
        at["valid_from"],
        at.get("kind", "fixed"),
    )


def _standing(by: By, done: Sequence[Done]) -> dict[_Key, PriceRow]:
    """The prices of these items and brands; one for the base unit stands under its name too."""
    lists = {"price_list": sorted({one.at["price_list_id"] for one in done})}
    found = {}
    rows = (row for about in abouts(done) for row in pricing_queries.PRICES.narrowed(by, {**lists, **about}))
    for row in rows:
        first = row.valid_from.isoformat() if row.valid_from else None
        for unit in {
            row.unit.lower(),
            row.item.base_unit.lower() if row.item and not row.unit else row.unit.lower(),
        }:
            subject = str(row.item_id or row.brand_id)
            key = _Key(str(row.price_list_id), subject, unit, row.minimum_quantity, first, row.kind)
            found[key] = row
    return found


def called(one: Done) -> str:
    """The field of the file that held the amount."""
    return next((name for name in ("list_price", "percent_off") if name in one.new), "price")


def abouts(done: Sequence[Done]) -> Iterator[dict[str, list[str]]]:
    """The filters that find the prices of what they are for: of items, and of brands."""
    for name in ("item", "brand"):
        ids = sorted({str(one.id) for one in done if subject_of(one) == name})
        if ids:
            yield {name: ids}


def subject_of(one: Done) -> str:
    """Whether a price is for an item or a brand."""
    return str(one.at.get("subject", "item"))


def subject_and_kind(one: Done) -> dict[str, Any]:
    """What a price is for, and whether it is a percentage."""
    return {f"{subject_of(one)}_id": one.id, "kind": one.at.get("kind", "fixed")}


def _look_at_prices(by: By, done: Sequence[Done]) -> Reasons:
    standing = _standing(by, done)
    found: Reasons = {}
    for one in done:
        row = standing.get(_key(one))
        if row is None:
            if not one.made:
                found[one.row] = GONE
        elif sentence := changed_since(one.new, {called(one): row.amount, **_beside(row)}):
            found[one.row] = sentence
    return found


def _undo_prices(by: By, done: Sequence[Done]) -> None:
    standing = _standing(by, done)
    again: dict[UUID, list[PriceInput]] = defaultdict(list)
    gone = []
    for one in done:
        row = standing.get(_key(one))
        if row is None:
            continue
        if one.old is None:
            gone.append(row.pk)
        else:
            again[row.price_list_id].append(_price(one, one.old, row))
    for price_list_id, rows in sorted(again.items()):
        pricing.set_prices(by, price_list_id=price_list_id, rows=rows)
    pricing.remove_prices(by, price_ids=gone)


def _beside(row: PriceRow) -> dict[str, Any]:
    """What a file may say of a price beside its amount."""
    return {name: getattr(row, name) for name in ("valid_until", "counted", "mix", "is_net", "quota")}


def _price(one: Done, old: Any, now: PriceRow) -> PriceInput:
    """As it was; what the file did not say is as it stands."""
    before = {**_beside(now), **old, "valid_until": _day(old["valid_until"])}
    return PriceInput(
        Decimal(old[called(one)]),
        **subject_and_kind(one),
        unit=one.at["unit"],
        minimum_quantity=one.at["minimum_quantity"],
        valid_from=_day(one.at["valid_from"]),
        **{name: before[name] for name in ("valid_until", "counted", "mix", "is_net", "quota")},
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _offers(by: By, done: Sequence[Done]) -> dict[tuple[str, UUID], SupplierItem]:
    asked = {"item": sorted({str(one.id) for one in done})}
    rows = purchasing_queries.SUPPLIER_ITEMS.narrowed(by, asked)
    return {(str(row.supplier_id), row.item_id): row for row in rows}


def _look_at_offers(by: By, done: Sequence[Done]) -> Reasons:
    standing = _offers(by, done)
    found: Reasons = {}
    for one in done:
        row = standing.get((one.at["supplier_id"], one.id))
        if row is None:
            if not one.made:
                found[one.row] = GONE
        elif sentence := changed_since(
            one.new, {"supplier_price": row.price, "supplier_sku": row.supplier_sku}
        ):
            found[one.row] = sentence
    return found


def _undo_offers(by: By, done: Sequence[Done]) -> None:
    standing = _offers(by, done)
    again = [
        _offer(standing[one.at["supplier_id"], one.id], one.old)
        for one in done
        if one.old is not None and (one.at["supplier_id"], one.id) in standing
    ]
    if again:
        purchasing.set_supplier_items(by, offers=again)
    gone = [(UUID(one.at["supplier_id"]), one.id) for one in done if one.made]
    purchasing.remove_supplier_items(by, offers=gone)


def _offer(now: SupplierItem, old: Any) -> SupplierItemInput:
    return SupplierItemInput(
        now.supplier_id,
        now.item_id,
        Decimal(old["supplier_price"]),
        supplier_sku=old["supplier_sku"],
        unit=now.unit,
        pack=now.pack,
        minimum_quantity=now.minimum_quantity,
        lead_days=now.lead_days,
        preferred=now.preferred,
    )


def _undo_lists(by: By, done: Sequence[Done]) -> None:
    asked = [one.id for one in done]
    uses = reports_queries.uses_of("price_list", asked)
    pricing.remove_price_lists(by, price_list_ids=[one for one in asked if one not in uses])


def _nothing(by: By, done: Sequence[Done]) -> Reasons:
    return {}


PRICE = Back("price", _look_at_prices, _undo_prices)
OFFER = Back("offer", _look_at_offers, _undo_offers)
PRICE_LIST = Back("price_list", _nothing, _undo_lists, shared=True)
