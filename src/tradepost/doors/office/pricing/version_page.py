"""The page of a version: what it changes, the biggest first, and what may be done with it now."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from tradepost.base import jobs
from tradepost.base.by import By
from tradepost.base.errors import NotFound
from tradepost.base.ids import new_id
from tradepost.base.models import Job
from tradepost.domain.access import queries as access_queries
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.models import PriceVersion
from tradepost.domain.pricing.queries import Difference
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.pricing.version_forms import ScheduleForm
from tradepost.doors.office.pricing.version_screens import CHANGE_COLUMNS, called
from tradepost.render.formats import moment_text, number_text, percent_text
from tradepost.render.screens.document import (
    Badge,
    DocumentPage,
    Fact,
    FactGroup,
    Notice,
    Part,
    Section,
    Verb,
)

SHOWN = 50


def answer_version(request: HttpRequest, by: By, found: PriceVersion) -> HttpResponseBase:
    """The whole page."""
    difference = pricing_queries.difference_of(found)
    work = jobs.work_on(found.job_id)
    changes = pricing_queries.VERSION_ROWS.page(by, filters={"version": [str(found.pk)]}, limit=SHOWN)
    shown = DocumentPage(
        kind=_("Price version"),
        title=called(found),
        subtitle=found.price_list.name,
        subtitle_url=address("price_list", found.price_list_id),
        back_url=address("price_list", found.price_list_id),
        back_label=found.price_list.name,
        state=found.state,
        badges=[Badge("inactive", _("Rolled back"))] if found.rolled_back else [],
        verbs=_verbs(by, found, difference) if work is None or work.is_over else [],
        notices=_notices(by, found, difference, work),
        facts=(_changes(found, difference), _life(found)),
        parts=_progress(by, work),
        sections=[
            Section(
                _("What it changes"),
                CHANGE_COLUMNS,
                changes.rows,
                _("Nothing yet. Set prices, change them by a formula, or bring in a file."),
                note=_("The biggest change first.") if difference.changed else "",
                link=rows_at(found.pk),
                link_label=_("All of them, to search, filter and export"),
            )
        ],
        timeline=timeline({found.pk: Subject()}, 20),
        version=found.version,
    )
    return answer_document(request, shown)


def rows_at(pk: UUID, effect: str = "") -> str:
    """The list of its changes, or of one kind of them."""
    return f"{address('version_rows')}?version={pk}" + (f"&effect={effect}" if effect else "")


def _changes(found: PriceVersion, difference: Difference) -> FactGroup:
    def count(label: str, number: int, effect: str) -> Fact:
        return Fact(label, number, "number", link=rows_at(found.pk, effect) if number else "")

    facts = [
        count(_("Changed"), difference.changed, "changed"),
        count(_("New"), difference.added, "added"),
        count(_("Gone"), difference.gone, "gone"),
        Fact(_("Dearer"), difference.dearer, "number"),
        Fact(_("Cheaper"), difference.cheaper, "number"),
    ]
    if difference.lowest is not None and difference.highest is not None:
        between = {"low": percent_text(difference.lowest), "high": percent_text(difference.highest)}
        facts.append(Fact(_("By"), _("%(low)s to %(high)s") % between))
    return FactGroup(_("Difference"), facts)


def _life(found: PriceVersion) -> FactGroup:
    return FactGroup(
        _("Its life"),
        (
            Fact(_("Price list"), found.price_list.name, link=address("price_list", found.price_list_id)),
            Fact(_("Made"), found.made_at, "moment"),
            *([Fact(_("Activates"), found.activates_at, "moment")] if found.activates_at else []),
            *([Fact(_("Activated"), found.activated_at, "moment")] if found.activated_at else []),
            *([Fact(_("Retired"), found.retired_at, "moment")] if found.retired_at else []),
            *(
                [
                    Fact(_("Put back"), found.put_back, "number"),
                    Fact(_("Left alone"), found.left_alone, "number", note=_("changed since by others")),
                ]
                if found.rolled_back
                else []
            ),
        ),
    )


def _verbs(by: By, found: PriceVersion, difference: Difference) -> list[Verb]:
    return [one for one in _all_verbs(by, found, difference) if access_queries.may(by, _MAY[one.name])]


_MAY = {
    "set": "pricing.set_version_prices",
    "formula": "pricing.reprice_version",
    "file": "imports.bring_file",
    "end": "pricing.end_version_prices",
    "impact": "pricing.read",
    "schedule": "pricing.schedule_version",
    "unschedule": "pricing.unschedule_version",
    "activate": "pricing.activate_version",
    "roll_back": "pricing.roll_back_version",
    "discard": "pricing.discard_version",
}


def _all_verbs(by: By, found: PriceVersion, difference: Difference) -> list[Verb]:
    pk, held = found.pk, {"version": found.version, "job_id": str(new_id(by.now))}
    prices = number_text(difference.rows)
    activate = Verb(
        "activate", _("Activate now"), address("version_activate", pk), strong=found.state == "scheduled",
        confirm=_("%s prices of this list change for everybody who buys by it, at once.") % prices
        + " " + _("Orders, quotes and invoices keep their prices. It can be rolled back."),
        hidden=held, icon="zap",
    )  # fmt: skip
    if found.state == "draft":
        return [
            Verb("formula", _("Change by a formula"), address("version_formula", pk), strong=True, method="get",
                 icon="percent"),
            Verb("set", _("Set prices"), address("version_prices", pk), method="get", icon="pencil"),
            *([
                Verb("schedule", _("Schedule"), address("version_schedule", pk),
                     form=ScheduleForm(auto_id="id_schedule_%s"), hidden=held, icon="calendar-clock"),
                _impact(pk),
                activate,
            ] if difference.rows else []),
            Verb("file", _("Bring in a file"), f"{address('import_new')}?kind=prices&version={pk}", method="get",
                 icon="file-up"),
            Verb("end", _("End prices"), f"{address('prices')}?price_list={found.price_list_id}", method="get",
                 icon="calendar-x"),
            Verb("discard", _("Throw away"), address("version_discard", pk), danger=True, icon="trash-2",
                 confirm=_("The draft and its %s changes are thrown away. Nothing of it ever held.") % prices),
        ]  # fmt: skip
    if found.state == "scheduled":
        back = Verb(
            "unschedule", _("Back to draft"), address("version_unschedule", pk), hidden=held, icon="undo-2"
        )
        return [activate, _impact(pk), back]
    if found.state == "active":
        return [
            Verb("roll_back", _("Roll back"), address("version_roll_back", pk), danger=True, hidden=held, icon="undo-2",
                 confirm=_("%s prices are as they were before this version, but those changed since.") % prices
                 + " " + _("What was sold meanwhile keeps its price.")),
        ]  # fmt: skip
    return []


def _impact(pk: UUID) -> Verb:
    return Verb("impact", _("What it would do"), address("version_impact", pk), method="get", icon="scale")


def _notices(by: By, found: PriceVersion, difference: Difference, work: Job | None) -> list[Notice]:
    notices = []
    if work is not None and work.state == "failed" and found.state in ("draft", "scheduled"):
        notices.append(Notice(work.said, "bad", _("It was not activated.")))
    if found.state == "draft" and difference.rows:
        notices.append(Notice(_("None of this holds yet. Schedule it, or activate it now."), "info"))
    if found.state == "scheduled" and found.activates_at and (work is None or work.is_over):
        text = _("A worker activates it on %s. Until then it cannot be changed.")
        notices.append(Notice(text % moment_text(found.activates_at, None), "info"))
    if work is not None and not work.is_over and not _seen(by, work):
        notices.append(
            Notice(_("A worker is at it now. Load the page again to see what came of it."), "info")
        )
    return notices


def _progress(by: By, work: Job | None) -> list[Part]:
    if work is None or work.is_over or not _seen(by, work):
        return []
    return [Part("office/jobs/_part.html", {"job": work, "reload": True})]


def _seen(by: By, work: Job) -> bool:
    """Whether it is their own job: others only hear that there is one."""
    try:
        jobs.job_of(by, work.pk)
    except NotFound:
        return False
    return True
