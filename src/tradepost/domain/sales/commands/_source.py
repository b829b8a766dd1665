"""Which warehouse each line of an order comes from: chosen by the order's rule, right before it is promised."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_ids
from tradepost.base.money import share
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.rules.sourcing import Basket, Source
from tradepost.domain.pricing.rules import shares_within
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._draft import Draft, DraftLine, with_another


def scattered(draft: Draft) -> Invalid | None:
    """The refusal of an order that leaves only when whole, and from several warehouses."""
    named = {line.warehouse_id for line in draft.lines if line.warehouse_id}
    if draft.sourcing == "one" and any(line.warehouse_id is None for line in draft.lines):
        named.add(draft.warehouse_id)
    if not draft.ships[0] or len(named) < 2:
        return None
    return Invalid(
        "This order leaves only when whole, so all of it comes from one warehouse. Name one, or let it ship in parts.",
        fields={"ship_complete": "Its lines name several warehouses."},
    )


def refuse_scattered(draft: Draft) -> None:
    """The same, raised; and WithAnotherCustomer for lines that name what lies with somebody else."""
    named = {line.warehouse_id for line in draft.lines if line.warehouse_id}
    holders = inventory_queries.holders() if named else {}
    if any(holders.get(house) not in (None, draft.customer.customer_id) for house in named):
        raise with_another()
    if (wrong := scattered(draft)) is not None:
        raise wrong


def source_drafts(by: By, drafts: Sequence[Draft]) -> None:
    """Give each line of drafts with a rule its warehouse; a line from several is parted. One look for all of them."""
    sought = [draft for draft in drafts if draft.sourcing != "one"]
    if not sought:
        return
    found = inventory.choose_sources(by, baskets=[_basket(by, draft) for draft in sought])
    for draft, sources in zip(sought, found, strict=True):
        _part(by, draft, sources)


def _basket(by: By, draft: Draft) -> Basket:
    lines = [
        (
            x.line_id,
            x.priced.item_id,
            x.priced.quantity,
            x.typed.requested_on,
            x.priced.factor,
            x.warehouse_id,
        )
        for x in draft.lines
    ]
    return queries.basket(
        by, draft.sourcing, draft.warehouse_id, draft.customer.country, draft.ships, draft.requested_on, lines
    )


def _part(by: By, draft: Draft, sources: Sequence[Source]) -> None:
    """The lines as typed keep their place; what else became of them stands below."""
    today = by.now.date()
    parts: dict[UUID, list[Source]] = {}
    for source in sources:
        parts.setdefault(source.line_id, []).append(source)
    ids = iter(new_ids(by.now, len(sources)))
    first: list[DraftLine] = []
    below: list[DraftLine] = []
    for line in draft.lines:
        head, *others = _parted(line, parts[line.line_id], draft.currency, draft.sourcing, today)
        first.append(head)
        below += [replace(other, line_id=next(ids), split_of=line.line_id) for other in others]
    draft.lines = first + below


def _parted(
    line: DraftLine, sources: Sequence[Source], currency: str, rule: str, today: date
) -> list[DraftLine]:
    parts, before, priced = [], 0, line.priced
    for source in sources:
        part = part_of(
            (priced.typed_quantity, line.net, line.gross), priced.quantity, before, source.quantity, currency
        )
        before += source.quantity
        made = replace(
            line,
            priced=replace(priced, typed_quantity=part.typed, quantity=source.quantity),
            net=part.net,
            gross=part.gross,
            warehouse_id=source.warehouse_id,
            source_trace=queries.trace_of(source, rule, priced.quantity, today),
        )
        parts.append(made)
    return parts


class Amount(NamedTuple):
    """Typed quantity, net and gross of a line, or of a part of it."""

    typed: Decimal
    net: Decimal
    gross: Decimal | None


def part_of(
    whole: tuple[Decimal, Decimal, Decimal | None], quantity: int, before: int, part: int, currency: str
) -> Amount:
    """Typed quantity, net and gross of a part of a line; the parts of a line add up to it exactly."""
    typed, net, gross = whole
    if part == quantity:
        return Amount(*whole)
    typed = typed * part / quantity
    if gross is None:
        return Amount(typed, share(net, quantity, before, part, currency), None)
    return Amount(typed, *shares_within(net, gross, quantity, before, part, currency))
