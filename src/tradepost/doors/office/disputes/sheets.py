"""Which lines of a document are in dispute, and how much of each: one sheet for each kind of document."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.units import UnitFactor
from tradepost.domain.access import queries as access_queries
from tradepost.domain.service import commands as service
from tradepost.domain.service import queries as service_queries
from tradepost.domain.service import rules
from tradepost.domain.service.commands import DisputeLineInput
from tradepost.domain.service.rules import Disputable, DisputableLine
from tradepost.doors.office.disputes.forms import choosing, opening
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import base_units, in_unit, plain
from tradepost.doors.office.parts.sheet import Chosen, LineSheet, SheetLine, SheetOf
from tradepost.render.formats import money_text


def _lines(by: By, document: Disputable, now: Mapping[UUID, int] | None = None) -> list[SheetLine]:
    """The document's lines; `now` are the quantities that are in dispute already."""
    bases = base_units(by, [line.item_id for line in document.lines if line.item_id])
    return [
        _line(line, bases.get(line.item_id, "") if line.item_id else "", (now or {}).get(line.line_id))
        for line in document.lines
    ]


def _line(line: DisputableLine, base_unit: str, now: int | None) -> SheetLine:
    factor = UnitFactor(line.unit_numerator, line.unit_denominator)
    values = {} if now is None else {"quantity": plain(in_unit(now, factor)), "unit": line.unit or base_unit}
    return SheetLine(line.line_id, line.sku or line.name, line.name if line.sku else "", line.quantity, base_unit,
                     line.unit, factor, values=values)  # fmt: skip


def _asked(chosen: Sequence[Chosen]) -> list[DisputeLineInput]:
    return [DisputeLineInput(line.key, line.quantity) for line in chosen]


def _foreseen(document: Disputable, chosen: Sequence[Chosen]) -> list[str]:
    """What the chosen lines are worth, as it is proposed where no amount is typed."""
    found = rules.checked_lines(_asked(chosen), document)
    worth = rules.proposed([(line, one.quantity) for line, one in zip(found, chosen, strict=True)], document)
    return [
        _("These lines are worth %s with tax.")
        % f"{money_text(worth, document.currency)} {document.currency}"
    ]


class _OpenDispute(LineSheet):
    kind: str
    may = "service.open_dispute"
    submit = gettext_lazy("Open dispute")
    done = gettext_lazy("Dispute opened.")
    open_label = gettext_lazy("On the document")
    nothing = gettext_lazy("This document has no lines: the dispute is about the whole of it.")
    may_be_none = True

    def _document(self, by: By, pk: UUID) -> Disputable:
        access_queries.require(by, rules.READ_BY[self.kind])
        return service_queries.disputable(by, self.kind, pk)

    def about(self, by: By, pk: UUID) -> SheetOf:
        document = self._document(by, pk)
        return SheetOf(
            _("Dispute about %s") % document.number,
            address(self.kind, pk),
            document.number,
            _lines(by, document),
            head=opening(by),
        )

    def foresee(self, by: By, pk: UUID, chosen: Sequence[Chosen]) -> Sequence[str]:
        return _foreseen(self._document(by, pk), chosen)

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        made = service.open_dispute(
            by, dispute_id=minted, kind=self.kind, document_id=pk, lines=_asked(chosen), **head
        )
        return address("dispute", made.pk)


class DisputeOrder(_OpenDispute):
    name, route, kind = "order_dispute", "orders/<uuid:pk>/dispute/", "order"


class DisputeShipment(_OpenDispute):
    name, route, kind = "shipment_dispute", "shipments/<uuid:pk>/dispute/", "shipment"


class DisputeInvoice(_OpenDispute):
    name, route, kind = "invoice_dispute", "invoices/<uuid:pk>/dispute/", "invoice"


class ChooseLines(LineSheet):
    """The lines of a dispute anew; the amount is proposed from them again."""

    name = "dispute_lines"
    route = "disputes/<uuid:pk>/lines/"
    may = "service.change_dispute"
    submit = gettext_lazy("Save lines")
    done = gettext_lazy("Saved.")
    open_label = gettext_lazy("On the document")
    nothing = gettext_lazy("This document has no lines: the dispute is about the whole of it.")
    may_be_none = True

    def about(self, by: By, pk: UUID) -> SheetOf:
        found = service_queries.dispute(by, pk)
        now = {line.line_id: line.quantity for line in service_queries.dispute_lines(pk)}
        return SheetOf(
            _("Lines of %s") % found.number,
            address("dispute", pk),
            found.number,
            _lines(by, service_queries.document_of(found), now),
            head=choosing(found.version),
        )

    def foresee(self, by: By, pk: UUID, chosen: Sequence[Chosen]) -> Sequence[str]:
        return _foreseen(service_queries.document_of(service_queries.dispute(by, pk)), chosen)

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        service.change_dispute(by, dispute_id=pk, version=head["version"], lines=_asked(chosen))
        return address("dispute", pk)


SHEETS = (DisputeOrder(), DisputeShipment(), DisputeInvoice(), ChooseLines())
