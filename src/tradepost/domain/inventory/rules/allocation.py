"""Allocating anew: who of those who want an item has its stock, and who waits for which supply.

What is set aside for picking is out of it. Everything else of the items looked at is dealt out anew by a policy:
first the stock, then each supply by its day.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from tradepost.base.events import to_json
from tradepost.domain.inventory.rules import OpenSupply, Peg
from tradepost.domain.inventory.rules.dealing import deal, turn


@dataclass(frozen=True, slots=True)
class Claim:
    """What a demand wants beside what is set aside for it, base units, and how that is covered now.

    `whole`: its document leaves only when whole. Of the claim at least `minimum_fill` percent at once, or nothing.
    Its item is dealt out in whole `step`s.
    """

    demand_id: UUID
    document_id: UUID
    item_id: UUID
    quantity: int
    stock: int
    backordered: int
    pegs: Mapping[UUID, int]
    priority: int
    needed_on: date
    placed_at: datetime
    whole: bool = False
    minimum_fill: int = 0
    step: int = 1

    @property
    def least(self) -> int:
        """Fewer units from stock than these are of no use to it, of the claim by itself."""
        return -(-self.quantity * self.minimum_fill // 100)


@dataclass(frozen=True, slots=True)
class Picture:
    """Some items of one warehouse as they stand: what is free in stock, what comes, who wants it.

    `lacking`: documents that cannot be whole, whatever is dealt out here, for a line of another item has no stock.
    """

    free: Mapping[UUID, int]
    supplies: Sequence[OpenSupply]
    claims: Sequence[Claim]
    lacking: frozenset[UUID] = frozenset()


@dataclass(slots=True)
class Share:
    """What a claim is covered by, base units; `pegs` by supply."""

    stock: int = 0
    pegs: dict[UUID, int] = field(default_factory=dict)
    backordered: int = 0


Shares = dict[UUID, Share]
"""By demand."""


def mark_of(picture: Picture, policy: str) -> str:
    """Another one as soon as anything is other that the allocation depends on."""
    return hashlib.sha256(to_json([policy, picture]).encode()).hexdigest()[:32]


def allocate(picture: Picture, policy: str) -> Shares:
    """Who has what under a policy.

    Who cannot use what falls to them, because their order leaves only when whole or the line is worth sending only
    from a quantity on, stand behind those who can: they have what these leave of the stock. So no unit is left over
    while somebody wants it. In turns the first such one steps back, and the rest are dealt to anew; of shares the
    last, until the shares of the others suffice.
    """
    claims: dict[UUID, list[Claim]] = defaultdict(list)
    for claim in sorted(picture.claims, key=lambda c: turn(policy, c)):
        claims[claim.item_id].append(claim)
    pool = {item: picture.free.get(item, 0) + sum(c.stock for c in those) for item, those in claims.items()}
    behind = {c.demand_id for c in picture.claims if c.whole and c.document_id in picture.lacking}
    given = {item: _from_stock(policy, pool[item], those, behind) for item, those in claims.items()}
    while stepping := _of_no_use(policy, picture.claims, given, behind):
        behind.update(claim.demand_id for claim in stepping)
        for item in {claim.item_id for claim in stepping}:
            given[item] = _from_stock(policy, pool[item], claims[item], behind)
    shares: Shares = {}
    for item, those in claims.items():
        _leave_rest(policy, pool[item], those, behind, given[item])
        coming = sorted(
            (s for s in picture.supplies if s.item_id == item), key=lambda s: (s.expected_on, s.supply_id)
        )
        shares |= _with_supply(policy, those, given[item], coming)
    return shares


Given = dict[UUID, int]


def _from_stock(policy: str, pool: int, claims: Sequence[Claim], behind: set[UUID]) -> Given:
    first = [claim for claim in claims if claim.demand_id not in behind]
    parts = deal(policy, pool, [claim.quantity for claim in first], _step(claims))
    return {claim.demand_id: part for claim, part in zip(first, parts, strict=True)}


def _step(claims: Sequence[Claim]) -> int:
    """All are of one item."""
    return claims[0].step if claims else 1


def _of_no_use(
    policy: str, claims: Sequence[Claim], given: Mapping[UUID, Given], behind: set[UUID]
) -> list[Claim]:
    """The claims that step back next: all of one document that would be partial, or one that would get too little."""
    documents: dict[UUID, list[Claim]] = defaultdict(list)
    found: list[list[Claim]] = []
    for claim in claims:
        if claim.demand_id in behind:
            continue
        if claim.whole:
            documents[claim.document_id].append(claim)
        elif 0 < given[claim.item_id][claim.demand_id] < claim.least:
            found.append([claim])
    for those in documents.values():
        parts = [(given[claim.item_id][claim.demand_id], claim.quantity) for claim in those]
        if any(part for part, _ in parts) and any(part < wanted for part, wanted in parts):
            found.append(those)
    if not found:
        return []
    in_turn = sorted(found, key=lambda those: min(turn(policy, claim) for claim in those))
    return in_turn[-1 if policy == "fair_share" else 0]


def _leave_rest(policy: str, pool: int, claims: Sequence[Claim], behind: set[UUID], given: Given) -> None:
    later = [claim for claim in claims if claim.demand_id in behind]
    rest = deal(policy, pool - sum(given.values()), [claim.quantity for claim in later], _step(claims))
    given.update((claim.demand_id, part) for claim, part in zip(later, rest, strict=True))


def _with_supply(
    policy: str, claims: Sequence[Claim], given: Given, supplies: Sequence[OpenSupply]
) -> Shares:
    shares = {claim.demand_id: Share(given[claim.demand_id]) for claim in claims}
    lacks = [claim.quantity - given[claim.demand_id] for claim in claims]
    for supply in supplies:
        theirs = supply.free + sum(claim.pegs.get(supply.supply_id, 0) for claim in claims)
        parts = deal(policy, theirs, lacks, _step(claims))
        for n, (claim, part) in enumerate(zip(claims, parts, strict=True)):
            if part:
                shares[claim.demand_id].pegs[supply.supply_id] = part
                lacks[n] -= part
    for claim, missing in zip(claims, lacks, strict=True):
        shares[claim.demand_id].backordered = missing
    return shares


def pegs_between(picture: Picture, shares: Mapping[UUID, Share]) -> list[Peg]:
    """What changes on the promises, so that each claim is covered by its share."""
    pegs: list[Peg] = []
    for claim in picture.claims:
        share = shares[claim.demand_id]
        deltas: list[tuple[str, UUID | None, int]] = [("stock", None, share.stock - claim.stock)]
        for supply_id in sorted({*claim.pegs, *share.pegs}):
            less = share.pegs.get(supply_id, 0) - claim.pegs.get(supply_id, 0)
            deltas.append(("supply", supply_id, less))
        deltas.append(("backorder", None, share.backordered - claim.backordered))
        pegs += [
            Peg(claim.demand_id, claim.item_id, kind, quantity, supply_id)
            for kind, supply_id, quantity in deltas
            if quantity
        ]
    return pegs


@dataclass(frozen=True, slots=True)
class Change:
    """What an allocation does to one demand, base units; a day of None: part of it has no supply."""

    claim: Claim
    before: Share
    after: Share
    old_on: date | None
    new_on: date | None

    @property
    def gain(self) -> int:
        """More from stock than before; below 0 it loses."""
        return self.after.stock - self.before.stock

    @property
    def is_moved(self) -> bool:
        """Its day is another one."""
        return self.old_on != self.new_on


def changes(picture: Picture, shares: Mapping[UUID, Share], today: date) -> list[Change]:
    """Before and after of every claim, in the order of the picture."""
    days = {supply.supply_id: supply.expected_on for supply in picture.supplies}
    made = []
    for claim in picture.claims:
        before, after = Share(claim.stock, dict(claim.pegs), claim.backordered), shares[claim.demand_id]
        made.append(Change(claim, before, after, _day(before, days, today), _day(after, days, today)))
    return made


def _day(share: Share, days: Mapping[UUID, date], today: date) -> date | None:
    return None if share.backordered else max([today, *(days[supply_id] for supply_id in share.pegs)])


def swap(giver: Claim, taker: Claim, quantity: int, days: Mapping[UUID, date]) -> list[Peg]:
    """`quantity` units of stock from one claim to another, which gives what it waited with: so nobody else is touched.

    It gives its backorder first, then its latest supply. ValueError with what can be given at most.
    """
    waits: list[tuple[str, UUID | None, int]] = [("backorder", None, taker.backordered)]
    latest = sorted(taker.pegs, key=lambda supply_id: (days[supply_id], supply_id), reverse=True)
    waits += [("supply", supply_id, taker.pegs[supply_id]) for supply_id in latest]
    most = min(giver.stock, sum(units for _, _, units in waits))
    if quantity > most:
        raise ValueError(most)
    pegs = [
        Peg(giver.demand_id, giver.item_id, "stock", -quantity),
        Peg(taker.demand_id, taker.item_id, "stock", quantity),
    ]
    for kind, supply_id, units in waits:
        if part := min(units, quantity):
            quantity -= part
            pegs.append(Peg(taker.demand_id, taker.item_id, kind, -part, supply_id))
            pegs.append(Peg(giver.demand_id, giver.item_id, kind, part, supply_id))
    return pegs


def totals(made: Sequence[Change]) -> tuple[int, int, int]:
    """How many gain stock, how many lose it, and of how many the day is another one."""
    return (
        sum(1 for one in made if one.gain > 0),
        sum(1 for one in made if one.gain < 0),
        sum(1 for one in made if one.is_moved),
    )
