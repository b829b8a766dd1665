from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.money import ZERO
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.queries import ShippedLine
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import ReceivedInput
from tradepost.domain.returns import queries, rules
from tradepost.domain.returns.commands._stock import post_values, scrap
from tradepost.domain.returns.events import ReturnInspected, ReturnReceived
from tradepost.domain.returns.flows import RETURN
from tradepost.domain.returns.models import Return
from tradepost.domain.returns.rules import ArrivedLine
from tradepost.domain.sales import commands as sales


@command
def receive_return(
    by: By,
    *,
    return_id: UUID,
    lines: Sequence[tuple[UUID, int, str]],
    weights: Mapping[UUID, int] | None = None,
    as_weighed: bool = False,
) -> Return:
    """Goods came back: (line, base units, disposition) each; lines not named did not come.

    `restock` puts them on sale at once, `scrap` throws them away, an empty disposition leaves them in
    quarantine for inspect_return. When every line is decided, the return is inspected. They come back at
    their share of what the shipment cost. `weights`: what came back of a line weighs, in thousandths of the order's
    unit; needed where it was billed by weight. `as_weighed`: it is right though it is further from what was shipped
    than its item allows. Raises NotAllowed, NotFound, Invalid, NothingCameBack, NotWeighed, HeavierThanShipped,
    UnlikelyReturnWeight.
    """
    one = queries.return_for_update(return_id)
    state = RETURN.next(one.state, "receive")
    found = rules.arrived(queries.expected_lines(return_id), lines)
    # Under the lock of their shipments: the share depends on what came back before.
    shipped = fulfilment_queries.lines_for_update([line.line.shipment_line_id for line in found])
    values = _values(found, shipped)
    weighed = _weighed(found, weights or {}, shipped, as_weighed=as_weighed)
    decided = all(line.disposition for line in found)
    _write_lines(found, values, weighed)
    save(
        one,
        state=RETURN.next(state, "inspect") if decided else state,
        received_total=sum(line.quantity for line in found),
        value=sum(values, ZERO),
        received_at=by.now,
        inspected_at=by.now if decided else None,
    )
    fulfilment.record_returned(
        by,
        lines=[(line.line.shipment_line_id, line.quantity) for line in found],
        weights=[
            (line.line.shipment_line_id, milli)
            for line, milli in zip(found, weighed, strict=True)
            if milli is not None
        ],
    )
    sales.record_returned(by, lines=_per_order_line(found))
    lost = _put_away(by, one, found, values)
    post_values(by, one.id, came_back=one.value, scrapped=lost)
    publish(by, ReturnReceived(one.id, one.order_id, one.received_total, one.value))
    if decided:
        publish(by, inspected_fact(one, found))
    return one


def _weighed(
    found: Sequence[ArrivedLine],
    given: Mapping[UUID, int],
    shipped: Sequence[ShippedLine],
    *,
    as_weighed: bool,
) -> list[int | None]:
    """What each line weighs, or a refusal."""
    left = {line.shipment_line_id: line.weight_left for line in shipped}
    weights = rules.weighed(found, given, left)
    if not as_weighed:
        as_shipped = {
            line.shipment_line_id: rules.ShippedWeight(
                line.shipped, line.weight_milli, line.tolerance_percent
            )
            for line in shipped
            if line.weight_milli is not None
        }
        rules.refuse_unlikely(found, weights, as_shipped)
    return weights


def _values(found: Sequence[ArrivedLine], shipped: Sequence[ShippedLine]) -> list[Decimal]:
    costs = {line.shipment_line_id: (line.value, line.shipped, line.returned) for line in shipped}
    return rules.costs(found, costs, settings.BASE_CURRENCY)


def _write_lines(
    found: Sequence[ArrivedLine], values: Sequence[Decimal], weighed: Sequence[int | None]
) -> None:
    sql.run(
        """update returns_return_line l
           set received = t.quantity, disposition = t.disposition, value = t.value, weight_milli = t.milli
           from unnest(%s::uuid[], %s::bigint[], %s::text[], %s::numeric[], %s::bigint[])
             as t(id, quantity, disposition, value, milli) where l.id = t.id""",
        [
            [line.line.line_id for line in found],
            [line.quantity for line in found],
            [line.disposition for line in found],
            list(values),
            list(weighed),
        ],
    )


def _per_order_line(found: Sequence[ArrivedLine]) -> list[tuple[UUID, int]]:
    counted: Counter[UUID] = Counter()
    for line in found:
        counted[line.line.order_line_id] += line.quantity
    return list(counted.items())


def _put_away(by: By, one: Return, found: Sequence[ArrivedLine], values: Sequence[Decimal]) -> Decimal:
    """Into the first bin what is sold again, all else into quarantine; gives the worth of the scrap."""
    quarantine = queries.first_place(one.warehouse_id, "quarantine")
    inventory.receive(
        by,
        subject_id=one.id,
        warehouse_id=one.warehouse_id,
        lines=[
            ReceivedInput(
                line.line.item_id,
                line.quantity,
                value,
                place_id=None if line.disposition == "restock" else quarantine,
                lot_id=line.line.lot_id,
            )
            for line, value in zip(found, values, strict=True)
        ],
        from_kind="customer",
    )
    return scrap(by, one.warehouse_id, quarantine, found, one.number)


def inspected_fact(one: Return, found: Sequence[ArrivedLine]) -> ReturnInspected:
    """The event of lines that were decided."""
    restocked = sum(line.quantity for line in found if line.disposition == "restock")
    scrapped = sum(line.quantity for line in found if line.disposition == "scrap")
    return ReturnInspected(one.id, one.order_id, restocked, scrapped)
