from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from django.conf import settings

from tradepost.base.by import By
from tradepost.base.changing import save
from tradepost.base.command import command, publish
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.base.money import ZERO, round_amount
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts.commands import EntryInput, PostingInput
from tradepost.domain.accounts.rules import Ledger
from tradepost.domain.counting import queries, rules
from tradepost.domain.counting.commands._settle import holding
from tradepost.domain.counting.events import CountPosted
from tradepost.domain.counting.flows import COUNT
from tradepost.domain.counting.models import Count, CountLine
from tradepost.domain.counting.rules import Taken
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory.commands import AdjustInput

NAMED = 5


class AboveYourLimit(Refusal):
    """The differences are worth more than this role may approve."""


class ChangedSinceReview(Refusal):
    """The differences are not those that were looked at."""


class LessThanSetAside(Refusal):
    """A difference would leave less in a place than is set aside for picking there."""


@command
def post_count(by: By, *, count_id: UUID, reason: str = "") -> Count:
    """Approve the differences and bring stock and books to them, as one posting with a reason.

    Each line is corrected by its difference, not set to its number: what moved since it was counted stays moved.
    Raises NotAllowed (also for the second of two who post it), NotFound, AboveYourLimit, ChangedSinceReview,
    LessThanSetAside.
    """
    one = queries.count_for_update(count_id)
    state = COUNT.next(one.state, "post")
    lines = list(CountLine.objects.filter(count_id=one.pk, state="counted").order_by("position", "id"))
    # Under their locks nothing of these items moves, so what holds now holds when it is posted.
    inventory.hold_stock(by, warehouse_id=one.warehouse_id, item_ids={line.item_id for line in lines})
    held = holding(one.pk)
    _refuse_changed(lines, held)
    _refuse_above(by, held)
    differing = [line for line in lines if line.difference]
    _refuse_set_aside(differing)
    value = _post(by, one, differing, reason) if differing else ZERO
    save(one, state=state, posted_at=by.now, posted_by=by.actor, value=value)
    publish(by, CountPosted(one.id, one.number, one.warehouse_id, len(differing), value))
    return one


def _refuse_changed(lines: Sequence[CountLine], held: Mapping[int, Taken | None]) -> None:
    now = {line_id: taken.difference if taken else None for line_id, taken in held.items()}
    changed = [line.position for line in lines if now.get(line.pk) != line.difference]
    if changed:
        raise ChangedSinceReview(
            f"Differences that are not what they were when counting ended: {len(changed)}. Stock was corrected since,"
            " by hand or by another count. Send it back to counting, and finish it again.",
            positions=changed[:NAMED],
        )


def _refuse_above(by: By, held: Mapping[int, Taken | None]) -> None:
    """What is found does not make up for what is lost: each counts by its worth."""
    worth = sum(
        (
            abs(round_amount(taken.difference * taken.unit_value, settings.BASE_CURRENCY))
            for taken in held.values()
            if taken
        ),
        ZERO,
    )
    most = rules.limit_of(by.roles, settings.COUNT_LIMITS, settings.COUNT_LIMIT)
    if most is not None and worth > most:
        raise AboveYourLimit(
            f"These differences are worth more than you may approve: {most} {settings.BASE_CURRENCY}."
            " Ask an owner to approve them.",
            limit=most,
        )


def _refuse_set_aside(differing: Sequence[CountLine]) -> None:
    blocked = (
        queries.blocked_lines([(line.pk, line.difference or 0) for line in differing]) if differing else []
    )
    if blocked:
        named = "; ".join(f"{one.place} {one.sku}" for one in blocked[:NAMED])
        raise LessThanSetAside(
            f"Less would be left than is set aside for picking: {named}."
            " Cancel or ship those shipments first, or count again.",
            lines=len(blocked),
        )


def _post(by: By, one: Count, differing: Sequence[CountLine], reason: str) -> Decimal:
    said = ". ".join(part for part in (f"Count {one.number}", reason.strip()) if part)
    adjusted = inventory.adjust(
        by,
        posting_id=one.pk,
        warehouse_id=one.warehouse_id,
        lines=[
            AdjustInput(line.item_id, line.place_id, line.difference or 0, line.lot_id) for line in differing
        ],
        reason=said,
        kind="count",
    )
    entry = EntryInput(
        entry_id=new_id(by.now),
        kind="adjustment",
        subject_id=one.pk,
        posted_on=by.now.date(),
        currency=settings.BASE_CURRENCY,
        lines=[
            PostingInput(Ledger.STOCK, adjusted.value),
            PostingInput(Ledger.STOCK_LOSS, -adjusted.value),
        ],
    )
    accounts.post(by, entries=[entry])
    return adjusted.value
