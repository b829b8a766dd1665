"""The page of a transfer: what was wanted, sent, and arrived; who waits for it; what did not add up."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.transfers import queries as transfers_queries
from tradepost.domain.transfers import rules
from tradepost.domain.transfers.flows import TRANSFER
from tradepost.domain.transfers.models import Discrepancy, Transfer, TransferLine, TransferReceipt
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.waiting import NOBODY, waiting_for, waiting_section
from tradepost.doors.office.transfers.forms import DelayForm, ReasonForm, ReleaseForm
from tradepost.doors.office.transfers.words import KINDS, OUTCOMES
from tradepost.render.formats import moment_text, number_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    Badge,
    DocumentPage,
    Fact,
    FactGroup,
    Node,
    Notice,
    Paper,
    Section,
    Stage,
    Verb,
)

SHOWN = 100
"""Lines on the page itself; the others stand in the list of lines."""
BASE = settings.BASE_CURRENCY


def _in_base(line: TransferLine) -> str:
    if line.unit == line.item.base_unit:
        return ""
    return f"{number_text(line.quantity)} {line.item.base_unit}"


LINES = (
    Column("position", "#", "number", priority=3),
    Column(
        "item.sku",
        gettext_lazy("Item"),
        "code",
        link=lambda row: address("item", row.item_id),
        note=lambda row: row.item.name,
    ),
    Column("lot.code", gettext_lazy("Lot"), "code", priority=2),
    Column("typed_quantity", gettext_lazy("Wanted"), "quantity", unit="unit", note=_in_base),
    Column("released", gettext_lazy("Set aside"), "quantity", unit="item.base_unit", priority=2),
    Column("sent", gettext_lazy("Sent"), "quantity", unit="item.base_unit"),
    Column("received", gettext_lazy("Received"), "quantity", unit="item.base_unit"),
    Column("to_come", gettext_lazy("On the way"), "quantity", unit="item.base_unit"),
    Column("damaged", gettext_lazy("Damaged"), "quantity", tone=lambda row: "bad" if row.damaged else ""),
    Column("stayed", gettext_lazy("Never left"), "quantity", priority=2),
    Column(
        "lost",
        gettext_lazy("Lost"),
        "quantity",
        priority=2,
        tone=lambda row: "bad" if row.lost else "",
    ),
)
SELDOM = frozenset({"damaged", "stayed", "lost"})
_SENT = frozenset({"sent", "received", "to_come"})
DISCREPANCIES = (
    Column(
        "item.sku",
        gettext_lazy("Item"),
        "code",
        link=lambda row: address("transfer_discrepancy", row.pk),
        note=lambda row: row.item.name,
    ),
    Column("kind", gettext_lazy("Difference"), value=lambda row: KINDS.get(row.kind, row.kind)),
    Column("quantity", gettext_lazy("Quantity"), "quantity", unit="item.base_unit"),
    Column("lot.code", gettext_lazy("Lot"), "code", priority=3),
    Column("state", gettext_lazy("State"), "state"),
    Column(
        "outcome",
        gettext_lazy("Outcome"),
        value=lambda row: OUTCOMES.get(row.outcome, ""),
        note=lambda row: row.reason,
        priority=2,
    ),
)


def transfer_page(by: By, pk: UUID) -> DocumentPage:
    """A fixed number of statements, however many lines. Raises NotFound."""
    found = transfers_queries.transfer(by, pk)
    lines = transfers_queries.lines_of(pk)
    receipts = transfers_queries.receipts_of(pk) if found.dispatched_at else []
    differing = transfers_queries.discrepancies_of(pk) if receipts or found.received_at else []
    waiting = waiting_for(by, pk) if found.released_at else NOBODY
    badges = [Badge("partly_received")] if receipts and found.state == "in_transit" else []
    if is_late(by, found):
        badges.append(Badge("late"))
    more = len(lines) > SHOWN
    return DocumentPage(
        kind=_("Transfer"),
        title=found.number,
        subtitle=f"{found.from_warehouse.name} → {found.to_warehouse.name}",
        state=found.state,
        badges=badges,
        back_url=address("transfers"),
        back_label=_("Transfers"),
        verbs=list(_verbs(by, found)),
        notices=list(_notices(by, found, differing)),
        facts=_facts(by, found, lines),
        related=_related(by, found, receipts, differing),
        sections=[
            Section(
                _("Lines"),
                _columns(found, lines),
                lines[:SHOWN],
                link=f"{address('transfer_lines')}?transfer={pk}" if more else "",
                link_label=_("All lines"),
                name="lines",
            ),
            *([Section(_("Differences"), DISCREPANCIES, differing)] if differing else []),
            *waiting_section(by, pk, waiting),
        ],
        timeline=timeline({found.pk: Subject()}),
        papers=list(_papers(found)),
        version=found.version,
        subject=("transfer", found.pk),
    )


def is_late(by: By, found: Transfer) -> bool:
    """On the way, and its day has passed."""
    return found.state == "in_transit" and found.expected_on < timezone.localtime(by.now).date()


def _columns(found: Transfer, lines: Sequence[TransferLine]) -> tuple[Column, ...]:
    """Lots, and what seldom happens, only where there is any; nothing of sending before it was sent."""
    hidden = {name for name in SELDOM if not any(getattr(line, name) for line in lines)}
    if not found.dispatched_at:
        hidden |= _SENT
    if not found.released_at:
        hidden.add("released")
    if not any(line.lot_id for line in lines):
        hidden.add("lot.code")
    return tuple(column for column in LINES if column.key not in hidden)


def _at(by: By, warehouse_id: UUID) -> bool:
    return by.scope.get("warehouse", warehouse_id) == warehouse_id


def _verbs(by: By, found: Transfer) -> Iterator[Verb]:
    allowed, pk = TRANSFER.allowed(found.state), found.pk
    sends, takes = _at(by, found.from_warehouse_id), _at(by, found.to_warehouse_id)
    strong = rules.next_verb(found.state, found.open_quantity == 0)

    def may(verb: str, here: bool) -> bool:
        name = "finish_transfer" if verb == "finish" else f"{verb}_transfer"
        return verb in allowed and here and access_queries.may(by, f"transfers.{name}")

    if may("release", sends):
        yield Verb("release", _("Set the goods aside"), address("transfer_release", pk), strong=strong == "release",
                   icon="package-check", key="r", form=ReleaseForm(auto_id="id_release_%s"))  # fmt: skip
    if may("change", sends):
        yield Verb("edit", _("Edit"), address("transfer_edit", pk), method="get", icon="pencil", key="l")
    if may("dispatch", sends):
        yield Verb("dispatch", _("Send"), address("transfer_dispatch", pk), method="get",
                   strong=strong == "dispatch", icon="truck", key="s")  # fmt: skip
    if may("receive", takes):
        yield Verb("receive", _("Take in"), address("transfer_receive", pk), method="get",
                   strong=strong == "receive", icon="package-plus", key="t")  # fmt: skip
    if may("finish", takes):
        says = _("What was sent and did not arrive is missing, and promised to nobody any more.")
        yield Verb("finish", _("Nothing more will come"), address("transfer_finish", pk), icon="check",
                   confirm=says)  # fmt: skip
    if may("delay", True):
        form = DelayForm(auto_id="id_delay_%s", initial={"expected_on": found.expected_on})
        yield Verb("delay", _("Another day"), address("transfer_delay", pk), icon="calendar-sync", form=form)
    if may("cancel", sends):
        yield Verb("cancel", _("Cancel"), address("transfer_cancel", pk), danger=True, icon="x",
                   form=ReasonForm(auto_id="id_cancel_%s"))  # fmt: skip


def _notices(by: By, found: Transfer, differing: Sequence[Discrepancy]) -> Iterator[Notice]:
    if is_late(by, found):
        days = (timezone.localtime(by.now).date() - found.expected_on).days
        text = ngettext("Expected %(n)s day ago.", "Expected %(n)s days ago.", days) % {"n": days}
        yield Notice(text, "warn", _("Late."))
    if count := sum(one.state == "open" for one in differing):
        text = ngettext("%(n)s difference is not settled.", "%(n)s differences are not settled.", count) % {
            "n": count
        }
        yield Notice(text, "warn")
    if found.state == "cancelled":
        yield Notice(found.cancelled_reason, "info", _("Cancelled."))


def _house(by: By, label: str, one: Warehouse) -> Fact:
    """A warehouse; who keeps the other one has no page of it."""
    return Fact(label, one.name, link=address("warehouse", one.pk) if _at(by, one.pk) else "")


def _facts(by: By, found: Transfer, lines: Sequence[TransferLine]) -> list[FactGroup]:
    way = [
        _house(by, _("From"), found.from_warehouse),
        _house(by, _("To"), found.to_warehouse),
        Fact(_("Arrives on"), found.expected_on, "day"),
        *([Fact(_("Note"), found.note)] if found.note else []),
    ]
    on_way = f"{address('transfer_lines')}?transfer={found.pk}&on_the_way=yes"
    progress = [
        Fact(_("Lines"), found.lines_count, "quantity"),
        Fact(_("Sent"), sum(line.sent for line in lines), "quantity"),
        Fact(_("Received"), sum(line.received for line in lines), "quantity"),
        Fact(_("On the way"), found.open_quantity, "quantity", link=on_way),
    ]
    if access_queries.may(by, "catalog.read_cost"):
        progress.append(Fact(_("Worth on the way"), found.open_value, "money", currency=BASE))
    moments = [
        ("made_at", _("Entered")), ("released_at", _("Set aside")), ("dispatched_at", _("Sent")),
        ("received_at", _("Received")),
    ]  # fmt: skip
    carried = [
        *([Fact(_("Carrier"), found.carrier)] if found.carrier else []),
        *([Fact(_("Tracking number"), found.tracking_number, "code")] if found.tracking_number else []),
    ]
    told = [Fact(label, at, "moment") for name, label in moments if (at := getattr(found, name))]
    return [
        FactGroup(_("Way"), [*way, *carried]),
        FactGroup(_("Progress"), progress),
        FactGroup(_("When"), told),
    ]


def _related(
    by: By, found: Transfer, receipts: Sequence[TransferReceipt], differing: Sequence[Discrepancy]
) -> tuple[Stage, ...]:
    return (
        Stage(_("Transfer"), (Node(found.number, state=found.state, current=True),)),
        Stage(
            _("Taken in"),
            [Node(moment_text(one.made_at, by.now), note=one.note or one.actor) for one in receipts],
        ),
        Stage(
            _("Differences"),
            [
                Node(one.item.sku, address("transfer_discrepancy", one.pk), one.state, KINDS[one.kind])
                for one in differing
            ],
        ),
    )


def _papers(found: Transfer) -> Iterator[Paper]:
    if found.state == "released":
        yield Paper(_("Pick list"), address("transfer_pick_pdf", found.pk))
    if found.dispatched_at:
        yield Paper(_("Transfer note"), address("transfer_note_pdf", found.pk))
