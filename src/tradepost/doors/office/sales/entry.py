"""The grid of quotes and orders: typed lines become items, prices, stock and promise days, all in one request."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.money import ZERO
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.queries import CodeOf
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.queries import CustomerTerms
from tradepost.domain.pricing.queries import Asked, Head, Judged, Offer, Priced, judged
from tradepost.domain.sales import queries as sales_queries
from tradepost.domain.sales.commands import LineInput
from tradepost.domain.sales.rules import is_free
from tradepost.domain.sales.rules.blankets import Agreed
from tradepost.doors.office.parts.amounts import amount_of, spelled, units_by_item
from tradepost.doors.office.parts.figures import figure, plain
from tradepost.doors.office.parts.lots import codes_in
from tradepost.doors.office.parts.posted import Posted, id_of
from tradepost.doors.office.parts.standing import today_of
from tradepost.doors.office.sales.offered import is_open_option, option_columns, stand_text
from tradepost.render.screens.form import ScreenForm
from tradepost.render.screens.grid import GridColumn

CELL_OF = {
    "item_id": "item",
    "tax": "item",
    "unit_price": "price",
    "discount_percent": "discount",
    "requested_on": "wanted",
    "warehouse_id": "from",
    "lot_ids": "lots",
    "blanket_line_id": "item",
}
"""Where the grid shows what a command says about a line's field."""


ITEM_HELP = gettext_lazy("SKU, name, barcode or the customer's code")


def columns(
    *, promises: bool = True, margin: bool = False, houses: int = 1, lots: bool = False, options: bool = False
) -> list[GridColumn]:
    """The grid's columns; a quote has no promise day, and a margin is for those who may see costs.

    `options`: of a quote, whose lines stand under headings and may be left out.
    Where a line comes from is asked where there are several `houses`, which `lots` are preferred where there are any.
    """
    tight = houses > 1 and lots
    source = GridColumn(
        "from",
        _("From"),
        "text",
        9 if tight else 12,
        narrow=False,
        help=_("A warehouse's code. Empty: by the rule"),
    )
    wish = GridColumn(
        "lots",
        _("Lots"),
        "text",
        9 if tight else 12,
        narrow=False,
        help=_("Preferred ones. Empty: first over first"),
    )
    note = 8 if tight else 10 if houses > 1 or lots or options else 14
    stock = [
        GridColumn("stock", _("Available"), "shown_figure", 10, narrow=False),
        *([GridColumn("promise", _("Promised"), "shown", 12)] if promises else []),
    ]
    return [
        GridColumn("item", _("Item"), "item", 22 if tight else 24, required=True, grow=True, help=ITEM_HELP),
        GridColumn("quantity", _("Quantity"), "figure", 10, required=True),
        GridColumn("unit", _("Unit"), "unit", 9),
        GridColumn("price", _("Price"), "figure", 14, help=_("Empty: the agreed one")),
        GridColumn("discount", _("Disc. %"), "figure", 8, narrow=False, help=_("Empty: the agreed one")),
        GridColumn("wanted", _("Wanted"), "day", 11, narrow=False, help=_("Empty: the day of the order")),
        *(option_columns() if options else []),
        *([source] if houses > 1 else []),
        *([wish] if lots else []),
        *stock,
        GridColumn("net", _("Net"), "shown_figure", 12),
        *([GridColumn("margin", _("Margin"), "shown_figure", 8, narrow=False)] if margin else []),
        GridColumn("note", _("Note"), "text", note, narrow=False, help=_("Stands below the line on papers")),
    ]  # fmt: skip


def customer_of(by: By, text: str) -> CustomerTerms | None:
    """The chosen customer, when there is one this person may see."""
    if not text:
        return None
    found = parties_queries.visible_customers(by).in_bulk([id_of(text)])
    return parties_queries.customer_terms(id_of(text)) if found else None


@dataclass
class Sheet:
    """The lines of one request while they are worked out: the good ones priced, the others with their faults.

    `offered`: in a quote, where options are priced apart.
    """

    customer: CustomerTerms | None
    lines: Sequence[Mapping[str, str]]
    on: date
    order_discount: Decimal = ZERO
    party_id: UUID | None = None
    offered: bool = False
    found: dict[str, CodeOf] = field(default_factory=dict)
    units: dict[UUID, list[str]] = field(default_factory=dict)
    spoken: list[bool] = field(default_factory=list)
    asked: dict[int, Asked] = field(default_factory=dict)
    priced: dict[int, Priced] = field(default_factory=dict)
    judged: Judged = field(default_factory=Judged)
    faults: dict[int, dict[str, str]] = field(default_factory=dict)
    houses: dict[str, UUID] = field(default_factory=dict)
    lots: dict[tuple[UUID, str], UUID] = field(default_factory=dict)
    agreed: dict[UUID, Agreed] = field(default_factory=dict)
    calls: dict[int, LineInput] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._look_up()
        if any(line.get("from") for line in self.lines):
            self.houses = {
                word.casefold(): one.pk
                for one in inventory_queries.own_warehouses()
                for word in (one.name, one.code)
            }
        self._look_up_lots()
        self._look_up_agreed()
        for place, line in enumerate(self.lines):
            self._ask(place, line)
        if self.customer is not None:
            self._price(self.customer)

    def _look_up(self) -> None:
        codes = sorted({line.get("item", "") for line in self.lines} - {""})
        party = self.customer.party_id if self.customer else self.party_id
        self.found = catalog_queries.items_by_codes(codes, party) if codes else {}
        self.units = units_by_item(hit.item_id for hit in self.found.values()) if self.found else {}
        typed, self.lines = self.lines, [spelled(line, self.units_of(line)) for line in self.lines]
        self.spoken = [line != read for line, read in zip(typed, self.lines, strict=True)]

    def _look_up_lots(self) -> None:
        wanted = {
            (self.found[line["item"]].item_id, code)
            for line in self.lines
            if line.get("lots") and line.get("item") in self.found
            for code in codes_in(line["lots"])
        }
        self.lots = inventory_queries.lots_coded(wanted) if wanted else {}

    def _look_up_agreed(self) -> None:
        """What lines call off of blanket orders; the command looks by itself."""
        ids = {one for line in self.lines if (one := line_id_of(line.get("blanket", "")))}
        self.agreed = sales_queries.blankets_of_lines(ids) if ids and self.customer else {}

    def units_of(self, line: Mapping[str, str]) -> list[str]:
        """What a line may be counted in, the base unit of its item first."""
        hit = self.found.get(line.get("item", ""))
        return self.units.get(hit.item_id, []) if hit else []

    def fault(self, place: int, cell: str, sentence: str) -> None:
        self.faults.setdefault(place, {})[cell] = sentence

    def _ask(self, place: int, line: Mapping[str, str]) -> None:
        hit = self.found.get(line.get("item", ""))
        if not line.get("item"):
            self.fault(place, "item", _("Choose an item."))
        elif hit is None:
            self.fault(place, "item", _("No item has this code."))
        quantity = figure(line.get("quantity") or "1")
        if quantity is None or quantity <= 0:
            self.fault(place, "quantity", self._no_quantity(line))
        price = self._number(place, line, "price", _("This is not a price."))
        discount = self._number(place, line, "discount", _("This is not a percentage."))
        self._day(place, line)
        if line.get("from") and self.house_of(line) is None:
            self.fault(place, "from", _("No warehouse has this code."))
        if hit is not None and line.get("lots"):
            unknown = [code for code in codes_in(line["lots"]) if (hit.item_id, code) not in self.lots]
            if unknown:
                self.fault(place, "lots", _("No lot of this item is called %s.") % unknown[0])
        if hit is not None and quantity is not None and place not in self.faults:
            self.asked[place] = self._at_agreed(
                place,
                Asked(
                    hit.item_id, quantity, line.get("unit") or hit.unit, price, discount,
                    gross_price=_offered_with_tax(line, price),
                ),
            )  # fmt: skip

    def _at_agreed(self, place: int, asked: Asked) -> Asked:
        """The line at what was agreed, where it calls off a blanket order; a check says what is wrong with that."""
        line_id = line_id_of(self.lines[place].get("blanket", ""))
        if line_id is None or self.customer is None:
            return asked
        typed = LineInput(
            asked.item_id, asked.typed_quantity, asked.unit, asked.unit_price, asked.discount_percent,
            blanket_line_id=line_id,
        )  # fmt: skip
        (found,), _wrong = sales_queries.with_agreed(self.customer, [typed], self.on, self.agreed)
        self.calls[place] = found
        return replace(
            asked, unit_price=found.unit_price, discount_percent=found.discount_percent, is_net=found.is_net
        )

    def house_of(self, line: Mapping[str, str]) -> UUID | None:
        """The warehouse somebody named for a line, by its code or name."""
        return self.houses.get(line.get("from", "").strip().casefold())

    def _no_quantity(self, line: Mapping[str, str]) -> str:
        _figure, word = amount_of(line["quantity"])
        if not word or not self.units_of(line):
            return _("Give a quantity above zero.")
        return _("Not sold by “%(unit)s”, but by: %(units)s.") % {
            "unit": word,
            "units": ", ".join(self.units_of(line)),
        }

    def _number(self, place: int, line: Mapping[str, str], cell: str, sentence: str) -> Decimal | None:
        typed = line.get(cell, "")
        found = figure(typed)
        if typed and found is None:
            self.fault(place, cell, sentence)
        return found

    def _day(self, place: int, line: Mapping[str, str]) -> None:
        if line.get("wanted") and day_of(line["wanted"]) is None:
            self.fault(place, "wanted", _("This is not a day."))

    def _price(self, customer: CustomerTerms) -> None:
        """Price the good lines; the others have their faults."""
        self.judged = judged(
            customer,
            on=self.on,
            asked=self.asked,
            head=Head(self.order_discount),
            options=[place for place in self.asked if not self.counts(place)],
        )
        self.judged = sales_queries.judged_as_agreed(self.judged, self.calls)
        self.priced = dict(self.judged.priced)
        for place, told in self.judged.faults.items():
            cells = {CELL_OF.get(name, name): str(fault) for name, fault in told.items()}
            self.faults.setdefault(place, {}).update(cells)

    @property
    def offer(self) -> Offer:
        """What the good lines come to together."""
        return self.judged.offer

    def counts(self, place: int) -> bool:
        """Whether a line is in the total: all but the options of a quote that nobody has chosen."""
        return not (self.offered and is_open_option(self.lines[place]))

    def inputs(self) -> list[LineInput]:
        """The lines for a command. Raises Invalid naming what cannot be read, by line."""
        unread = {
            f"lines.{place}.{cell}": text
            for place, told in self.faults.items()
            if place not in self.asked
            for cell, text in told.items()
        }
        if unread:
            raise Invalid(_("Some lines cannot be read yet."), fields=unread)
        return [self._input(place) for place in range(len(self.lines))]

    def read_so_far(self) -> list[LineInput]:
        """All lines, those that cannot be read yet as lines of nothing: for a check, which looks at places."""
        nothing = LineInput(UUID(int=0), ZERO)
        return [self._input(place) if place in self.asked else nothing for place in range(len(self.lines))]

    def _input(self, place: int) -> LineInput:
        line, asked = self.lines[place], self.asked[place]
        return LineInput(
            asked.item_id, asked.typed_quantity, asked.unit, asked.unit_price, asked.discount_percent,
            day_of(line.get("wanted", "")), line.get("note", ""),
            line_id=line_id_of(line.get("key", "")),
            warehouse_id=self.house_of(line),
            lot_ids=tuple(self.lots[asked.item_id, code] for code in codes_in(line.get("lots", ""))),
            called=line.get("called", "")[:200],
            blanket_line_id=line_id_of(line.get("blanket", "")),
            gross_price=asked.gross_price,
        )  # fmt: skip


def typed_sheet(by: By, sent: Posted) -> Sheet:
    """The posted lines, read but not priced: the command prices, and refuses, by itself. Raises Invalid."""
    customer = customer_of(by, sent.head.get("customer", ""))
    if customer is None:
        raise Invalid(_("Choose a customer."), fields={"customer": _("Choose a customer.")})
    return Sheet(None, sent.lines, today_of(by), party_id=customer.party_id)


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def line_id_of(key: str) -> UUID | None:
    """Lines that stand keep their id; new ones have a key of the grid's own."""
    try:
        return UUID(key)
    except ValueError:
        return None


def faults_by_line(refusal: Invalid) -> dict[int, dict[str, str]]:
    """A command's `lines.3.unit_price` as {3: {"price": ...}}."""
    found: dict[int, dict[str, str]] = {}
    for path, sentence in (refusal.facts.get("fields") or {}).items():
        word, _dot, rest = str(path).partition(".")
        place, _dot, name = rest.partition(".")
        if word == "lines" and place.isdecimal():
            found.setdefault(int(place), {})[CELL_OF.get(name, name)] = str(sentence)
    return found


def in_cells(refusal: Invalid) -> Invalid:
    """The same refusal with its fields named as the grid names its cells."""
    fields = {
        f"lines.{place}.{cell}": text
        for place, told in faults_by_line(refusal).items()
        for cell, text in told.items()
    }
    others = {k: v for k, v in (refusal.facts.get("fields") or {}).items() if not k.startswith("lines.")}
    return Invalid(refusal.message, fields={**others, **fields})


def head_values(form: ScreenForm) -> dict[str, Any]:
    """The fields over the lines, as a command takes them. Raises Invalid naming each bad one."""
    if not form.is_valid():
        fields = {name: " ".join(str(error) for error in errors) for name, errors in form.errors.items()}
        raise Invalid(_("This cannot be sent yet."), fields=fields)
    kept = {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}
    kept["order_discount_percent"] = kept.get("order_discount_percent", ZERO)
    return kept


def typed_lines(lines: Iterable[Any]) -> list[Any]:
    """The lines somebody typed; goods that came free are found again."""
    return [line for line in lines if not is_free(line.price_trace or {})]


def shown_lines(lines: Iterable[Any], *, offered: bool = False) -> list[dict[str, Any]]:
    """The typed lines as the grid loads them."""
    return [shown_line(line, offered=offered) for line in typed_lines(lines)]


def shown_line(line: Any, *, offered: bool = False) -> dict[str, Any]:
    """A line of a quote or an order as the grid loads it: only what was typed stands in editable cells.

    `offered` keeps prices and discounts wherever they came from.
    """
    trace = {"typed": True, "discount": "typed"} if offered else line.price_trace or {}
    place = {"section": line.section, "option": stand_text(line)} if hasattr(line, "section") else {}
    return {
        **place,
        "key": str(line.pk),
        "item": line.sku,
        "quantity": plain(line.typed_quantity),
        "unit": line.unit,
        "price": plain(line.unit_price) if trace.get("typed") else "",
        **(_with_tax(line) if trace.get("typed") and getattr(line, "gross_price", None) is not None else {}),
        "discount": _discount(line) if trace.get("discount") == "typed" else "",
        "wanted": line.requested_on.isoformat() if line.requested_on else "",
        "note": line.note,
        **({"called": line.called} if getattr(line, "called", "") else {}),
        **({"blanket": str(called_off)} if (called_off := getattr(line, "blanket_line_id", None)) else {}),
    }


def _with_tax(line: Any) -> dict[str, str]:
    """The price with tax that was offered, beside the net one in the cell: it counts while that is not touched."""
    return {"with_tax": f"{plain(line.unit_price)} {plain(line.gross_price)}"}


def _offered_with_tax(line: Mapping[str, str], price: Decimal | None) -> Decimal | None:
    net, _blank, gross = line.get("with_tax", "").partition(" ")
    return figure(gross) if price is not None and figure(net) == price else None


def _discount(line: Any) -> str:
    return plain(line.discount_percent) if line.discount_percent else "0"
