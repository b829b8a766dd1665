from collections.abc import Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_ids
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.planning import queries
from tradepost.domain.planning.events import ProposalsOrdered
from tradepost.domain.planning.models import Run, RunLine
from tradepost.domain.planning.queries import Proposal
from tradepost.domain.purchasing import commands as purchasing


class ProposalsChanged(Refusal):
    """Since the proposals were drawn up, somebody ordered or changed a rule; `facts["skus"]` names them."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A proposal somebody takes: base units and supplier may differ from what was proposed.

    With the `fingerprint` that was shown it is refused when more is on order by now.
    """

    item_id: UUID
    quantity: int
    supplier_id: UUID
    fingerprint: str = ""


@command(once="run_id", again=queries.run_by_id)
def order_proposals(
    by: By, *, run_id: UUID, chosen: Sequence[Chosen], warehouse_id: UUID | None = None, send: bool = True
) -> Run:
    """Order what was chosen: one purchase order per supplier. Without `send` they stay drafts.

    Raises NotFound, ProposalsChanged, Invalid.
    """
    warehouse = warehouse_id or inventory_queries.default_warehouse_id()
    _one_planner_at_a_time(warehouse)
    now = queries.proposals_for(warehouse, [choice.item_id for choice in chosen], on=by.now.date())
    _refuse_bad_choices(chosen, now)
    groups: dict[UUID, list[Chosen]] = {}
    for choice in chosen:
        groups.setdefault(choice.supplier_id, []).append(choice)
    order_ids = dict(zip(sorted(groups), new_ids(by.now, len(groups)), strict=True))

    if send and len(groups) > 1:  # each supplier's order announces its own supply
        inventory.hold_stock(by, warehouse_id=warehouse, item_ids=[choice.item_id for choice in chosen])
    # The run's lines point at the purchase orders: those come first.
    for supplier_id, order_id in order_ids.items():
        lines = [_line(choice, now[choice.item_id]) for choice in groups[supplier_id]]
        purchasing.order_from_supplier(
            by,
            purchase_order_id=order_id,
            supplier_id=supplier_id,
            warehouse_id=warehouse,
            lines=lines,
            send=send,
        )
    run = Run.objects.create(id=run_id, warehouse_id=warehouse, actor=by.actor, made_at=by.now)
    RunLine.objects.bulk_create(_kept(by, run, chosen, now, order_ids))
    publish(by, ProposalsOrdered(run.id, list(order_ids.values())))
    return run


def _one_planner_at_a_time(warehouse_id: UUID) -> None:
    """Held until the transaction ends, so that two planners cannot both order the same shortage."""
    sql.run("select pg_advisory_xact_lock(hashtextextended('planning ' || %s::text, 0))", [warehouse_id])


def _refuse_bad_choices(chosen: Sequence[Chosen], now: dict[UUID, Proposal]) -> None:
    wrong: dict[str, str] = {} if chosen else {"chosen": "Choose at least one proposal."}
    for row, choice in enumerate(chosen):
        if choice.item_id not in now:
            wrong[f"chosen.{row}.item_id"] = "There is no such item."
        elif choice.quantity < 1:
            wrong[f"chosen.{row}.quantity"] = "Must be at least 1."
    if wrong:
        raise Invalid("Some choices cannot be ordered. Correct the marked ones.", fields=wrong)
    stale = sorted(
        {
            now[choice.item_id].picture.sku
            for choice in chosen
            if choice.fingerprint and _is_stale(choice, now[choice.item_id])
        }
    )
    if stale:
        raise ProposalsChanged(
            f"{', '.join(stale[:5])} changed since the proposals were drawn up: orders, rule or supplier. "
            "Load the proposals again.",
            skus=stale,
        )


def _is_stale(choice: Chosen, proposal: Proposal) -> bool:
    return choice.fingerprint != proposal.fingerprint or proposal.suggested == 0


def _line(choice: Chosen, proposal: Proposal) -> purchasing.PurchaseLineInput:
    """In the supplier's own unit where it comes out even."""
    offer = proposal.offer
    if offer and offer.supplier_id == choice.supplier_id and choice.quantity % offer.pack == 0:
        return purchasing.PurchaseLineInput(
            choice.item_id, Decimal(choice.quantity // offer.pack), offer.unit
        )
    return purchasing.PurchaseLineInput(choice.item_id, Decimal(choice.quantity))


def _kept(
    by: By, run: Run, chosen: Sequence[Chosen], now: dict[UUID, Proposal], order_ids: dict[UUID, UUID]
) -> list[RunLine]:
    return [
        RunLine(
            id=line_id,
            run=run,
            item_id=choice.item_id,
            purchase_order_id=order_ids[choice.supplier_id],
            suggested=now[choice.item_id].suggested,
            ordered=choice.quantity,
            inputs=_inputs(now[choice.item_id]),
            explanation=now[choice.item_id].explanation,
            fingerprint=now[choice.item_id].fingerprint,
        )
        for line_id, choice in zip(new_ids(by.now, len(chosen)), chosen, strict=True)
    ]


def _inputs(proposal: Proposal) -> dict[str, object]:
    numbers = asdict(proposal.picture)
    kept: dict[str, object] = {name: value for name, value in numbers.items() if isinstance(value, int)}
    return kept
