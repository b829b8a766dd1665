"""With what the demonstration company begins: suppliers' offers, rules to buy by, and stock on the shelves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import LotInput
from tradepost.domain.planning import commands as planning
from tradepost.domain.planning.commands import ReorderRuleInput
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing.commands import OpeningInput, SupplierItemInput
from tradepost.doors.cli.demo.company import Company, Good, Source, rate_of
from tradepost.doors.cli.demo.shelves import Batch, Shelf

COVER_DAYS = ((50_000, 42), (10_000, 70), (0, 110))
"""So many days a delivery lasts: fewer, the more orders there are."""
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


def set_rules(company: Company, pace: float) -> None:
    """When to buy again: what is sold in the lead time and a safety, up to the cover beyond it."""
    rules = []
    for good in company.goods:
        source = company.sources[good.supplier]
        point, upto = reorder_point(good, source, pace), order_up_to(company, good, source, pace)
        rules.append(ReorderRuleInput(good.item_id, point, upto, source.supplier_id))
    planning.set_reorder_rules(company.owner, warehouse_id=company.warehouse_id, rules=rules)


def reorder_point(good: Good, source: Source, pace: float) -> int:
    """Base units at which to buy again when there are so many orders a day."""
    return good.large + round(good.per_order * pace * (source.lead_days + SAFETY_DAYS))


def order_up_to(company: Company, good: Good, source: Source, pace: float) -> int:
    """Base units to buy up to."""
    days = next(days for orders, days in COVER_DAYS if company.orders >= orders)
    sold = good.per_order * pace * days
    return reorder_point(good, source, pace) + max(round(sold), good.per_case, good.large)


def first_stock(company: Company, moment: datetime, pace: float) -> dict[str, Shelf]:
    """Put the first stock on the shelves; gives what lies there, per SKU."""
    by = company.by("warehouse", moment)
    batches = {good.sku: _lots(company, good, moment.date(), pace) for good in company.goods}
    lots = inventory.ensure_lots(
        by,
        lots=[
            LotInput(good.item_id, batch.code, batch.expires_on)
            for good in company.goods
            for batch in batches[good.sku]
            if batch.code
        ],
    )
    shelves = {good.sku: Shelf(good) for good in company.goods}
    lines = []
    for good in company.goods:
        for batch in batches[good.sku]:
            value = good.cost * batch.quantity
            batch.lot_id = lots.get((good.item_id, batch.code))
            lines.append(
                OpeningInput(good.item_id, batch.quantity, value, good.place_id, batch.code, batch.expires_on)
            )
            shelves[good.sku].put(batch, value)
    purchasing.take_opening_stock(
        by, posting_id=company.mint(moment), warehouse_id=company.warehouse_id, lines=lines
    )
    return shelves


def _lots(company: Company, good: Good, day: date, pace: float) -> list[Batch]:
    source = company.sources[good.supplier]
    cases = -(-order_up_to(company, good, source, pace) // good.per_case)
    if good.tracking == "none":
        return [Batch(None, "", None, cases * good.per_case)]
    older = cases // 3
    parts = [(share, age) for share, age in ((older, 60), (cases - older, 0)) if share]
    return [
        Batch(
            None,
            lot_code(day - timedelta(days=age), good),
            company.last_day(day - timedelta(days=age), good),
            share * good.per_case,
        )
        for share, age in parts
    ]


def lot_code(day: date, good: Good) -> str:
    """The code a supplier prints on a batch: year, day of the year, our number."""
    return f"L{day:%y%j}-{good.sku[3:]}"
