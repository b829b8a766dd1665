"""Goods of a supplier leave their store: taken over, missing, counted, or sent back. One grid, four ways."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.inventory.models import Warehouse
from tradepost.domain.purchasing import commands as purchasing
from tradepost.domain.purchasing import queries as purchasing_queries
from tradepost.domain.purchasing.commands import MoreInStore, OfStore
from tradepost.domain.purchasing.models import StoreWithdrawal
from tradepost.domain.purchasing.queries import InStoreNow
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.alike import propose
from tradepost.doors.office.parts.posted import Posted, posted
from tradepost.doors.office.parts.told import Told, at_lines, told_lines
from tradepost.doors.office.purchasing.forms import NOTE
from tradepost.doors.office.purchasing.store_filling import store_of, supplier_name
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import number_text
from tradepost.render.screens.form import ScreenForm
from tradepost.render.screens.grid import GridColumn, OrderGrid

FILLED = 200
"""So many items and lots that lie there stand in the grid at once; others are typed or scanned."""


@dataclass(frozen=True, slots=True)
class Way:
    """How goods leave a store: its address, who may, what is typed, and what is said."""

    name: str
    slug: str
    may: str
    command: Callable[..., StoreWithdrawal]
    title: Promise
    typed: Promise
    total: Promise
    submit: Promise
    says: Promise
    done: Promise
    counts: bool = False


WAYS = (
    Way(
        "store_take_over", "take-over", "purchasing.take_over", purchasing.take_over,
        gettext_lazy("Take over from %s"), gettext_lazy("Quantity"), gettext_lazy("Taken over"),
        gettext_lazy("Take it over"),
        gettext_lazy("What is taken over is ours, and owed at the supplier’s price of today. The oldest goes first."),
        gettext_lazy("%s: taken over. It lies in the warehouse beside the store now."),
    ),
    Way(
        "store_missing", "missing", "purchasing.report_missing", purchasing.report_missing,
        gettext_lazy("Missing of %s"), gettext_lazy("Missing"), gettext_lazy("Missing"),
        gettext_lazy("Report it missing"),
        gettext_lazy("What is lost or broken in our house is owed to the supplier all the same."),
        gettext_lazy("%s: written. It is owed to the supplier."),
    ),
    Way(
        "store_count", "count", "purchasing.count_store", purchasing.count_store,
        gettext_lazy("Count goods of %s"), gettext_lazy("Counted"), gettext_lazy("Missing"),
        gettext_lazy("Write the count"),
        gettext_lazy("What was counted is still there; the rest is missing, and owed. Empty: not counted."),
        gettext_lazy("%s: written. What is missing is owed to the supplier."), counts=True,
    ),
    Way(
        "store_send_back", "send-back", "purchasing.send_back_from_store", purchasing.send_back_from_store,
        gettext_lazy("Send back to %s"), gettext_lazy("Quantity"), gettext_lazy("Sent back"),
        gettext_lazy("Send it back"),
        gettext_lazy("What goes back is not owed. Who was promised it gets other goods, or waits."),
        gettext_lazy("%s: sent back."),
    ),
)  # fmt: skip


class LeavingHead(ScreenForm):
    """What is said about it."""

    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=500, widget=NOTE)
    half = ("note",)


def _columns(way: Way) -> tuple[GridColumn, ...]:
    given = gettext_lazy("Empty: nothing was told of it") if way.counts else ""
    wanted = GridColumn("wanted", gettext_lazy("For orders"), "shown_figure", 10, narrow=False)
    return (
        GridColumn("item", gettext_lazy("Item"), "item", 26, required=True, grow=True),
        GridColumn("lot", gettext_lazy("Lot"), "text", 15, help=gettext_lazy("Empty: what came first")),
        GridColumn("lies", gettext_lazy("Lies there"), "shown_figure", 10),
        *((wanted,) if way.name == "store_take_over" else ()),
        GridColumn("quantity", way.typed, "figure", 9, help=given),
        GridColumn("unit", gettext_lazy("Unit"), "shown", 8, narrow=False),
        *(
            (GridColumn("gone", gettext_lazy("Missing"), "shown_figure", 9, narrow=False),)
            if way.counts
            else ()
        ),
    )


def _page(way: Way) -> Any:
    @page(way.may)
    def leaving(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
        store = inventory_queries.visible_warehouse(by, pk)
        if store.supplier is None:
            messages.error(request, _("%s is no supplier’s store.") % store.name)
            return redirect(address("warehouse", pk))
        lying = purchasing_queries.in_store(pk, FILLED)
        filled = way.name == "store_take_over" and bool(request.GET.get("wanted"))
        grid = OrderGrid(
            id=str(new_id(by.now)),
            label=_("What lies there"),
            columns=_columns(way),
            lookup_url=address("stock_item_lookup"),
            preview_url=address(f"{way.name}_preview", pk),
            submit_url=address(f"{way.name}_submit", pk),
            draft_key=f"{way.name}:{pk}:{by.actor_id}",
            lines=[_loaded(row, filled) for row in lying],
            blank_rows=1,
            submit=way.submit,
            scans=True,
            scan_sets=("lot",),
            paste_columns=("item", "quantity", "lot"),
        )
        context = {
            "grid": grid,
            "head": LeavingHead(auto_id="head_%s"),
            "title": str(way.title) % supplier_name(store),
            "back_url": address("warehouse", pk),
            "back_label": store.code,
            "notices": [_notice(way, store, lying, filled)],
        }
        return render(request, "office/grid.html", context)

    return leaving


def _notice(way: Way, store: Warehouse, lying: Sequence[InStoreNow], filled: bool) -> dict[str, Any]:
    """What happens; and the way to take over at once what orders were promised."""
    told: dict[str, Any] = {"tone": "info", "text": way.says}
    if not lying:
        told["text"] = _("Nothing of this supplier lies in the store.")
    elif way.name == "store_take_over" and not filled and any(row.promised for row in lying):
        told |= {
            "link": f"{address(way.name, store.pk)}?wanted=yes",
            "link_label": _("Fill in what orders were promised"),
        }
    return told


def _loaded(row: InStoreNow, filled: bool) -> dict[str, Any]:
    return {
        "key": f"{row.item_id}/{row.lot_code}",
        "item": row.sku,
        "lot": row.lot_code,
        "cells": {
            "name": row.name,
            "unit": row.base_unit,
            "lies": number_text(row.left),
            "wanted": number_text(row.promised) if row.promised else "",
        },
        **({"quantity": str(row.promised)} if filled and row.promised else {}),
    }


def _read(by: By, way: Way, pk: UUID, sent: Posted) -> list[Told]:
    return told_lines(by, pk, sent.lines, is_left=way.counts)


def _preview(way: Way) -> Any:
    @grid_verb(way.may)
    def preview(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
        store_of(by, pk)
        sent = posted(asked)
        wanted = {(row.item_id, row.lot_code): row.promised for row in purchasing_queries.in_store(pk)}
        told, total = [], 0
        for line, read in zip(sent.lines, _read(by, way, pk, sent), strict=True):
            gone = 0 if read.wrong else read.gone or 0
            total += gone
            shown: dict[str, Any] = {"key": line.get("key"), "cells": {}, "errors": dict(read.wrong)}
            if read.item is not None:
                promised = wanted.get((read.item.pk, line.get("lot", "")), 0)
                shown["cells"] = {
                    "name": read.item.name,
                    "unit": read.item.base_unit,
                    "lies": number_text(read.lies),
                    "wanted": number_text(promised) if promised else "",
                    "gone": number_text(gone) if gone else "",
                }
            told.append(shown)
        propose(sent.lines, told)
        return {"lines": told, "totals": [{"label": way.total, "text": number_text(total), "strong": True}]}

    return preview


def _submit(way: Way) -> Any:
    @grid_verb(way.may)
    def submit(request: HttpRequest, by: By, asked: dict[str, Any], pk: UUID) -> dict[str, Any]:
        store_of(by, pk)
        sent = posted(asked)
        head = LeavingHead(dict(sent.head))
        wrong = {name: " ".join(str(error) for error in errors) for name, errors in head.errors.items()}
        read = _read(by, way, pk, sent)
        wrong |= {
            f"lines.{n}.{column}": says for n, one in enumerate(read) for column, says in one.wrong.items()
        }
        if wrong:
            raise Invalid(_("This cannot be written yet."), fields=wrong)
        places = [n for n, one in enumerate(read) if (one.gone is not None if way.counts else one.gone)]
        if not places:
            raise Invalid(_("Nothing was told. Say of one item at least how much."))
        lines = [_line(way, read[n]) for n in places]
        try:
            made = way.command(
                by, withdrawal_id=sent.id, warehouse_id=pk, lines=lines, note=head.cleaned_data["note"]
            )
        except MoreInStore as refusal:
            raise _more(refusal, places) from None
        except Refusal as refusal:
            if "there" in refusal.facts or isinstance(refusal, Invalid):
                raise at_lines(refusal, places) from None
            raise
        messages.success(request, str(way.done) % made.number)
        return {"url": address("store_withdrawal", made.pk)}

    return submit


def _line(way: Way, told: Told) -> OfStore:
    """What left of it; or, of a count, what is still there."""
    assert told.item is not None
    assert told.gone is not None
    return OfStore(told.item.pk, told.lies - told.gone if way.counts else told.gone, told.lot_id)


def _more(refusal: Refusal, places: Sequence[int]) -> Invalid:
    there: Mapping[int, int] = refusal.facts["there"]
    fields = {
        f"lines.{places[int(n)]}.quantity": _("Only %s lie there by the books.") % number_text(should)
        for n, should in there.items()
    }
    return Invalid(refusal.message, fields=fields)


def _urls(way: Way) -> list[URLPattern]:
    route = f"stores/<uuid:pk>/{way.slug}/"
    return [
        path(route, _page(way), name=way.name),
        path(f"{route}preview/", _preview(way), name=f"{way.name}_preview"),
        path(f"{route}submit/", _submit(way), name=f"{way.name}_submit"),
    ]


urls = [url for way in WAYS for url in _urls(way)]
