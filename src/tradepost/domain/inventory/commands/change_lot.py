from datetime import date
from typing import TypedDict, Unpack
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import ChangedMeanwhile, Invalid
from tradepost.domain.inventory.commands._stop import Followed, hit, hold_with_positions, restate
from tradepost.domain.inventory.events import LotChanged
from tradepost.domain.inventory.models import Lot

LONGEST_CODE = 80


class LotChanges(TypedDict, total=False):
    """What can be changed. Item and code cannot: they are printed on the goods."""

    expires_on: date | None
    best_before_on: date | None
    supplier_code: str


@command
def change_lot(
    by: By, *, lot_id: UUID, version: int | None = None, reason: str = "", **fields: Unpack[LotChanges]
) -> Lot:
    """Correct a lot's days or its supplier's code. A last day that is past, or no longer, changes what may be sold.

    Raises NotFound, ChangedMeanwhile, Invalid (a changed last day needs a reason).
    """
    held = hold_with_positions([lot_id])
    row = Lot.objects.get(pk=lot_id)
    if version is not None and version != row.version:
        raise ChangedMeanwhile(
            "The lot was changed by someone else. Load it again and repeat your change.", version=row.version
        )
    if "supplier_code" in fields:
        fields["supplier_code"] = " ".join(fields["supplier_code"].split())
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    _refuse(changed, fields, reason)
    if not changed:
        return row
    for name in changed:
        setattr(row, name, fields[name])  # type: ignore[literal-required]
    was = held.lots[lot_id].stopped
    is_over = row.expires_on is not None and row.expires_on < by.now.date()
    row.expired_at = (row.expired_at or by.now) if is_over else None
    row.save(update_fields=[*changed, "expired_at"])
    row.version += 1
    stop = row.state != "usable" or is_over
    followed = restate(held, [lot_id], stop) if stop != was else Followed()
    lost = hit(followed.lost)
    publish(
        by, LotChanged(lot_id, sorted(changed), reason.strip(), sorted({one.document_id for one in lost}))
    )
    return row


def _refuse(changed: list[str], fields: LotChanges, reason: str) -> None:
    wrong: dict[str, str] = {}
    if len(fields.get("supplier_code", "")) > LONGEST_CODE:
        wrong["supplier_code"] = "A code has at most 80 characters."
    if "expires_on" in changed and not reason.strip():
        wrong["reason"] = "Say why the last day is another."
    if wrong:
        raise Invalid(next(iter(wrong.values())), fields=wrong)
