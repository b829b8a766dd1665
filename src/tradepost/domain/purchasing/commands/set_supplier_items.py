from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_ids
from tradepost.domain.purchasing import queries, rules
from tradepost.domain.purchasing.events import SupplierItemsSet


@dataclass(frozen=True, slots=True)
class SupplierItemInput:
    """A supplier's offer of an item: `price` per `unit` in the supplier's currency.

    `pack` (base units in one unit) may be left out when the item has a unit of that name, or none is
    named, or its unit of weight: then the price is of that. `minimum_quantity` counts base units.
    """

    supplier_id: UUID
    item_id: UUID
    price: Decimal
    supplier_sku: str = ""
    unit: str = ""
    pack: int | None = None
    minimum_quantity: int = 1
    lead_days: int | None = None
    preferred: bool = False


@command
def set_supplier_items(by: By, *, offers: Sequence[SupplierItemInput]) -> int:
    """Write what suppliers sell; an offer of the same supplier and item is replaced. Gives how many changed.

    Raises Invalid naming every bad row. A preferred offer ends the preference of the other suppliers.
    """
    if not offers:
        return 0
    known = queries.sold_units([(offer.supplier_id, offer.item_id, offer.unit) for offer in offers])
    packs = _packs(offers, known)
    _end_other_preferences(offers)
    changed = sql.rows(
        """insert into purchasing_supplier_item as o (id, supplier_id, item_id, supplier_sku, unit, pack,
             minimum_quantity, price, lead_days, preferred, made_at, version)
           select t.*, %s::timestamptz, 1
           from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::text[], %s::text[], %s::int[], %s::bigint[],
             %s::numeric[], %s::int[], %s::bool[])
             as t(id, supplier_id, item_id, supplier_sku, unit, pack, minimum_quantity, price, lead_days, preferred)
           order by t.item_id, t.supplier_id
           on conflict (supplier_id, item_id) do update set supplier_sku = excluded.supplier_sku,
             unit = excluded.unit, pack = excluded.pack, minimum_quantity = excluded.minimum_quantity,
             price = excluded.price, lead_days = excluded.lead_days, preferred = excluded.preferred
           where (o.supplier_sku, o.unit, o.pack, o.minimum_quantity, o.price, o.lead_days, o.preferred)
             is distinct from (excluded.supplier_sku, excluded.unit, excluded.pack, excluded.minimum_quantity,
               excluded.price, excluded.lead_days, excluded.preferred)
           returning supplier_id""",
        [
            by.now,
            new_ids(by.now, len(offers)),
            [offer.supplier_id for offer in offers],
            [offer.item_id for offer in offers],
            [offer.supplier_sku for offer in offers],
            [offer.unit for offer in offers],
            packs,
            [offer.minimum_quantity for offer in offers],
            [offer.price for offer in offers],
            [offer.lead_days for offer in offers],
            [offer.preferred for offer in offers],
        ],
    )
    for supplier_id, items in sorted(Counter(row[0] for row in changed).items()):
        publish(by, SupplierItemsSet(supplier_id, items))
    return len(changed)


def _end_other_preferences(offers: Sequence[SupplierItemInput]) -> None:
    preferred = [(offer.supplier_id, offer.item_id) for offer in offers if offer.preferred]
    if not preferred:
        return
    # Other suppliers' rows change too: the locks of all offers of these items are taken in one order.
    sql.run(
        """select from purchasing_supplier_item where item_id = any(%s::uuid[])
           order by item_id, supplier_id for no key update""",
        [[offer.item_id for offer in offers]],
    )
    sql.run(
        """update purchasing_supplier_item o set preferred = false
           from unnest(%s::uuid[], %s::uuid[]) as t(supplier_id, item_id)
           where o.item_id = t.item_id and o.supplier_id <> t.supplier_id and o.preferred""",
        [[supplier_id for supplier_id, _ in preferred], [item_id for _, item_id in preferred]],
    )


def _packs(offers: Sequence[SupplierItemInput], known: Sequence[queries.SoldUnit]) -> list[int]:
    """Base units per unit of every offer; raises Invalid with all rows that cannot be taken."""
    wrong: dict[str, str] = {}
    packs: list[int] = []
    pairs = Counter((offer.supplier_id, offer.item_id) for offer in offers)
    first_choices = Counter(offer.item_id for offer in offers if offer.preferred)
    for row, (offer, unit) in enumerate(zip(offers, known, strict=True)):
        pack = rules.pack_of(offer.unit, offer.pack, unit.numerator, unit.denominator)
        if unit.is_of_weight:
            pack = 1  # The price is of the weight; orders are of whole pieces.
        packs.append(pack or 1)
        if pack is None:
            wrong[f"offers.{row}.pack"] = (
                "Name a unit of the item, or say how many base units the unit holds."
            )
        if not unit.has_item:
            wrong[f"offers.{row}.item_id"] = "There is no such item."
        if not unit.has_supplier:
            wrong[f"offers.{row}.supplier_id"] = "There is no such supplier."
        if offer.price < 0:
            wrong[f"offers.{row}.price"] = "Must not be negative."
        if offer.minimum_quantity < 1:
            wrong[f"offers.{row}.minimum_quantity"] = "Must be at least 1."
        if offer.lead_days is not None and offer.lead_days < 0:
            wrong[f"offers.{row}.lead_days"] = "Must not be negative."
        if pairs[offer.supplier_id, offer.item_id] > 1:
            wrong[f"offers.{row}.item_id"] = "Stands twice for this supplier."
        if offer.preferred and first_choices[offer.item_id] > 1:
            wrong[f"offers.{row}.preferred"] = "Only one supplier of an item can be preferred."
    if wrong:
        raise Invalid(f"{len(wrong)} values cannot be taken; nothing was written.", fields=wrong)
    return packs
