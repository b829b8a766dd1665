"""A job: its page, the small part that tells progress, its file, and the wish to cancel it."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from tradepost.base import jobs, kept_files
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.verbs import done, verb

LINES_SHOWN = 200


@page()
def job(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """How far it is; when it is over, what became of each row, what was refused first."""
    found = jobs.job_of(by, pk)
    well, refused = jobs.counts_of(found)
    lines = list(jobs.lines_of(found, refused_only=True)[:LINES_SHOWN])
    room = LINES_SHOWN - len(lines)
    if room and well:
        lines += [line for line in jobs.lines_of(found)[: LINES_SHOWN + len(lines)] if line.is_done][:room]
    context = {"job": found, "lines": lines, "well": well, "refused": refused, "shown": LINES_SHOWN}
    return render(request, "office/jobs/job.html", context)


@page()
def progress(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """The part that asks for itself again while the job is under way."""
    found = jobs.job_of(by, pk)
    answer = render(request, "office/jobs/_progress.html", {"job": found})
    if found.is_over and "reload" in request.GET:
        # The page around it shows what came out.
        answer["HX-Refresh"] = "true"
    return answer


@page()
def file(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """What the job made, for who asked for it, as long as they may."""
    found = jobs.job_of(by, pk)
    if found.may:
        access_queries.require(by, found.may)
    contents = kept_files.fetch(found.file) if found.file else None
    if contents is None:
        raise NotFound(_("This file was thrown away; files are kept for 14 days. Make it again."))
    answer = FileResponse(contents, as_attachment=True, filename=found.file_name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@verb(back="office:job")
def cancel(request: HttpRequest, by: By, pk: UUID) -> str:
    found = jobs.wish_cancel(by, pk)
    if found.state == "running":
        return done(request, _("It ends at its next step. What it did so far stands."))
    return done(request, _("Cancelled.") if found.state == "cancelled" else _("It was over already."))
