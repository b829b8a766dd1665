"""A quote by its link: looked at, spoken about, signed. The link is the key; there is no account."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from tradepost.base.by import By
from tradepost.base.errors import NotFound, Refusal
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import QuoteShare
from tradepost.doors.portal.forms import AskForm, DeclineForm, SignForm
from tradepost.doors.portal.limits import MISSES, VISITS
from tradepost.doors.portal.offer_page import OfferPage, offer_page
from tradepost.render.sentences import said

View = Callable[[HttpRequest, By, QuoteShare], HttpResponseBase]


def by_link(view: View) -> Callable[..., HttpResponseBase]:
    """Opens the link, speaks the customer's language, and tells nobody what a link that does not open was for."""

    @wraps(view)
    def inner(request: HttpRequest, secret: str) -> HttpResponseBase:
        now = timezone.now()
        if not VISITS.allow(request):
            return _quietly(HttpResponse(status=429, headers={"Retry-After": "60"}))
        try:
            link = sales_queries.link_of(secret, now)
        except NotFound:
            status = 404 if MISSES.allow(request) else 429
            return _quietly(render(request, "portal/closed.html", status=status))
        customer = link.quote.customer
        by = By(
            actor_id=None,
            actor=link.sent_to or customer.party.name,
            now=now,
            roles=frozenset({"buyer"}),
            scope={"customer": customer.pk},
            request_id=getattr(request, "request_id", ""),
            door="portal",
        )
        with translation.override(customer.party.language or "en"):
            return _quietly(view(request, by, link))

    return never_cache(inner)


def _quietly(response: HttpResponseBase) -> HttpResponseBase:
    """The address is a secret: no other page is told it, and no search engine keeps it."""
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_GET
@by_link
def offer(request: HttpRequest, by: By, link: QuoteShare) -> HttpResponseBase:
    if link.opened_at is None:
        sales.open_share(by, share_id=link.pk)
    chosen = _chosen(request.GET) if "total" in request.GET else None
    return _shown(request, offer_page(by, link, chosen))


@require_POST
@by_link
def ask(request: HttpRequest, by: By, link: QuoteShare) -> HttpResponseBase:
    form = AskForm(request.POST)
    if not form.is_valid():
        return _shown(request, offer_page(by, link, bound=form), 422)
    typed = form.cleaned_data
    quote = sales_queries.shared_quote(link)
    try:
        sales.ask_of_quote(
            _named(by, typed["name"]),
            ask_id=typed["ask_id"],
            quote_id=quote.pk,
            line_id=typed["line"],
            quantity=typed["quantity"],
            unit_price=typed["unit_price"],
            text=typed["text"],
        )
    except Refusal as refusal:
        return _shown(
            request, offer_page(by, link, bound=form, refused=said(refusal.message)), refusal.status
        )
    return redirect("portal:offer", request.resolver_match.kwargs["secret"])  # type: ignore[union-attr]


@require_POST
@by_link
def sign(request: HttpRequest, by: By, link: QuoteShare) -> HttpResponseBase:
    form = SignForm(request.POST)
    chosen = _chosen(request.POST)
    if not form.is_valid():
        return _shown(request, offer_page(by, link, chosen, form), 422)
    typed = form.cleaned_data
    quote = sales_queries.shared_quote(link)
    options = {line.pk for line in sales_queries.quote_lines(quote.pk) if line.kind != "firm"}
    try:
        sales.sign_share(
            _named(by, typed["signed_by"]),
            share_id=link.pk,
            quote_id=typed["quote"],
            order_id=typed["order_id"],
            total=typed["total"],
            signed_by=typed["signed_by"],
            customer_po=typed["customer_po"],
            chosen=sorted(chosen & options) if options else None,
        )
    except Refusal as refusal:
        shown = offer_page(by, link, chosen, form, said(refusal.message))
        return _shown(request, shown, refusal.status)
    return redirect("portal:offer", request.resolver_match.kwargs["secret"])  # type: ignore[union-attr]


@require_POST
@by_link
def decline(request: HttpRequest, by: By, link: QuoteShare) -> HttpResponseBase:
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _shown(request, offer_page(by, link, bound=form), 422)
    typed = form.cleaned_data
    try:
        sales.decline_share(
            _named(by, typed["declined_by"]),
            share_id=link.pk,
            quote_id=typed["quote"],
            declined_by=typed["declined_by"],
            reason=typed["reason"],
        )
    except Refusal as refusal:
        shown = offer_page(by, link, bound=form, refused=said(refusal.message))
        return _shown(request, shown, refusal.status)
    return redirect("portal:offer", request.resolver_match.kwargs["secret"])  # type: ignore[union-attr]


def _named(by: By, name: str) -> By:
    """The buyer as they call themselves: so they stand on the timeline."""
    return By(
        by.actor_id, " ".join(name.split()) or by.actor, by.now, by.roles, by.scope, by.request_id, by.door
    )


def _chosen(data: "dict[str, list[str]] | object") -> set[UUID]:
    """The options that are ticked, whatever their group; nonsense is left out."""
    found = set()
    for name in data:  # type: ignore[attr-defined]
        if not str(name).startswith("chosen"):
            continue
        for text in data.getlist(name):  # type: ignore[attr-defined]
            try:
                found.add(UUID(text))
            except ValueError:
                continue
    return found


def _shown(request: HttpRequest, shown: OfferPage, status: int = 200) -> HttpResponse:
    company = parties_queries.company()
    title = _("Quote %s") % shown.quote
    secret = request.resolver_match.kwargs["secret"]  # type: ignore[union-attr]
    context = {"offer": shown, "company": company, "title": title, "secret": secret}
    return render(request, "portal/offer.html", context, status=status)
