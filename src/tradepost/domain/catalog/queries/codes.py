from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql
from tradepost.domain.catalog.models import Code

_HITS = """with asked as (
     select distinct code, upper(trim(code)) as upper_code,
            case when trim(code) ~ '^[0-9]{8,14}$' then lpad(trim(code), 14, '0') end as gtin
     from unnest(%s::text[]) as t(code)),
   hits as (
     select a.code, 0 as rank, c.item_id, c.unit from asked a
       join catalog_code c on upper(c.code) = a.upper_code and c.party_id = %s::uuid
        and c.kind in ('customer', 'supplier')
     union all
     select a.code, 1, i.id, '' from asked a join catalog_item i on upper(i.sku) = a.upper_code
         and i.state <> 'withdrawn'
     union all
     select a.code, 2, c.item_id, c.unit from asked a
       join catalog_code c on upper(c.code) = a.upper_code and c.kind = 'own'
     union all
     select a.code, 3, c.item_id, c.unit from asked a
       join catalog_code c on lpad(c.code, 14, '0') = a.gtin and c.kind = 'gtin')
"""
"""The partner's own code first, then our SKU, our other codes, and GTINs (with or without leading zeros)."""
_BEST = f"""{_HITS} select distinct on (h.code) h.code, h.item_id, h.unit, i.sku, i.name, i.state
   from hits h join catalog_item i on i.id = h.item_id order by h.code, h.rank"""  # noqa: S608 constants only
_ALL = f"""{_HITS} select h.code, h.item_id, i.sku, i.name, i.state, i.tracking, i.base_unit,
     coalesce(u.name, i.base_unit), coalesce(u.numerator, 1), coalesce(u.denominator, 1)
   from (select code, item_id, unit, min(rank) as rank from hits group by code, item_id, unit) h
     join catalog_item i on i.id = h.item_id and i.state <> 'withdrawn'
     left join catalog_unit u on u.item_id = h.item_id and lower(u.name) = lower(h.unit)
   order by h.code, h.rank, i.sku"""  # noqa: S608 constants only


@dataclass(frozen=True, slots=True)
class CodeOf:
    """What a code stands for. `unit` is the packing; empty: the base unit."""

    item_id: UUID
    unit: str
    sku: str
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Packing:
    """What a code stands for, and how many base units one of it is: numerator / denominator.

    `unit` is never empty; of one base unit it is the base unit's name.
    """

    item_id: UUID
    sku: str
    name: str
    state: str
    tracking: str
    base_unit: str
    unit: str
    numerator: int
    denominator: int


def items_by_codes(codes: Sequence[str], party_id: UUID | None = None) -> dict[str, CodeOf]:
    """What many scanned, typed or pasted codes stand for, in one statement; unknown ones are left out.

    The partner's own code wins, then our SKU, our other codes, and GTINs (with or without leading zeros).
    Discontinued items are found too: whether one may still be traded, the caller decides.
    """
    found = sql.rows(_BEST, [list(codes), party_id])
    return {code: CodeOf(*rest) for code, *rest in found}


def codes_of_party(party_id: UUID, limit: int = 500) -> list[Code]:
    """What a customer calls our items, with the items, by code."""
    rows = Code.objects.filter(kind="customer", party_id=party_id).select_related("item")
    return list(rows.order_by("code", "id")[:limit])


def packings_by_codes(codes: Sequence[str], party_id: UUID | None = None) -> dict[str, list[Packing]]:
    """All that each code may stand for, best first, in one statement; unknown codes are left out."""
    found = sql.rows(_ALL, [list(codes), party_id])
    packings: dict[str, list[Packing]] = {}
    for code, *rest in found:
        packings.setdefault(code, []).append(Packing(*rest))
    return packings


def barcodes_of(item_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The barcode of one base unit of each item: its GTIN, else our own code; items without are left out."""
    found = sql.rows(
        """select distinct on (item_id) item_id, code from catalog_code
           where item_id = any(%s::uuid[]) and kind in ('gtin', 'own') and unit = ''
           order by item_id, kind <> 'gtin', id""",
        [list(item_ids)],
    )
    return dict(found)
