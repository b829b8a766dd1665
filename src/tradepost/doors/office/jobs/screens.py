"""The list of one's own jobs."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from tradepost.base import jobs
from tradepost.base.models import Job
from tradepost.doors.office.parts.addresses import address
from tradepost.render.screens.columns import Column
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, Preset


def _share(job: Job) -> Decimal | None:
    return None if job.percent is None or job.state == "cancelled" else Decimal(job.percent) / 100


JOBS = ListScreen(
    name="jobs",
    title=_("My jobs"),
    noun=_("jobs"),
    listing=jobs.JOBS,
    search_hint=_("What it is"),
    columns=(
        Column("title", _("What"), sort="title", link=lambda j: address("job", j.pk), note=lambda j: j.said),
        Column("state", _("State"), "state", sort="state"),
        Column("share", _("Done"), "progress", value=_share, priority=2),
        Column("made_at", _("Asked for"), "moment", sort="made_at"),
        Column("ended_at", _("Ended"), "moment", priority=3),
    ),
    filters=(FilterField("state"), FilterField("made")),
    presets=(
        Preset(_("Under way"), "state=queued&state=running"),
        Preset(_("Went wrong"), "state=failed"),
    ),
    empty=Empty(
        _("No jobs yet"),
        _("Exports, imports and changes of many documents run here, while you go on with your work."),
        icon="list-checks",
    ),
)
