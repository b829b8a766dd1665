"""From which warehouses orders are served: the company's rule, and the ways to customers."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.money import ZERO
from tradepost.domain.access import queries as access_queries
from tradepost.domain.inventory import commands as inventory
from tradepost.domain.inventory import queries as inventory_queries
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of, version_of
from tradepost.doors.office.parts.sourced import RULES, country_text
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.settings.forms import RemoveWayForm, SourcingForm, WayForm
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Notice, Section, Verb

WAYS = (
    Column("country", gettext_lazy("To"), value=lambda row: country_text(row.country)),
    Column("warehouse.name", gettext_lazy("From"), link=lambda row: address("warehouse", row.warehouse_id)),
    Column("distance", gettext_lazy("Distance"), "number"),
    Column("cost", gettext_lazy("Cost of a shipment"), "money", unit=f"={settings.BASE_CURRENCY}"),
)


@page("parties.set_company")
def sourcing(request: HttpRequest, by: By) -> HttpResponseBase:
    company = parties_queries.company()
    ways = inventory_queries.legs()
    name, what = RULES[company.sourcing]
    shown = DocumentPage(
        title=_("Choice of warehouses"),
        back_url=address("settings"),
        back_label=_("Settings"),
        verbs=_verbs(by, company.sourcing, company.version, ways=bool(ways)),
        notices=_notices(),
        facts=(FactGroup(_("Orders are served"), (Fact(_("Rule"), name, note=what),)),),
        sections=[
            Section(
                _("Ways to customers"),
                WAYS,
                ways,
                _("None: every warehouse serves every country, and all are equally near."),
                note=_(
                    "Where any warehouse has a way to a country, only those that have one are chosen for it."
                ),
                name="ways",
            )
        ],
        history_url=address("company_history"),
    )
    return answer_document(request, shown)


def _notices() -> list[Notice]:
    if len(inventory_queries.own_warehouses()) > 1:
        return []
    text = _("There is only one warehouse, so there is nothing to choose yet.")
    return [Notice(text, "info", link=address("warehouses"), link_label=_("Warehouses"))]


def _verbs(by: By, rule: str, version: int, *, ways: bool) -> list[Verb]:
    found = [
        Verb(
            "rule", _("Change the rule"), address("sourcing_rule"), strong=True, icon="pencil",
            form=SourcingForm(initial={"sourcing": rule}, auto_id="id_rule_%s"), hidden={"version": version},
        ),
    ]  # fmt: skip
    if access_queries.may(by, "inventory.set_leg"):
        found.append(
            Verb("way", _("Set a way"), address("way_set"), form=WayForm(auto_id="id_way_%s"), icon="plus")
        )
    if ways and access_queries.may(by, "inventory.remove_leg"):
        found.append(
            Verb(
                "remove", _("Remove a way"), address("way_remove"), form=RemoveWayForm(auto_id="id_remove_%s"),
                icon="x",
            )
        )  # fmt: skip
    return found


@verb("parties.set_company", back="office:sourcing", form=SourcingForm)
def rule_set(request: HttpRequest, by: By, form: SourcingForm) -> str:
    parties.set_company(by, version=version_of(request.POST), sourcing=form.cleaned_data["sourcing"])
    return done(request, _("Saved. Orders that are confirmed from now on follow it."))


@verb("inventory.set_leg", back="office:sourcing", form=WayForm)
def way_set(request: HttpRequest, by: By, form: WayForm) -> str:
    asked = form.cleaned_data
    inventory.set_leg(
        by,
        warehouse_id=asked["warehouse"],
        country=asked["country"],
        distance=asked["distance"],
        cost=asked["cost"] or ZERO,
    )
    return done(request, _("The way is kept."))


@verb("inventory.remove_leg", back="office:sourcing", form=RemoveWayForm)
def way_remove(request: HttpRequest, by: By, form: RemoveWayForm) -> str:
    way = inventory_queries.leg(id_of(form.cleaned_data["way"]))
    inventory.remove_leg(by, warehouse_id=way.warehouse_id, country=way.country)
    return done(request, _("The way is removed."))
