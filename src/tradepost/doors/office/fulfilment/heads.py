"""What of a shipment is changed where it stands."""

from typing import Any

from tradepost.base.by import By
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.fulfilment.models import Shipment
from tradepost.doors.office.fulfilment.forms import ShipForm
from tradepost.doors.office.fulfilment.shipment_page import shipment_page
from tradepost.doors.office.parts.editing import Head, some_of
from tradepost.render.screens.form import ScreenForm

NAMES = ("carrier", "tracking_number")


def _form(by: By, shipment: Shipment) -> type[ScreenForm]:
    return some_of(ShipForm, *(() if shipment.state == "cancelled" else NAMES))


def _values(shipment: Shipment) -> dict[str, Any]:
    return {name: getattr(shipment, name) for name in NAMES}


def _save(by: By, shipment: Shipment, version: int, changed: dict[str, Any]) -> None:
    tracking = changed.get("tracking_number", shipment.tracking_number)
    carrier = changed.get("carrier", "")
    fulfilment.change_tracking(
        by, shipment_id=shipment.pk, version=version, tracking_number=tracking, carrier=carrier
    )


SHIPMENT_HEAD = Head(
    page="shipment",
    may="fulfilment.change_tracking",
    find=fulfilment_queries.shipment,
    form=_form,
    values=_values,
    save=_save,
    shown=shipment_page,
)
