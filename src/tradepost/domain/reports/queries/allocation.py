"""A shortage with the names of those it hits: what allocating anew would do to which order of whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import Preview
from tradepost.domain.inventory.rules.allocation import Change, Picture
from tradepost.domain.inventory.rules.dealing import POLICIES


@dataclass(frozen=True, slots=True)
class Claimant:
    """Whose a change is. `order_id` None: not of a sales order. `reserved` is set aside and stays, base units."""

    change: Change
    order_id: UUID | None
    order_number: str
    customer_name: str
    reserved: int


@dataclass(frozen=True, slots=True)
class NamedPreview:
    """A preview with its claimants, those whose cover would change first, then in their turn."""

    mark: str
    policy: str
    rows: list[Claimant]


@dataclass(frozen=True, slots=True)
class PolicyOutcome:
    """What a policy would come to: lines that gain and lose stock, lines with another day, lines wholly from stock,
    and lines that are late (after the day needed, or without a day)."""

    policy: str
    gain: int
    lose: int
    moved: int
    whole: int
    late: int


def preview_allocation(
    by: By, warehouse_id: UUID, *, item_ids: Sequence[UUID], policy: str, on: date
) -> NamedPreview:
    """`inventory.preview_reallocation` with orders and customers: a fixed number of statements.

    Raises NotFound for a warehouse the actor does not see, and for who sees only some customers.
    """
    _refuse_narrow(by, warehouse_id)
    found = inventory_queries.preview_reallocation(warehouse_id, item_ids=item_ids, policy=policy, on=on)
    return _named(found)


@dataclass(frozen=True, slots=True)
class Shortage:
    """One item in one warehouse: who has what of it, and what each policy would come to."""

    picture: Picture
    rows: list[Claimant]
    outcomes: list[PolicyOutcome]
    preview: NamedPreview | None


def shortage(by: By, warehouse_id: UUID, *, item_id: UUID, on: date, policy: str = "") -> Shortage:
    """An item as it stands, the outcome of every policy, and the preview of one if it is named.

    A fixed number of statements: all is worked out from one picture. Raises as preview_allocation does.
    """
    _refuse_narrow(by, warehouse_id)
    picture = inventory_queries.picture_of(warehouse_id, [item_id])
    previews = {one: inventory_queries.preview_of(picture, one, on) for one in POLICIES}
    if policy:
        inventory_queries.refuse_unknown(policy)
    named = _named(previews[policy or POLICIES[0]])
    outcomes = [_outcome(one) for one in previews.values()]
    return Shortage(picture, named.rows, outcomes, named if policy else None)


def _refuse_narrow(by: By, warehouse_id: UUID) -> None:
    inventory_queries.visible_warehouse(by, warehouse_id)
    if "rep" in by.scope or "customer" in by.scope:
        raise NotFound("There is no such shortage.")


def _outcome(preview: Preview) -> PolicyOutcome:
    changes = preview.changes
    return PolicyOutcome(
        preview.policy,
        sum(one.gain > 0 for one in changes),
        sum(one.gain < 0 for one in changes),
        sum(one.is_moved for one in changes),
        sum(one.after.stock == one.claim.quantity for one in changes),
        sum(one.new_on is None or one.new_on > one.claim.needed_on for one in changes),
    )


def _named(preview: Preview) -> NamedPreview:
    names = _names(one.claim.demand_id for one in preview.changes)
    rows = [Claimant(one, *names.get(one.claim.demand_id, (None, "", "", 0))) for one in preview.changes]
    return NamedPreview(preview.mark, preview.policy, sorted(rows, key=_in_order))


def _in_order(row: Claimant) -> tuple[bool, date, str, UUID]:
    claim = row.change.claim
    return (row.change.before == row.change.after, claim.needed_on, row.order_number, claim.demand_id)


def _names(demand_ids: Iterable[UUID]) -> dict[UUID, tuple[UUID | None, str, str, int]]:
    found = sql.rows(
        """select d.id, o.id, coalesce(o.number, ''), coalesce(o.customer_name, ''), d.reserved
           from inventory_demand d left join sales_order o on o.id = d.document_id
           where d.id = any(%s::uuid[]) order by d.id""",
        [list(demand_ids)],
    )
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in found}
