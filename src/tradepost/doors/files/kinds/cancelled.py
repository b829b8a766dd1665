"""Rows of orders with quantities below 0: what another system cancelled, as credit notes that name no invoice."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.access import queries as access_queries
from tradepost.domain.billing import commands as billing
from tradepost.domain.billing.commands import CreditInput, CreditLineInput, Issued
from tradepost.domain.catalog.queries import CodeOf
from tradepost.doors.files.ids import id_of
from tradepost.doors.files.outcome import Effect, Options, Outcome, Typed

ZERO = Decimal(0)
Group = Sequence[Typed]


def is_cancelled(lines: Group) -> bool:
    """Whether the document gives back: none of its quantities is above 0, and some are below."""
    quantities = [row.values["quantity"] for row in lines]
    return max(quantities) <= 0 and min(quantities) < 0


def faults_of(lines: Group, key: str, options: Options) -> dict[int, str]:
    """Why rows below 0 cannot be credited, by number."""
    below = [row for row in lines if row.values["quantity"] < 0]
    if below and not options.credits:
        return {
            row.number: "The quantity is below 0. Say that such rows are credits (--credits) to bring them in."
            for row in below
        }
    if below and not is_cancelled(lines):
        told = f"{key} has quantities above 0 and below. Bring it as two: an order and a credit note."
        return {row.number: told for row in lines}
    unpriced = {
        row.number: "A credit note needs a price in each row."
        for row in below
        if "unit_price" not in row.values
    }
    carried = {
        row.number: "Freight is not credited by a file. Give it a row of its own, or leave it out."
        for row in below
        if row.values.get("freight")
    }
    return unpriced | carried


def issue(
    by: By,
    groups: Sequence[tuple[str, Group, UUID, date]],
    items: Mapping[int, CodeOf],
    notes: Mapping[int, str],
) -> list[Outcome]:
    """One credit note for each (key, rows, customer, day), all at once; `notes` are told beside rows that came in."""
    if not groups:
        return []
    access_queries.require(by, "billing.issue_credit")
    asked = [_credit(*group, items) for group in groups]
    outcomes: list[Outcome] = []
    for (key, lines, _customer, _day), issued in zip(
        groups, billing.issue_credits(by, credits=asked), strict=True
    ):
        outcomes += [_outcome(row, place, key, issued, notes) for place, row in enumerate(lines)]
    return outcomes


def _credit(key: str, lines: Group, customer_id: UUID, day: date, items: Mapping[int, CodeOf]) -> CreditInput:
    said = lines[0].values
    return CreditInput(
        credit_note_id=id_of("credit", key),
        customer_id=customer_id,
        lines=[
            CreditLineInput(
                quantity=-row.values["quantity"],
                unit_price=row.values["unit_price"],
                item_id=items[row.number].item_id,
                unit=row.values.get("unit", items[row.number].unit),
                discount_percent=row.values.get("discount_percent", ZERO),
            )
            for row in lines
        ],
        reason=said.get("note", "") or f"{key}, imported",
        credited_on=day,
        customer_po=said.get("customer_po", ""),
    )


def _outcome(row: Typed, place: int, key: str, issued: Issued, notes: Mapping[int, str]) -> Outcome:
    if issued.refusal is not None:
        return Outcome(row.number, key, "refused", _reason(issued.refusal, place))
    if issued.again:
        return Outcome(row.number, key, "same", issued.number)
    told = " ".join(
        text
        for text in (f"{issued.number}.", "A credit note, which stays.", notes.get(row.number, ""))
        if text
    )
    made = Effect("credit", issued.credit_note_id, row.values, at={"number": issued.number})
    return Outcome(row.number, key, "made", told, issued.credit_note_id, (made,))


def _reason(refusal: Refusal, place: int) -> str:
    """What is wrong with this line, else with the credit note."""
    if isinstance(refusal, Invalid):
        mine = [
            str(sentence)
            for field, sentence in refusal.facts.get("fields", {}).items()
            if field.startswith(f"lines.{place}.")
        ]
        return " ".join(mine) or f"The credit note is refused: {refusal.message}"
    return refusal.message
