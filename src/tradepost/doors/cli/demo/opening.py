"""With what the demonstration company begins: suppliers' offers, rules to buy by, and stock on the shelves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from tradepost.base.by import By
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import LotInput, ReceivedInput
from tradepost.domain.planning import commands as planning
from tradepost.domain.planning.commands.set_reorder_rules import ReorderRuleInput
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import SupplierItemInput
from tradepost.doors.cli.demo.company import BASE, Company, Good, Source, rate_of

COVER_DAYS = 42
"""So many days a delivery lasts."""
SAFETY_DAYS = 12
SECOND_OFFER, DEARER = 0.3, Decimal("1.07")
PRICE_STEP = Decimal("0.0001")


def set_offers(company: Company) -> None:
    """Every item has a preferred supplier, some a dearer second one."""
    offers = []
    for good in company.goods:
        able = [place for place, source in enumerate(company.sources) if good.kind.code in source.kinds]
        good.supplier = company.dice.choice(able)
        others = [place for place in able if place != good.supplier]
        offers.append(_offer(company.sources[good.supplier], good, good.cost, preferred=True))
        if others and company.dice.random() < SECOND_OFFER:
            second = company.sources[company.dice.choice(others)]
            offers.append(_offer(second, good, good.cost * DEARER, preferred=False))
    purchasing.set_supplier_items(company.owner, offers=offers)


def _offer(source: Source, good: Good, cost: Decimal, *, preferred: bool) -> SupplierItemInput:
    price = cost * good.per_case / rate_of(source.currency)
    return SupplierItemInput(
        supplier_id=source.supplier_id,
        item_id=good.item_id,
        price=price.quantize(PRICE_STEP),
        supplier_sku=f"{source.name[:3].upper()}{good.sku[3:]}",
        unit="case" if good.per_case > 1 else "",
        minimum_quantity=good.per_case,
        preferred=preferred,
    )


def set_rules(company: Company, daily: dict[str, float]) -> None:
    """When to buy again: what is sold in the lead time and a safety, up to the cover beyond it."""
    rules = []
    for good in company.goods:
        source = company.sources[good.supplier]
        point = reorder_point(good, source, daily[good.sku])
        rules.append(
            ReorderRuleInput(
                good.item_id, point, order_up_to(good, source, daily[good.sku]), source.supplier_id
            )
        )
    planning.set_reorder_rules(company.owner, warehouse_id=company.warehouse_id, rules=rules)


def reorder_point(good: Good, source: Source, daily: float) -> int:
    """Base units at which to buy again when so many are sold a day."""
    return max(round(daily * (source.lead_days + SAFETY_DAYS)), 2)


def order_up_to(good: Good, source: Source, daily: float) -> int:
    """Base units to buy up to."""
    return reorder_point(good, source, daily) + max(round(daily * COVER_DAYS), good.per_case)


def first_stock(company: Company, moment: datetime, daily: dict[str, float]) -> dict[str, list[tuple]]:
    """Put the first stock on the shelves; gives (lot code, expiry, base units) per SKU."""
    by = company.owner.at(moment)
    shelves = {good.sku: _lots(company, good, moment.date(), daily[good.sku]) for good in company.goods}
    lots = inventory.ensure_lots(
        by,
        lots=[
            LotInput(good.item_id, code, expires)
            for good in company.goods
            for code, expires, _ in shelves[good.sku]
            if code
        ],
    )
    lines = [
        ReceivedInput(
            item_id=good.item_id,
            quantity=quantity,
            value=good.cost * quantity,
            place_id=good.place_id,
            lot_id=lots.get((good.item_id, code)),
        )
        for good in company.goods
        for code, _, quantity in shelves[good.sku]
    ]
    subject = company.mint(moment)
    inventory.receive(
        by, subject_id=subject, warehouse_id=company.warehouse_id, lines=lines, from_kind="loss"
    )
    _book(company, by, subject, sum((line.value for line in lines), Decimal(0)))
    return shelves


def _lots(company: Company, good: Good, day: date, daily: float) -> list[tuple[str, date | None, int]]:
    source = company.sources[good.supplier]
    wanted = order_up_to(good, source, daily)
    cases = -(-wanted // good.per_case)
    if good.tracking == "none":
        return [("", None, cases * good.per_case)]
    older = cases // 3
    parts = [(share, age) for share, age in ((older, 60), (cases - older, 0)) if share]
    return [
        (lot_code(day - timedelta(days=age), good), day + timedelta(days=good.kind.shelf_days - age),
         share * good.per_case)
        for share, age in parts
    ]  # fmt: skip


def lot_code(day: date, good: Good) -> str:
    """The code a supplier prints on a batch: year, day of the year, our number."""
    return f"L{day:%y%j}-{good.sku[3:]}"


def _book(company: Company, by: By, subject: object, value: Decimal) -> None:
    entry = EntryInput(
        company.mint(by.now),
        "opening",
        subject,  # type: ignore[arg-type]
        by.now.date(),
        BASE,
        [PostingInput(Ledger.STOCK, value), PostingInput(Ledger.OPENING, -value)],
    )
    accounts.post(by, entries=[entry])
