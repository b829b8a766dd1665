"""What to buy now, for how much, from whom, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.money import ZERO, round_amount
from tradepost.domain.planning import rules
from tradepost.domain.planning.queries.pictures import pictures
from tradepost.domain.planning.rules import Picture, Terms
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.queries import Offer


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item to buy. `suggested` and all counts are base units, `cost` is in the supplier's currency.

    Without `offer` nobody sells the item and it cannot be ordered. `packs` times `unit` is `suggested`.
    """

    picture: Picture
    suggested: int
    offer: Offer | None
    packs: int
    cost: Decimal
    expected_on: date | None
    explanation: str
    fingerprint: str

    @property
    def item_id(self) -> UUID:
        """The item to buy."""
        return self.picture.item_id

    @property
    def supplier_id(self) -> UUID | None:
        """Whom to buy it from."""
        return self.offer.supplier_id if self.offer else None


@dataclass(frozen=True, slots=True)
class SupplierProposals:
    """The proposals for one supplier (None: nobody sells them), and whether they reach its minimum order."""

    supplier_id: UUID | None
    supplier_name: str
    currency: str
    proposals: list[Proposal]
    total: Decimal
    minimum_order: Decimal

    @property
    def below_minimum(self) -> Decimal:
        """What is missing to the supplier's minimum order; 0 when it is reached."""
        return max(self.minimum_order - self.total, ZERO)


def proposals(by: By, warehouse_id: UUID) -> list[Proposal]:
    """What this warehouse should buy, by sku. Two statements for any number of items.

    Raises NotFound for a warehouse outside the actor's grant.
    """
    if by.scope.get("warehouse", warehouse_id) != warehouse_id or "customer" in by.scope:
        raise NotFound("There is no such warehouse.", warehouse_id=warehouse_id)
    return [made for made in _proposed(pictures(warehouse_id), by.now.date()) if made.suggested]


def proposals_for(warehouse_id: UUID, item_ids: Sequence[UUID], *, on: date) -> dict[UUID, Proposal]:
    """What planning says of these items, also when it proposes nothing; two statements."""
    return {made.item_id: made for made in _proposed(pictures(warehouse_id, item_ids), on)}


def by_supplier(found: Iterable[Proposal]) -> list[SupplierProposals]:
    """Proposals as the orders they would become, by the supplier's name; those nobody sells last."""
    groups: dict[UUID | None, list[Proposal]] = {}
    for proposal in found:
        groups.setdefault(proposal.supplier_id, []).append(proposal)
    made = [_group(supplier_id, rows) for supplier_id, rows in groups.items()]
    return sorted(made, key=lambda group: (group.supplier_id is None, group.supplier_name))


def _group(supplier_id: UUID | None, rows: list[Proposal]) -> SupplierProposals:
    offer = rows[0].offer
    return SupplierProposals(
        supplier_id,
        offer.supplier_name if offer else "",
        offer.currency if offer else "",
        rows,
        sum((row.cost for row in rows), ZERO),
        offer.minimum_order if offer else ZERO,
    )


def _proposed(found: Sequence[Picture], on: date) -> list[Proposal]:
    wanted = {picture.item_id: picture.supplier_id for picture in found}
    offers: dict[UUID, Offer] = {}
    for offer in purchasing_queries.offers_of(list(wanted), on=on):
        if offer.item_id not in offers or offer.supplier_id == wanted[offer.item_id]:
            offers[offer.item_id] = offer
    return [_proposal(picture, offers.get(picture.item_id), on) for picture in found]


def _proposal(picture: Picture, offer: Offer | None, on: date) -> Proposal:
    terms = Terms(offer.unit, offer.pack, offer.minimum_quantity) if offer else None
    suggested = rules.order_quantity(picture.missing, terms)
    packs = suggested // offer.pack if offer else suggested
    return Proposal(
        picture=picture,
        suggested=suggested,
        offer=offer,
        packs=packs,
        cost=round_amount(packs * offer.price, offer.currency) if offer else ZERO,
        expected_on=on + timedelta(days=offer.lead_days) if offer else None,
        explanation=rules.explain(picture, suggested, terms, offer.supplier_name if offer else ""),
        fingerprint=rules.fingerprint(picture, offer.supplier_id if offer else None, terms),
    )
