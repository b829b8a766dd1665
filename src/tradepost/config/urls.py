"""Every way in by HTTP. Each door brings its own addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from tradepost.config import health
from tradepost.doors.office.access.joining import join

handler400 = "tradepost.config.error_pages.bad_request"
handler500 = "tradepost.config.error_pages.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("tradepost.doors.api.urls")),  # first: programs come most often
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("accounts/join/<str:secret>/", join, name="join"),
    # Their place is one's own page: addresses are the owner's word, and a session is ended one by one.
    path("accounts/email/", RedirectView.as_view(url="/office/me/"), name="account_email"),
    path("accounts/sessions/", RedirectView.as_view(url="/office/me/"), name="usersessions_list"),
    path("accounts/", include("allauth.urls")),
    path("language/", set_language, name="set_language"),
    path("", RedirectView.as_view(url="/office/home/"), name="home"),
    path("office/", include("tradepost.doors.office.urls")),
    path("offers/", include("tradepost.doors.portal.urls")),
]
