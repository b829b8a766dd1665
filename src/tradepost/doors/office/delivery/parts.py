"""How long a warehouse takes, as its page shows and changes it."""

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.inventory.models import Warehouse
from tradepost.doors.office.delivery.forms import WarehouseDaysForm
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.promised import days_text
from tradepost.render.screens.document import Fact, FactGroup, Verb

_FIELDS = ("calendar_id", "handling_days", "receiving_days", "cutoff_at", "carrier_id")


def days_facts(by: By, warehouse: Warehouse) -> tuple[list[FactGroup], list[Verb]]:
    """When goods leave a warehouse, and the verb that changes it; for whom it is not, neither. One statement."""
    if not access_queries.may(by, "delivery.read"):
        return [], []
    found = delivery_queries.days_of_warehouse(warehouse.pk)
    calendar, carrier = found.calendar, found.carrier
    group = FactGroup(
        _("When goods leave"),
        [
            Fact(_("Works on"), calendar.name, link=address("calendar", calendar.pk))
            if calendar
            else Fact(_("Works on"), _("every day")),
            Fact(_("Handling"), days_text(found.handling_days)),
            Fact(_("Receiving"), days_text(found.receiving_days)),
            *([Fact(_("Cut-off"), f"{found.cutoff_at:%H:%M}")] if found.cutoff_at else []),
            *([Fact(_("Sends by"), carrier.name, link=address("carrier", carrier.pk))] if carrier else []),
        ],
    )
    if not access_queries.may(by, "delivery.set_warehouse_days"):
        return [group], []
    form = WarehouseDaysForm(initial={name: getattr(found, name) for name in _FIELDS}, auto_id="id_days_%s")
    hidden = {} if found.pk is None else {"version": found.version}
    verb = Verb(
        "days",
        _("Days"),
        address("warehouse_days", warehouse.pk),
        form=form,
        hidden=hidden,
        icon="calendar-days",
    )
    return [group], [verb]
