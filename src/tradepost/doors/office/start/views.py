"""The page of the first day, and example data in and out."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tradepost.base.by import By
from tradepost.domain.imports import queries as imports_queries
from tradepost.doors.files import examples
from tradepost.doors.office.imports.words import KIND_WORDS, reason_words
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.start.steps import DISMISSED, beginnings, is_first_day, steps_of
from tradepost.doors.office.verbs import done, verb

KEPT_SECONDS = 365 * 24 * 3600


@page("parties.set_company")
def start(request: HttpRequest, by: By) -> HttpResponseBase:
    """Step by step from nothing to the first shipped order."""
    found = beginnings()
    steps = steps_of(by, found)
    counted = [step for step in steps if not step.step.is_optional]
    context = {
        "steps": steps,
        "done": sum(step.is_done for step in counted),
        "all": len(counted),
        "is_first_day": is_first_day(found),
        "is_shipped": found.shipment,
        "examples": imports_queries.examples(by),
        "stay": [
            (row, KIND_WORDS[row.of.kind].label, reason_words(row.said))
            for row in imports_queries.examples_that_stay()
        ],
        "may_bring": all(imports_queries.may_bring(by, kind) for kind in examples.FILES),
        "is_dismissed": DISMISSED in request.COOKIES,
    }
    return render(request, "office/start.html", context)


@verb("parties.set_company", back="office:first_day")
def dismiss(request: HttpRequest, by: By) -> HttpResponseBase:
    """Put the page aside on this device; it stays among the settings."""
    done(request, _("Put aside. You find it again under Settings, First day."))
    answer = redirect(address("today"))
    answer.set_cookie(
        DISMISSED, "aside", max_age=KEPT_SECONDS, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return answer


@verb("imports.bring_file", back="office:first_day")
def examples_in(request: HttpRequest, by: By) -> str:
    examples.put_in(by)
    return done(
        request, _("The examples are in the books. Take them out again with one click."), address("first_day")
    )


@verb("imports.bring_file", back="office:first_day")
def examples_out(request: HttpRequest, by: By) -> str:
    examples.take_out(by)
    stay = len(imports_queries.examples_that_stay())
    if not stay:
        return done(request, _("The examples are gone."), address("first_day"))
    sentence = ngettext(
        "The examples are gone, but for %(n)s row that is in use. It is listed below.",
        "The examples are gone, but for %(n)s rows that are in use. They are listed below.",
        stay,
    )
    return done(request, sentence % {"n": stay}, address("first_day"))
