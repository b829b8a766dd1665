"""The facts and words of counting."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tradepost.doors.office.parts.timeline import WORDS, Data, Words
from tradepost.render.formats import number_text
from tradepost.render.sentences import said

SCOPES = {
    "warehouse": _("The whole warehouse"),
    "zone": _("A zone, or some places"),
    "category": _("A category"),
    "items": _("Some items"),
    "cycle": _("Cycle count"),
}
SOURCES = {"screen": _("On the screen"), "paper": _("From paper"), "scan": _("By scanner")}


def lines_text(count: int) -> str:
    """So many lines, in words."""
    return ngettext("%(n)s line", "%(n)s lines", count) % {"n": number_text(count)}


def _counted(data: Data) -> str:
    parts = [str(data["counter"]), lines_text(int(data["lines"]))]
    if data["recount"]:
        parts.append(_t("%s to be counted again") % number_text(int(data["recount"])))
    return " · ".join(parts)


def _differing(data: Data) -> str:
    return _t("%s differ") % lines_text(int(data["differing"]))


WORDS.update(
    {
        "counting.planned": Words(_("Planned"), "calendar-plus"),
        "counting.started": Words(
            _("Counting began"), "circle-play", lambda data: lines_text(int(data["lines"]))
        ),
        "counting.counted": Words(_("Counted"), "clipboard-list", _counted),
        "counting.finished": Words(_("Counting ended"), "clipboard-check", _differing),
        "counting.reopened": Words(
            _("Back to counting"), "refresh-cw", lambda data: said(str(data["reason"] or ""))
        ),
        "counting.posted": Words(_("Approved and posted"), "check", _differing),
        "counting.cancelled": Words(_("Cancelled"), "ban", lambda data: said(str(data["reason"] or ""))),
    }
)
