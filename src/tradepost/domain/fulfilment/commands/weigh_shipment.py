from collections.abc import Mapping, Sequence
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.flows import NotAllowed
from tradepost.domain.catalog.rules.weights import MOST_WEIGHT, percent_text
from tradepost.domain.fulfilment import queries, rules
from tradepost.domain.fulfilment.events import ShipmentWeighed
from tradepost.domain.fulfilment.models import Shipment
from tradepost.domain.fulfilment.rules import LineToWeigh


@command
def weigh_shipment(
    by: By, *, shipment_id: UUID, weights: Sequence[tuple[UUID, int]], as_weighed: bool = False
) -> Shipment:
    """Write what picked lines weigh that are billed by weight: (shipment line, thousandths of the order's unit).

    All of a line together; said again, the last word counts, until it has left. `as_weighed`: it is right though it
    is further from what it should be than its item allows. Raises NotAllowed, NotFound, Invalid, WeightUnlikely.
    """
    shipment = queries.shipment_for_update(shipment_id)
    if shipment.state not in ("picking", "packed"):
        raise NotAllowed(
            f"Shipment {shipment.number} is {shipment.state}. Goods are weighed when they are picked, before they"
            " leave.",
            state=shipment.state,
        )
    known = {line.line_id: line for line in queries.lines_to_weigh(shipment_id)}
    _refuse(known, weights)
    if not as_weighed:
        _refuse_unlikely(known, weights)
    changed = [(line_id, milli) for line_id, milli in weights if known[line_id].milli != milli]
    if not changed:
        return shipment
    sql.run(
        """update fulfilment_shipment_line l set weight_milli = t.milli
           from unnest(%s::uuid[], %s::bigint[]) as t(id, milli) where l.id = t.id""",
        [[line_id for line_id, _ in changed], [milli for _, milli in changed]],
    )
    save(shipment, state=shipment.state)
    publish(by, ShipmentWeighed(shipment.id, shipment.order_id, [_told(known, *one) for one in changed]))
    return shipment


def _told(known: Mapping[UUID, LineToWeigh], line_id: UUID, milli: int) -> dict[str, object]:
    line = known[line_id]
    return {"sku": line.sku, "pieces": line.picked, "weight_milli": milli, "unit": line.unit}


def _refuse(known: Mapping[UUID, LineToWeigh], weights: Sequence[tuple[UUID, int]]) -> None:
    wrong: dict[str, str] = {}
    seen: set[UUID] = set()
    for n, (line_id, milli) in enumerate(weights):
        line = known.get(line_id)
        if line is None:
            wrong[f"weights.{n}.line_id"] = "Not a line of this shipment that is billed by weight."
        elif line_id in seen:
            wrong[f"weights.{n}.line_id"] = "Named twice."
        elif line.to_pick or not line.picked:
            wrong[f"weights.{n}.line_id"] = f"{line.sku} is not picked yet. Pick it, then weigh it."
        elif not 0 < milli <= MOST_WEIGHT:
            wrong[f"weights.{n}.weight"] = "Must be more than 0."
        seen.add(line_id)
    if wrong or not weights:
        raise Invalid("Some weights cannot be kept. Correct them and send all again.", fields=wrong)


def _refuse_unlikely(known: Mapping[UUID, LineToWeigh], weights: Sequence[tuple[UUID, int]]) -> None:
    unlikely = [known[line_id] for line_id, milli in weights if known[line_id].is_unlikely(milli)]
    if unlikely:
        first = unlikely[0]
        raise rules.WeightUnlikely(
            f"{first.picked} of {first.sku} should weigh about {first.should_weigh} {first.unit}, give or take"
            f" {percent_text(first.tolerance_percent)} %. Weigh again, or say that it is right.",
            lines={str(line.line_id): f"{line.should_weigh}" for line in unlikely},
        )
