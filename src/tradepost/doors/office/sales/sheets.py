"""Verbs over chosen lines of an order: cancel them, release them, invoice them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.fulfilment import commands as fulfilment
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.queries import FreeLot
from tradepost.domain.inventory.rules.sourcing import Wish
from tradepost.domain.sales import commands as sales
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.models import Order, OrderLine
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.credit import held_for_credit
from tradepost.doors.office.parts.freeing import freed_text
from tradepost.doors.office.parts.lots import codes_in
from tradepost.doors.office.parts.sheet import Chosen, LineSheet, SheetLine, SheetOf
from tradepost.doors.office.parts.sourced import has
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.parts.weighed import pieces_or_unit
from tradepost.doors.office.sales.forms import CancelLinesForm, OrderQuoteForm, SourceForm, reason_text
from tradepost.render.formats import day_text, number_text
from tradepost.render.screens.grid import GridColumn

_NO_CELLS: Mapping[str, str] = {}


def order_line(line: OrderLine, open_now: int, cells: Mapping[str, str] = _NO_CELLS) -> SheetLine:
    """A line of an order on a sheet."""
    return SheetLine(
        line.pk,
        line.sku,
        line.name,
        open_now,
        line.item.base_unit,
        *pieces_or_unit(line, line.is_weighed),
        cells,
    )


class CancelLines(LineSheet):
    name = "order_cancel_lines"
    route = "orders/<uuid:pk>/cancel-lines/"
    may = "sales.cancel_lines"
    submit = gettext_lazy("Cancel these")
    done = gettext_lazy("Cancelled. What was promised to them is free for others.")
    head = CancelLinesForm
    nothing = gettext_lazy(
        "Everything is shipped, cancelled, or with the warehouse. Cancel its shipment first."
    )

    def about(self, by: By, pk: UUID) -> SheetOf:
        order = sales_queries.order(by, pk)
        lines = sales_queries.lines_with_items(pk) if order.state == "confirmed" else []
        free = [(line, line.open - line.released) for line in lines]
        return SheetOf(
            _("Cancel lines of %s") % order.number,
            address("order", pk),
            order.number,
            [order_line(line, left) for line, left in free if left > 0],
        )

    def foresee(self, by: By, pk: UUID, chosen: Sequence[Chosen]) -> Sequence[str]:
        order = sales_queries.order(by, pk)
        cuts = {line.key: line.quantity for line in chosen}
        return freed_text(order, sales_queries.freed_by(order, cuts, by.now.date()))

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        sales.cancel_lines(
            by,
            order_id=pk,
            cuts=[(line.key, line.quantity) for line in chosen],
            reason=reason_text(head),
            keep_gifts=head["keep_gifts"],
        )
        return address("order", pk)


class ReleaseLines(LineSheet):
    name = "order_release_lines"
    route = "orders/<uuid:pk>/release-lines/"
    may = "fulfilment.release_order"
    submit = gettext_lazy("Release these")
    done = gettext_lazy("Released to the warehouse.")
    prefilled = True
    open_label = gettext_lazy("In stock for it")
    nothing = gettext_lazy("Nothing of this order is in stock and not yet with the warehouse.")

    def about(self, by: By, pk: UUID) -> SheetOf:
        order = sales_queries.order(by, pk)
        covers = inventory_queries.demands_of([pk], on=by.now.date())
        ready = {key: cover.stock - cover.reserved for key, cover in covers.items()}
        lines = sales_queries.lines_with_items(pk) if order.state == "confirmed" else []
        return SheetOf(
            _("Release lines of %s") % order.number,
            address("order", pk),
            order.number,
            [order_line(line, ready[line.pk]) for line in lines if ready.get(line.pk, 0) > 0],
        )

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        with held_for_credit(by):
            made = fulfilment.release_order(
                by,
                shipment_id=minted,
                order_id=pk,
                warehouse_id=by.scope.get("warehouse"),
                line_ids=[line.key for line in chosen],
                quantities=[(line.key, line.quantity) for line in chosen],
            )
        return address("shipment", made.pk)


class SourceLines(LineSheet):
    name = "order_source_lines"
    route = "orders/<uuid:pk>/source-lines/"
    may = "sales.source_lines"
    submit = gettext_lazy("Send these from there")
    done = gettext_lazy("They come from there now.")
    head = SourceForm
    nothing = gettext_lazy(
        "Everything is shipped, cancelled, or set aside for picking. Cancel its shipment first."
    )

    @property
    def more_columns(self) -> Sequence[GridColumn]:  # type: ignore[override]  # in the reader's language
        return (
            GridColumn("from", _("From"), "shown", 10),
            GridColumn("day", _("There on"), "shown", 12),
            GridColumn("elsewhere", _("Elsewhere"), "shown", 36, grow=True),
        )

    def about(self, by: By, pk: UUID) -> SheetOf:
        order = sales_queries.order(by, pk)
        lines = sales_queries.lines_with_items(pk) if order.state == "confirmed" else []
        free = [(line, line.open - line.released) for line in lines if line.open > line.released]
        covers = inventory_queries.demands_of([pk], on=by.now.date())
        today = today_of(by)
        wishes = [Wish(line.pk, line.item_id, left, today) for line, left in free]
        seen = inventory_queries.seen_for(wishes) if wishes else {}
        mine = {house.pk for house in inventory_queries.visible_warehouses(by)}
        shown = []
        for line, left in free:
            house = line.warehouse or order.warehouse
            day = covers[line.pk].promised_on if line.pk in covers else None
            others = [one for one in seen[line.pk] if one.warehouse_id in mine - {house.pk}]
            cells = {
                "from": house.code,
                "day": day_text(day, today) if day else _("not yet"),
                "elsewhere": " ".join(has(one, left, today) for one in others),
            }
            shown.append(order_line(line, left, cells))
        return SheetOf(
            _("Send lines of %s from another warehouse") % order.number,
            address("order", pk),
            order.number,
            shown,
        )

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        house = inventory_queries.visible_warehouse(by, head["warehouse"])
        sales.source_lines(
            by,
            order_id=pk,
            warehouse_id=house.pk,
            lines=[(line.key, line.quantity) for line in chosen],
            reason=head["reason"],
        )
        return address("order", pk)


class WishLots(LineSheet):
    name = "order_wish_lots"
    route = "orders/<uuid:pk>/wish-lots/"
    may = "sales.wish_lots"
    submit = gettext_lazy("Prefer these")
    done = gettext_lazy("These lots come first when it is released.")
    nothing = gettext_lazy("Nothing of this order is of lots and not yet with the warehouse.")
    none_chosen = gettext_lazy("Change the lots of at least one line.")
    open_label = gettext_lazy("Not set aside")
    cell = "lots"

    def columns(self) -> list[GridColumn]:
        return [
            GridColumn("sku", _("Item"), "shown", 14),
            GridColumn("name", _("Name"), "shown", 18),
            GridColumn("open", self.open_label, "shown_figure", 12),
            GridColumn("there", _("There now"), "shown", 40, grow=True),
            GridColumn("lots", _("Lots"), "text", 22, help=_("Codes with commas, the first wish first")),
        ]

    def about(self, by: By, pk: UUID) -> SheetOf:
        order = sales_queries.order(by, pk)
        live = order.state in ("draft", "submitted", "confirmed")
        lines = sales_queries.lines_with_items(pk) if live else []
        open_now = [line for line in lines if line.item.is_traced and line.open > line.released]
        today, wished = today_of(by), {one for line in open_now for one in sales_queries.wished_by(line)}
        codes = inventory_queries.lot_codes(sorted(wished)) if wished else {}
        free = inventory_queries.free_lots(
            sorted({line.warehouse_id or order.warehouse_id for line in open_now}),
            sorted({line.item_id for line in open_now}),
            today,
        )
        return SheetOf(
            _("Prefer lots for lines of %s") % order.number,
            address("order", pk),
            order.number,
            [
                replace(
                    order_line(
                        line, line.open - line.released, {"there": lots_there(order, line, free, today)}
                    ),
                    values={
                        "lots": ", ".join(codes[one] for one in sales_queries.wished_by(line) if one in codes)
                    },
                )
                for line in open_now
            ],
        )

    def read(
        self, lines: Sequence[SheetLine], asked: Sequence[Mapping[str, str]]
    ) -> tuple[list[Chosen], dict[int, str]]:
        """The lines whose lots are others than before; what was typed is looked up by the command's door."""
        known = {str(line.key): line for line in lines}
        chosen: list[Chosen] = []
        wrong: dict[int, str] = {}
        for place, typed in enumerate(asked):
            line = known.get(typed.get("key", ""))
            if line is None:
                wrong[place] = _("This line is no longer open. Load the page again.")
            elif codes_in(typed.get("lots", "")) != codes_in(line.values.get("lots", "")):
                chosen.append(Chosen(line.key, 0, typed))
        return chosen, wrong

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        items = {line.pk: line.item_id for line in sales_queries.lines_of(pk)}
        typed = {line.key: codes_in(line.typed.get("lots", "")) for line in chosen}
        wanted = [(items[key], code) for key, codes in typed.items() for code in codes]
        known = inventory_queries.lots_coded(wanted) if wanted else {}
        unknown = [code for item_id, code in wanted if (item_id, code) not in known]
        if unknown:
            raise Invalid(_("No lot of this item is called %s.") % ", ".join(unknown[:3]))
        sales.wish_lots(
            by,
            order_id=pk,
            lines=[(key, [known[items[key], code] for code in codes]) for key, codes in typed.items()],
        )
        return address("order", pk)


class OrderQuotePart(LineSheet):
    name = "quote_order_part"
    route = "quotes/<uuid:pk>/order-part/"
    may = "sales.order_quote"
    submit = gettext_lazy("Order these")
    done = gettext_lazy("Ordered. What remains stays on the quote.")
    open_label = gettext_lazy("Left")
    head = OrderQuoteForm
    nothing = gettext_lazy("Nothing of this quote is left to order.")

    def about(self, by: By, pk: UUID) -> SheetOf:
        quote = sales_queries.quote(by, pk)
        lines = sales_queries.quote_lines(pk) if quote.state == "accepted" else []
        left = sales_queries.lines_left(lines)
        units = {
            one.item_id: one.base_unit for one in catalog_queries.names_of([line.item_id for line in left])
        }
        return SheetOf(
            _("Order a part of %s") % quote,
            address("quote", pk),
            str(quote),
            [
                SheetLine(
                    line.pk,
                    line.sku,
                    line.name,
                    line.left,
                    units[line.item_id],
                    *pieces_or_unit(line, line.is_weighed),
                )
                for line in left
            ],
        )

    def act(self, by: By, pk: UUID, minted: UUID, chosen: Sequence[Chosen], head: Mapping[str, Any]) -> str:
        made = sales.order_quote(
            by, quote_id=pk, order_id=minted, parts=[(line.key, line.quantity) for line in chosen], **head
        )
        return address("order", made.pk)


MOST_THERE = 4


def lots_there(order: Order, line: OrderLine, free: Sequence[FreeLot], today: date) -> str:
    """The lots that are free where a line comes from, first over first."""
    house = line.warehouse_id or order.warehouse_id
    found = [lot for lot in free if (lot.warehouse_id, lot.item_id) == (house, line.item_id)]
    told = [
        f"{lot.code}: {number_text(lot.free)}"
        + (f" ({_('until %s') % day_text(lot.over_on, today)})" if lot.over_on else "")
        for lot in found[:MOST_THERE]
    ]
    return ", ".join([*told, *(["…"] if len(found) > MOST_THERE else [])]) or _("none")


SHEETS = (CancelLines(), ReleaseLines(), SourceLines(), WishLots(), OrderQuotePart())
