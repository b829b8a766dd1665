"""The page of an order: what was asked, how it is covered, how far it is, what stops it, what belongs to it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tradepost.base.units import UnitFactor
from tradepost.domain.inventory.queries import DemandCover
from tradepost.domain.parties.rules.terms import terms_of
from tradepost.domain.sales.models import Hold, Order, OrderLine
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.charged import charge_totals
from tradepost.doors.office.parts.figures import share_of
from tradepost.doors.office.parts.mailing import mail_url
from tradepost.doors.office.parts.payterms import term_facts
from tradepost.doors.office.parts.promised import sources_of, why_journey, why_promise
from tradepost.doors.office.parts.rounded import rounded_note
from tradepost.doors.office.parts.sourced import RULES, why_source
from tradepost.doors.office.parts.standing import due_on, invoiced_standing, is_late, shipped_standing
from tradepost.doors.office.parts.timeline import HOLD_REASONS, timeline
from tradepost.doors.office.parts.trail import trail
from tradepost.doors.office.parts.weighed import (
    about_note,
    beside_ordered,
    beside_shipped,
    shipped_figure,
    weights_left,
)
from tradepost.doors.office.parts.with_tax import beside_price, gross_text
from tradepost.doors.office.sales import order_verbs
from tradepost.doors.office.sales.change_page import changes_section
from tradepost.doors.office.sales.forms import ReleaseHoldForm
from tradepost.doors.office.sales.order_holds import HOLDS, hold_row
from tradepost.doors.office.sales.order_view import OrderView
from tradepost.doors.office.sales.why import discounted, why_price
from tradepost.render.formats import day_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import (
    Badge,
    DocumentPage,
    Fact,
    FactGroup,
    Notice,
    Paper,
    Section,
    Total,
    Verb,
)
from tradepost.render.sentences import said
from tradepost.render.states import look_of

SHORT_ITEMS = 50
"""As many fit into an address."""


def order_page(view: OrderView) -> DocumentPage:
    order = view.order
    around = trail(view.by, order=order, here=order.pk)
    return DocumentPage(
        kind=_("Order"),
        title=order.number,
        subtitle=order.customer_name,
        subtitle_url=address("customer", order.customer_id),
        state=order.state,
        badges=[*_badges(view), *around.badges],
        verbs=order_verbs.verbs(view),
        notices=_notices(view),
        facts=_facts(view),
        sections=_sections(view),
        related=around.stages,
        timeline=timeline(around.subjects),
        papers=_papers(view),
        mail_url=mail_url(view.by, "order", view.order.pk, ready=view.order.state in ("confirmed", "closed")),
        back_url=address("orders"),
        back_label=_("Orders"),
        version=order.version,
        subject=("order", order.pk),
    )


def _badges(view: OrderView) -> list[Badge]:
    order = view.order
    found = [Badge("held")] if order.held else []
    found += [Badge(state) for state in (shipped_standing(order), invoiced_standing(order)) if state]
    if order.state == "confirmed" and view.backordered:
        found.append(Badge("backordered"))
    if any(one.wants_word and one.word_on is None for one in view.changes):
        found.append(Badge("word_wanted"))
    if is_late(order, view.lines, view.today):
        found.append(Badge("late"))
    return found


def _papers(view: OrderView) -> list[Paper]:
    return [Paper(_("Order confirmation"), address("order_confirmation_pdf", view.order.pk))]


def _notices(view: OrderView) -> list[Notice]:
    found = [_held(view, hold) for hold in view.open_holds]
    waiting = [line for line in view.lines if _cover(view, line) and _cover(view, line).backordered]  # type: ignore[union-attr]
    if view.order.state == "confirmed" and waiting:
        names = ", ".join(line.sku for line in waiting[:4]) + (" …" if len(waiting) > 4 else "")
        text = _("Nobody has ordered the goods for %s yet.") % names
        link = _shortages_url(waiting) if view.may("inventory.reallocate") else ""
        buys = view.may("purchasing.order_from_supplier")
        url = f"{address('purchase_order_new')}?order={view.order.pk}"
        buy = Verb("buy", _("Buy it"), url, method="get", icon="factory") if buys else None
        found.append(
            Notice(text, "warn", _("Backordered."), verb=buy, link=link, link_label=_("Allocate anew"))
        )
    if view.moved:
        count = len(view.moved)
        text = ngettext(
            "%(n)s line has another day than told.", "%(n)s lines have another day than told.", count
        )
        link = address("customer_dates", view.order.customer_id)
        found.append(
            Notice(
                text % {"n": count}, "warn", _("Dates moved."), link=link, link_label=_("Tell the customer")
            )
        )
    return found


def _shortages_url(lines: Sequence[OrderLine]) -> str:
    """The short items among these, where stock may be taken from others."""
    asked = [("item", str(item)) for item in dict.fromkeys(line.item_id for line in lines[:SHORT_ITEMS])]
    return f"{address('shortages')}?{urlencode(asked)}"


def _held(view: OrderView, hold: Hold) -> Notice:
    verb = None
    if view.may("sales.release_hold"):
        verb = Verb(
            f"release_hold_{hold.pk.hex[:8]}",
            _("Release hold"),
            address("hold_release", hold.pk),
            form=ReleaseHoldForm(auto_id=f"id_release_hold_{hold.pk.hex[:8]}_%s"),
        )
    title = _("Held: %s.") % HOLD_REASONS.get(hold.reason, hold.reason)
    return Notice(f"{said(hold.note)} ({hold.placed_by})", "bad", title, verb=verb)


def _facts(view: OrderView) -> list[FactGroup]:
    order = view.order
    base = settings.BASE_CURRENCY
    per = f"{base} / {order.currency}"
    least, lasts = Decimal(order.minimum_fill_percent) / 100, order.minimum_shelf_days
    return [
        FactGroup(
            _("Customer"),
            [
                Fact(_("Customer's PO"), order.customer_po, "code", edit="customer_po"),
                Fact(_("Sold by"), view.rep),
                Fact(_("Bill to"), order.billing_address or None),
            ],
            f"{address('orders')}?customer={order.customer_id}",
            _("All orders"),
        ),
        FactGroup(
            _("Delivery"),
            [
                Fact(_("Wanted"), order.requested_on, "day", edit="requested_on"),
                Fact(_("Arrives"), _promised(view), "day", note=_ships(view)),
                Fact(_("From"), ", ".join(_houses(view))),
                *([_rule(order)] if order.sourcing != "one" else []),
                Fact(
                    _("Sent by"), view.carrier and view.carrier.name, note=_other_carriers(view),
                    edit="carrier_id", hides=True,
                ),
                Fact(_("Ship to"), order.shipping_address or None, edit="shipping_address"),
                *([Fact(_("Ships"), _("only when complete"))] if order.ship_complete else []),
                *([Fact(_("Priority"), order.priority, "number")] if order.priority else []),
                *([Fact(_("Least of a line"), least, "percent")] if least else []),
                *([Fact(_("Goods must last"), lasts, "quantity", unit=_("days"))] if lasts else []),
            ],
        ),
        FactGroup(
            _("Terms"),
            [
                Fact(_("Placed"), order.placed_at, "moment"),
                *term_facts(terms_of(order.terms_days, order.terms)),
                *_deposit(order),
                *([Fact(_("Rate"), order.rate, "number", unit=per)] if order.currency != base else []),
                Fact(_("Shipped"), _share(order.shipped_total, order), "progress"),
                Fact(_("Invoiced"), _share(order.invoiced_total, order), "progress"),
                Fact(_("Note"), order.note, edit="note", hides=True),
            ],
        ),
    ]  # fmt: skip


def _deposit(order: Order) -> list[Fact]:
    """What was asked before it leaves, and whether it is here."""
    if not order.deposit:
        return []
    note = _("not here yet") if order.deposit_due else ""
    return [Fact(_("Deposit"), order.deposit, "money", currency=order.currency, note=note)]


def _houses(view: OrderView) -> list[str]:
    """The warehouses its lines come from, its own first."""
    own, found = view.order.warehouse, [line.warehouse for line in view.lines]
    names = {own.pk: own.name} if None in found or own in found or not found else {}
    names |= {house.pk: house.name for house in found if house is not None}
    return list(names.values())


def _rule(order: Order) -> Fact:
    name, what = RULES[order.sourcing]
    return Fact(_("Chosen by"), name, note=what)


def _other_carriers(view: OrderView) -> str:
    """By what lines from other warehouses are sent, where that is something else."""
    found = {
        f"{line.warehouse.code}: {line.carrier.name}"
        for line in view.lines
        if line.warehouse and line.carrier and line.carrier_id != view.order.carrier_id
    }
    return ", ".join(sorted(found))


def _share(done: int, order: Order) -> Decimal | None:
    return share_of(done, order.quantity_total - order.cancelled_total) if order.confirmed_at else None


def _promised(view: OrderView) -> date | None:
    """The day on which everything open would be there; none while something has no supply."""
    days = [line.promised_on for line in view.lines if line.open]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _ships(view: OrderView) -> str:
    """The day on which the last of it leaves, where that is another than the day it arrives."""
    arrives = _promised(view)
    last = max((line.ships_on for line in view.lines if line.open and line.ships_on), default=None)
    if arrives is None or last is None or last == arrives:
        return ""
    return _("ships %s") % day_text(last, view.today)


def _cover(view: OrderView, line: OrderLine) -> DemandCover | None:
    return view.covers.get(line.pk)


def _sections(view: OrderView) -> list[Section]:
    rows = _rows(view)
    gone = _("Its lines went into another order.") if view.order.merged_into_id else ""
    totals = _totals(view.order, view.lines)
    sections = [Section(_("Lines"), lines_shown(rows), rows, gone, totals=totals, name="lines")]
    if view.holds:
        sections.append(
            Section(
                pgettext("of an order", "Holds"),
                HOLDS,
                [hold_row(hold) for hold in view.holds],
                name="holds",
            )
        )
    if view.changes:
        sections.append(changes_section(view.changes))
    return sections


def _rows(view: OrderView) -> list[dict[str, Any]]:
    sources = sources_of(view.by, view.covers.values())
    weights = weights_left(view.order, view.lines)
    return [_row(view, line, sources, weights.get(line.pk)) for line in view.lines]


def _row(view: OrderView, line: OrderLine, sources: Mapping[str, str], milli: int | None) -> dict[str, Any]:
    factor = UnitFactor(line.unit_numerator, line.unit_denominator)
    cover = _cover(view, line)
    unit = line.unit or line.item.base_unit
    return {
        "position": line.position,
        "sku": line.sku,
        "name": "\n".join(part for part in (line.name, line.note) if part),
        "url": address("item", line.item_id),
        "state": _line_state(line, cover, view),
        "from": line.warehouse.code if line.warehouse else view.order.warehouse.code if view.several else "",
        "why_from": why_source(line),
        **view.lots.shown(line, view.today),
        "ordered": line.typed_quantity,
        "unit": unit,
        "cancelled": beside_ordered(line, factor),
        "shipped": shipped_figure(line, factor, milli),
        "invoiced": beside_shipped(line, factor),
        "due": line.promised_on or due_on(line, view.order) if line.open else None,
        "ships": _leaves(view, line),
        **_moved(view, line),
        "late": bool(line.open and view.order.state == "confirmed" and _is_past(due_on(line, view.order), view.today)),
        "why_promise": _why(view, line, cover, sources) if cover and line.open else "",
        "price": line.unit_price,
        "list_price": line.list_price,
        "why_price": why_price(line.price_trace, view.order.currency),
        "discount": beside_price(line, view.order.currency),
        "net": line.net, "gross": gross_text(line.gross, view.order.currency),
        "currency": view.order.currency,
    }  # fmt: skip


def _leaves(view: OrderView, line: OrderLine) -> str:
    if not line.open or line.ships_on is None or line.ships_on == line.promised_on:
        return ""
    return _("ships %s") % day_text(line.ships_on, view.today)


def _why(view: OrderView, line: OrderLine, cover: DemandCover, sources: Mapping[str, str]) -> str:
    """What covers it now, and how the day that was told came about."""
    promise = why_promise(cover, sources, view.today, view.lost.get(line.pk, ()))
    return "\n".join(text for text in (promise, why_journey(line.promise_trace, view.today)) if text)


def _moved(view: OrderView, line: OrderLine) -> dict[str, Any]:
    """The day now, where it is not the one told; without one, a word that says so."""
    moved, now = view.moved.get(line.pk), view.journeys.get(line.pk)
    why = why_journey(now.trace(), view.today) if moved and now else ""
    return {"move": moved.move if moved else "", "new_on": moved.new_on if moved else None, "why_now": why}


def _is_past(day: date | None, today: date) -> bool:
    return day is not None and day < today


def _line_state(line: OrderLine, cover: DemandCover | None, view: OrderView) -> str:
    """The furthest a line is, in one word."""
    if view.order.state in ("draft", "submitted"):
        return ""
    if not line.open:
        return "shipped" if line.shipped else "cancelled"
    if line.picked:
        return "picked"
    if line.released:
        return "released"
    if cover and cover.backordered:
        return "backordered"
    if line.shipped:
        return "partly_shipped"
    return "expected" if cover and cover.supply else "promised"


def _totals(order: Order, lines: Sequence[OrderLine]) -> list[Total]:
    totals = [Total(_("Net"), order.net_total, order.currency)]
    if label := discounted(order):
        totals[0] = Total(_("Net"), order.net_total, order.currency, note=label)
    totals += charge_totals(order.charges, order.freight, order.currency)
    totals.append(Total(_("Tax"), order.tax_total, order.currency, note=rounded_note(order.tax_rounding)))
    return [*totals, Total(_("Total"), order.total, order.currency, strong=True, note=about_note(lines))]


LINES = (
    Column("position", "#", "number", priority=3),
    Column("sku", gettext_lazy("Item"), "code", link=lambda row: row["url"], note=lambda row: row["name"]),
    Column("state", gettext_lazy("State"), "state"),
    Column("from", gettext_lazy("From"), "code", why=lambda row: row["why_from"]),
    Column(
        "lots", gettext_lazy("Lots"), priority=2, note=lambda row: row["wished"], why=lambda row: row["why_lots"],
    ),
    Column("ordered", gettext_lazy("Ordered"), "quantity", unit="unit", note=lambda row: row["cancelled"]),
    Column("shipped", gettext_lazy("Shipped"), "quantity", priority=2, note=lambda row: row["invoiced"]),
    Column(
        "due", gettext_lazy("Arrives"), "day", priority=2, note=lambda row: row["ships"],
        why=lambda row: row["why_promise"], tone=lambda row: "bad" if row["late"] else "",
    ),
    Column(
        "new_on", gettext_lazy("Now"), "day", priority=2,
        note=lambda row: look_of(row["move"]).label if row["move"] else "", why=lambda row: row["why_now"],
    ),
    Column(
        "price", gettext_lazy("Price"), "price",
        why=lambda row: row["why_price"], note=lambda row: row["discount"],
    ),
    Column("net", gettext_lazy("Net"), "money", note=lambda row: row["gross"]),
)  # fmt: skip


def lines_shown(rows: Sequence[Mapping[str, Any]]) -> tuple[Column, ...]:
    """The columns of the lines, without those that nothing fills yet."""
    optional = {
        "from": "from",
        "lots": "lots",
        "state": "state",
        "shipped": "shipped",
        "due": "due why_promise",
        "new_on": "move",
    }
    return tuple(
        column
        for column in LINES
        if column.key not in optional or any(row[n] for row in rows for n in optional[column.key].split())
    )
