"""Columns of calendars and carriers; the list of transit days."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.models import Carrier, Transit
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.delivery.words import place_text, weekdays_text
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.filters import known_ids
from tradepost.render.screens.columns import DAYS, Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb


def carrier_names(by: By, values: Sequence[str]) -> dict[str, str]:
    """The names of the carriers chosen in a filter."""
    found = delivery_queries.CARRIERS.rows(by).in_bulk(known_ids(values))
    return {str(pk): one.name for pk, one in found.items()}


def warehouse_names(by: By, values: Sequence[str]) -> dict[str, str]:
    """The names of the warehouses chosen in a filter."""
    found = inventory_queries.visible_warehouses(by)
    return {str(one.pk): one.name for one in found if str(one.pk) in values}


def calendar_of(row: Carrier) -> str:
    """The days it carries."""
    return row.calendar.name if row.calendar else _("every day")


def transit_url(row: Transit) -> str:
    """The carrier's page with this row to be changed."""
    return f"{address('carrier', row.carrier_id)}?transit={row.pk}"


CALENDARS = (
    Column("name", gettext_lazy("Name"), link=lambda row: address("calendar", row.pk)),
    Column("weekdays", gettext_lazy("Works on"), value=lambda row: weekdays_text(row.weekdays)),
    Column("closings", gettext_lazy("Closed days"), "number"),
)
CARRIERS = (
    Column("name", gettext_lazy("Name"), link=lambda row: address("carrier", row.pk)),
    Column("calendar", gettext_lazy("Carries"), value=calendar_of),
    Column("ended_at", gettext_lazy("Ended"), "moment", priority=2),
)
TRANSIT = (
    Column(
        "country",
        gettext_lazy("To"),
        value=lambda row: place_text(row.country, row.postal_prefix),
        link=transit_url,
        sort="country",
    ),
    Column(
        "warehouse",
        gettext_lazy("From"),
        value=lambda row: row.warehouse.name if row.warehouse else _("any warehouse"),
    ),
    Column("days", gettext_lazy("Working days"), "quantity", unit=DAYS, sort="days"),
)
TRANSITS = ListScreen(
    name="transits",
    title=gettext_lazy("Transit days"),
    noun=gettext_lazy("destinations"),
    listing=delivery_queries.TRANSITS,
    may="delivery.read",
    search_hint=gettext_lazy("Carrier, country, postal code"),
    columns=(
        TRANSIT[0],
        Column(
            "carrier.name", gettext_lazy("Carrier"), sort="carrier",
            link=lambda row: address("carrier", row.carrier_id),
        ),
        *TRANSIT[1:],
    ),
    filters=(
        FilterField("carrier", text_of=carrier_names),
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
    ),
    verbs=(ListVerb(gettext_lazy("Carriers"), later("carriers"), "truck"),),
    empty=Empty(
        gettext_lazy("No destination yet"),
        gettext_lazy("On the page of a carrier say how many working days it takes to a country, or a part of it."),
        gettext_lazy("Carriers"),
        later("carriers"),
        icon="route",
    ),
)  # fmt: skip


def rows_of(by: By, carrier: Carrier, limit: int) -> list[Any]:
    """The first destinations of a carrier."""
    return delivery_queries.TRANSITS.page(
        by, filters={"carrier": [str(carrier.pk)]}, sort="country", limit=limit
    ).rows
