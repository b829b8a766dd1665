"""Price lists, their rows and the tax table, for pages and exports."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import having, loosely
from tradepost.base.listing import Listing, choice, flag, reference
from tradepost.domain.pricing.models import PriceList, PriceListFor, PriceRow, Quota
from tradepost.domain.pricing.models.price_list import KINDS


def price_list(by: By, price_list_id: UUID) -> PriceList:
    """One list. Raises NotFound; customers do not see lists, only their prices."""
    found = lists_seen(by).filter(id=price_list_id).first()
    if found is None:
        raise NotFound("There is no such price list.")
    return found


def buyers_of(by: By, price_list_id: UUID) -> QuerySet[PriceListFor]:
    """The customers and groups that buy by a list, first rank first; of the customers those the actor sees."""
    found = PriceListFor.objects.filter(price_list_id=price_list_id)
    if "rep" in by.scope:
        found = found.filter(Q(customer=None) | Q(customer__rep_id=by.scope["rep"]))
    return found.select_related("customer__party", "group").order_by("rank", "id")


def lists_for(customer_id: UUID, group_id: UUID | None) -> list[PriceListFor]:
    """The lists a customer buys by, its own and its group's, in the order in which they are asked; no retired ones."""
    of_group = Q(group_id=group_id) if group_id is not None else Q(pk=None)
    rows = PriceListFor.objects.filter(Q(customer_id=customer_id) | of_group, price_list__retired_on=None)
    return list(rows.select_related("price_list", "group").order_by("rank", "customer_id", "id"))


def prices_named(by: By, price_ids: Sequence[UUID]) -> list[PriceRow]:
    """These prices with their items and lists, by list. Raises NotFound when one is missing or not theirs to see."""
    found = list(_rows(by).filter(pk__in=price_ids).order_by("price_list__name", "item__sku", "id"))
    if len(found) < len(set(price_ids)):
        raise NotFound("One of these prices does not exist any more. Load the list again.")
    return found


@dataclass(frozen=True, slots=True)
class Reach:
    """How much hangs on some price lists: prices that did not end yet, and customers who buy by them."""

    prices: int
    customers: int


def reach_of(price_list_ids: Collection[UUID], *, on: date) -> Reach:
    """What ends when these lists do; customers count once, by themselves or by their group. One statement."""
    (found,) = sql.rows_as(
        Reach,
        """select (select count(*) from pricing_price_row
                   where price_list_id = any(%(lists)s::uuid[]) and (valid_until is null or valid_until > %(on)s)),
                  (select count(*) from parties_customer c where exists (
                      select from pricing_price_list_for f where f.price_list_id = any(%(lists)s::uuid[])
                        and (f.customer_id = c.id or f.group_id = c.group_id)))""",
        {"lists": list(price_list_ids), "on": on},
    )
    return found


def lists_seen(by: By) -> QuerySet[PriceList]:
    """The lists within the actor's scope."""
    if "customer" in by.scope:
        return PriceList.objects.none()
    return PriceList.objects.exclude(id__in=_of_others(by)) if "rep" in by.scope else PriceList.objects.all()


def _of_others(by: By) -> QuerySet[PriceListFor, UUID]:
    """The lists made for some customers of which none is the rep's."""
    shared = PriceListFor.objects.filter(Q(customer=None) | Q(customer__rep_id=by.scope["rep"]))
    others = PriceListFor.objects.exclude(price_list_id__in=shared.values("price_list_id"))
    return others.values_list("price_list_id", flat=True)


def _rows(by: By) -> QuerySet[PriceRow]:
    rows = PriceRow.objects.all()
    if "customer" in by.scope or "rep" in by.scope:
        rows = rows.filter(price_list_id__in=lists_seen(by).values("id"))
    return rows.select_related("item", "category", "brand", "price_list").annotate(used=_used())


def _used() -> Subquery:
    """What confirmed orders took of a price; None where nothing was taken yet."""
    return Subquery(Quota.objects.filter(price_row_id=OuterRef("pk")).values("used"))


PRICE_LISTS: Listing[PriceList] = Listing(
    name="price_lists",
    rows=lists_seen,
    sorts={"name": ("name",), "made": ("made_at",)},
    default_sort="name",
    filters={
        "base": flag("List prices", Q(is_base=True)),
        "with_tax": flag("Prices include tax", Q(includes_tax=True)),
        "retired": flag("Retired", Q(retired_on__isnull=False)),
    },
    search=lambda rows, text: rows.filter(loosely(text, "name")),
)

PRICES: Listing[PriceRow] = Listing(
    name="prices",
    rows=_rows,
    sorts={"made": ("-made_at",), "amount": ("amount",), "minimum": ("minimum_quantity",)},
    default_sort="made",
    filters={
        "price_list": reference("Price list", "price_list_id"),
        "item": reference("Item", "item_id"),
        "category": reference("Category", "category_id"),
        "brand": reference("Brand", "brand_id"),
        "kind": choice("Kind", "kind", KINDS),
        "quota": flag("Quota", Q(quota__isnull=False)),
    },
    search=lambda rows, text: rows.filter(having(text, "item__found_by")),
)
