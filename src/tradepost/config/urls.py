"""Every way in by HTTP. Each door brings its own addresses."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from tradepost.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("accounts/", include("allauth.urls")),
    path("", RedirectView.as_view(url="/office/"), name="home"),
]

# Until every door is built: those that are there.
for prefix, door in (("office/", "tradepost.doors.office"), ("api/v1/", "tradepost.doors.api")):
    if find_spec(door) and find_spec(f"{door}.urls"):
        urlpatterns.append(path(prefix, include(f"{door}.urls")))
