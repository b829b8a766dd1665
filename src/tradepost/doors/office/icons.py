"""The icons of the navigation and of the bar on top as one picture, kept by the browser: they do not weigh on every
page."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from tradepost.doors.office.nav import NAV
from tradepost.render.templatetags.tradepost import drawing

TOP = ("activity", "at-sign", "keyboard", "log-out", "shield-check", "sun-moon")


@login_required
@require_GET
@cache_control(private=True, max_age=86400)
def icons(request: HttpRequest) -> HttpResponse:
    """An SVG of symbols, named as in lucide."""
    names = sorted({*TOP, *(place.icon for group in NAV for place in group.places)})
    symbols = "".join(f'<symbol id="{name}" viewBox="0 0 24 24">{drawing(name)}</symbol>' for name in names)
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>'
    return HttpResponse(sprite, content_type="image/svg+xml")
