"""An order as its page and its verbs see it, read once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.delivery import queries as delivery_queries
from tradepost.domain.delivery.models import Carrier
from tradepost.domain.delivery.rules import Journey
from tradepost.domain.fulfilment import queries as fulfilment_queries
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import DemandCover
from tradepost.domain.reports import queries as reports_queries
from tradepost.domain.reports.queries import LostTo
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import ChangeSet, Hold, Order, OrderLine
from tradepost.doors.office.parts.lots import taken_in, why_lots
from tradepost.doors.office.parts.standing import today_of


@dataclass(frozen=True)
class LotsView:
    """The lots of an order's lines: codes of those preferred, why those set aside were taken, what would be now."""

    codes: Mapping[UUID, str] = field(default_factory=dict)
    kept: Mapping[UUID, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    foreseen: Mapping[UUID, Mapping[str, Any]] = field(default_factory=dict)

    def shown(self, line: OrderLine, today: date) -> dict[str, str]:
        """The cells of a line: the lots that were set aside, or would be now; those that were preferred; and why."""
        kept, now = self.kept.get(line.pk, ()), self.foreseen.get(line.pk)
        told = [f"{trace['shipment']}:\n{why_lots(trace, today)}" for trace in kept]
        if now:
            told.append("\n".join((_("If it were released now:"), why_lots(now, today))))
        taken = [code for trace in (*kept, *([now] if now else [])) for code in taken_in(trace)]
        wished = ", ".join(self.codes[one] for one in sales_queries.wished_by(line) if one in self.codes)
        return {
            "lots": ", ".join(dict.fromkeys(taken)) or wished,
            "wished": _("preferred: %s") % wished if wished and taken else "",
            "why_lots": "\n".join(told),
        }


@dataclass(frozen=True)
class OrderView:
    """Everything the page needs about one order, read once."""

    by: By
    order: Order
    lines: Sequence[OrderLine]
    covers: Mapping[UUID, DemandCover]
    holds: Sequence[Hold]
    rep: str
    houses: int = 1
    moved: Mapping[UUID, Any] = field(default_factory=dict)
    """Its lines whose day is not the one told, as sales_queries.moved_lines gives them."""

    journeys: Mapping[UUID, Journey] = field(default_factory=dict)
    """When what is open of each line leaves and arrives as things stand."""
    carrier: Carrier | None = None
    lots: LotsView = field(default_factory=LotsView)
    changes: Sequence[ChangeSet] = ()
    """What was changed since it was confirmed, the newest first."""
    lost: Mapping[UUID, Sequence[LostTo]] = field(default_factory=dict)
    """By line that waits: who came before it."""

    @property
    def several(self) -> bool:
        """Whether its lines come from several warehouses."""
        return any(line.warehouse_id not in (None, self.order.warehouse_id) for line in self.lines)

    @property
    def traced(self) -> bool:
        """Whether something of it that is not set aside is of lots, or has serial numbers."""
        return any(line.item.is_traced and line.open > line.released for line in self.lines)

    @property
    def today(self) -> date:
        return today_of(self.by)

    @property
    def ready(self) -> int:
        """Base units that could go to the warehouse now."""
        return sum(cover.stock - cover.reserved for cover in self.covers.values())

    @property
    def movable(self) -> bool:
        """Whether something of it could come from another warehouse."""
        return self.houses > 1 and any(line.open > line.released for line in self.lines)

    @property
    def backordered(self) -> int:
        return sum(cover.backordered for cover in self.covers.values())

    @property
    def open_holds(self) -> list[Hold]:
        return [hold for hold in self.holds if hold.released_at is None]

    def may(self, name: str) -> bool:
        return access_queries.may(self.by, name)


def order_view(by: By, pk: UUID) -> OrderView:
    """Eleven statements, up to six more where lines are of lots, and one where some wait. Raises NotFound."""
    order = sales_queries.order(by, pk)
    covers = inventory_queries.demands_of([pk], on=by.now.date())
    rep = access_queries.names_of([order.rep_id]).get(order.rep_id, "") if order.rep_id else ""
    moved = (
        {line.pk: line for line in sales_queries.moved_of_order(by, pk)} if order.state == "confirmed" else {}
    )
    lines = sales_queries.lines_with_items(pk)
    houses = (
        sum(1 for one in inventory_queries.visible_warehouses(by) if one.is_own)
        if order.state == "confirmed"
        else 1
    )
    ready = {
        cover.demand_id: (cover.promised_on, cover.supply > 0)
        for cover in covers.values()
        if cover.promised_on is not None and cover.quantity
    }
    journeys = sales_queries.journeys_of_order(by, order, lines, ready)
    carrier = delivery_queries.carrier(order.carrier_id) if order.carrier_id else None
    lots = _lots(by, order, lines, covers)
    lost = reports_queries.lost_to(by, [pk]) if any(cover.backordered for cover in covers.values()) else {}
    return OrderView(
        by, order, lines, covers, sales_queries.holds_of(pk), rep, houses, moved, journeys, carrier, lots,
        sales_queries.changes_of_order(pk) if order.confirmed_at else (), lost,
    )  # fmt: skip


def _lots(by: By, order: Order, lines: Sequence[OrderLine], covers: Mapping[UUID, DemandCover]) -> LotsView:
    """Asked only where something is traced by lot or serial number."""
    traced = [line for line in lines if line.item.is_traced]
    wished = {lot_id for line in traced for lot_id in sales_queries.wished_by(line)}
    gone = any(line.released or line.shipped for line in traced)
    ready = order.state == "confirmed" and any(
        covers[line.pk].stock > covers[line.pk].reserved for line in traced if line.pk in covers
    )
    return LotsView(
        inventory_queries.lot_codes(sorted(wished)) if wished else {},
        fulfilment_queries.lot_traces(order.pk) if gone else {},
        fulfilment_queries.lots_foreseen(order.pk, today_of(by)) if ready else {},
    )
