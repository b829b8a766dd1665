"""Every way in by HTTP. Each door brings its own addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from tradepost.config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("tradepost.doors.api.urls")),  # first: programs come most often
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("accounts/", include("allauth.urls")),
    path("language/", set_language, name="set_language"),
    path("", RedirectView.as_view(url="/office/"), name="home"),
    path("office/", include("tradepost.doors.office.urls")),
]
