"""What an amount of the ages is made of: a customer's documents that were open at the end of a day."""

from collections.abc import Iterable
from decimal import Decimal
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.billing import queries as billing_queries
from tradepost.domain.billing.queries import OpenDocument
from tradepost.domain.billing.rules import AGES
from tradepost.domain.parties import queries as parties_queries
from tradepost.doors.office.billing.statements import KINDS, day_of
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.views import answer_document
from tradepost.render.formats import day_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Section, Tab, Total

PARTS = {
    "total": gettext_lazy("All"),
    "not_due": gettext_lazy("Not due"),
    "overdue": gettext_lazy("Overdue"),
    "days_1_to_30": gettext_lazy("1–30 days"),
    "days_31_to_60": gettext_lazy("31–60 days"),
    "days_61_to_90": gettext_lazy("61–90 days"),
    "days_over_90": gettext_lazy("Over 90 days"),
    "on_account": gettext_lazy("On account"),
}
"""An amount of the ages, as `?age=` names it."""
MOST = 200
"""Documents on the page; the sums are over all."""
LINES = (
    Column(
        "number",
        gettext_lazy("Document"),
        "code",
        link=lambda row: address("payment" if row.kind == "payment" else "invoice", row.id),
    ),
    Column("kind", gettext_lazy("Kind"), value=lambda row: KINDS[row.kind], priority=2),
    Column("day", gettext_lazy("Day"), "day"),
    Column("due_on", gettext_lazy("Due"), "day"),
    Column(
        "late", gettext_lazy("Days late"), "number", value=lambda row: max(row.late, 0) or None, priority=2
    ),
    Column("open", gettext_lazy("Open"), "money"),
)


@page("billing.read")
def open_documents(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    """`?on=` is a day, today without it; `?age=` an amount of the ages, all without it."""
    customer = parties_queries.customer(by, pk)
    day = day_of(request.GET.get("on", "")) or today_of(by)
    asked = request.GET.get("age", "")
    age = asked if asked in PARTS else "total"
    found = [
        one
        for one in billing_queries.open_documents(day, customer.pk)
        if age == "total" or _is_part(one, age)
    ]
    here = f"{address('open_documents', customer.pk)}?on={day.isoformat()}"
    words = {"shown": MOST, "all": len(found)}
    shown = DocumentPage(
        kind=_("What is open"),
        title=customer.party.name,
        subtitle=customer.number,
        subtitle_url=address("customer", customer.pk),
        tabs=[Tab(str(label), f"{here}&age={name}", name == age) for name, label in PARTS.items()],
        sections=[
            Section(
                _("At the end of %(day)s") % {"day": day_text(day, None)},
                LINES,
                found[:MOST],
                note=_("The first %(shown)s of %(all)s.") % words if len(found) > MOST else "",
                empty=_("Nothing of this was open."),
                totals=_sums(found),
            )
        ],
        back_url=f"{address('ageing')}?on={day.isoformat()}",
        back_label=_("Ageing"),
    )
    return answer_document(request, shown)


def _is_part(one: OpenDocument, age: str) -> bool:
    return one.age in AGES[1:5] if age == "overdue" else one.age == age


def _sums(documents: Iterable[OpenDocument]) -> list[Total]:
    sums: dict[str, Decimal] = {}
    for one in documents:
        sums[one.currency] = sums.get(one.currency, ZERO) + one.open
    return [Total(_("Open"), total, currency, strong=True) for currency, total in sorted(sums.items())]
