"""What the dock waits for: orders at suppliers with something to come, per warehouse."""

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.purchasing.screens import with_lateness
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Notice, Section, Verb

SHOWN = 100
COLUMNS = (
    Column(
        "number",
        gettext_lazy("Purchase order"),
        "code",
        link=lambda row: address("purchase_order_receive", row.pk),
    ),
    Column("supplier_name", gettext_lazy("Supplier")),
    Column("state", gettext_lazy("State"), "state"),
    Column("expected_on", gettext_lazy("Expected"), "day", tone=lambda row: "bad" if row.late else ""),
    Column("lines_count", gettext_lazy("Lines"), "number", priority=2),
    Column("open_quantity", gettext_lazy("To come"), "quantity"),
)


@page("purchasing.receive")
def to_receive(request: HttpRequest, by: By) -> HttpResponseBase:
    """One section per warehouse this person works in; a name leads straight to the count."""
    today = timezone.localtime(by.now).date()
    sections = []
    for warehouse in inventory_queries.warehouses_of_ours(by):
        rows = with_lateness(by, list(purchasing_queries.to_receive(by, warehouse.pk)[:SHOWN]))
        due = sum(row.expected_on <= today for row in rows)
        note = _("%s due by today") % due if due else ""
        sections.append(Section(warehouse.name, COLUMNS, rows, _("Nothing is expected here."), note=note))
    shown = DocumentPage(
        title=_("Expected deliveries"),
        back_url=address("receipts"),
        back_label=_("Receipts"),
        verbs=[
            Verb(
                "announced",
                _("Announced packages"),
                f"{address('announced_packages')}?state=expected",
                method="get",
                icon="package-search",
            )
        ],
        notices=[
            Notice(
                _("Scan the SSCC of an announced pallet or carton: it opens, and is taken in as a whole."),
                "info",
            )
        ],
        sections=sections,
    )
    return answer_document(request, shown)
