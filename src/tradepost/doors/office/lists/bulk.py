"""Many rows at once: first what would happen to each, then each in a transaction of its own, then its outcome."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tradepost.base.by import By
from tradepost.base.command import transact
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_id
from tradepost.base.job_queue import Work
from tradepost.domain.access import queries as access_queries
from tradepost.doors.office.lists.bulk_verbs import BULK_VERBS, BulkVerb, Look
from tradepost.doors.office.lists.views import posted_list
from tradepost.doors.office.parts.jobs import ask_for, do_now
from tradepost.doors.office.parts.posted import id_of, ids_of, minted
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.verbs import verb
from tradepost.render.formats import number_text
from tradepost.render.screens.export import pages_of
from tradepost.render.screens.parameters import ListParameters
from tradepost.render.sentences import said

KIND = "list.bulk"
MOST_ROWS = 5000
SHOWN = 200
AT_ONCE = 25
"""So few are done while people wait; more by a job."""


def _asked(request: HttpRequest, by: By) -> BulkVerb:
    """Raises Invalid, NotPermitted."""
    found = BULK_VERBS.get(request.GET.get("verb", ""))
    if found is None:
        raise Invalid(_("This could not be read. Load the page again."))
    access_queries.require(by, found.may)
    return found


def _of_filter(request: HttpRequest, by: By) -> list[UUID]:
    """The ids of the whole filter, in the order of the list. Raises Invalid when there are too many."""
    _path, screen = posted_list(request, by)
    query = QueryDict(request.POST.get("query", "").lstrip("?"))
    ids: list[UUID] = []
    for rows in pages_of(screen, by, ListParameters.read(query, screen.kinds(), today_of(by))):
        ids += [row.pk for row in rows]
        if len(ids) > MOST_ROWS:
            sentence = _("These are more than %s rows. Narrow the filter, and do them part by part.")
            raise Invalid(sentence % number_text(MOST_ROWS))
    return ids


@verb()
def preview(request: HttpRequest, by: By) -> HttpResponseBase:
    """What would happen to each chosen row, or to each of the filter; nothing is done yet."""
    asked = _asked(request, by)
    ids = _of_filter(request, by) if request.POST.get("whole") else ids_of(request)
    if not ids:
        raise Invalid(_("Choose at least one row."))
    looks = asked.looks(by, ids)
    well = [look for look in looks if not look.refused]
    refused = [look for look in looks if look.refused]
    context = {
        "verb": asked,
        "verb_name": request.GET["verb"],
        "well": well,
        "refused": refused,
        "shown": [*refused, *well][:SHOWN],
        "shown_count": SHOWN,
        "gone": len(ids) - len(looks),
        "ids": ",".join(str(look.id) for look in well),
        "back": request.POST.get("path", "") + request.POST.get("query", ""),
        "job_id": new_id(by.now),
    }
    return render(request, "office/lists/bulk.html", context)


@verb()
def do(request: HttpRequest, by: By) -> str:
    """Do what the preview showed: a few at once, many by a job; the page tells each row's outcome."""
    asked = _asked(request, by)
    ids = [str(id_of(text)) for text in request.POST.get("ids", "").split(",") if text][: MOST_ROWS + 1]
    if not ids or len(ids) > MOST_ROWS:
        raise Invalid(_("Choose at least one row."))
    job_id = minted(request, "job_id")
    title = ngettext("%(verb)s: %(n)s row", "%(verb)s: %(n)s rows", len(ids))
    title = title % {"verb": asked.label, "n": number_text(len(ids))}
    reason = request.POST.get("reason", "").strip()[:500]
    if asked.because and not reason:
        raise Invalid(_("Say why."))
    given = {"verb": request.GET["verb"], "ids": ids, "reason": reason}
    where = ask_for(by, KIND, title, given, may=asked.may, total=len(ids), job_id=job_id)
    if len(ids) <= AT_ONCE:
        do_now(by, job_id, run)
    return where


def run(by: By, work: Work) -> None:
    """The job: rows whose outcome stands are passed over, so that each is done once."""
    asked = BULK_VERBS[work.request["verb"]]
    ids = [UUID(text) for text in work.request["ids"]]
    looks = {look.id: look for look in asked.looks(by, ids)}
    over = work.noted()
    for position, pk in enumerate(ids):
        work.tell(position, len(ids))
        if position not in over:
            _do_row(by.at(timezone.now()), work, asked, position, looks.get(pk) or Look(pk, str(pk), "", ""))
    work.tell(len(ids))
    work.said = _("Each row was done for itself: what was refused did not stop the others.")


def _do_row(by: By, work: Work, asked: BulkVerb, position: int, look: Look) -> None:
    """The row and its outcome, in one transaction; a refusal undoes the row, and is noted in another."""

    def done() -> None:
        reason = work.request.get("reason", "")
        outcome = asked.because(by, look.id, reason) if asked.because else asked.do(by, look.id)
        work.note(position, is_done=True, said=outcome, label=look.label, url=look.url, subject_id=look.id)

    try:
        transact(done, KIND)
    except Refusal as refusal:
        work.note(
            position, is_done=False, said=said(refusal.message), code=refusal.code,
            label=look.label, url=look.url, subject_id=look.id,
        )  # fmt: skip
