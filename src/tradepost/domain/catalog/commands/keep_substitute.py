from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid, NotFound
from tradepost.domain.catalog.events import SubstituteKept
from tradepost.domain.catalog.models import Item, Substitute
from tradepost.domain.catalog.rules.substitutes import SAID, substitute_problems


@dataclass(frozen=True, slots=True)
class SubstituteInput:
    """`other_id` is offered instead of `item_id`, one base unit for one; `valid_until` is the first day without it."""

    item_id: UUID
    other_id: UUID
    rank: int = 1
    both_ways: bool = False
    valid_from: date | None = None
    valid_until: date | None = None
    note: str = ""


@command
def keep_substitute(
    by: By,
    *,
    item_id: UUID,
    other_id: UUID,
    rank: int = 1,
    both_ways: bool = False,
    valid_from: date | None = None,
    valid_until: date | None = None,
    note: str = "",
) -> Substitute:
    """One substitute; see keep_substitutes. Raises Invalid, NotFound."""
    given = SubstituteInput(item_id, other_id, rank, both_ways, valid_from, valid_until, note)
    keep_substitutes(by, substitutes=[given])
    return Substitute.objects.select_related("other").get(item_id=item_id, other_id=other_id)


@command
def keep_substitutes(by: By, *, substitutes: Sequence[SubstituteInput]) -> int:
    """Say what is offered instead of items, or say it anew; gives how many are others than before.

    One row for each pair; the last of two in one call counts. As many statements for many as for one. Raises Invalid
    with `<field>`, of several `substitutes.<n>.<field>`; NotFound.
    """
    wanted = _good(substitutes)
    standing = {
        (row.item_id, row.other_id): row
        for row in Substitute.objects.select_for_update()
        .filter(item_id__in={item_id for item_id, _ in wanted})
        .order_by("id")
    }
    changed = [row for pair, row in wanted.items() if _differs(standing.get(pair), row)]
    if not changed:
        return 0
    Substitute.objects.bulk_create(
        changed, update_conflicts=True, update_fields=list(SAID), unique_fields=["item", "other"]
    )
    publish(by, *(SubstituteKept(row.item_id, row.other_id) for row in changed))
    return len(changed)


def _differs(old: Substitute | None, new: Substitute) -> bool:
    return old is None or any(getattr(old, name) != getattr(new, name) for name in SAID)


def _good(substitutes: Sequence[SubstituteInput]) -> dict[tuple[UUID, UUID], Substitute]:
    problems: dict[str, str] = {}
    rows: dict[tuple[UUID, UUID], Substitute] = {}
    for n, one in enumerate(substitutes):
        note = " ".join(one.note.split())
        path = "" if len(substitutes) == 1 else f"substitutes.{n}."
        wrong = substitute_problems(
            one.item_id, one.other_id, one.rank, one.valid_from, one.valid_until, note
        )
        problems |= {f"{path}{name}": sentence for name, sentence in wrong.items()}
        rows[one.item_id, one.other_id] = Substitute(
            item_id=one.item_id,
            other_id=one.other_id,
            rank=one.rank,
            both_ways=one.both_ways,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            note=note,
        )
    if problems:
        raise Invalid(f"The substitute cannot be kept: {next(iter(problems.values()))}", fields=problems)
    named = {item_id for pair in rows for item_id in pair}
    there = Item.objects.filter(pk__in=named).exclude(state="withdrawn").values_list("pk", flat=True)
    if missing := named - set(there):
        raise NotFound("There is no such item.", item_ids=sorted(missing))
    return rows
