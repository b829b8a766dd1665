from dataclasses import dataclass
from uuid import UUID

from tradepost.base.events import Event


@dataclass(frozen=True)
class ReorderRulesSet(Event):
    """When and how far a warehouse replenishes was written; `rules` counts the changed rows."""

    name = "planning.reorder_rules_set"
    warehouse_id: UUID
    rules: int


@dataclass(frozen=True)
class ProposalsOrdered(Event):
    """A planning run became purchase orders, one per supplier."""

    name = "planning.proposals_ordered"
    run_id: UUID
    purchase_order_ids: list[UUID]
