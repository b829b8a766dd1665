"""What comes back, line by line: requested, received, inspected."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.returns import commands as returns
from tradepost.domain.returns import queries as returns_queries
from tradepost.domain.returns.commands import ReturnLineInput
from tradepost.domain.returns.models import ReturnLine
from tradepost.domain.sales import queries as sales_queries
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.sheet import Chosen, LineSheet, SheetLine, SheetOf
from tradepost.doors.office.parts.weighed import WEIGHT, pieces_or_unit, weights_of
from tradepost.render.screens.form import ScreenForm
from tradepost.render.screens.grid import GridColumn


class RequestHead(ScreenForm):
    reason = forms.CharField(label=gettext_lazy("Why do the goods come back?"), max_length=500)
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=1000)
    half = ("reason", "note")


class RequestReturn(LineSheet):
    """Everything shipped of an order and not yet on its way back."""

    name = "return_new"
    route = "orders/<uuid:pk>/return/"
    may = "returns.request_return"
    submit = gettext_lazy("Request return")
    done = gettext_lazy("Return requested.")
    open_label = gettext_lazy("May come back")
    head = RequestHead
    nothing = gettext_lazy("Nothing of this order was shipped that is not on its way back already.")
    more_columns = (GridColumn("shipment", gettext_lazy("Shipment"), "shown", 12, narrow=False),)

    def about(self, by: By, pk: UUID) -> SheetOf:
        order = sales_queries.order(by, pk)
        numbers = {
            one.shipment_line_id: one.shipment_number
            for one in fulfilment_queries.lines_to_invoice(order_ids=[pk])
        }
        lines = {line.pk: line for line in sales_queries.lines_with_items(pk)}
        found = [one for one in returns_queries.returnable(pk) if one.left > 0 and one.order_line_id in lines]
        return SheetOf(
            _("Return of %s") % order.number,
            address("order", pk),
            order.number,
            [
                SheetLine(
                    one.shipment_line_id,
                    lines[one.order_line_id].sku,
                    lines[one.order_line_id].name,
                    one.left,
                    lines[one.order_line_id].item.base_unit,
                    *pieces_or_unit(lines[one.order_line_id], lines[one.order_line_id].is_weighed),
                    cells={"shipment": numbers.get(one.shipment_line_id, "")},
                )
                for one in found
            ],
        )

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        # A line shipped from several lots comes back from the first; receiving may correct it.
        ids = [line.key for line in chosen]
        lots = fulfilment_queries.shipped_lots(ids)
        made = returns.request_return(
            by,
            return_id=minted,
            order_id=pk,
            reason=head["reason"],
            note=head["note"],
            lines=[
                ReturnLineInput(
                    line.key, line.quantity, lot_id=next((lot.lot_id for lot in lots.get(line.key, [])), None)
                )
                for line in chosen
            ],
        )
        return address("return", made.pk)


RESTOCK, SCRAP, DECIDE = gettext_lazy("shelf"), gettext_lazy("scrap"), gettext_lazy("decide later")
_FATES = {"restock": RESTOCK, "scrap": SCRAP, "": DECIDE}


def fate_of(typed: str) -> str:
    """The disposition that was chosen by its word. Raises Invalid."""
    found = next((key for key, word in _FATES.items() if str(word).lower() == typed.strip().lower()), None)
    if found is None:
        raise Invalid(_("Say what becomes of it: %s.") % ", ".join(str(word) for word in _FATES.values()))
    return found


def _weigh_units(lines: Sequence[ReturnLine]) -> dict[UUID, str]:
    """The units in which what comes back of these lines is weighed, where it was billed by weight."""
    return {line.pk: line.order_line.unit for line in lines if line.shipment_line.weighed}


def _line(line: ReturnLine, quantity: int, choices: Sequence[str], chosen: str) -> SheetLine:
    return SheetLine(
        line.pk,
        line.order_line.sku,
        line.order_line.name,
        quantity,
        line.item.base_unit,
        cells={"lot": line.lot.code if line.lot else "", "weigh_unit": _weigh_units([line]).get(line.pk, "")},
        values={"fate": chosen},
        choices=choices,
    )


class WeighedHead(ScreenForm):
    as_weighed = forms.BooleanField(
        label=gettext_lazy("The weights are right, though unusual"), required=False
    )


class ReceiveReturn(LineSheet):
    """What was authorised: how much came back, and what becomes of it."""

    name = "return_receive"
    route = "returns/<uuid:pk>/receive/"
    may = "returns.receive_return"
    submit = gettext_lazy("Receive")
    done = gettext_lazy("Received.")
    open_label = gettext_lazy("Announced")
    prefilled = True
    with_units = False
    nothing = gettext_lazy("This return is not waiting for goods.")
    more_columns = (
        GridColumn("fate", gettext_lazy("What becomes of it"), "unit", 16),
        GridColumn("lot", gettext_lazy("Lot"), "shown", 12, narrow=False),
    )

    def about(self, by: By, pk: UUID) -> SheetOf:
        found = returns_queries.customer_return(by, pk)
        lines = returns_queries.return_lines(pk) if found.state == "authorised" else []
        choices = [str(word) for word in _FATES.values()]
        shown = [_line(line, line.quantity, choices, choices[0]) for line in lines]
        weighs = bool(_weigh_units(lines))
        more, head = (WEIGHT, WeighedHead) if weighs else ((), None)
        return SheetOf(_("Receive %s") % found.number, address("return", pk), found.number, shown, more, head)

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        lines = [(line.key, line.quantity, fate_of(line.typed.get("fate", ""))) for line in chosen]
        units = _weigh_units(returns_queries.return_lines(pk))
        returns.receive_return(
            by,
            return_id=pk,
            lines=lines,
            weights=weights_of(chosen, units),
            as_weighed=bool(head.get("as_weighed")),
        )
        return address("return", pk)


class InspectReturn(LineSheet):
    """What lies in quarantine: every line goes back on the shelf or is scrapped."""

    name = "return_inspect"
    route = "returns/<uuid:pk>/inspect/"
    may = "returns.inspect_return"
    submit = gettext_lazy("Decide")
    done = gettext_lazy("Decided.")
    open_label = gettext_lazy("In quarantine")
    prefilled = True
    with_units = False
    nothing = gettext_lazy("Nothing of this return lies in quarantine.")
    more_columns = ReceiveReturn.more_columns

    def about(self, by: By, pk: UUID) -> SheetOf:
        found = returns_queries.customer_return(by, pk)
        waiting = (
            {one.line_id for one in returns_queries.undecided_lines(pk)}
            if found.state == "received"
            else set()
        )
        choices = [str(RESTOCK), str(SCRAP)]
        shown = [
            _line(line, line.received, choices, choices[0])
            for line in returns_queries.return_lines(pk)
            if line.pk in waiting
        ]
        return SheetOf(_("Inspect %s") % found.number, address("return", pk), found.number, shown)

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        lines = [(line.key, fate_of(line.typed.get("fate", ""))) for line in chosen]
        returns.inspect_return(by, return_id=pk, lines=lines)
        return address("return", pk)


SHEETS = (RequestReturn(), ReceiveReturn(), InspectReturn())
