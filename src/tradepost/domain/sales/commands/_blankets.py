"""Call-offs against blanket orders: at what was agreed, counted when they are confirmed, given back when cancelled."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Priced
from tradepost.domain.sales import queries
from tradepost.domain.sales.queries import AgreedInput, LineInput
from tradepost.domain.sales.rules.blankets import Fault, beyond, too_much


class MoreThanAgreed(Refusal):
    """More is called off than a blanket order has left, or it is over; `facts["left"]` says how much is left."""


def called_off(customer: CustomerTerms, lines: Sequence[LineInput], on: date) -> list[LineInput]:
    """Lines at what was agreed, where they call off. Raises Invalid naming each that may not. See with_agreed."""
    found, faults = queries.with_agreed(customer, lines, on)
    if faults:
        raise bad_call_off(faults)
    return found


def bad_call_off(faults: Mapping[int, Fault]) -> Invalid:
    """The refusal of lines that may not call off what they name."""
    return Invalid(
        "Some lines cannot be called off. Correct the marked lines.",
        fields={f"lines.{place}.{at}": told for place, (at, _, told) in faults.items()},
        codes={f"lines.{place}.{at}": code for place, (at, code, _) in faults.items()},
    )


def refuse_beyond(lines: Sequence[tuple[LineInput, Priced]]) -> None:
    """Raise Invalid at the lines that ask for more than is left. Confirming asks again, exactly."""
    if (refusal := beyond_refusal(lines, {})) is not None:
        raise refusal


def beyond_refusal(lines: Sequence[tuple[LineInput, Priced]], left: dict[UUID, int]) -> Invalid | None:
    """The refusal of an order that asks for more than is left; `left` is what the orders before it leave of each."""
    calls = [
        (place, typed, priced)
        for place, (typed, priced) in enumerate(lines)
        if isinstance(typed, AgreedInput)
    ]
    asked = [(typed.blanket_line_id, priced.quantity) for _, typed, priced in calls if typed.blanket_line_id]
    for _, typed, _ in calls:
        if typed.blanket_line_id is not None:
            left.setdefault(typed.blanket_line_id, typed.left)
    told = {}
    for n, remains in beyond(left, asked).items():
        place, typed, priced = calls[n]
        told[f"lines.{place}.quantity"] = too_much(priced.sku, typed.blanket, remains, priced.quantity)
    if told:
        codes = dict.fromkeys(told, "more-than-agreed")
        return Invalid("More is called off than is left.", fields=told, codes=codes)
    for line_id, quantity in asked:
        left[line_id] -= quantity
    return None


def take_agreed(by: By, lines: Sequence[tuple[UUID | None, int]]) -> None:
    """Count what confirmed lines call off: (line of a blanket order, base units). Raises MoreThanAgreed.

    Exact however many confirm at once: lines are locked in their order, then counted where enough is left. No statement
    where nothing is called off, two otherwise. After promising and quotas, as all who touch them do.
    """
    wanted: dict[UUID, int] = {}
    for line_id, quantity in lines:
        if line_id is not None:
            wanted[line_id] = wanted.get(line_id, 0) + quantity
    if not wanted:
        return
    ids = sorted(wanted)
    # Whoever closes it waits for us, and we for them.
    sql.run(
        """select from sales_blanket_line l join sales_blanket b on b.id = l.blanket_id
           where l.id = any(%s::uuid[]) order by l.id for no key update of l for share of b""",
        [ids],
    )
    taken = sql.rows(
        """update sales_blanket_line l set called = l.called + t.quantity
           from unnest(%s::uuid[], %s::bigint[]) as t(id, quantity), sales_blanket b
           where l.id = t.id and b.id = l.blanket_id and b.state = 'open' and %s between b.valid_from and b.valid_until
             and l.called + t.quantity <= l.quantity
           returning l.id""",
        [ids, [wanted[line_id] for line_id in ids], by.now.date()],
    )
    if len(taken) < len(wanted):
        _refuse_missing(wanted, {line_id for (line_id,) in taken})


def _refuse_missing(wanted: Mapping[UUID, int], taken: set[UUID]) -> None:
    missing = [line_id for line_id in wanted if line_id not in taken]
    found = queries.blankets_of_lines(missing)
    for line_id in missing:
        one = found.get(line_id)
        if one is None:
            raise MoreThanAgreed(
                "A line of the blanket order was taken away meanwhile. Save the order again without it.",
                left=0,
            )
        if one.left < wanted[line_id] and one.state == "open":
            raise MoreThanAgreed(
                too_much(one.sku, one.number, one.left, wanted[line_id]), left=one.left, blanket=one.number
            )
    one = found[missing[0]]
    raise MoreThanAgreed(
        f"{one.number} is over: it was for call-offs from {one.valid_from} until {one.valid_until}."
        " Order this at the price of the list.",
        left=0,
        blanket=one.number,
    )


def free_agreed(amounts: Sequence[tuple[UUID, int]]) -> None:
    """Give back what was confirmed and is cancelled: (line of a blanket order, base units); also where it is over."""
    if not amounts:
        return
    given: dict[UUID, int] = {}
    for line_id, quantity in amounts:
        given[line_id] = given.get(line_id, 0) + quantity
    ids = sorted(given)
    sql.run("select from sales_blanket_line where id = any(%s::uuid[]) order by id for no key update", [ids])
    sql.run(
        """update sales_blanket_line l set called = l.called - t.quantity
           from unnest(%s::uuid[], %s::bigint[]) as t(id, quantity) where l.id = t.id""",
        [ids, [given[line_id] for line_id in ids]],
    )
