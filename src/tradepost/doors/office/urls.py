"""The office's addresses. Each room brings its own `urls.py`."""

from django.urls import URLPattern, URLResolver, include, path

from tradepost.doors.office import session
from tradepost.doors.office.find import find
from tradepost.doors.office.icons import icons
from tradepost.doors.office.parts.scanned import scan
from tradepost.doors.office.today import views as today

app_name = "office"

ROOMS = (
    "parties", "catalog", "access", "notes", "inventory", "delivery", "pricing", "sales", "fulfilment", "purchasing",
    "counting", "corrections", "transfers", "billing", "returns", "planning", "reports", "mails", "settings",
    "jobs", "history", "imports", "start", "lists", "handheld",
)  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("today/work/", today.work, name="today_work"),
    path("today/news/", today.news, name="today_news"),
    path("today/figures/", today.figures, name="today_figures"),
    path("today/failed/", today.given_up, name="given_up"),
    path("today/failed/again/", today.try_again, name="try_again"),
    path("find/", find, name="find"),
    path("scan/", scan, name="scan"),
    path("session/", session.session, name="session"),
    path("session/back/", session.back, name="session_back"),
    path("frame.svg", icons, name="icons"),
    path("design/", include("tradepost.doors.office.design.urls")),
    *(path("", include(f"tradepost.doors.office.{room}.urls")) for room in ROOMS),
]
