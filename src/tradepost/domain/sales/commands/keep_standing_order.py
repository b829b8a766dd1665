from datetime import date
from uuid import UUID

from tradepost.base.by import By
from tradepost.base.changing import refuse_older
from tradepost.base.command import command, publish
from tradepost.base.errors import Invalid
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.sales import queries
from tradepost.domain.sales.commands._standing import aim
from tradepost.domain.sales.events import StandingKept
from tradepost.domain.sales.flows import STANDING
from tradepost.domain.sales.models import StandingOrder
from tradepost.domain.sales.rules.standing import faults_of


@command
def keep_standing_order(
    by: By,
    *,
    standing_id: UUID,
    template_id: UUID,
    kind: str,
    first_on: date,
    every: int = 1,
    weekday: int | None = None,
    day: int | None = None,
    last_on: date | None = None,
    lead_days: int = 2,
    confirm: bool = False,
    warehouse_id: UUID | None = None,
    version: int | None = None,
) -> StandingOrder:
    """Order a template by a calendar, or write the standing order of this id anew; days before today are not made.

    `kind`, `every`, `weekday`, `day`: rules.standing.Rhythm. Raises ChangedMeanwhile, Invalid, NotAllowed, NotFound.
    """
    template = queries.order_template(by, template_id)
    row = StandingOrder.objects.select_for_update(no_key=True).filter(pk=standing_id).first()
    if row is None:
        row = StandingOrder(id=standing_id, customer_id=template.customer_id, made_at=by.now)
    else:
        STANDING.next(row.state, "change")
        refuse_older(row.version, version, "standing order")
        if row.customer_id != template.customer_id:
            raise Invalid(
                "A standing order keeps its customer.", fields={"template_id": "Another customer's."}
            )
    if warehouse_id is not None:
        inventory_queries.visible_warehouse(by, warehouse_id)
    row.template_id, row.name, row.kind, row.every = template.pk, template.name, kind, every
    row.weekday = weekday if kind == "weekly" else None
    row.day = day if kind == "monthly" else None
    row.first_on, row.last_on, row.lead_days = first_on, last_on, lead_days
    row.confirm, row.warehouse_id = confirm, warehouse_id
    if wrong := faults_of(row.rhythm, lead_days):
        raise Invalid("This calendar cannot be. Correct the marked fields.", fields=wrong)
    aim(row, by.now.date())
    if row.next_on is None:
        raise Invalid(
            "No day of this calendar is left. Give a later last day.", fields={"last_on": "No day is left."}
        )
    row.save()
    publish(by, StandingKept(row.pk, row.customer_id, row.name))
    return StandingOrder.objects.get(pk=standing_id)
