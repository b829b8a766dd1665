"""What opening and changing a dispute have in common: who may care for it, its lines, its day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.ids import new_ids
from tradepost.base.money import round_amount
from tradepost.domain.access import queries as access_queries
from tradepost.domain.service import queries, rules
from tradepost.domain.service.models import DisputeLine
from tradepost.domain.service.rules import CannotCareForIt, Disputable, DisputableLine, DisputeLineInput


def refuse_strangers(by: By, owner_id: UUID, customer_id: UUID) -> None:
    """Raises CannotCareForIt unless this person works here, may settle disputes, and sees this customer."""
    if not queries.may_care(by, owner_id, customer_id):
        name = access_queries.names_of([owner_id]).get(owner_id, "Nobody known")
        raise CannotCareForIt(
            f"{name} may not work on this dispute. Choose somebody who may.",
            fields={"owner_id": "Choose somebody who may work on it.", "owner": "Choose somebody who may work on it."},
        )  # fmt: skip


def made_lines(
    by: By, dispute_id: UUID, document: Disputable, lines: Sequence[tuple[DisputableLine, int]]
) -> list[DisputeLine]:
    """The rows of these quantities, with what stands on the document's lines."""
    return [
        DisputeLine(
            id=line_id,
            dispute_id=dispute_id,
            position=position,
            line_id=line.line_id,
            item_id=line.item_id,
            sku=line.sku,
            name=line.name,
            quantity=quantity,
            of_quantity=line.quantity,
            unit=line.unit,
            unit_numerator=line.unit_numerator,
            unit_denominator=line.unit_denominator,
            worth=round_amount(line.worth * quantity / line.quantity, document.currency),
        )
        for position, (line_id, (line, quantity)) in enumerate(
            zip(new_ids(by.now, len(lines)), lines, strict=True), start=1
        )
    ]


def chosen(document: Disputable, lines: Sequence[DisputeLineInput]) -> list[tuple[DisputableLine, int]]:
    """Each line of the document with how much of it is in dispute. Raises Invalid, MoreThanTheLine."""
    found = rules.checked_lines(lines, document)
    return [(line, given.quantity) for line, given in zip(found, lines, strict=True)]


def days_from_now(by: By, warehouse_id: UUID) -> date:
    """The day by which an answer is due that is asked for now."""
    return rules.answer_by(by.now.date(), settings.DISPUTE_DAYS, queries.office_days(warehouse_id))
