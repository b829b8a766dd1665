from uuid import UUID

from django.db.models import QuerySet

from tradepost.base.by import By
from tradepost.base.finding import having
from tradepost.base.listing import Listing, reference
from tradepost.domain.planning.models import ReorderRule, Run, RunLine


def _rules(by: By) -> QuerySet[ReorderRule]:
    rows = ReorderRule.objects.select_related("item", "warehouse", "supplier__party")
    if "customer" in by.scope:
        return rows.none()
    return rows.filter(warehouse_id=by.scope["warehouse"]) if "warehouse" in by.scope else rows


REORDER_RULES: Listing[ReorderRule] = Listing(
    name="reorder_rules",
    rows=_rules,
    sorts={"item": ("item__sku",), "made": ("made_at",), "reorder_point": ("reorder_point",)},
    default_sort="item",
    filters={
        "warehouse": reference("Warehouse", "warehouse_id"),
        "item": reference("Item", "item_id"),
        "supplier": reference("Supplier", "supplier_id"),
    },
    search=lambda rows, text: rows.filter(having(text, "item__found_by")),
)


def run_by_id(run_id: UUID) -> Run:
    """The run that a repeated command made before."""
    return Run.objects.get(pk=run_id)


def lines_of_run(run_id: UUID) -> list[RunLine]:
    """What was ordered in a run and why, by sku."""
    rows = RunLine.objects.filter(run_id=run_id).select_related("item", "purchase_order")
    return list(rows.order_by("item__sku", "id"))
