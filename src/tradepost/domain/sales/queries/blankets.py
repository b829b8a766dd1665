"""Blanket orders: one, its lines, what was called off, the list; and what is agreed, for lines that call it off."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from tradepost.base import sql
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.finding import having
from tradepost.base.listing import Filter, Listing, Rows, Sum, choice, day_range, reference
from tradepost.base.money import ZERO
from tradepost.domain.access import queries as access_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Judged, Priced
from tradepost.domain.sales.flows import BLANKET
from tradepost.domain.sales.models import Blanket, BlanketLine, OrderLine
from tradepost.domain.sales.queries.lines import LineInput
from tradepost.domain.sales.queries.orders import visible_lines
from tradepost.domain.sales.rules.blankets import Agreed, Calling, Fault, fault_of


def visible_blankets(by: By) -> QuerySet[Blanket]:
    """The blanket orders within the actor's scope."""
    return access_queries.scoped(Blanket.objects.all(), by, rep="rep_id", customer="customer_id")


def blanket(by: By, blanket_id: UUID) -> Blanket:
    """One blanket order the actor may see, with its customer. Raises NotFound."""
    found = visible_blankets(by).select_related("customer__party").filter(pk=blanket_id).first()
    if found is None:
        raise NotFound("There is no such blanket order.")
    return found


def blanket_for_update(blanket_id: UUID) -> Blanket:
    """One blanket order, locked until the command ends. Raises NotFound."""
    found = Blanket.objects.select_for_update(no_key=True).filter(pk=blanket_id).first()
    if found is None:
        raise NotFound("There is no such blanket order.")
    return found


def blanket_lines(blanket_id: UUID) -> list[BlanketLine]:
    """Its lines by position, with their items."""
    return list(BlanketLine.objects.filter(blanket_id=blanket_id).select_related("item").order_by("position"))


def call_offs(by: By, blanket_id: UUID, limit: int = 50) -> list[OrderLine]:
    """The newest lines of orders that call it off, those of drafts too, with their orders and items."""
    rows = _calls(by, blanket_id).select_related("order", "item")
    return list(rows.order_by("-order__placed_at", "order_id", "position")[:limit])


def count_call_offs(by: By, blanket_id: UUID) -> int:
    """How many lines of orders call it off."""
    return _calls(by, blanket_id).count()


def _calls(by: By, blanket_id: UUID) -> QuerySet[OrderLine]:
    lines = BlanketLine.objects.filter(blanket_id=blanket_id).values("pk")
    return visible_lines(by, OrderLine.objects.filter(blanket_line_id__in=lines))


def blankets_of_lines(line_ids: Collection[UUID]) -> dict[UUID, Agreed]:
    """What is agreed, by the id of a line of a blanket order; unknown ids are missing. One statement, or none."""
    if not line_ids:
        return {}
    found = sql.rows_as(
        Agreed,
        """select l.id as line_id, b.id as blanket_id, b.number, b.state, b.customer_id, b.currency, b.valid_from,
             b.valid_until, l.item_id, i.sku, l.unit, l.unit_price, l.quantity, l.called
           from sales_blanket_line l join sales_blanket b on b.id = l.blanket_id join catalog_item i on i.id = l.item_id
           where l.id = any(%s::uuid[])""",
        [sorted(line_ids)],
    )
    return {one.line_id: one for one in found}


@dataclass(frozen=True, slots=True)
class AgreedInput(LineInput):
    """A line that calls off a blanket order: which, base units left there, and whether its price is the agreed one."""

    blanket: str = ""
    left: int = 0
    at_agreed: bool = False


Faults = dict[int, Fault]
"""What is wrong with calling off, by the line's place."""


def with_agreed(
    customer: CustomerTerms, lines: Sequence[LineInput], on: date, known: dict[UUID, Agreed] | None = None
) -> tuple[list[LineInput], Faults]:
    """The lines with the prices that were agreed, where they call off a blanket order; and what is wrong.

    No statement where none does. An agreed price is net: no discount touches it.
    """
    ids = {line.blanket_line_id for line in lines if line.blanket_line_id}
    if not ids:
        return list(lines), {}
    agreed = blankets_of_lines(ids) if known is None else known
    found: list[LineInput] = []
    faults: Faults = {}
    for place, line in enumerate(lines):
        one = _agreed_line(customer, line, agreed, on) if line.blanket_line_id else line
        if isinstance(one, LineInput):
            found.append(one)
        else:
            faults[place] = one
            found.append(line)
    return found, faults


def _agreed_line(
    customer: CustomerTerms, line: LineInput, agreed: dict[UUID, Agreed], on: date
) -> LineInput | Fault:
    assert line.blanket_line_id is not None
    there = agreed.get(line.blanket_line_id)
    typed = line.unit_price is not None and not (there and there.unit_price == line.unit_price)
    unit = line.unit or (there.unit if there else "")
    call = Calling(customer.customer_id, customer.currency, line.item_id, unit, on, own_price=typed)
    wrong = fault_of(there, call)
    if wrong is not None or there is None:
        return wrong or ("blanket_line_id", "unknown-agreement", "")
    same = {one.name: getattr(line, one.name) for one in fields(LineInput)}
    made = AgreedInput(**same | {"unit": unit}, blanket=there.number, left=there.left)
    if typed or there.unit_price is None:
        return made
    return replace(
        made,
        unit_price=there.unit_price,
        discount_percent=ZERO if line.discount_percent is None else line.discount_percent,
        is_net=True,
        at_agreed=line.discount_percent is None or not line.discount_percent,
    )


def as_agreed(typed: LineInput, priced: Priced) -> Priced:
    """The price with where it was agreed in its trace: not by hand, so that no limit of what may be given is asked."""
    if not isinstance(typed, AgreedInput):
        return priced
    trace = {**priced.trace, "blanket": typed.blanket}
    if typed.at_agreed:
        trace |= {"source": "blanket"}
        for name in ("typed", "discount"):
            trace.pop(name, None)
    return replace(priced, trace=trace)


def judged_as_agreed(found: Judged, lines: Mapping[int, LineInput]) -> Judged:
    """The same, with where prices were agreed in the traces; `lines` by place are what was priced."""
    if not any(isinstance(line, AgreedInput) for line in lines.values()):
        return found
    return replace(
        found,
        priced={
            n: as_agreed(lines[n], priced) if n in lines else priced for n, priced in found.priced.items()
        },
    )


def _with_item(rows: Rows, values: list[str]) -> Rows:
    return rows.filter(pk__in=BlanketLine.objects.filter(item_id__in=values).values("blanket_id"))


BLANKETS: Listing[Blanket] = Listing(
    name="blankets",
    rows=visible_blankets,
    sorts={
        "made_at": ("made_at", "id"),
        "number": ("number",),
        "customer": ("customer_name", "made_at"),
        "state": ("state", "made_at"),
        "valid_until": ("valid_until", "id"),
    },
    default_sort="-made_at",
    filters={
        "state": choice("State", "state", BLANKET.states),
        "customer": reference("Customer", "customer_id"),
        "rep": reference("Sales rep", "rep_id"),
        "valid_from": day_range("Valid from", "valid_from"),
        "valid_until": day_range("Valid until", "valid_until"),
        "item": Filter("Item", _with_item, "reference"),
    },
    search=lambda rows, text: rows.filter(having(text)),
    sums={"blankets": Sum("Blanket orders", "pk", distinct=True)},
    subject="pk",
)
