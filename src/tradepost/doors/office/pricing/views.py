"""Price lists: page, forms, verbs, look-up."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.base.errors import Invalid, Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.models import PriceList, PriceListFor
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.posted import id_of
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.parts.with_tax import currency_words
from tradepost.doors.office.pricing.forms import AssignForm, CategoryPriceForm, PriceListForm
from tradepost.doors.office.pricing.retiring import verbs_of_life
from tradepost.doors.office.pricing.screens import ROW_COLUMNS
from tradepost.doors.office.pricing.version_forms import VersionForm
from tradepost.doors.office.pricing.version_screens import VERSION_COLUMNS
from tradepost.doors.office.verbs import done, verb
from tradepost.render.formats import day_text
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import Badge, DocumentPage, Fact, FactGroup, Notice, Section, Verb
from tradepost.render.screens.form import FormPage

SHOWN = 50
VERSIONS_SHOWN = 5


def _buyer(row: PriceListFor) -> str:
    return row.customer.party.name if row.customer else row.group.name if row.group else ""


def _buyer_url(row: PriceListFor) -> str:
    return address("customer", row.customer_id) if row.customer_id else ""


BUYERS = (
    Column("customer.party.name", gettext_lazy("Who"), value=_buyer, link=_buyer_url),
    Column("kind", gettext_lazy("Kind"), value=lambda row: _("customer") if row.customer_id else _("group")),
    Column("rank", gettext_lazy("Rank"), "number"),
)


def _verbs(by: By, found: PriceList, *, is_empty: bool) -> list[Verb]:
    of_use = _of_use(by, found) if found.retired_on is None else []
    return [*of_use, *verbs_of_life(by, found, is_empty=is_empty)]


def _of_use(by: By, found: PriceList) -> list[Verb]:
    verbs, pk = [], found.pk
    if access_queries.may(by, "pricing.set_prices"):
        category = CategoryPriceForm(auto_id="id_category_%s")
        verbs += [
            Verb("set", _("Set prices"), address("prices_set", pk), strong=True, method="get", icon="pencil"),
            Verb(
                "category",
                _("Percent off a category or brand"),
                address("category_price", pk),
                form=category,
                icon="percent",
            ),
        ]
    if access_queries.may(by, "pricing.make_version"):
        held = {"version_id": str(new_id(by.now))}
        form = VersionForm(auto_id="id_version_%s")
        begin = address("version_new", pk)
        verbs.insert(1, Verb("version", _("New version"), begin, form=form, hidden=held, icon="git-compare"))
    if access_queries.may(by, "pricing.assign_price_list"):
        buyers = AssignForm(auto_id="id_assign_%s")
        verbs.append(
            Verb("assign", _("Give to"), address("price_list_assign", pk), form=buyers, icon="users")
        )
    if access_queries.may(by, "pricing.end_prices"):
        chosen = f"{address('prices')}?price_list={pk}"
        verbs.append(Verb("end", _("End prices"), chosen, method="get", icon="calendar-x"))
    return verbs


def _notices(found: PriceList) -> list[Notice]:
    if found.retired_on is None:
        return []
    day = day_text(found.retired_on, None)
    return [
        Notice(_("It has priced nothing since %s. Prices and buyers are kept.") % day, "warn", _("Retired."))
    ]


@page("pricing.read")
def price_list(request: HttpRequest, by: By, pk: UUID) -> HttpResponseBase:
    found = pricing_queries.price_list(by, pk)
    prices = pricing_queries.PRICES.page(by, filters={"price_list": [str(pk)]}, limit=SHOWN)
    everybody = _("Everybody without a better price.") if found.is_base else _("Nobody buys by it yet.")
    versions = Section(
        _("Versions"),
        VERSION_COLUMNS,
        pricing_queries.versions_of(by, pk, VERSIONS_SHOWN),
        _("None yet: a version gathers changes that begin to hold together, at a moment."),
        link=f"{address('price_versions')}?price_list={pk}",
        link_label=_("All of them"),
    )
    shown = DocumentPage(
        kind=_("Price list"),
        title=found.name,
        back_url=address("price_lists"),
        back_label=_("Price lists"),
        badges=[Badge("inactive", _("Retired"))] if found.retired_on else [],
        verbs=_verbs(by, found, is_empty=not prices.rows and not versions.rows),
        history_url=address("price_list_history", found.pk),
        notices=_notices(found),
        facts=(
            FactGroup(
                _("What it is"),
                (
                    Fact(_("Currency"), found.currency),
                    Fact(_("List prices"), found.is_base, "flag"),
                    Fact(_("Prices include tax"), found.includes_tax, "flag"),
                    *([Fact(_("Retired"), found.retired_on, "day")] if found.retired_on else []),
                    Fact(_("Made"), found.made_at, "moment"),
                ),
            ),
        ),
        sections=[
            *([versions] if versions.rows else []),
            Section(
                _("Prices"),
                ROW_COLUMNS,
                prices.rows,
                _("No price yet."),
                link=f"{address('prices')}?price_list={pk}",
                link_label=_("All of them, to search and filter"),
            ),
            *([] if versions.rows else [versions]),
            Section(_("Who buys by it"), BUYERS, list(pricing_queries.buyers_of(by, pk)), everybody),
        ],
        timeline=timeline({found.pk: Subject()}, 20),
        version=found.version,
    )
    return answer_document(request, shown)


@page("pricing.create_price_list")
def price_list_new(request: HttpRequest, by: By) -> HttpResponseBase:
    form = PriceListForm(request.POST or None)
    minted = request.POST.get("price_list_id") or str(new_id(by.now))
    if request.method == "POST" and form.is_valid():
        try:
            made = pricing.create_price_list(by, price_list_id=id_of(minted), **form.cleaned_data)
            done(request, _("Made. Now set its prices."))
            return redirect(address("price_list", made.pk))
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        _("New price list"), form, _("Make price list"), address("price_lists"), hidden={"price_list_id": minted},
        back_url=address("price_lists"), back_label=_("Price lists"),
    )  # fmt: skip
    return answer_form(request, shown)


@verb("pricing.assign_price_list", back="office:price_list", form=AssignForm)
def price_list_assign(request: HttpRequest, by: By, form: AssignForm, pk: UUID) -> str:
    given = form.cleaned_data
    pricing.assign_price_list(
        by,
        price_list_id=pk,
        customer_ids=[given["customer"]] if given["customer"] else [],
        group_ids=[id_of(given["group"])] if given["group"] else [],
        rank=given["rank"],
    )
    return done(request, _("They buy by this list now."))


@verb("pricing.set_prices", back="office:price_list", form=CategoryPriceForm)
def category_price(request: HttpRequest, by: By, form: CategoryPriceForm, pk: UUID) -> str:
    row = pricing.PriceInput(kind="percent", **form.cleaned_data)
    try:
        pricing.set_prices(by, price_list_id=pk, rows=[row])
    except Invalid as refusal:
        # One row: its fields are those of the dialog.
        fields = refusal.facts.get("fields") or {}
        refusal.facts["fields"] = {name.rpartition(".")[2]: says for name, says in fields.items()}
        raise
    return done(request, _("These goods are cheaper now."))


@page("pricing.read")
def price_list_lookup(request: HttpRequest, by: By) -> HttpResponseBase:
    found = pricing_queries.PRICE_LISTS.page(by, search=request.GET.get("q", ""), limit=20)
    return JsonResponse(
        {
            "items": [
                {"id": str(row.pk), "label": row.name, "detail": currency_words(row)} for row in found.rows
            ]
        }
    )
