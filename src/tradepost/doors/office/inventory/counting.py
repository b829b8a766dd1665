"""Counting and moving: first the item, then what lies where."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.models import Item
from tradepost.domain.corrections import commands as corrections
from tradepost.domain.corrections import queries as corrections_queries
from tradepost.domain.corrections.commands import CorrectionInput
from tradepost.domain.corrections.models import Correction
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.inventory.queries import PlacedStock
from tradepost.doors.office.inventory.forms import ChooseItemForm, CountForm, MoveForm
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.views import answer_form
from tradepost.doors.office.verbs import done
from tradepost.doors.office.words import scan_words
from tradepost.render.screens.form import FormPage


def choose_item(request: HttpRequest, by: By, title: str, here: str) -> HttpResponseBase:
    """The first step of what is done with an item: which, and in which warehouse."""
    warehouses = inventory_queries.visible_warehouses(by)
    form = ChooseItemForm(request.POST or None, warehouses=warehouses)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        warehouse = chosen.get("warehouse") or (warehouses[0].pk if warehouses else "")
        place = request.GET.get("place", "")
        at = f"&{urlencode({'place': place})}" if place else ""
        return redirect(f"{here}?item={chosen['item']}&warehouse={warehouse}{at}")
    shown = FormPage(
        title, form, _("Go on"), address("stock"), back_url=address("stock"), back_label=_("Stock"),
        scans={"choose": True, "words": scan_words()},
    )  # fmt: skip
    return answer_form(request, shown)


def asked_for(request: HttpRequest, by: By) -> tuple[Item, Warehouse, list[PlacedStock]]:
    """The item and warehouse of the address, and where it lies there. Raises NotFound."""
    item = catalog_queries.item(by, id_of(request.GET["item"]))
    wanted = request.GET.get("warehouse")
    if wanted:
        warehouse = inventory_queries.visible_warehouse(by, id_of(wanted))
    else:
        warehouse = (
            next(iter(inventory_queries.visible_warehouses(by)), None)
            or inventory_queries.default_warehouse()
        )
    lying = [row for row in inventory_queries.placed_stock(by, item.pk) if row.warehouse_id == warehouse.pk]
    return item, warehouse, lying


def item_form(
    item: Item, warehouse: Warehouse, title: str, form: Any, submit: str, hidden: dict[str, Any], **scans: Any
) -> FormPage:
    """A form about one item in a warehouse, which scans fill."""
    here = address("item", item.pk)
    scans |= {"words": scan_words(), "item": str(item.pk), "sku": item.sku, "warehouse": str(warehouse.pk)}
    return FormPage(
        title, form, submit, here, intro=f"{item.name} · {warehouse.name}", hidden=hidden,
        back_url=here, back_label=item.sku, scans=scans,
    )  # fmt: skip


@page("corrections.correct_stock")
def count(request: HttpRequest, by: By) -> HttpResponseBase:
    """What was counted, against what the page showed: goods that moved in between stay right."""
    if "item" not in request.GET:
        return choose_item(request, by, _("Count"), address("stock_count"))
    item, warehouse, lying = asked_for(request, by)
    form = CountForm(
        request.POST or None,
        item=item,
        shelves=lying,
        warehouse_id=warehouse.pk,
        reasons=corrections_queries.reasons(),
    )
    minted = request.POST.get("posting_id") or str(new_id(by.now))
    if request.method == "POST" and form.is_valid():
        try:
            made = _correct(request, by, form, item, warehouse, id_of(minted))
            if made.state == "waiting":
                done(request, _("It waits for approval: it is worth more than you may correct alone."))
                return redirect(address("correction", made.pk))
            done(request, _("Stock and books say what was counted."))
            return redirect(address("item", item.pk))
        except Refusal as refusal:
            form.refuse(refusal)
    seen = {f"seen_{_key(shelf)}": shelf.on_hand for shelf in lying}
    hidden = {"posting_id": minted, **{name: request.POST.get(name, str(was)) for name, was in seen.items()}}
    shown = item_form(item, warehouse, _("Count %s") % item.sku, form, _("Correct the stock"), hidden)
    return answer_form(request, shown)


def _key(shelf: PlacedStock) -> str:
    return f"{shelf.place_id}_{shelf.lot_id or ''}"


def _correct(
    request: HttpRequest, by: By, form: CountForm, item: Item, warehouse: Warehouse, posting_id: UUID
) -> Correction:
    seen = [_seen(request, shelf) for shelf in form.shelves]
    lines = [
        CorrectionInput(item.pk, shelf.place_id, delta, shelf.lot_id) for shelf, delta in form.deltas(seen)
    ]
    typed = form.cleaned_data
    if typed.get("found"):
        lines.append(_found(item, typed))
    return corrections.correct_stock(
        by,
        correction_id=posting_id,
        warehouse_id=warehouse.pk,
        lines=lines,
        reason=typed["reason"],
        note=typed["note"],
    )


def _seen(request: HttpRequest, shelf: PlacedStock) -> int:
    text = request.POST.get(f"seen_{_key(shelf)}", "")
    return int(text) if text.isdigit() else shelf.on_hand


def _found(item: Item, typed: dict[str, Any]) -> CorrectionInput:
    code = typed.get("found_lot") or ""
    if item.is_traced and not code:
        says = _("Say the lot: this item is tracked by lot.")
        raise Invalid(says, fields={"found_lot": says})
    if typed["found_place"] is None:
        says = _("Say where you found it.")
        raise Invalid(says, fields={"found_place": says})
    return CorrectionInput(
        item.pk,
        typed["found_place"],
        typed["found"],
        lot_code=code,
        expires_on=typed.get("found_expires"),
        best_before_on=typed.get("found_best_before"),
    )


@page("inventory.move_stock")
def move(request: HttpRequest, by: By) -> HttpResponseBase:
    if "item" not in request.GET:
        return choose_item(request, by, _("Move stock"), address("stock_move"))
    item, warehouse, lying = asked_for(request, by)
    form = MoveForm(request.POST or None, item=item, shelves=lying, warehouse_id=warehouse.pk)
    minted = request.POST.get("posting_id") or str(new_id(by.now))
    if request.method == "POST" and form.is_valid():
        try:
            _move(by, form, item, warehouse, id_of(minted))
            done(request, _("Moved."))
            return redirect(address("item", item.pk))
        except Refusal as refusal:
            form.refuse(refusal)
    title = _("Move %s") % item.sku
    lots = {f"{shelf.place_id}/{shelf.lot_id or ''}": shelf.lot_code for shelf in lying}
    shown = item_form(item, warehouse, title, form, _("Move"), {"posting_id": minted}, moves=True, lots=lots)
    return answer_form(request, shown)


def _move(by: By, form: MoveForm, item: Item, warehouse: Warehouse, posting_id: UUID) -> None:
    typed = form.cleaned_data
    place, _slash, lot = typed["source"].partition("/")
    line = inventory.MoveInput(
        item.pk, typed["quantity"], id_of(place), typed["to_place"], id_of(lot) if lot else None
    )
    if line.from_place_id == line.to_place_id:
        raise Invalid(_("It lies there already."), fields={"to_place": _("Choose another place.")})
    inventory.move_stock(
        by, posting_id=posting_id, warehouse_id=warehouse.pk, lines=[line], reason=typed["reason"]
    )
