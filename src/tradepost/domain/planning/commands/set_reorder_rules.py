from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_ids
from tradepost.domain.planning.events import ReorderRulesSet


@dataclass(frozen=True, slots=True)
class ReorderRuleInput:
    """Buy when the projected stock falls to `reorder_point`, up to `order_up_to`; base units."""

    item_id: UUID
    reorder_point: int
    order_up_to: int
    supplier_id: UUID | None = None


@command
def set_reorder_rules(by: By, *, warehouse_id: UUID, rules: Sequence[ReorderRuleInput]) -> int:
    """Write the rules of a warehouse; a rule of the same item is replaced. Gives how many changed.

    Raises Invalid naming every bad row.
    """
    _refuse_bad_rules(rules)
    changed = sql.rows(
        """insert into planning_reorder_rule as r
             (id, warehouse_id, made_at, version, item_id, reorder_point, order_up_to, supplier_id)
           select id, %s, %s, 1, item_id, reorder_point, order_up_to, supplier_id
           from unnest(%s::uuid[], %s::uuid[], %s::bigint[], %s::bigint[], %s::uuid[])
             as t(id, item_id, reorder_point, order_up_to, supplier_id)
           order by item_id
           on conflict (item_id, warehouse_id) do update set reorder_point = excluded.reorder_point,
             order_up_to = excluded.order_up_to, supplier_id = excluded.supplier_id
           where (r.reorder_point, r.order_up_to, r.supplier_id)
             is distinct from (excluded.reorder_point, excluded.order_up_to, excluded.supplier_id)
           returning r.item_id""",
        [
            warehouse_id,
            by.now,
            new_ids(by.now, len(rules)),
            [rule.item_id for rule in rules],
            [rule.reorder_point for rule in rules],
            [rule.order_up_to for rule in rules],
            [rule.supplier_id for rule in rules],
        ],
    )
    if changed:
        publish(by, ReorderRulesSet(warehouse_id, len(changed)))
    return len(changed)


def _refuse_bad_rules(rules: Sequence[ReorderRuleInput]) -> None:
    wrong: dict[str, str] = {}
    times = Counter(rule.item_id for rule in rules)
    for row, rule in enumerate(rules):
        if rule.reorder_point < 0:
            wrong[f"rules.{row}.reorder_point"] = "Must not be negative."
        if rule.order_up_to < rule.reorder_point:
            wrong[f"rules.{row}.order_up_to"] = f"At least the reorder point of {rule.reorder_point}."
        if times[rule.item_id] > 1:
            wrong[f"rules.{row}.item_id"] = "Stands twice."
    if wrong:
        raise Invalid(f"{len(wrong)} values cannot be taken; nothing was written.", fields=wrong)
