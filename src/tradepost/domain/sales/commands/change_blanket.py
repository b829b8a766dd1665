from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import refuse_older
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._blanket_lines import (
    Placed,
    agreed_lines,
    refuse_bad_days,
    write_anew,
    write_new,
)
from tradepost.domain.sales.commands._draft import DraftLine
from tradepost.domain.sales.events import BlanketChanged
from tradepost.domain.sales.flows import BLANKET
from tradepost.domain.sales.models import Blanket, BlanketLine
from tradepost.domain.sales.queries import LineInput


@command
def change_blanket(
    by: By,
    *,
    blanket_id: UUID,
    version: int | None = None,
    lines: Sequence[LineInput] | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
    customer_po: str | None = None,
    note: str | None = None,
) -> Blanket:
    """Agree on something else from now on; orders that called off stay as they are. None leaves a field as it is.

    `lines` are all of them: those with the id of one that stands change it, one that is missing is taken away. Of what
    was called off nothing can be taken away, nor made another item. Raises ChangedMeanwhile, CustomerIsBlocked,
    Invalid, NotAllowed, NotFound.
    """
    found = queries.blanket_for_update(blanket_id)
    BLANKET.next(found.state, "change")
    refuse_older(found.version, version, "blanket order")
    given = {"valid_from": valid_from, "valid_until": valid_until, "customer_po": customer_po, "note": note}
    for name, value in given.items():
        if value is not None:
            setattr(found, name, value)
    refuse_bad_days(found.valid_from, found.valid_until, by.now.date())
    if lines is not None:
        found.lines_count = len(lines)
        _write(by, found, lines)
    # Lines count as a change too: its version goes on whatever is different.
    found.save(update_fields=["valid_from", "valid_until", "customer_po", "note", "lines_count"])
    named = [name for name, value in {**given, "lines": lines}.items() if value is not None]
    publish(by, BlanketChanged(blanket_id, sorted(named)))
    return Blanket.objects.get(pk=blanket_id)


def _write(by: By, found: Blanket, lines: Sequence[LineInput]) -> None:
    # Held, so that nobody calls off meanwhile what is taken away.
    rows = BlanketLine.objects.select_for_update(of=("self",)).filter(blanket_id=found.pk).order_by("pk")
    standing = {row.pk: row for row in rows.select_related("item")}
    agreed = agreed_lines(by, parties_queries.customer_terms(found.customer_id), lines)
    _refuse_taken_away(standing, agreed)
    placed: list[Placed] = list(enumerate(agreed, 1))
    kept = {line.line_id for line in agreed}
    BlanketLine.objects.filter(pk__in=[pk for pk in standing if pk not in kept]).delete()
    write_anew([one for one in placed if one[1].line_id in standing])
    write_new(found.pk, [one for one in placed if one[1].line_id not in standing])


def _refuse_taken_away(standing: Mapping[UUID, BlanketLine], agreed: Sequence[DraftLine]) -> None:
    wrong: dict[str, str] = {}
    kept = {line.line_id for line in agreed}
    if len(kept) < len(agreed):
        wrong["lines"] = "A line is named twice."
    for place, line in enumerate(agreed):
        row = standing.get(line.line_id)
        if row is None:
            continue
        if row.item_id != line.priced.item_id:
            wrong[f"lines.{place}.item_id"] = "A line keeps its item. Add another line for this one."
        elif line.priced.quantity < row.called:
            wrong[f"lines.{place}.quantity"] = (
                f"{row.called} are called off already: agree on at least that much."
            )
    gone = [row for pk, row in standing.items() if pk not in kept and row.called]
    if gone:
        skus = ", ".join(sorted(row.item.sku for row in gone)[:10])
        wrong["lines"] = f"Called off already: {skus}. Keep these lines."
    if wrong:
        raise Invalid(
            "The blanket order cannot be changed like this. Correct the marked lines.", fields=wrong
        )
