"""The sheet of icons, kept by the browser: its address changes when it does."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from tradepost.render.icons import sheet


@login_required
@require_GET
@cache_control(private=True, max_age=31_536_000, immutable=True)
def icons(request: HttpRequest) -> HttpResponse:
    """An SVG of symbols, named as in lucide."""
    return HttpResponse(sheet(), content_type="image/svg+xml")
