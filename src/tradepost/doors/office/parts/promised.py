"""Why a quantity would be, or is, there on a day: which part comes from stock, which with what document; and when it
leaves and arrives."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tradepost.base.by import By
from tradepost.base.units import UnitFactor
from tradepost.domain.inventory.queries import DemandCover
from tradepost.domain.purchasing.models import PurchaseOrder, StoreDelivery
from tradepost.domain.purchasing.queries import PURCHASE_ORDERS, STORE_DELIVERIES
from tradepost.domain.reports.queries import LostTo
from tradepost.domain.sales.queries import Foreseen
from tradepost.domain.transfers.models import Transfer
from tradepost.domain.transfers.queries import transfers_of
from tradepost.doors.office.parts.figures import in_unit
from tradepost.render.formats import day_text, number_text

POLICIES = {
    "priority": (
        gettext_lazy("Priority"),
        gettext_lazy("Higher priority first, then the earlier day needed, then the older order."),
    ),
    "needed": (gettext_lazy("Day needed"), gettext_lazy("The earlier day needed first.")),
    "first_come": (gettext_lazy("First come"), gettext_lazy("The older order first.")),
    "fair_share": (
        gettext_lazy("Fair share"),
        gettext_lazy("To each in proportion to what they want, in whole pieces."),
    ),
}
"""By policy: its name, and who is served how."""


def sources_of(by: By, covers: Iterable[DemandCover]) -> dict[str, str]:
    """The numbers of the documents behind these covers, as far as one may know them."""
    wanted = {UUID(str(peg["source_id"])) for cover in covers for peg in cover.why if peg.get("source_id")}
    return {
        str(pk): _("a supplier’s store (%s)") % document.number
        if isinstance(document, StoreDelivery)
        else document.number
        for pk, document in bringing(by, wanted).items()
    }


def bringing(by: By, ids: Collection[UUID]) -> dict[UUID, PurchaseOrder | Transfer | StoreDelivery]:
    """The purchase orders, transfers, and deliveries into suppliers' stores with these ids that this person may see.

    Three statements at most.
    """
    orders = PURCHASE_ORDERS.rows(by).in_bulk(list(ids)) if ids else {}
    found = {**orders, **transfers_of(by, sorted(set(ids) - orders.keys()))}
    others = sorted(set(ids) - found.keys())
    return {**found, **(STORE_DELIVERIES.rows(by).in_bulk(others) if others else {})}


def why_promise(
    cover: DemandCover, sources: Mapping[str, str], today: date, lost: Sequence[LostTo] = ()
) -> str:
    """Where each part of what is open comes from. `sources` names documents by their id, `lost` who came before."""
    told = []
    for peg in cover.why:
        quantity = number_text(int(str(peg["quantity"])))
        source = str(peg.get("source_id") or "")
        if not source:
            told.append(_("%s from stock.") % quantity)
            continue
        words = {"n": quantity, "source": sources.get(source) or _("goods on their way")}
        if peg.get("expected_on"):
            words["day"] = day_text(date.fromisoformat(str(peg["expected_on"])), today)
            told.append(_("%(n)s from %(source)s, expected %(day)s.") % words)
        else:
            told.append(_("%(n)s from %(source)s.") % words)
    if cover.backordered:
        told.append(_("%s wait for goods that nobody has ordered yet.") % number_text(cover.backordered))
        told += _came_before(lost, today)
    if cover.reserved:
        told.append(_("%s are set aside in the warehouse.") % number_text(cover.reserved))
    return "\n".join(told)


def _came_before(lost: Sequence[LostTo], today: date) -> list[str]:
    if not lost:
        return []
    told = [_("Others came before it (%s):") % POLICIES[lost[0].policy][0]]
    for one in lost:
        words = {
            "n": number_text(one.stock + one.supply),
            "who": " ".join(part for part in (one.number, one.customer_name) if part) or _("another order"),
            "day": day_text(one.needed_on, today),
        }
        told.append(_("%(n)s for %(who)s, needed %(day)s.") % words)
    if more := lost[0].holders - len(lost):
        told.append(_("And %s more.") % number_text(more))
    return told


def why_foreseen(seen: Foreseen, quantity: int, unit: str, factor: UnitFactor, today: date) -> str:
    """Why a line that is not ordered would arrive on its day: what is free and on its way now, and its journey."""
    told, stock, journey = [], seen.available, seen.last
    if stock.available < quantity:
        words = {
            "available": number_text(in_unit(max(stock.available, 0), factor)),
            "incoming": number_text(in_unit(stock.incoming, factor)),
            "unit": unit,
        }
        told.append(_("%(available)s %(unit)s available, %(incoming)s on the way.") % words)
    if journey:
        told.append(why_journey(journey.trace(), today))
    return "\n".join(text for text in told if text)


def days_text(count: int) -> str:
    """3 working days."""
    return ngettext("%(n)s working day", "%(n)s working days", count) % {"n": number_text(count)}


def why_journey(trace: Mapping[str, Any], today: date) -> str:
    """How goods get from the shelf or the dock to the customer, as a promise keeps it; "" where nothing is set up."""
    if not trace:
        return ""
    told = [_("There %s.") % _day(trace, "ready_on", today)]
    if trace["receiving_days"]:
        told.append(_("%s of receiving.") % days_text(trace["receiving_days"]))
    ships = {"day": _day(trace, "ships_on", today), "days": days_text(trace["handling_days"])}
    told.append(
        (_("%(days)s of handling, ships %(day)s.") if trace["handling_days"] else _("Ships %(day)s.")) % ships
    )
    told.append(_arrival(trace, today))
    if trace["closed"]:
        words = (f"{one['name']} ({_day(one, 'on', today)})" for one in trace["closed"])
        told.append(_("Closed on the way: %s.") % ", ".join(words))
    return "\n".join(told)


def _arrival(trace: Mapping[str, Any], today: date) -> str:
    words = {
        "day": _day(trace, "arrives_on", today),
        "carrier": trace["carrier"],
        "place": trace["place"] or _("anywhere"),
    }
    if not trace["carrier"]:
        return _("Arrives %(day)s: no carrier is set.") % words
    if trace["transit_days"] is None:
        return _("Arrives %(day)s: nobody has said how long %(carrier)s takes to there.") % words
    words["days"] = days_text(trace["transit_days"])
    return _("%(days)s by %(carrier)s to %(place)s, arrives %(day)s.") % words


def _day(trace: Mapping[str, Any], name: str, today: date) -> str:
    return day_text(date.fromisoformat(str(trace[name])), today)
