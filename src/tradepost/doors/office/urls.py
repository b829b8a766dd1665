"""The office's addresses. Each room brings its own `urls.py`."""

from collections.abc import Iterable
from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path

from tradepost.doors.office import session
from tradepost.doors.office.find import find
from tradepost.doors.office.icons import icons
from tradepost.doors.office.parts.scanned import scan
from tradepost.doors.office.today import views as today

app_name = "office"

ROOMS = (
    "parties", "catalog", "access", "notes", "inventory", "delivery", "pricing", "sales", "fulfilment", "purchasing",
    "counting", "corrections", "transfers", "billing", "returns", "disputes", "planning", "reports", "mails",
    "settings", "jobs", "history", "imports", "start", "lists", "handheld",
)  # fmt: skip


def word_by_word(routes: Iterable[tuple[str, URLPattern]]) -> list[URLPattern | URLResolver]:
    """The same addresses by their words: a request is held against those that begin as it does, not against all."""
    begun: dict[str, list[tuple[str, URLPattern]]] = {}
    for route, pattern in routes:
        word, slash, rest = route.partition("/")
        begun.setdefault(word + slash, []).append((rest, pattern))
    nested: list[URLPattern | URLResolver] = []
    for word, those in begun.items():
        if word and len(those) > 1:
            nested.append(path(word, include(word_by_word(those))))
        else:
            nested += [path(word + rest, one.callback, one.default_args, one.name) for rest, one in those]
    return nested


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
    *word_by_word(
        (str(pattern.pattern), pattern)
        for room in ROOMS
        for pattern in import_module(f"tradepost.doors.office.{room}.urls").urlpatterns
    ),
]
