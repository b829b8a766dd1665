"""Master data as it was: field by field, who, when and by which door. Documents tell theirs in their timeline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.history import Change, Kept, changes
from tradepost.domain.access import queries as access_queries

_PARTY = "h.{column} in (select party_id from {table} where id = %(subject)s::uuid)"
_OWN = "h.pgh_obj_id = %(subject)s::uuid"


def _kept(kind: str, room: str, where: str = "", left_out: tuple[str, ...] = ()) -> Kept:
    table = f"{room}_{kind}"
    return Kept(kind, table, f"{table}_history", where or _OWN, left_out)


def _partys(table: str) -> tuple[Kept, ...]:
    return (
        _kept("party", "parties", _PARTY.format(column="pgh_obj_id", table=table)),
        _kept("address", "parties", _PARTY.format(column="party_id", table=table)),
        _kept("contact", "parties", _PARTY.format(column="party_id", table=table)),
    )


def _of(column: str) -> str:
    return f"h.{column} = %(subject)s::uuid"


_BINS = "h.place_id in (select id from inventory_place where warehouse_id = %(subject)s::uuid)"
SUBJECTS: dict[str, tuple[Kept, ...]] = {
    "customer": (
        _kept("customer", "parties"),
        *_partys("parties_customer"),
        _kept("tax_exemption", "pricing", _of("customer_id")),
        _kept("price_list_for", "pricing", _of("customer_id")),
        _kept("lot_rule", "fulfilment", _of("customer_id")),
    ),
    "supplier": (
        _kept("supplier", "parties"),
        *_partys("parties_supplier"),
        _kept("supplier_item", "purchasing", _of("supplier_id")),
    ),
    "item": (
        _kept("item", "catalog"),
        _kept("unit", "catalog", _of("item_id")),
        # A partner's own codes are theirs to know.
        _kept("code", "catalog", _of("item_id") + " and h.kind in ('gtin', 'own')"),
        _kept("fixed_bin", "inventory", _of("item_id")),
        _kept("lot_rule", "fulfilment", _of("item_id")),
        _kept("floor", "pricing", _of("item_id")),
        _kept("substitute", "catalog", _of("item_id")),
        _kept("kit_part", "catalog", _of("kit_id")),
    ),
    "price_list": (
        _kept("price_list", "pricing"),
        _kept("price_row", "pricing", _of("price_list_id")),
        _kept("price_list_for", "pricing", _of("price_list_id")),
    ),
    "user": (_kept("user", "access"), _kept("grant", "access", _of("user_id"))),
    "warehouse": (
        _kept("warehouse", "inventory"),
        _kept("zone", "inventory", _of("warehouse_id")),
        _kept("place", "inventory", _of("warehouse_id")),
        _kept("fixed_bin", "inventory", _BINS),
        _kept("reorder_rule", "planning", _of("warehouse_id")),
        _kept("warehouse_days", "delivery", _of("warehouse_id")),
    ),
    "calendar": (_kept("calendar", "delivery"), _kept("closed_days", "delivery", _of("calendar_id"))),
    "carrier": (_kept("carrier", "delivery"), _kept("transit", "delivery", _of("carrier_id"))),
    "company": (_kept("company", "parties"),),
    "tax_rule": (_kept("tax_rule", "pricing"),),
    "discount": (_kept("discount", "pricing"),),
    "charge": (_kept("charge", "pricing"),),
    "promotion": (
        _kept("promotion", "pricing"),
        _kept("promotion_part", "pricing", _of("promotion_id")),
    ),
    "template": (_kept("template", "mails"),),
    "rate": (_kept("rate", "accounts"),),
    "customer_group": (_kept("customer_group", "parties"),),
    "category": (_kept("category", "catalog"),),
    "brand": (_kept("brand", "catalog"),),
    "terms_text": (_kept("terms_text", "sales"),),
    "lost_reason": (_kept("lost_reason", "sales"),),
    "cancel_reason": (_kept("cancel_reason", "sales"),),
    "reason": (_kept("reason", "corrections"),),
    "factor_role": (replace(_kept("factor_role", "access"), key="role"),),
}
"""What is kept of each subject: its own row and those that belong to it."""
COSTS = {"supplier_item", "floor"}
"""Kinds that tell what we pay, or earn at least."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some changes, what their ids are called, and the cursor of what is older (empty: nothing)."""

    changes: list[Change]
    names: dict[str, str]
    older: str


def history_of(by: By, subject: str, subject_id: UUID, *, after: str = "", limit: int = 50) -> HistoryPage:
    """What was changed of one customer, item, user and so on. The door asks first whether they may see it."""
    found = changes(_open_to(by, SUBJECTS[subject]), subject=subject_id, after=after, limit=limit + 1)
    return _page(found, limit)


def history(
    by: By,
    *,
    kinds: Sequence[str] = (),
    actor_id: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    after: str = "",
    limit: int = 50,
) -> HistoryPage:
    """What was changed in all master data, or in some kinds of it, by one person, in a time."""
    asked = [kept for kept in open_kinds(by) if not kinds or kept.kind in kinds]
    if not asked:
        return HistoryPage([], {}, "")
    found = changes(asked, actor_id=actor_id, since=since, until=until, after=after, limit=limit + 1)
    return _page(found, limit)


def open_kinds(by: By) -> list[Kept]:
    """All tables with history that this person may read."""
    tables = {kept.table: replace(kept, where="true") for some in SUBJECTS.values() for kept in some}
    return _open_to(by, list(tables.values()))


def kinds() -> list[str]:
    """The kinds of rows whose history is kept."""
    return list(dict.fromkeys(kept.kind for some in SUBJECTS.values() for kept in some))


def _open_to(by: By, tables: Sequence[Kept]) -> list[Kept]:
    sees_costs = access_queries.may(by, "catalog.read_cost")
    return [kept for kept in tables if sees_costs or kept.kind not in COSTS]


def _page(found: list[Change], limit: int) -> HistoryPage:
    shown = found[:limit]
    return HistoryPage(shown, _names(shown), shown[-1].cursor if len(found) > limit else "")


_NAMED = """select id, coalesce(nullif(name, ''), email) from access_user where id = any(%(ids)s::uuid[])
union all select id, name from parties_party where id = any(%(ids)s::uuid[])
union all select c.id, p.name from parties_customer c join parties_party p on p.id = c.party_id
  where c.id = any(%(ids)s::uuid[])
union all select s.id, p.name from parties_supplier s join parties_party p on p.id = s.party_id
  where s.id = any(%(ids)s::uuid[])
union all select id, name from parties_customer_group where id = any(%(ids)s::uuid[])
union all select id, sku from catalog_item where id = any(%(ids)s::uuid[])
union all select id, name from catalog_category where id = any(%(ids)s::uuid[])
union all select id, name from catalog_brand where id = any(%(ids)s::uuid[])
union all select id, name from pricing_price_list where id = any(%(ids)s::uuid[])
union all select id, name from pricing_discount where id = any(%(ids)s::uuid[])
union all select id, name from pricing_charge where id = any(%(ids)s::uuid[])
union all select id, name from pricing_promotion where id = any(%(ids)s::uuid[])
union all select id, name from inventory_warehouse where id = any(%(ids)s::uuid[])
union all select id, name from inventory_zone where id = any(%(ids)s::uuid[])
union all select id, name from delivery_calendar where id = any(%(ids)s::uuid[])
union all select id, name from delivery_carrier where id = any(%(ids)s::uuid[])
union all select id, code from inventory_place where id = any(%(ids)s::uuid[])"""


def _names(shown: Sequence[Change]) -> dict[str, str]:
    """What the ids in these changes are called, in one statement."""
    ids = {str(one.row_id) for one in shown if isinstance(one.row_id, UUID)}
    for one in shown:
        for values in (one.row, one.after or {}):
            ids |= {value for name, value in values.items() if name.endswith("_id") and _is_id(value)}
    if not ids:
        return {}
    return {str(found): name for found, name in sql.rows(_NAMED, {"ids": sorted(ids)})}


def _is_id(value: object) -> bool:
    return isinstance(value, str) and len(value) == 36
