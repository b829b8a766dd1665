from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile, Invalid, Refusal
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.purchasing import queries
from tradepost.domain.purchasing.commands._lines import PurchaseLineInput, made_lines, sums_of
from tradepost.domain.purchasing.commands._supply import saved
from tradepost.domain.purchasing.events import PurchaseOrderChanged
from tradepost.domain.purchasing.flows import PURCHASE_ORDER
from tradepost.domain.purchasing.models import PurchaseOrder, PurchaseOrderLine

_SUMS = ("expected_on", "total", "lines_count", "ordered_quantity", "open_quantity")


class PurchaseOrderIsFirm(Refusal):
    """An order that was approved is changed by cancelling quantities or ordering more, not by rewriting."""


@command
def change_purchase_order(
    by: By,
    *,
    purchase_order_id: UUID,
    version: int | None = None,
    lines: Sequence[PurchaseLineInput] | None = None,
    warehouse_id: UUID | None = None,
    expected_on: date | None = None,
    supplier_reference: str | None = None,
    note: str | None = None,
) -> PurchaseOrder:
    """Rewrite a draft; its supplier stays. Of an order that is under way the reference and the note only.

    None leaves a field as it is, an empty text empties it. `version` is what the caller read.

    `lines` replace all lines: what they leave out is found as for a new order, a line that names its
    `line_id` keeps its id. Without `lines`, `expected_on` is the new day of every line. What changes
    nothing writes nothing. Raises NotFound, ChangedMeanwhile, PurchaseOrderIsFirm, Invalid with every line
    that cannot be ordered.
    """
    order = queries.purchase_order_for_update(purchase_order_id)
    _refuse_older(order, version)
    _refuse_firm(order, only_words=lines is None and warehouse_id is None and expected_on is None)
    if warehouse_id is not None:
        inventory_queries.visible_warehouse(by, warehouse_id)
    before = queries.lines_of(order.id)
    after = _after(by, order, before, lines, expected_on)
    head = {"warehouse_id": warehouse_id, "supplier_reference": supplier_reference, "note": note}
    changes = {name: value for name, value in head.items() if value not in (None, getattr(order, name))}
    other_lines = not _same(before, after, lines)
    if not changes and not other_lines:
        return order

    if other_lines:
        _rewrite(order, after)
    for name, value in changes.items():
        setattr(order, name, value)
    saved(order, *changes, *_SUMS)
    publish(by, PurchaseOrderChanged(order.id, [*changes, *(["lines"] if other_lines else [])]))
    return order


def _refuse_older(order: PurchaseOrder, version: int | None) -> None:
    if version is not None and version != order.version:
        raise ChangedMeanwhile(
            f"{order.number} was changed by someone else. Load it again and repeat your change.",
            version=order.version,
        )


def _refuse_firm(order: PurchaseOrder, *, only_words: bool) -> None:
    if order.state == PURCHASE_ORDER.initial or (only_words and order.state not in ("closed", "cancelled")):
        return
    raise PurchaseOrderIsFirm(
        f"{order.number} is {order.state}: only a draft can be rewritten. "
        "Cancel quantities of it, or order what is missing anew.",
        state=order.state,
    )


def _after(
    by: By,
    order: PurchaseOrder,
    before: Sequence[PurchaseOrderLine],
    asked: Sequence[PurchaseLineInput] | None,
    expected_on: date | None,
) -> list[PurchaseOrderLine]:
    """The lines as they shall be; raises Invalid."""
    if asked is not None:
        _refuse_foreign_ids({line.id for line in before}, asked)
        return made_lines(by, order.id, parties_queries.supplier(by, order.supplier_id), asked, expected_on)
    moved = {} if expected_on is None else {"expected_on": expected_on}
    return [PurchaseOrderLine(id=line.id, **_values(line) | moved) for line in before]


def _refuse_foreign_ids(own: set[UUID], asked: Sequence[PurchaseLineInput]) -> None:
    """An id belongs to one line of one order, for it is also the id of the supply in stock."""
    named = Counter(line.line_id for line in asked if line.line_id)
    taken = queries.line_ids_in_use(named.keys() - own)
    wrong = {}
    for row, line in enumerate(asked):
        if line.line_id in taken:
            wrong[f"lines.{row}.line_id"] = "This id is a line of another order."
        elif line.line_id and named[line.line_id] > 1:
            wrong[f"lines.{row}.line_id"] = "Two lines have this id."
    if wrong:
        raise Invalid("Some lines cannot be told apart. Correct the marked ones.", fields=wrong)


def _values(line: PurchaseOrderLine) -> dict[str, Any]:
    return {name: value for name, value in vars(line).items() if name not in ("_state", "id")}


def _same(
    before: Sequence[PurchaseOrderLine],
    after: Sequence[PurchaseOrderLine],
    asked: Iterable[PurchaseLineInput] | None,
) -> bool:
    """Whether nothing would change; an id counts only where somebody named it."""
    ids = [line.line_id for line in asked or ()] or [line.id for line in before]
    return [_values(line) for line in before] == [_values(line) for line in after] and all(
        said in (None, line.id) for said, line in zip(ids, before, strict=True)
    )


def _rewrite(order: PurchaseOrder, lines: Sequence[PurchaseOrderLine]) -> None:
    """The lines anew, in two statements, and the order's sums of them."""
    sql.run("delete from purchasing_purchase_order_line where purchase_order_id = %s", [order.id])
    PurchaseOrderLine.objects.bulk_create(lines)
    for name, value in sums_of(lines).items():
        setattr(order, name, value)
