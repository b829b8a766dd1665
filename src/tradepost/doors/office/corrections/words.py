"""The facts of corrections in words."""

from django.utils.translation import gettext_lazy as _

from tradepost.doors.office.parts.timeline import WORDS, Data, Words
from tradepost.render.sentences import named, said


def _why(data: Data) -> str:
    return named(str(data["reason"] or ""))


WORDS.update(
    {
        "corrections.asked": Words(_("Waits for approval"), "hourglass", _why),
        "corrections.posted": Words(_("Posted"), "check", _why),
        "corrections.declined": Words(_("Declined"), "ban", lambda data: said(str(data["reason"] or ""))),
        "corrections.reason_kept": Words(
            _("Reason kept"), "pencil", lambda data: named(str(data["called"] or ""))
        ),
    }
)
