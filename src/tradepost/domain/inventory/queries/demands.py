import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql


@dataclass(frozen=True, slots=True)
class DemandCover:
    """How a line is covered now, base units. `why` lists each peg: (source id or None for stock, units, day)."""

    demand_id: UUID
    document_id: UUID
    quantity: int
    stock: int
    supply: int
    backordered: int
    reserved: int
    promised_on: date | None
    why: list[dict[str, object]]


def demands_of(document_ids: Sequence[UUID], *, on: date) -> dict[UUID, DemandCover]:
    """The cover of every line of these documents by line id; one statement."""
    found = sql.rows(
        """select d.id, d.document_id, d.quantity, d.promised_stock, d.promised_supply, d.backordered, d.reserved,
                  case when d.backordered > 0 then null else greatest(max(s.expected_on), %s::date) end,
                  coalesce(jsonb_agg(jsonb_build_object('source_id', s.source_id, 'quantity', p.quantity,
                    'expected_on', s.expected_on) order by s.expected_on nulls first)
                    filter (where p.id is not null), '[]')
           from inventory_demand d left join inventory_promise p on p.demand_id = d.id
             left join inventory_supply s on s.id = p.supply_id
           where d.document_id = any(%s::uuid[]) group by d.id""",
        [on, list(document_ids)],
    )
    return {row[0]: DemandCover(*[*row[:8], json.loads(row[8])]) for row in found}


@dataclass(frozen=True, slots=True)
class SetAside:
    """Base units of a line that are set aside in one place and lot, to be picked there."""

    reserve_id: UUID
    line_id: UUID
    item_id: UUID
    sku: str
    item_name: str
    base_unit: str
    place_code: str
    lot_id: UUID | None
    lot_code: str
    lot_state: str
    expires_on: date | None
    quantity: int


def set_aside_for(document_id: UUID) -> list[SetAside]:
    """What is set aside for the lines of a document, in the order of the walk; one statement."""
    return sql.rows_as(
        SetAside,
        """select r.id, d.id, d.item_id, i.sku, i.name, i.base_unit, p.code, l.id, coalesce(l.code, ''),
                  coalesce(l.state, 'usable'), l.expires_on, r.quantity
           from inventory_demand d join inventory_reserve r on r.demand_id = d.id
             join inventory_balance b on b.id = r.balance_id join inventory_place p on p.id = b.place_id
             join catalog_item i on i.id = d.item_id left join inventory_lot l on l.id = b.lot_id
           where d.document_id = %s order by p.pick_sequence, p.code, i.sku, l.code, r.id""",
        [document_id],
    )
