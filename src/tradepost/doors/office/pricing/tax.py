"""The tax table: read as a page, edited as a whole in a grid."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Company
from tradepost.domain.parties.rules import country_name
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.models import TaxRule
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.figures import figure
from tradepost.doors.office.parts.posted import posted, version_of
from tradepost.doors.office.parts.rounded import ROUNDED
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.pricing.grids import at_lines, day_of, share_of
from tradepost.doors.office.verbs import done, grid_verb, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Notice, Section, Verb
from tradepost.render.screens.form import ScreenForm
from tradepost.render.screens.grid import GridColumn, OrderGrid

CODES = {
    "S": gettext_lazy("standard or reduced rate"),
    "AA": gettext_lazy("lower rate"),
    "Z": gettext_lazy("zero rated"),
    "E": gettext_lazy("exempt"),
    "AE": gettext_lazy("reverse charge"),
    "G": gettext_lazy("export"),
    "K": gettext_lazy("within the EU"),
    "O": gettext_lazy("not subject to tax"),
}
CUSTOMER_CLASSES = ("standard", "exempt", "reverse")
ITEM_CLASSES = ("standard", "reduced", "zero")


def place_of(rule: TaxRule) -> str:
    """Where a rule holds."""
    told = [country_name(rule.country) or _("any country"), rule.region]
    return ", ".join(part for part in told if part)


def more_of(rule: TaxRule) -> str:
    """What else a rule says: which part of the tax it is, what it asks for, what papers say."""
    told = [rule.part, _("with a valid tax number only") if rule.needs_tax_number else "", rule.legal_text]
    return " · ".join(part for part in told if part)


SHOWN = (
    Column(
        "country", gettext_lazy("Place"), value=place_of,
        note=lambda row: _("postal codes %s…") % row.postal_prefix if row.postal_prefix else "",
    ),
    Column(
        "customer_class",
        gettext_lazy("Customer"),
        value=lambda row: row.customer_class or gettext_lazy("any customer"),
    ),
    Column("item_class", gettext_lazy("Item"), value=lambda row: row.item_class or gettext_lazy("any item")),
    Column("code", gettext_lazy("Code"), "code", note=lambda row: CODES.get(row.code, "")),
    Column("rate", gettext_lazy("Rate"), "rate", value=lambda row: row.rate / 100, note=more_of),
    Column("valid_from", gettext_lazy("From day"), "day", priority=2),
    Column("valid_until", gettext_lazy("Before day"), "day", priority=2),
)  # fmt: skip
COLUMNS = (
    GridColumn("country", gettext_lazy("Country"), "text", 9, help=gettext_lazy("Two letters; empty: any")),
    GridColumn(
        "customer_class",
        gettext_lazy("Customer"),
        "text",
        11,
        help=gettext_lazy("standard, exempt, reverse; empty: any"),
    ),
    GridColumn(
        "item_class",
        gettext_lazy("Item"),
        "text",
        10,
        help=gettext_lazy("standard, reduced, zero; empty: any"),
    ),
    GridColumn(
        "code", gettext_lazy("Code"), "text", 8, required=True, help=gettext_lazy("S, Z, E, AE, G, K or O")
    ),
    GridColumn("rate", gettext_lazy("Rate, %"), "figure", 9, required=True),
    GridColumn(
        "region", gettext_lazy("Region"), "text", 8, help=gettext_lazy("As in addresses: CA; empty: any")
    ),
    GridColumn(
        "postal_prefix", gettext_lazy("Postal code"), "text", 10,
        help=gettext_lazy("How it begins; empty: any"),
    ),
    GridColumn(
        "part", gettext_lazy("Part"), "text", 9,
        help=gettext_lazy("Rules of different parts add up: county, city; empty: the general one"),
    ),
    GridColumn(
        "needs_tax_number", gettext_lazy("Tax number"), "text", 8,
        help=gettext_lazy("yes: only for who has a valid one of another country than ours"),
    ),
    GridColumn("legal_text", gettext_lazy("On papers"), "text", 15, help=gettext_lazy("What the law wants said")),
    GridColumn("valid_from", gettext_lazy("From day"), "day", 11),
    GridColumn("valid_until", gettext_lazy("Before day"), "day", 11),
    GridColumn("means", gettext_lazy("Means"), "shown", 18, grow=True, narrow=False),
)  # fmt: skip


class RoundingForm(ScreenForm):
    """How the tax of documents is rounded."""

    tax_rounding = forms.ChoiceField(
        label=gettext_lazy("Tax is rounded"),
        choices=list(ROUNDED.items()),
        help_text=gettext_lazy("Of the sum is what the law of the EU wants; some countries round each line."),
    )


YES = ("yes", "y", "1", "true", "x", "ja", "j", "si", "sí")
NO = ("", "no", "n", "0", "false", "nein")
PLACES = ("region", "postal_prefix", "part", "legal_text")


MOST_SHOWN = 50
"""More rules than so many are read in their list."""
MOST_EDITED = 100
"""More than so many are changed by a file: the grid replaces all of them."""


@page("pricing.read")
def tax_rules(request: HttpRequest, by: By) -> HttpResponseBase:
    rules = list(pricing_queries.tax_rules()[: MOST_SHOWN + 1])
    count = len(rules) if len(rules) <= MOST_SHOWN else pricing_queries.tax_rules().count()
    company = parties_queries.company()
    told = _("A customer may have it otherwise. What stands keeps what it was made with.")
    rounded = Fact(_("Tax is rounded"), ROUNDED[company.tax_rounding], note=told)
    shown = DocumentPage(
        title=_("Tax rules"),
        back_url=address("price_lists"),
        back_label=_("Price lists"),
        verbs=_verbs(by, company, count),
        notices=_notices(count),
        facts=(FactGroup(_("Rounding"), (rounded,)),),
        sections=[
            Section(
                _("Which tax is charged"),
                SHOWN,
                rules[:MOST_SHOWN],
                _("No rule yet."),
                note=_(
                    "The rule that says most about place, customer and item wins. Rules of different parts add up."
                ),
                link=address("all_tax_rules"),
                link_label=_("All rules"),
                count=count,
            )
        ],
    )
    return answer_document(request, shown)


def _verbs(by: By, company: Company, count: int) -> list[Verb]:
    verbs = []
    if access_queries.may(by, "pricing.set_tax_rules") and count <= MOST_EDITED:
        edit = address("tax_rules_set")
        verbs.append(Verb("set", _("Edit"), edit, strong=True, method="get", icon="pencil", key="e"))
    if access_queries.may(by, "parties.set_company"):
        form = RoundingForm(initial={"tax_rounding": company.tax_rounding}, auto_id="id_rounding_%s")
        verbs.append(
            Verb(
                "rounding", _("Change the rounding"), address("tax_rounding"), form=form, icon="percent",
                hidden={"version": company.version},
            )
        )  # fmt: skip
    return verbs


def _notices(count: int) -> list[Notice]:
    if not count:
        told = _("Orders are not taxed. Enter at least one rule for any country, customer and item.")
        return [Notice(told, "warn", _("No rule yet."))]
    if count <= MOST_EDITED:
        return []
    told = _("So many rules are changed by a file of tax rates.")
    link = f"{address('import_new')}?kind=tax_rules"
    return [Notice(told, "info", link=link, link_label=_("Bring a file"))]


@verb("parties.set_company", back="office:tax_rules", form=RoundingForm)
def rounding_set(request: HttpRequest, by: By, form: RoundingForm) -> str:
    parties.set_company(by, version=version_of(request.POST), tax_rounding=form.cleaned_data["tax_rounding"])
    return done(request, _("Saved. Orders and quotes that are made from now on follow it."))


@page("pricing.set_tax_rules")
def set_tax_rules(request: HttpRequest, by: By) -> HttpResponseBase:
    grid = OrderGrid(
        id=str(new_id(by.now)),
        label=_("Tax rules"),
        columns=COLUMNS,
        preview_url=address("tax_rules_preview"),
        submit_url=address("tax_rules_submit"),
        lines=[_loaded(rule) for rule in _few_rules()],
        submit=_("Save the tax rules"),
        paste_columns=(
            "country",
            "customer_class",
            "item_class",
            "code",
            "rate",
            "region",
            "postal_prefix",
            "part",
        ),
    )
    context = {
        "grid": grid,
        "head": ScreenForm(auto_id="head_%s"),
        "title": _("Tax rules"),
        "back_url": address("tax_rules"),
        "back_label": _("Tax rules"),
        "notices": [
            {
                "tone": "info",
                "text": _("The whole table is replaced. Documents keep the tax they were made with."),
            }
        ],
    }
    return render(request, "office/grid.html", context)


def _few_rules() -> list[TaxRule]:
    """The whole table, for the grid that replaces it. Raises Invalid where that is too long to edit by hand."""
    rules = list(pricing_queries.tax_rules()[: MOST_EDITED + 1])
    if len(rules) > MOST_EDITED:
        raise Invalid(_("There are too many rules to edit them all by hand. Bring a file of tax rates."))
    return rules


def _loaded(rule: TaxRule) -> dict[str, Any]:
    return {
        "key": str(rule.pk),
        "country": rule.country,
        "customer_class": rule.customer_class,
        "item_class": rule.item_class,
        "code": rule.code,
        "rate": share_of(rule.rate),
        **{name: getattr(rule, name) for name in PLACES},
        "needs_tax_number": _("yes") if rule.needs_tax_number else "",
        "valid_from": rule.valid_from.isoformat() if rule.valid_from else "",
        "valid_until": rule.valid_until.isoformat() if rule.valid_until else "",
        "cells": {"means": str(CODES.get(rule.code, ""))},
    }


def _rule(line: Mapping[str, str]) -> tuple[pricing.TaxRuleInput | None, dict[str, str]]:
    wrong: dict[str, str] = {}
    code, country = line.get("code", "").upper(), line.get("country", "").upper()
    rate = figure(line.get("rate", ""))
    if code not in CODES:
        wrong["code"] = _("One of %s.") % ", ".join(CODES)
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        wrong["country"] = _("Two letters, or nothing for any.")
    for name, known in (("customer_class", CUSTOMER_CLASSES), ("item_class", ITEM_CLASSES)):
        if line.get(name) and line[name].lower() not in known:
            wrong[name] = _("One of %s, or nothing for any.") % ", ".join(known)
    asks = line.get("needs_tax_number", "").strip().lower()
    if asks not in (*YES, *NO, _("yes"), _("no")):
        wrong["needs_tax_number"] = _("yes, or nothing.")
    if rate is None or not 0 <= rate <= 100:
        wrong["rate"] = _("A number from 0 to 100.")
    first = day_of(line.get("valid_from", ""), wrong, "valid_from")
    last = day_of(line.get("valid_until", ""), wrong, "valid_until")
    if wrong or rate is None:
        return None, wrong
    customer, item = line.get("customer_class", "").lower(), line.get("item_class", "").lower()
    about = {name: line.get(name, "") for name in PLACES}
    needs = asks in (*YES, _("yes"))
    return pricing.TaxRuleInput(
        code, rate, country, customer, item, first, last, needs_tax_number=needs, **about
    ), {}


@grid_verb("pricing.set_tax_rules")
def preview(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    told = []
    for line in posted(asked).lines:
        _read, wrong = _rule(line)
        cells = {"means": str(CODES.get(line.get("code", "").upper(), ""))}
        shown = {name: says for name, says in wrong.items() if line.get(name)}
        told.append({"key": line.get("key"), "cells": cells, "errors": shown})
    return {"lines": told, "totals": []}


@grid_verb("pricing.set_tax_rules")
def submit(request: HttpRequest, by: By, asked: dict[str, Any]) -> dict[str, Any]:
    read = [_rule(line) for line in posted(asked).lines]
    wrong = {
        f"lines.{place}.{name}": says for place, (_r, line) in enumerate(read) for name, says in line.items()
    }
    if wrong:
        raise Invalid(_("This table cannot be kept yet."), fields=wrong)
    try:
        pricing.set_tax_rules(by, rules=[rule for rule, _wrong in read if rule is not None])
    except Invalid as refusal:
        raise at_lines(refusal, "rules", {}) from None
    messages.success(request, _("The tax rules are set."))
    return {"url": address("tax_rules")}
