"""A list's filter as a file: at once when it is short, by a job when it is long."""

from tempfile import TemporaryFile
from typing import Any, cast

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.job_queue import Work
from tradepost.doors.office.lists.views import posted_list, posted_query
from tradepost.doors.office.parts.jobs import ask_for
from tradepost.doors.office.parts.posted import minted
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.views import MOST_AT_ONCE, file_name, list_at, rows_up_to
from tradepost.doors.office.verbs import verb
from tradepost.render.formats import number_text
from tradepost.render.screens.export import write_csv, write_xlsx
from tradepost.render.screens.parameters import ListParameters

KIND = "list.export"
WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


@verb()
def export(request: HttpRequest, by: By) -> str:
    """Whoever reads the list may have it as a file, with the columns they see."""
    path, screen = posted_list(request, by)
    kind = request.POST.get("format", "")
    if kind not in WRITERS:
        raise Invalid(_("Choose CSV or Excel."))
    query = posted_query(request, by, screen)
    parameters = ListParameters.read(QueryDict(query), screen.kinds(), today_of(by))
    if rows_up_to(screen, by, parameters, MOST_AT_ONCE) <= MOST_AT_ONCE:
        return f"{path}{parameters.at(None).address()}&export={kind}"
    title = _("%(list)s as %(kind)s") % {"list": screen.title, "kind": "CSV" if kind == "csv" else "Excel"}
    asked = {"path": path, "query": query, "format": kind}
    return ask_for(by, KIND, title, asked, may=screen.may, job_id=minted(request, "job_id"))


def run(by: By, work: Work) -> None:
    """The job: written anew from its beginning if a worker dies, and put away whole."""
    asked = work.request
    screen = list_at(by, asked["path"])
    parameters = ListParameters.read(QueryDict(asked["query"]), screen.kinds(), today_of(by))
    total = screen.listing.narrowed(by, parameters.asked(), parameters.search).order_by().count()
    done = 0
    work.tell(done, total)
    with TemporaryFile() as file:
        for count in WRITERS[asked["format"]](cast(Any, file), screen, by, parameters):
            done += count
            work.tell(done, max(done, total))
        work.keep(file_name(screen, by, asked["format"]), cast(Any, file))
    work.said = ngettext("%(n)s row.", "%(n)s rows.", done) % {"n": number_text(done)}
