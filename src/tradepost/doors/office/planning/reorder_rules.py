"""Reorder rules: a list, and a grid that writes many at once."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.catalog import queries as catalog_queries
from tradepost.domain.catalog.queries import CodeOf
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.planning import commands as planning
from tradepost.domain.planning import queries as planning_queries
from tradepost.doors.office.inventory.screens import item_names, warehouse_names
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address, later
from tradepost.doors.office.parts.figures import figure
from tradepost.doors.office.parts.filters import supplier_names
from tradepost.doors.office.parts.posted import Posted, id_of, posted
from tradepost.doors.office.verbs import grid_verb
from tradepost.render.formats import number_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.form import ScreenForm
from tradepost.render.screens.grid import GridColumn, OrderGrid
from tradepost.render.screens.listing import Empty, FilterField, ListScreen, ListVerb

MOST = 500

REORDER_RULES = ListScreen(
    name="reorder_rules",
    title=gettext_lazy("Reorder rules"),
    noun=gettext_lazy("rules"),
    listing=planning_queries.REORDER_RULES,
    may="planning.read",
    search_hint=gettext_lazy("SKU, name"),
    columns=(
        Column(
            "item.sku",
            gettext_lazy("Item"),
            "code",
            link=lambda row: address("item", row.item_id),
            sort="item",
        ),
        Column("item.name", gettext_lazy("Name")),
        Column("warehouse.code", gettext_lazy("Warehouse"), "code", priority=2),
        Column(
            "reorder_point", gettext_lazy("Buy at"), "quantity", unit="item.base_unit", sort="reorder_point"
        ),
        Column("order_up_to", gettext_lazy("Up to"), "quantity", unit="item.base_unit"),
        Column("supplier.party.name", gettext_lazy("From"), priority=2),
    ),
    filters=(
        FilterField("warehouse", url=later("warehouse_lookup"), text_of=warehouse_names),
        FilterField("item", url=later("stock_item_lookup"), text_of=item_names),
        FilterField("supplier", url=later("supplier_lookup"), text_of=supplier_names),
    ),
    verbs=(
        ListVerb(
            gettext_lazy("Set rules"),
            later("reorder_rules_set"),
            "pencil",
            strong=True,
            may="planning.set_reorder_rules",
        ),
        ListVerb(gettext_lazy("What to reorder"), later("reorder"), "refresh-cw"),
    ),
    empty=Empty(
        gettext_lazy("No rules yet"),
        gettext_lazy("A rule says at which stock an item is bought again, and up to how much."),
        gettext_lazy("Set the first rules"),
        later("reorder_rules_set"),
        "sliders-horizontal",
    ),
)

COLUMNS = (
    GridColumn("item", gettext_lazy("Item"), "item", 26, required=True, grow=True),
    GridColumn("point", gettext_lazy("Buy at"), "figure", 10, required=True),
    GridColumn("up_to", gettext_lazy("Up to"), "figure", 10, required=True),
    GridColumn("unit", gettext_lazy("Unit"), "shown", 10),
    GridColumn(
        "supplier",
        gettext_lazy("From"),
        "text",
        14,
        help=gettext_lazy("Supplier number; empty: our first choice"),
    ),
    GridColumn("available", gettext_lazy("Available"), "shown_figure", 10, narrow=False),
)


class RulesHead(ScreenForm):
    warehouse = forms.ChoiceField(label=gettext_lazy("Warehouse"))
    half = ("warehouse",)

    def __init__(self, *args: Any, warehouses: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["warehouse"].choices = [(str(one.pk), one.name) for one in warehouses]  # type: ignore[attr-defined]


@page("planning.set_reorder_rules")
def set_rules(request: HttpRequest, by: By) -> HttpResponseBase:
    warehouses = inventory_queries.warehouses_of_ours(by)
    asked = request.GET.get("warehouse", "")
    here = inventory_queries.visible_warehouse(by, id_of(asked)) if asked else next(iter(warehouses), None)
    standing = []
    if here is not None:
        filters = {"warehouse": [str(here.pk)]}
        standing = planning_queries.REORDER_RULES.page(by, filters=filters, limit=MOST).rows
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("Reorder rules"),
        columns=COLUMNS,
        lookup_url=address("stock_item_lookup"),
        preview_url=address("reorder_rules_preview"),
        submit_url=address("reorder_rules_submit"),
        draft_key=f"reorder_rules:{by.actor_id}",
        lines=[
            {
                "key": str(rule.pk),
                "item": rule.item.sku,
                "point": str(rule.reorder_point),
                "up_to": str(rule.order_up_to),
                "supplier": rule.supplier.number if rule.supplier else "",
                "cells": {"name": rule.item.name, "unit": rule.item.base_unit},
            }
            for rule in standing
        ],
        submit=_("Save rules"),
        paste_columns=("item", "point", "up_to", "supplier"),
    )
    head = RulesHead(
        auto_id="head_%s", warehouses=warehouses, initial={"warehouse": str(here.pk) if here else ""}
    )
    context = {
        "grid": grid,
        "head": head,
        "title": _("Reorder rules"),
        "back_url": address("reorder_rules"),
        "back_label": _("Reorder rules"),
    }
    return render(request, "office/grid.html", context)


Rule = planning.ReorderRuleInput | None


def _read(by: By, sent: Posted) -> tuple[list[Rule], list[dict[str, str]], dict[str, CodeOf]]:
    """Each line as a rule, what is wrong with it by column, and the items by their codes."""
    codes = [line.get("item", "") for line in sent.lines]
    items = catalog_queries.items_by_codes(codes)
    suppliers = parties_queries.supplier_ids(
        [line["supplier"] for line in sent.lines if line.get("supplier")]
    )
    rules: list[Rule] = []
    faults: list[dict[str, str]] = []
    for line, code in zip(sent.lines, codes, strict=True):
        rule, wrong = _rule(line, items.get(code), suppliers)
        rules.append(rule)
        faults.append(wrong)
    return rules, faults, items


def _rule(
    line: Mapping[str, str], item: CodeOf | None, suppliers: Mapping[str, UUID]
) -> tuple[Rule, dict[str, str]]:
    wrong: dict[str, str] = {}
    point, up_to = figure(line.get("point", "")), figure(line.get("up_to", ""))
    if item is None:
        wrong["item"] = _("No item has this code.")
    if point is None or point < 0 or point % 1:
        wrong["point"] = _("Give a whole number, 0 or more.")
    if up_to is None or up_to % 1 or (point is not None and up_to < point):
        wrong["up_to"] = _("Give a whole number, at least where you buy.")
    if line.get("supplier") and line["supplier"] not in suppliers:
        wrong["supplier"] = _("No supplier has this number.")
    if wrong or item is None or point is None or up_to is None:
        return None, wrong
    supplier = suppliers.get(line.get("supplier", ""))
    return planning.ReorderRuleInput(item.item_id, int(point), int(up_to), supplier), {}


@grid_verb("planning.set_reorder_rules")
def preview(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    _rules, faults, items = _read(by, sent)
    stock = inventory_queries.totals_of(by, [item.item_id for item in items.values()])
    known = {one.pk: one for one in catalog_queries.items_of(by, [item.item_id for item in items.values()])}
    told = []
    for line, wrong in zip(sent.lines, faults, strict=True):
        cells = {}
        if item := items.get(line.get("item", "")):
            there = stock.get(item.item_id)
            unit = known[item.item_id].base_unit
            cells = {
                "name": item.name,
                "unit": unit,
                "available": number_text(there.available if there else 0),
            }
        shown = {name: says for name, says in wrong.items() if line.get(name) or name == "item"}
        told.append({"key": line.get("key"), "cells": cells, "errors": shown})
    return {"lines": told, "totals": []}


@grid_verb("planning.set_reorder_rules")
def submit(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    sent = posted(asked)
    warehouse = inventory_queries.visible_warehouse(by, id_of(sent.head.get("warehouse", "")))
    rules, faults, _items = _read(by, sent)
    wrong = {
        f"lines.{place}.{name}": says for place, line in enumerate(faults) for name, says in line.items()
    }
    if wrong:
        raise Invalid(_("These rules cannot be kept yet."), fields=wrong)
    changed = planning.set_reorder_rules(
        by, warehouse_id=warehouse.pk, rules=[rule for rule in rules if rule is not None]
    )
    messages.success(request, _("Saved: %s changed.") % number_text(changed))
    return {"url": f"{address('reorder_rules')}?warehouse={warehouse.pk}"}
