"""Where somebody lands: the page they chose, if they may still open it, else what needs somebody today."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from tradepost.base.by import By
from tradepost.domain.access.models import User
from tradepost.doors.office.nav import NavItem, nav_of
from tradepost.doors.office.pages import page

TODAY = "office:today"


def start_pages(by: By) -> Iterator[NavItem]:
    """The pages that this person may begin with."""
    for _label, items in nav_of(by, ""):
        yield from items


@page()
def land(request: HttpRequest, by: By) -> HttpResponseBase:
    user = request.user
    chosen = user.start_page if isinstance(user, User) else ""
    open_ones = {item.place.url_name: item.url for item in start_pages(by)}
    return redirect(open_ones.get(chosen, TODAY))
