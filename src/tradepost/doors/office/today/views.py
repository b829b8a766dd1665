"""The page of Today, its parts that are fetched again, and what failed for good."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tradepost.base import deliveries
from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.reports import queries as reports_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.start.steps import is_first_day, leads_to_start, may_start
from tradepost.doors.office.today.cards import work_of
from tradepost.doors.office.today.figures import PERIODS, USUAL, figures_of
from tradepost.doors.office.verbs import done, verb
from tradepost.render.formats import day_in_words
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Section, Verb


@page()
def today(request: HttpRequest, by: By) -> HttpResponseBase:
    beginnings = reports_queries.beginnings()
    if leads_to_start(request, by, beginnings):
        return redirect("office:first_day")
    context = {
        "work": work_of(by),
        "is_first_day": is_first_day(beginnings) and may_start(by),
        "day": day_in_words(timezone.localtime(by.now).date()),
        "has_figures": access_queries.may(by, "reports.read") or access_queries.may(by, "fulfilment.read"),
        "months": USUAL,
        "news": _tag(by),
    }
    return render(request, "office/today/today.html", context)


@page()
def work(request: HttpRequest, by: By) -> HttpResponseBase:
    """The cards alone, fetched again when there is news."""
    return render(request, "office/today/_work.html", {"work": work_of(by), "news": _tag(by)})


@page()
def news(request: HttpRequest, by: By) -> HttpResponseBase:
    """Whether anything happened: 304 while the newest fact is the one that the page knows. One statement."""
    tag = _tag(by)
    if request.headers.get("If-None-Match") == tag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = HttpResponse()
    answer["ETag"] = tag
    return answer


def _tag(by: By) -> str:
    # Work becomes due by the calendar too.
    return f'"{reports_queries.newest_fact()}-{timezone.localtime(by.now):%Y%m%d}"'


@page()
def figures(request: HttpRequest, by: By) -> HttpResponseBase:
    """Fetched after the page stands: the work comes first."""
    asked = request.GET.get("months", "")
    months = int(asked) if asked in {str(one) for one in PERIODS} else USUAL
    now = timezone.localtime(by.now).date()
    context = {"figures": figures_of(by, now, months), "months": months, "periods": PERIODS}
    return render(request, "office/today/_figures.html", context)


FAILED = (
    Column("event", gettext_lazy("What happened"), "code"),
    Column("reaction", gettext_lazy("What should follow"), "code", priority=2),
    Column("attempts", gettext_lazy("Tries"), "number", priority=2),
    Column("given_up_at", gettext_lazy("Given up"), "moment"),
    Column("error", gettext_lazy("What it said")),
)


@page("access.read")
def given_up(request: HttpRequest, by: By) -> HttpResponseBase:
    """What must follow from a fact and failed for good: a reaction that was tried twenty times."""
    found = deliveries.given_up()
    again = Verb(
        "again", _("Try all again"), address("try_again"), strong=True, icon="refresh-cw",
        confirm=_("Do this when the cause is gone: each is tried up to twenty times more."),
    )  # fmt: skip
    return answer_document(
        request,
        DocumentPage(
            title=_("Work that failed for good"),
            back_url=address("today"),
            back_label=_("Today"),
            verbs=[again] if found and access_queries.may(by, "access.try_again") else [],
            sections=[Section(_("Given up"), FAILED, found, _("Nothing failed."))],
        ),
    )


@verb("access.try_again", back="office:given_up")
def try_again(request: HttpRequest, by: By) -> str:
    count = deliveries.try_again(by.now)
    said = ngettext("%s is tried again.", "%s are tried again.", count) % count
    return done(request, said, address("given_up"))
