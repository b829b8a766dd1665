"""What somebody at the shelf may do, as large buttons; a scan leads to what it names."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.doors.office.handheld.work import warehouse_of
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address


@dataclass(frozen=True, slots=True)
class Task:
    """A way to work: `may` is the verb that opens it, `query` narrows a list to what is to be done."""

    label: Promise
    url_name: str
    icon: str
    may: str
    query: str = ""
    by_hand: bool = False


TASKS = (
    Task(_("Receive"), "hand_receive", "package-plus", "purchasing.receive", by_hand=True),
    Task(_("Put away"), "hand_put_away", "forklift", "inventory.move_stock", by_hand=True),
    Task(_("Move"), "hand_move", "move-right", "inventory.move_stock", by_hand=True),
    Task(
        _("Pick"), "shipments", "shopping-basket", "fulfilment.record_picks", "?state=planned&state=picking"
    ),
    Task(_("Count"), "hand_count", "clipboard-check", "counting.record_counts", by_hand=True),
)


@page("inventory.read")
def home(request: HttpRequest, by: By) -> HttpResponseBase:
    warehouses = inventory_queries.visible_warehouses(by)
    here = warehouse_of(by, request.GET.get("warehouse", ""))
    tasks = [
        {
            "label": task.label,
            "icon": task.icon,
            "url": address(task.url_name) + (f"?warehouse={here.pk}" if task.by_hand else task.query),
            "count": inventory_queries.waiting_count(by, here.pk)
            if task.url_name == "hand_put_away"
            else None,
        }
        for task in TASKS
        if access_queries.may(by, task.may)
    ]
    return render(
        request, "office/handheld/home.html", {"tasks": tasks, "warehouses": warehouses, "here": here}
    )
