"""What the commands of standing orders share: the next day, and the order of a day."""

from datetime import date, timedelta
from uuid import UUID, uuid5

from tradepost.base.by import By
from tradepost.base.command import publish
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands.place_order import place_order
from tradepost.domain.sales.events import StandingEnded
from tradepost.domain.sales.flows import STANDING
from tradepost.domain.sales.models import Order, StandingDate, StandingOrder
from tradepost.domain.sales.queries import LineInput
from tradepost.domain.sales.rules.standing import make_on, next_due, wanted_on

_FIELDS = ("state", "next_on", "make_on")


def aim(found: StandingOrder, since: date) -> None:
    """Set the next day on or after `since` that is not dealt with, and when it is made; nothing is written."""
    day = next_due(found.rhythm, since)
    done = set(
        StandingDate.objects.filter(standing_id=found.pk, due_on__gte=since).values_list("due_on", flat=True)
    )
    while day is not None and day in done:
        day = next_due(found.rhythm, day + timedelta(days=1))
    found.next_on = day
    found.make_on = make_on(wanted_on(day, queries.works_of(found)), found.lead_days) if day else None


def go_on(by: By, found: StandingOrder) -> None:
    """The day that was next is dealt with: aim at the one after it, and end where there is none."""
    assert found.next_on is not None
    aim(found, found.next_on + timedelta(days=1))
    if found.next_on is None:
        found.state = STANDING.next(found.state, "end")
        publish(by, StandingEnded(found.pk, found.customer_id, found.name))
    found.save(update_fields=[*_FIELDS])


def order_of(by: By, found: StandingOrder, due_on: date, wanted: date) -> Order:
    """The order of a day. Its id follows from the day, so that a day has one. Raises what place_order does."""
    if found.template_id is None:
        raise NotFound("Its template was removed. End the standing order.")
    template = queries.order_template(by, found.template_id)
    return place_order(
        by,
        order_id=order_id_of(found.pk, due_on),
        customer_id=found.customer_id,
        lines=[
            LineInput(line.item_id, line.typed_quantity, line.unit, note=line.note)
            for line in queries.order_template_lines(template.pk)
        ],
        warehouse_id=found.warehouse_id,
        requested_on=wanted,
        note=template.note,
        confirm=found.confirm,
    )


def order_id_of(standing_id: UUID, due_on: date) -> UUID:
    """The id of the order of a day."""
    return uuid5(standing_id, due_on.isoformat())


def write_date(
    by: By, found: StandingOrder, due_on: date, state: str, *, order: Order | None = None, reason: str = ""
) -> StandingDate:
    """Write down what became of a day."""
    return StandingDate.objects.create(
        id=new_id(by.now), standing=found, due_on=due_on, state=state, order=order, reason=reason, at=by.now
    )
