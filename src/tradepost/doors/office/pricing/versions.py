"""A version of a price list: its page, and the verbs that take it from a draft to active and back."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.models import PriceVersion
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.jobs import do_now
from tradepost.doors.office.parts.posted import ids_of, minted, version_of
from tradepost.doors.office.pricing import version_jobs
from tradepost.doors.office.pricing.version_forms import ScheduleForm, VersionForm
from tradepost.doors.office.pricing.version_page import answer_version
from tradepost.doors.office.pricing.version_screens import called
from tradepost.doors.office.verbs import done, verb
from tradepost.render.formats import number_text

AT_ONCE = 500
"""A version of so few changes is activated while people wait; a larger one by a job."""
_RUN = {"activate": version_jobs.activate, "roll_back": version_jobs.roll_back}


@page("pricing.read")
def price_version(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    return answer_version(request, by, pricing_queries.price_version(by, pk))


@verb("pricing.make_version", back="office:price_list", form=VersionForm)
def version_new(request: HttpRequest, by: By, form: VersionForm, pk: UUID) -> str:
    found = pricing_queries.price_list(by, pk)
    made = pricing.make_version(
        by, version_id=minted(request, "version_id"), price_list_id=found.pk, name=form.cleaned_data["name"]
    )
    return done(
        request, _("Begun. Nothing changes until it is activated."), address("price_version", made.pk)
    )


@verb("pricing.schedule_version", back="office:price_version", form=ScheduleForm)
def version_schedule(request: HttpRequest, by: By, form: ScheduleForm, pk: UUID) -> str:
    found = pricing_queries.price_version(by, pk)
    pricing.schedule_version(
        by, version_id=found.pk, activates_at=form.cleaned_data["moment"], expected=version_of(request.POST)
    )
    return done(request, _("Scheduled. A worker activates it at that moment."))


@verb("pricing.unschedule_version", back="office:price_version")
def version_unschedule(request: HttpRequest, by: By, pk: UUID) -> str:
    found = pricing_queries.price_version(by, pk)
    pricing.unschedule_version(by, version_id=found.pk, expected=version_of(request.POST))
    return done(request, _("A draft again."))


@verb("pricing.discard_version", back="office:price_version")
def version_discard(request: HttpRequest, by: By, pk: UUID) -> str:
    found = pricing_queries.price_version(by, pk)
    pricing.discard_version(by, version_id=found.pk)
    return done(
        request, _("Thrown away. Nothing of it ever held."), address("price_list", found.price_list_id)
    )


@verb("pricing.activate_version", back="office:price_version")
def version_activate(request: HttpRequest, by: By, pk: UUID) -> str:
    said = _("These prices hold now. Orders, quotes and invoices keep theirs.")
    return _worked(request, by, pk, "activate", _("Activating %s"), said)


@verb("pricing.roll_back_version", back="office:price_version")
def version_roll_back(request: HttpRequest, by: By, pk: UUID) -> str:
    return _worked(
        request, by, pk, "roll_back", _("Rolling back %s"), _("The prices are as they were before.")
    )


def _worked(request: HttpRequest, by: By, pk: UUID, what: str, title: str, said: str) -> str:
    """A small one at once; a large one by a worker, with its progress on the version's page."""
    found = pricing_queries.price_version(by, pk)
    job_id = minted(request, "job_id")
    asked = pricing.ask_for_version(
        by,
        version_id=pk,
        verb=what,
        job_id=job_id,
        title=title % f"{found.price_list.name}, {called(found)}",
        language=get_language() or "",
        expected=version_of(request.POST),
    )
    if found.rows <= AT_ONCE and asked.job_id == job_id:
        do_now(by, job_id, _RUN[what])
        return done(request, said)
    return address("price_version", pk)


@verb("pricing.drop_version_rows", back="office:version_rows")
def version_rows_drop(request: HttpRequest, by: By) -> str:
    """The chosen changes are none: these prices stay as they stand."""
    ids = _chosen(request)
    rows = pricing_queries.changes_named(by, ids)
    versions = {row.of_id for row in rows}
    if len(versions) > 1:
        raise Invalid(_("Choose changes of one version."))
    pricing.drop_version_rows(by, version_id=versions.pop(), row_ids=ids)
    said = ngettext("%s price stays as it is.", "%s prices stay as they are.", len(rows))
    return done(request, said % number_text(len(rows)))


def _chosen(request: HttpRequest) -> list[UUID]:
    ids = ids_of(request)
    if not ids:
        raise Invalid(_("Choose at least one row."))
    return ids


@page("pricing.read")
def price_version_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    found = pricing_queries.PRICE_VERSIONS.page(by, search=request.GET.get("q", ""), limit=20)
    return JsonResponse({"items": [_named(row) for row in found.rows]})


def _named(row: PriceVersion) -> dict[str, Any]:
    return {"id": str(row.pk), "label": called(row), "detail": row.price_list.name}
