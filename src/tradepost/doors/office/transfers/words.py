"""The facts and words of transfers."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tradepost.doors.office.parts.timeline import WORDS, Data, Words
from tradepost.render.formats import number_text
from tradepost.render.sentences import said

KINDS = {"missing": _("Missing"), "surplus": _("More than was sent")}
OUTCOMES = {
    "arrived": _("Arrived later"),
    "stayed": _("Never left"),
    "lost": _("Lost on the way"),
    "sent": _("Sent too many"),
    "found": _("Found"),
}


def lines_text(count: int) -> str:
    """So many lines, in words."""
    return ngettext("%(n)s line", "%(n)s lines", count) % {"n": number_text(count)}


def _reason(data: Data) -> str:
    return said(str(data["reason"] or ""))


def _released(data: Data) -> str:
    told = number_text(int(data["quantity"]))
    if not data["short"]:
        return told
    return _t("%(n)s, %(short)s are not free") % {"n": told, "short": number_text(int(data["short"]))}


def _dispatched(data: Data) -> str:
    parts = [number_text(int(data["quantity"])), str(data["carrier"]), str(data["tracking_number"])]
    if data["left"]:
        parts.append(_t("%s stayed") % number_text(int(data["left"])))
    return " · ".join(part for part in parts if part)


def _received(data: Data) -> str:
    parts = [number_text(int(data["quantity"]))]
    if data["damaged"]:
        parts.append(_t("%s of it damaged") % number_text(int(data["damaged"])))
    if data["surplus"]:
        parts.append(_t("%s more than were sent") % number_text(int(data["surplus"])))
    if data["to_come"]:
        parts.append(_t("%s still to come") % number_text(int(data["to_come"])))
    return " · ".join(parts)


def _finished(data: Data) -> str:
    return _t("%s missing") % number_text(int(data["missing"])) if data["missing"] else ""


def _settled(data: Data) -> str:
    outcome = OUTCOMES.get(str(data["outcome"]), str(data["outcome"]))
    parts = [number_text(int(data["quantity"])), str(outcome), _reason(data)]
    return " · ".join(part for part in parts if part)


WORDS.update(
    {
        "transfers.drafted": Words(
            _("Entered"), "clipboard-list", lambda data: lines_text(int(data["lines"]))
        ),
        "transfers.changed": Words(_("Changed"), "pencil", lambda data: lines_text(int(data["lines"]))),
        "transfers.released": Words(_("Set aside"), "package-check", _released),
        "transfers.dispatched": Words(_("Sent"), "truck", _dispatched),
        "transfers.delayed": Words(_("Comes on another day"), "calendar-sync", _reason),
        "transfers.received": Words(_("Taken in"), "package-plus", _received),
        "transfers.finished": Words(_("Nothing more is to come"), "check", _finished),
        "transfers.cancelled": Words(_("Cancelled"), "ban", _reason),
        "transfers.discrepancy_settled": Words(_("Difference settled"), "scale", _settled),
    }
)
