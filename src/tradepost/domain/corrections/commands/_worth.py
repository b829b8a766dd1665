"""What a correction is worth, and who may post that alone."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.money import ZERO, round_amount
from tradepost.domain.corrections import queries, rules
from tradepost.domain.inventory.commands import AdjustInput


def worths(warehouse_id: UUID, lines: Sequence[AdjustInput]) -> list[Decimal]:
    """The signed worth of each line at the moving average of the warehouse; one statement."""
    unit = queries.unit_worths(warehouse_id, sorted({line.item_id for line in lines}))
    return [round_amount(line.delta * unit.get(line.item_id, ZERO), settings.BASE_CURRENCY) for line in lines]


def limit_for(by: By) -> Decimal | None:
    """Up to which worth this actor may correct or approve; None: any."""
    return rules.limit_of(by.roles, settings.CORRECTION_LIMITS)


def may_post(by: By, values: Sequence[Decimal]) -> bool:
    """What is found does not make up for what is gone: each counts by its worth."""
    return rules.may_alone(sum((abs(value) for value in values), ZERO), limit_for(by))
