from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound, Refusal
from tradepost.domain.inventory import queries
from tradepost.domain.inventory.commands._change import StockChange
from tradepost.domain.inventory.commands._hold import hold_positions
from tradepost.domain.inventory.events import PromiseShifted
from tradepost.domain.inventory.rules.allocation import Claim, swap


class NotSoMuchToShift(Refusal):
    """One has less from stock that is not set aside, or the other waits for less; `facts["most"]` in base units."""


def _done(shift_id: UUID) -> UUID:
    return shift_id


@command(once="shift_id", again=_done)
def shift_promise(
    by: By, *, shift_id: UUID, from_demand_id: UUID, to_demand_id: UUID, quantity: int, reason: str
) -> UUID:
    """Give units of stock that are promised to one demand to another of the same item and warehouse, by hand.

    The one gets what the other waited with: its backorder first, then its latest supply; nobody else is touched, and
    nothing that is set aside for picking. Sent twice it is done once. Raises NotSoMuchToShift, Invalid, NotFound.
    """
    _refuse_unsaid(quantity, reason)
    warehouse_id, item_id = queries.shared_position(from_demand_id, to_demand_id)
    hold_positions(warehouse_id, [item_id])
    picture = queries.picture_of(warehouse_id, [item_id])
    claims = {claim.demand_id: claim for claim in picture.claims}
    giver, taker = _claim(claims, from_demand_id), _claim(claims, to_demand_id)
    _refuse_broken(taker, quantity)
    try:
        pegs = swap(giver, taker, quantity, {s.supply_id: s.expected_on for s in picture.supplies})
    except ValueError as error:
        most = int(error.args[0])
        raise NotSoMuchToShift(
            f"At most {most} can be given: one has no more that is not set aside, or the other waits for no more.",
            most=most,
        ) from None
    change = StockChange(warehouse_id)
    change.peg(pegs)
    change.write()
    publish(
        by,
        PromiseShifted(
            item_id, warehouse_id, shift_id, quantity, reason.strip(), [from_demand_id, to_demand_id]
        ),
    )
    return shift_id


def _refuse_unsaid(quantity: int, reason: str) -> None:
    fields = {}
    if quantity <= 0:
        fields["quantity"] = "More than 0."
    if not reason.strip():
        fields["reason"] = "Say why."
    if fields:
        raise Invalid("Say how much goes over, and why.", fields=fields)


def _refuse_broken(taker: Claim, quantity: int) -> None:
    """A case that is not opened is given as one; what is all that somebody waits for may be less."""
    if quantity % taker.step and quantity != taker.quantity - taker.stock:
        raise Invalid(
            f"This item is dealt out in whole {taker.step}s: it is not sold in less.",
            fields={"quantity": f"In steps of {taker.step}."},
        )


def _claim(claims: dict[UUID, Claim], demand_id: UUID) -> Claim:
    if demand_id not in claims:
        raise NotFound("This line wants nothing more, or all of it is set aside already.")
    return claims[demand_id]
