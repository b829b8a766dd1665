from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import refuse_older, save_fields, set_fields
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.service import queries, rules
from tradepost.domain.service.commands._dispute import chosen, made_lines, refuse_strangers
from tradepost.domain.service.events import DisputeAssigned, DisputeChanged
from tradepost.domain.service.models import Dispute, DisputeLine
from tradepost.domain.service.rules import DisputeIsSettled, DisputeLineInput

MAY_BE_LEFT_OUT = frozenset({"owner_id"})


@command
def change_dispute(
    by: By,
    *,
    dispute_id: UUID,
    version: int | None = None,
    reason: str | None = None,
    said: str | None = None,
    lines: Sequence[DisputeLineInput] | None = None,
    amount: Decimal | None = None,
    owner_id: UUID | None = None,
    due_on: date | None = None,
    without: Collection[str] = (),
) -> Dispute:
    """Change what is given, keep the rest; `lines` replace all lines, and propose an amount where none is given.
    `without` names what is taken away: `owner_id`. `version` is what the caller read.

    Raises NotFound, ChangedMeanwhile, DisputeIsSettled, Invalid, MoreThanTheLine, MoreThanTheDocument, CannotCareForIt.
    """
    one = queries.dispute_for_update(dispute_id)
    refuse_older(one.version, version, "dispute")
    if one.state == "settled":
        raise DisputeIsSettled(f"{one.number} is settled. Reopen it first.", number=one.number)
    if strange := sorted(set(without) - MAY_BE_LEFT_OUT):
        raise Invalid(f"A dispute cannot be without {strange[0]}.", fields={"without": "Only owner_id."})
    values: dict[str, Any] = {}
    if reason is not None:
        values["reason"] = rules.checked_reason(reason)
    if said is not None:
        values["said"] = _told(said)
    if due_on is not None and due_on != one.due_on:
        values["due_on"] = rules.checked_due(due_on, by.now.date())
    if "owner_id" in without:
        values["owner_id"] = None
    elif owner_id is not None and owner_id != one.owner_id:
        refuse_strangers(by, owner_id, one.customer_id)
        values["owner_id"] = owner_id
    values |= _money(by, one, lines, amount)
    changed = set_fields(one, values)
    save_fields(one, changed)
    _publish(by, one, changed, lines is not None)
    return one


def _told(said: str) -> str:
    if not said.strip():
        raise Invalid("Write what the customer says.", fields={"said": "Write what the customer says."})
    return said.strip()


def _money(
    by: By, one: Dispute, lines: Sequence[DisputeLineInput] | None, amount: Decimal | None
) -> dict[str, Any]:
    """The lines written anew, and what is in dispute then."""
    if lines is None and (amount is None or amount == one.amount):
        return {}
    document = queries.document_of(one)
    if lines is None:
        assert amount is not None
        return {"amount": rules.checked_amount(amount, document)}
    picked = chosen(document, lines)
    worth = rules.proposed(picked, document) if amount is None else rules.checked_amount(amount, document)
    DisputeLine.objects.filter(dispute_id=one.id).delete()
    DisputeLine.objects.bulk_create(made_lines(by, one.id, document, picked))
    return {"amount": worth, "lines_count": len(picked)}


def _publish(by: By, one: Dispute, changed: list[str], anew: bool) -> None:
    told = sorted({*changed, *(["lines"] if anew else [])} - {"owner_id", "lines_count"})
    if told:
        publish(by, DisputeChanged(one.id, told))
    if "owner_id" in changed:
        publish(by, DisputeAssigned(one.id, one.number, one.owner_id, by.actor_id))
