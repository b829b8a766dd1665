"""Calendars, carriers and transit days in the office; the way of goods on an order, in the grid and in a wish."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from desk import Desk
from domain.reports.moved_trade import BLUM, Waiting
from tradepost.base.ids import new_id
from tradepost.domain.delivery.models import Calendar, Carrier, ClosedDays, Transit, WarehouseDays
from tradepost.domain.sales.models import OrderLine

pytestmark = pytest.mark.django_db


def keep_of(desk: Desk, page: str, what: str) -> str:
    """Where the form of a page posts to."""
    found = re.search(rf'"(/office/{what}/[0-9a-f-]+/keep/)"', desk.get(page).content.decode())
    assert found is not None
    return found[1]


def hidden_in(desk: Desk, page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', desk.get(page).content.decode())
    assert found is not None
    return found[1]


@pytest.fixture
def scene() -> Waiting:
    trade = Waiting.with_supplier(timezone.now())
    trade.receive(("tea", 10, "6"))
    return trade


def week(desk: Desk) -> UUID:
    """A calendar that works every day but one, made on its page."""
    asked = {"name": "Six days", **{f"works_{n}": "on" for n in "123456"}}
    assert "Saved." in desk.say(keep_of(desk, "/office/calendars/", "calendars"), **asked)
    return Calendar.objects.get().pk


def test_a_calendar_is_made_closed_opened_and_kept_by_a_warehouse(scene: Waiting) -> None:
    desk = Desk("owner")
    assert "Every day counts until" in desk.see("/office/calendars/")
    here = f"/office/calendars/{week(desk)}/"
    assert "Mon–Sat" in desk.see(here)
    closed = {"name": "<b>Feast</b>", "first_on": "2031-12-24", "last_on": "2032-01-01", "yearly": "on"}
    minted = hidden_in(desk, here, "closed_id")
    desk.say(f"{here}close/", closed_id=minted, **closed)
    assert "Feast" in desk.see(here) and "<b>Feast" not in desk.get(here).content.decode()
    # Sent twice it is once; nonsense is told and changes nothing.
    desk.say(f"{here}close/", closed_id=minted, **closed)
    again = hidden_in(desk, here, "closed_id")
    wrong = {"closed_id": again, "name": "x", "first_on": "2031-02-02"}
    assert "before the first" in desk.say(f"{here}close/", **wrong, last_on="2031-02-01")
    assert "Last day" in desk.say(f"{here}close/", **wrong, last_on="soon")
    found = ClosedDays.objects.get()
    assert (found.name, found.yearly) == ("<b>Feast</b>", True)

    days = {"calendar_id": str(Calendar.objects.get().pk), "handling_days": "1", "receiving_days": "0"}
    days["cutoff_at"] = "14:00"
    house = f"/office/warehouses/{scene.warehouse_id}/"
    assert "every day" in desk.see(house)
    desk.say(f"{house}days/", **days)
    shown = desk.see(house)
    assert all(text in shown for text in ("Six days", "1 working day", "14:00"))
    assert WarehouseDays.objects.get().handling_days == 1
    assert "Main warehouse" in desk.see(here) and "Nobody works by this calendar" not in desk.see(here)
    assert "Work on them again" in desk.see(f"{here}?days={found.pk}")
    desk.say(f"{here}open/{found.pk}/")
    desk.say(f"{house}days/", **{**days, "calendar_id": "", "version": "1"})
    assert "Removed." in desk.say(f"{here}remove/")
    assert (ClosedDays.objects.count(), Calendar.objects.count()) == (0, 0)
    assert "Six days" in desk.see("/office/history/") and desk.get(f"{house}history/").status_code == 200


def served(desk: Desk, scene: Waiting) -> str:
    """A carrier that carries two days to Germany, and by which the warehouse sends after one of handling."""
    assert "Saved." in desk.say(keep_of(desk, "/office/carriers/", "carriers"), name="DHL Paket")
    here = f"/office/carriers/{Carrier.objects.get().pk}/"
    desk.say(f"{here}transit/", country="Germany", postal_prefix="", days="2")
    given = {"handling_days": "1", "receiving_days": "1", "carrier_id": str(Carrier.objects.get().pk)}
    desk.say(f"/office/warehouses/{scene.warehouse_id}/days/", **given)
    return here


def test_a_carrier_has_a_table_of_days_that_is_changed_row_by_row(scene: Waiting) -> None:
    desk = Desk("owner")
    here = served(desk, scene)
    row = Transit.objects.get()
    assert (row.country, row.days) == ("DE", 2)
    assert (
        "DE" in desk.see("/office/carriers/transit/?q=dhl")
        and f"?transit={row.pk}" in desk.get(here).content.decode()
    )
    assert "Change DE" in desk.see(f"{here}?transit={row.pk}")
    desk.say(f"{here}transit/", country="DE", postal_prefix="", days="3")
    assert "Atlantis" in desk.say(f"{here}transit/", country="Atlantis", days="3")
    assert list(Transit.objects.values_list("country", "days")) == [("DE", 3)]
    desk.say(f"{here}transit/{row.pk}/end/")
    assert "DE" not in desk.see("/office/carriers/transit/?q=dhl")
    assert "Ended" in desk.say(f"{here}end/") and "Take up again" in desk.see(here)
    viewer = Desk("viewer")
    assert "New carrier" not in viewer.see("/office/carriers/") and "DHL" in viewer.see("/office/carriers/")


def test_an_order_and_a_wish_say_when_goods_leave_and_arrive(scene: Waiting) -> None:
    """The why of a promised day tells the whole way; the wish for a customer counts it too."""
    desk = Desk("owner")
    served(desk, scene)
    today = datetime.now(UTC).date()
    order = scene.order(("tea", 4))
    line = order.lines.get()
    assert (line.ships_on, line.promised_on) == (today + timedelta(days=1), today + timedelta(days=3))
    page = desk.see(f"/office/orders/{order.pk}/")
    assert all(text in page for text in ("Arrives", "ships", "DHL Paket"))
    why = desk.get(f"/office/orders/{order.pk}/").content.decode()
    assert "1 working day of handling, ships" in why and "2 working days by DHL Paket to DE, arrives" in why
    wish: dict[str, Any] = {"wish": "5", "to": scene.customers[BLUM]}
    asked = "&".join(f"{name}={value}" for name, value in wish.items())
    answer = desk.see(f"/office/items/{scene.items['tea']}/?{asked}")
    assert f"to {BLUM}" in answer and "2 working days by DHL Paket to DE, arrives" in answer
    assert f"to {BLUM}" not in desk.see(f"/office/items/{scene.items['tea']}/?wish=5&to=nonsense")


def test_the_grid_shows_the_day_of_arrival_and_a_carrier_is_chosen(scene: Waiting) -> None:
    desk = Desk("owner")
    served(desk, scene)
    assert "as the warehouse sends" in desk.get("/office/orders/new/").content.decode()
    van = "Own van"
    desk.say(keep_of(desk, "/office/carriers/", "carriers"), name=van)
    today = datetime.now(UTC).date()
    shown = {}
    for carrier in ("", str(Carrier.objects.get(name=van).pk)):
        head = {"customer": str(scene.customers[BLUM]), "carrier": carrier}
        asked = {
            "id": str(new_id(scene.by.now)),
            "head": head,
            "lines": [{"key": "n0", "item": "tea", "quantity": "3"}],
        }
        (line,) = desk.ask("/office/orders/new/preview/", asked)["lines"]
        shown[carrier and van] = line["cells"]["promise"], line["why"]["promise"].split("\n")[-1]
        desk.ask("/office/orders/new/submit/", {**asked, "head": {**head, "confirm": "on"}})
    assert shown[""][1].startswith("2 working days by DHL Paket to DE, arrives")
    assert "nobody has said how long Own van takes" in shown[van][1]
    told = OrderLine.objects.order_by("promised_on").values_list("order__carrier__name", "promised_on")
    assert list(told) == [(van, today + timedelta(days=1)), ("DHL Paket", today + timedelta(days=3))]
