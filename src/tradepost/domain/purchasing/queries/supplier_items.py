"""Who sells what to us: suppliers' items, the best of them, and what is known of the lines of a purchase."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.finding import having, loosely
from tradepost.base.listing import Listing, choice, flag, reference
from tradepost.domain.purchasing.models import SupplierItem
from tradepost.domain.purchasing.queries._scope import visible
from tradepost.domain.purchasing.rules import Sold


def _supplier_items(by: By) -> QuerySet[SupplierItem]:
    return visible(SupplierItem.objects.select_related("supplier__party", "item"), by)


SUPPLIER_ITEMS: Listing[SupplierItem] = Listing(
    name="supplier_items",
    rows=_supplier_items,
    sorts={
        "item": ("item__sku",),
        "supplier": ("supplier__party__name", "item__sku"),
        "price": ("price", "item__sku"),
        "made": ("made_at",),
    },
    default_sort="item",
    filters={
        "supplier": reference("Supplier", "supplier_id"),
        "item": reference("Item", "item_id"),
        "preferred": flag("Preferred", Q(preferred=True)),
        "currency": choice("Currency", "supplier__currency", ()),
    },
    search=lambda rows, text: rows.filter(having(text, "item__found_by") | loosely(text, "supplier_sku")),
)


# An offer by the item's unit of weight as one of its pieces: what it should weigh times the price of that.
BY_PIECE_SQL = """left join catalog_item oi on oi.id = o.item_id and oi.weighed_in <> ''
             and lower(oi.weighed_in) = lower(o.unit)
           left join catalog_unit ow on ow.item_id = oi.id and ow.name = oi.weighed_in
           cross join lateral (select case when ow.id is null then o.unit else '' end as unit,
             case when ow.id is null then o.price
                  else round(o.price * ow.denominator / ow.numerator, 6) end as price) piece"""


@dataclass(frozen=True, slots=True)
class Offer:
    """One supplier's offer of one item: `price` per `unit` of `pack` base units, in `currency`."""

    item_id: UUID
    supplier_id: UUID
    supplier_name: str
    supplier_sku: str
    unit: str
    pack: int
    minimum_quantity: int
    price: Decimal
    currency: str
    lead_days: int
    minimum_order: Decimal
    preferred: bool


def offers_of(item_ids: Sequence[UUID], *, on: date) -> list[Offer]:
    """All offers of active suppliers for these items, per item in the order in which we buy.

    What is offered by weight is told by the piece, as it should weigh. The preferred supplier first, then the lowest
    price per base unit in base currency at the rates of `on` (a currency without a rate comes last), then the shortest
    lead time, then the supplier's number.
    """
    return sql.rows_as(
        Offer,
        f"""select o.item_id, o.supplier_id, p.name, o.supplier_sku, piece.unit, o.pack, o.minimum_quantity,
                  piece.price, s.currency, coalesce(o.lead_days, s.lead_days), s.minimum_order, o.preferred
           from purchasing_supplier_item o
           {BY_PIECE_SQL}
           join parties_supplier s on s.id = o.supplier_id and s.state = 'active'
           join parties_party p on p.id = s.party_id
           left join lateral (
               select 1 as rate where s.currency = %s
               union all
               (select rate from accounts_rate
                where currency = s.currency and s.currency <> %s and valid_from <= %s
                order by valid_from desc limit 1)
           ) r on true
           where o.item_id = any(%s::uuid[])
           order by o.item_id, o.preferred desc, r.rate is null, piece.price * r.rate / o.pack,
                    coalesce(o.lead_days, s.lead_days), s.number""",  # noqa: S608 constants only
        [settings.BASE_CURRENCY, settings.BASE_CURRENCY, on, list(item_ids)],
    )


def best_supplier_items(item_ids: Sequence[UUID], *, on: date) -> dict[UUID, Offer]:
    """The offer we buy each item from, when nothing else is said; items nobody sells are left out."""
    return {offer.item_id: offer for offer in reversed(offers_of(item_ids, on=on))}


def sold_by(supplier_id: UUID, asked: Sequence[tuple[UUID, str]]) -> list[Sold | None]:
    """What is known of each asked (item, unit), in the order asked; None for items that do not exist."""
    found = sql.rows(
        """select i.id, i.sku, i.name, i.base_unit, o.supplier_sku, o.unit, o.pack, o.price, o.lead_days,
                  u.name, u.numerator, u.denominator, i.weighed_in, w.numerator, w.denominator
           from unnest(%s::uuid[], %s::text[]) with ordinality as a(item_id, unit, n)
           left join catalog_item i on i.id = a.item_id
           left join purchasing_supplier_item o on o.item_id = a.item_id and o.supplier_id = %s
           left join catalog_unit u on u.item_id = a.item_id and lower(u.name) = lower(a.unit)
           left join catalog_unit w on w.item_id = a.item_id and i.weighed_in <> '' and w.name = i.weighed_in
           order by a.n""",
        [[item_id for item_id, _ in asked], [unit for _, unit in asked], supplier_id],
    )
    return [Sold(*row) if row[0] is not None else None for row in found]


@dataclass(frozen=True, slots=True)
class SoldUnit:
    """Whether supplier and item of an offer exist, and what the catalog knows of its unit."""

    has_supplier: bool
    has_item: bool
    numerator: int | None
    denominator: int | None
    is_of_weight: bool = False


def sold_units(asked: Sequence[tuple[UUID, UUID, str]]) -> list[SoldUnit]:
    """For each (supplier, item, unit), in the order asked."""
    return sql.rows_as(
        SoldUnit,
        """select s.id is not null, i.id is not null, u.numerator, u.denominator,
                  coalesce(i.weighed_in <> '' and lower(i.weighed_in) = lower(a.unit), false)
           from unnest(%s::uuid[], %s::uuid[], %s::text[]) with ordinality as a(supplier_id, item_id, unit, n)
           left join parties_supplier s on s.id = a.supplier_id
           left join catalog_item i on i.id = a.item_id
           left join catalog_unit u on u.item_id = a.item_id and lower(u.name) = lower(a.unit)
           order by a.n""",
        [[row[0] for row in asked], [row[1] for row in asked], [row[2] for row in asked]],
    )
