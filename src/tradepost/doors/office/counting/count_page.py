"""The page of a count: how far it is, aisle by aisle; then what differs, and what it is worth."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.counting import queries as counting_queries
from tradepost.domain.counting.flows import COUNT
from tradepost.domain.counting.models import Count
from tradepost.doors.office.counting.forms import FinishForm, MaybeReasonForm, PostForm, ReasonForm
from tradepost.doors.office.counting.screens import PLACED, TO_COUNT, WORTH, scope_text
from tradepost.doors.office.counting.words import SCOPES, lines_text
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Notice, Paper, Section, Verb

SHOWN = 50
BASE = settings.BASE_CURRENCY
AISLES = (
    Column("begins", gettext_lazy("Aisle"), "code", link=lambda row: row["sheet"]),
    Column("lines", gettext_lazy("Lines"), "number"),
    Column("counted", gettext_lazy("Counted"), "number"),
    Column(
        "recount",
        gettext_lazy("Count again"),
        "number",
        tone=lambda row: "warn" if row["recount"] else "",
    ),
    Column("paper", gettext_lazy("Paper"), value=lambda row: _("PDF"), link=lambda row: row["paper"]),
)


def count_page(by: By, pk: UUID) -> DocumentPage:
    """Raises NotFound."""
    found = counting_queries.count(by, pk)
    return DocumentPage(
        kind=_("Count"),
        title=found.number,
        subtitle=scope_text(found),
        state=found.state,
        verbs=list(_verbs(by, found)),
        notices=list(_notices(found)),
        facts=_facts(by, found),
        sections=list(_sections(by, found)),
        timeline=timeline({found.pk: Subject()}),
        papers=_papers(found),
        back_url=address("counts"),
        back_label=_("Counts"),
        version=found.version,
        subject=("count", found.pk),
    )


def _papers(found: Count) -> list[Paper]:
    return [Paper(_("Counting sheet"), address("count_pdf", found.pk))] if found.state == "counting" else []


def _verbs(by: By, found: Count) -> Iterator[Verb]:
    allowed, pk = COUNT.allowed(found.state), found.pk

    def may(verb: str, name: str) -> bool:
        return verb in allowed and access_queries.may(by, f"counting.{name}")

    left = found.lines_count - found.counted_count
    if may("start", "start_count"):
        yield Verb(
            "start", _("Begin to count"), address("count_start", pk), strong=True, icon="circle-play", key="b"
        )
    if may("record", "record_counts"):
        yield Verb("record", _("Count"), address("count_sheet", pk), method="get", strong=left > 0,
                   icon="clipboard-list", key="c")  # fmt: skip
        if left:
            yield Verb("paper", _("Key in paper"), f"{address('count_sheet', pk)}?paper=yes", method="get",
                       icon="file-text", key="p")  # fmt: skip
        yield Verb(
            "found", _("By code"), address("count_found", pk), method="get", icon="scan-barcode", key="f"
        )
    if may("finish", "finish_count"):
        yield Verb("finish", _("End counting"), address("count_finish", pk), strong=left == 0, icon="clipboard-check",
                   form=FinishForm(auto_id="id_finish_%s") if left else None)  # fmt: skip
    if may("post", "post_count"):
        yield Verb("post", _("Approve and post"), address("count_post", pk), strong=True, icon="check", key="a",
                   form=PostForm(auto_id="id_post_%s"))  # fmt: skip
    if may("record", "record_counts") and found.counted_count:
        yield Verb("again", _("Count a second time"), f"{address('count_sheet', pk)}?again=yes", method="get",
                   icon="users")  # fmt: skip
    if may("reopen", "reopen_count"):
        yield Verb("reopen", _("Back to counting"), address("count_reopen", pk), icon="refresh-cw",
                   form=MaybeReasonForm(auto_id="id_reopen_%s"))  # fmt: skip
    if may("cancel", "cancel_count"):
        yield Verb("cancel", _("Cancel"), address("count_cancel", pk), danger=True, icon="x",
                   form=ReasonForm(auto_id="id_cancel_%s"))  # fmt: skip


def _notices(found: Count) -> Iterator[Notice]:
    if found.state == "counting" and found.recount_count:
        text = _(
            "People found different numbers, or the stock was corrected by hand since. Somebody counts again."
        )
        url = f"{address('count_lines')}?count={found.pk}&state=recount"
        title = _("%s to be counted again.") % lines_text(found.recount_count)
        yield Notice(text, "warn", title, link=url, link_label=_("Show them"))
    if found.state == "cancelled":
        yield Notice(found.cancelled_reason, "info", _("Cancelled."))


def _facts(by: By, found: Count) -> list[FactGroup]:
    lines = f"{address('count_lines')}?count={found.pk}"
    what = [
        Fact(_("What is counted"), SCOPES.get(found.scope, found.scope)),
        Fact(_("Warehouse"), found.warehouse.name, link=address("warehouse", found.warehouse_id)),
        Fact(_("Blind"), found.is_blind, "flag"),
        *([Fact(_("Note"), found.note)] if found.note else []),
    ]
    progress = [
        Fact(_("Lines"), found.lines_count, "quantity", link=lines),
        Fact(_("Counted"), found.counted_count, "quantity", link=f"{lines}&state=counted"),
        Fact(_("Count again"), found.recount_count, "quantity", link=f"{lines}&state=recount"),
    ]
    groups = [FactGroup(_("What"), what), FactGroup(_("Progress"), progress)]
    if not found.is_hidden and found.counted_count:
        groups.append(FactGroup(_("Differences"), _differences(by, found, lines)))
    moments = [
        ("planned_on", _("Planned"), "day"), ("started_at", _("Began"), "moment"),
        ("finished_at", _("Counting ended"), "moment"), ("posted_at", _("Posted"), "moment"),
    ]  # fmt: skip
    entries = f"{address('count_entries')}?count={found.pk}" if found.state != "planned" else ""
    told = [Fact(label, at, kind) for name, label, kind in moments if (at := getattr(found, name))]
    by_whom = [Fact(_("Approved by"), found.posted_by)] if found.posted_by else []
    return [*groups, FactGroup(_("When"), [*told, *by_whom], entries, _("Who counted what"))]


def _differences(by: By, found: Count, lines: str) -> list[Fact]:
    facts = [Fact(_("Lines that differ"), found.differing_count, "quantity", link=f"{lines}&differs=yes")]
    if access_queries.may(by, "catalog.read_cost"):
        facts += [
            Fact(_("Worth found"), found.found_value, "money", currency=BASE),
            Fact(_("Worth lost"), found.lost_value, "money", currency=BASE),
            *([Fact(_("Posted"), found.value, "money", currency=BASE)] if found.state == "posted" else []),
        ]
    return facts


def _sections(by: By, found: Count) -> Iterator[Section]:
    if found.state == "planned":
        return
    sees_worth = access_queries.may(by, "catalog.read_cost")
    columns = (*PLACED, WORTH) if sees_worth else PLACED
    lines = f"{address('count_lines')}?count={found.pk}"
    if found.state == "counting":
        if aisles := [_aisle(found, one) for one in counting_queries.aisles_of(found.pk)]:
            yield Section(_("Aisles"), AISLES, aisles, note=_("Share them out: each leads to its own sheet."))
        rows = counting_queries.sheet_lines(by, found.pk, states=("recount", "open"), limit=SHOWN)
        yield Section(
            _("Still to count"),
            TO_COUNT[:3] if found.is_hidden else TO_COUNT,
            rows,
            _("Everything is counted."),
            link=lines,
            link_label=_("All lines"),
            name="lines",
        )
        return
    shown = counting_queries.LINES.page(
        by,
        filters={"count": [str(found.pk)], "differs": ["yes"]},
        sort="-value" if sees_worth else "-difference",
        limit=SHOWN,
    )
    yield Section(
        _("Differences"), columns, shown.rows, _("Nothing differs: the books were right."), link=lines,
        link_label=_("All lines"), name="lines",
        note=_("The worth at the moving average, the greatest first.") if sees_worth else "",
    )  # fmt: skip


def _aisle(found: Count, one: counting_queries.Aisle) -> dict[str, Any]:
    return {
        "begins": one.begins, "lines": one.lines, "counted": one.counted, "recount": one.recount,
        "sheet": f"{address('count_sheet', found.pk)}?place={one.begins}",
        "paper": f"{address('count_pdf', found.pk)}?place={one.begins}",
    }  # fmt: skip
