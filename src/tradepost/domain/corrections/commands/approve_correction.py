from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.command import command
from tradepost.base.errors import Refusal
from tradepost.domain.corrections import queries
from tradepost.domain.corrections.commands._post import post
from tradepost.domain.corrections.commands._worth import limit_for, may_post, worths
from tradepost.domain.corrections.flows import CORRECTION
from tradepost.domain.corrections.models import Correction
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import AdjustInput


class AboveYourLimit(Refusal):
    """The correction is worth more than this role may approve."""


@command
def approve_correction(by: By, *, correction_id: UUID) -> Correction:
    """Post what waits, at what it is worth today.

    Raises NotFound, NotAllowed (also for the second of two who approve it), AboveYourLimit, NotEnoughStock.
    """
    one = queries.correction_for_update(correction_id)
    CORRECTION.next(one.state, "approve")
    lines = [
        AdjustInput(line.item_id, line.place_id, line.quantity, line.lot_id)
        for line in queries.lines_of(one.pk)
    ]
    inventory.hold_stock(by, warehouse_id=one.warehouse_id, item_ids={line.item_id for line in lines})
    if not may_post(by, worths(one.warehouse_id, lines)):
        most = limit_for(by)
        # Who approves may not see costs: the limit is told, the worth is not.
        raise AboveYourLimit(
            f"This is worth more than you may approve: {most} {settings.BASE_CURRENCY}."
            " Ask an owner to approve it.",
            limit=most,
        )
    post(by, one, lines)
    return one
