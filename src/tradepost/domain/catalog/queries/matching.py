"""What many codes and names name exactly, whoever uses them; and all that is sold, to compare with."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql

HOW = ("customer", "sku", "own", "gtin", "supplier", "name")
"""How a text names an item, the best first: the partner's code, our SKU, our other codes, a GTIN, a code of any
supplier's, the whole name."""

_EXACT = """with asked as (
     select distinct text, upper(trim(text)) as code, lower(trim(text)) as name,
            case when trim(text) ~ '^[0-9]{8,14}$' then lpad(trim(text), 14, '0') end as gtin
     from unnest(%(texts)s::text[]) as t(text)),
   hits as (
     select a.text, 0 as rank, c.item_id, c.unit from asked a
       join catalog_code c on upper(c.code) = a.code and c.party_id = %(party)s::uuid
        and c.kind in ('customer', 'supplier')
     union all
     select a.text, 1, i.id, '' from asked a join catalog_item i on upper(i.sku) = a.code and i.state <> 'withdrawn'
     union all
     select a.text, 2, c.item_id, c.unit from asked a join catalog_code c on upper(c.code) = a.code and c.kind = 'own'
     union all
     select a.text, 3, c.item_id, c.unit from asked a
       join catalog_code c on lpad(c.code, 14, '0') = a.gtin and c.kind = 'gtin'
     union all
     select a.text, 4, c.item_id, c.unit from asked a
       join catalog_code c on upper(c.code) = a.code and c.kind = 'supplier'
        and c.party_id is distinct from %(party)s::uuid
     union all
     select a.text, 5, i.id, '' from asked a join catalog_item i on i.sort_name = a.name and i.state = 'active')
   select h.text, h.rank, i.id, i.sku, i.name, h.unit
   from (select text, item_id, min(rank) as rank, min(unit) as unit from hits group by text, item_id) h
     join catalog_item i on i.id = h.item_id and i.state <> 'withdrawn'
   order by h.text, h.rank, i.sku"""


@dataclass(frozen=True, slots=True)
class Named:
    """An item that a text names. `unit` is the packing the code stood for; empty: the base unit."""

    how: str
    item_id: UUID
    sku: str
    name: str
    unit: str


def items_named(texts: Sequence[str], party_id: UUID | None = None) -> dict[str, list[Named]]:
    """All items that each text names, the best first (HOW), in one statement; what names none is left out."""
    found: dict[str, list[Named]] = {}
    for text, rank, *rest in sql.rows(_EXACT, {"texts": list(texts), "party": party_id}):
        found.setdefault(text, []).append(Named(HOW[rank], *rest))
    return found


def sold_items(most: int) -> list[tuple[UUID, str, str]]:
    """Id, SKU and name of all that may be sold, up to `most`; one statement."""
    return sql.rows(
        "select id, sku, name from catalog_item where state = 'active' order by sku limit %s", [most]
    )
