from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_ids
from tradepost.domain.pricing import rules
from tradepost.domain.pricing.commands._standing import SAID
from tradepost.domain.pricing.commands._versions import draft_for_update, drop_same, moved
from tradepost.domain.pricing.events import VersionRepriced
from tradepost.domain.pricing.models import PriceVersion, VersionRow
from tradepost.domain.pricing.queries.picking import Pick, Picked, picked, results_of
from tradepost.domain.pricing.rules import Formula

BATCH = 5000
Tell = Callable[[int, int], None]


def unseen(done: int, total: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True, slots=True)
class Repriced:
    """What a formula did: how many prices it was used on, how many it changed, how many have no result."""

    picked: int
    changed: int
    without: int


@command
def reprice_version(
    by: By, *, version_id: UUID, pick: Pick, formula: Formula, tell: Tell = unseen
) -> Repriced:
    """Change the chosen prices of a draft by a formula: as they are in the draft, else as they stand in the list.

    All or none, in batches; `tell` hears how far it is. A price without a result (no cost is known, or it would be
    below 0) stays. Raises NotFound, NotAllowed, NoExchangeRate, and Invalid by field.
    """
    version = draft_for_update(version_id)
    if faults := rules.faults_of_formula(formula, with_tax=version.price_list.includes_tax):
        raise Invalid("This formula cannot be used. Correct the marked fields.", fields=faults)
    day = by.now.date()
    rows = picked(version, pick, on=day)
    wanted = results_of(version, rows, formula, on=day)
    for start in range(0, len(wanted), BATCH):
        tell(start, len(wanted))
        _write(by, version, wanted[start : start + BATCH])
    drop_same(version_id)
    left = VersionRow.objects.filter(of=version).count()
    done = Repriced(len(rows), sum(new != row.amount for row, new in wanted), len(rows) - len(wanted))
    if done.changed:
        moved(version)
        publish(by, VersionRepriced(version_id, version.price_list_id, done.changed, left, asdict(formula)))
    return done


def _write(by: By, version: PriceVersion, wanted: Sequence[tuple[Picked, Decimal]]) -> None:
    held = [(row.row_id, new) for row, new in wanted if row.row_id]
    sql.run(
        """update pricing_version_row w set amount = t.amount
           from unnest(%s::uuid[], %s::numeric[]) as t(id, amount) where w.id = t.id""",
        [[row_id for row_id, _ in held], [new for _, new in held]],
    )
    fresh = [(row.price_row_id, new) for row, new in wanted if not row.row_id and new != row.amount]
    said = ", ".join("t.amount" if name == "amount" else f"r.{name}" for name in SAID.split(", "))
    sql.run(
        f"""insert into pricing_version_row (id, of_id, item_id, category_id, brand_id, unit, minimum_quantity,
                                             kind, valid_from, {SAID}, is_gone, price_row_id, old_amount)
            select t.id, %s::uuid, r.item_id, r.category_id, r.brand_id, r.unit, r.minimum_quantity, r.kind,
                   r.valid_from, {said}, false, r.id, r.amount
            from unnest(%s::uuid[], %s::uuid[], %s::numeric[]) as t(id, price_row_id, amount)
              join pricing_price_row r on r.id = t.price_row_id order by r.id""",  # noqa: S608 constants only
        [
            version.pk, new_ids(by.now, len(fresh)),
            [row_id for row_id, _ in fresh], [new for _, new in fresh],
        ],
    )  # fmt: skip
