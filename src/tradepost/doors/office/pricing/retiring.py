"""A price list under another name, out of use, and in use again."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tradepost.base.by import By
from tradepost.domain.access import queries as access_queries
from tradepost.domain.pricing import commands as pricing
from tradepost.domain.pricing import queries as pricing_queries
from tradepost.domain.pricing.models import PriceList
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.pricing.forms import IncludeTaxForm, RenameForm
from tradepost.doors.office.verbs import done, verb
from tradepost.render.formats import number_text
from tradepost.render.screens.document import Verb


def verbs_of_life(by: By, found: PriceList, *, is_empty: bool) -> list[Verb]:
    """Rename always; retire what is in use and holds no list prices, reinstate what is retired.

    While it `is_empty` one may say whether its prices include tax.
    """
    may, pk, verbs = access_queries.may, found.pk, []
    if found.retired_on is not None and may(by, "pricing.reinstate_price_list"):
        verbs.append(
            Verb("reinstate", _("Reinstate"), address("price_list_reinstate", pk), strong=True, icon="undo-2")
        )
    if may(by, "pricing.rename_price_list"):
        form = RenameForm(auto_id="id_rename_%s", initial={"name": found.name})
        verbs.append(Verb("rename", _("Rename"), address("price_list_rename", pk), form=form, icon="pencil"))
    if is_empty and not found.is_base and may(by, "pricing.rename_price_list"):
        tax = IncludeTaxForm(auto_id="id_tax_%s", initial={"includes_tax": found.includes_tax})
        about_tax = address("price_list_tax", pk)
        verbs.append(Verb("tax", _("Tax in its prices"), about_tax, form=tax, icon="percent"))
    if found.retired_on is None and not found.is_base and may(by, "pricing.retire_price_list"):
        verbs.append(
            Verb(
                "retire",
                _("Retire"),
                address("price_list_retire", pk),
                confirm=_consequence(by, pk),
                danger=True,
                icon="archive",
            )
        )
    return verbs


def _consequence(by: By, pk: UUID) -> str:
    """Whom it meets, before it is done."""
    reach = pricing_queries.reach_of([pk], on=by.now.date())
    customers = ngettext("%(n)s customer buys by it", "%(n)s customers buy by it", reach.customers)
    prices = ngettext("%(n)s price", "%(n)s prices", reach.prices)
    told = _(
        "%(customers)s, which holds %(prices)s. From today they pay by their next list, or the list prices."
    )
    kept = _("Orders, quotes and invoices keep their prices. Reinstate it, and all is as it was.")
    said = told % {
        "customers": customers % {"n": number_text(reach.customers)},
        "prices": prices % {"n": number_text(reach.prices)},
    }
    return f"{said} {kept}"


@verb("pricing.rename_price_list", back="office:price_list", form=RenameForm)
def price_list_rename(request: HttpRequest, by: By, form: RenameForm, pk: UUID) -> str:
    pricing.rename_price_list(by, price_list_id=_seen(by, pk), name=form.cleaned_data["name"])
    return done(request, _("Renamed."))


@verb("pricing.rename_price_list", back="office:price_list", form=IncludeTaxForm)
def price_list_tax(request: HttpRequest, by: By, form: IncludeTaxForm, pk: UUID) -> str:
    includes_tax = form.cleaned_data["includes_tax"]
    pricing.include_tax(by, price_list_id=_seen(by, pk), includes_tax=includes_tax)
    return done(request, _("Its prices include tax.") if includes_tax else _("Its prices are net."))


@verb("pricing.retire_price_list", back="office:price_list")
def price_list_retire(request: HttpRequest, by: By, pk: UUID) -> str:
    pricing.retire_price_list(by, price_list_id=_seen(by, pk))
    return done(request, _("Retired: nobody buys by it any more. Reinstate it to take this back."))


@verb("pricing.reinstate_price_list", back="office:price_list")
def price_list_reinstate(request: HttpRequest, by: By, pk: UUID) -> str:
    pricing.reinstate_price_list(by, price_list_id=_seen(by, pk))
    return done(request, _("In use again, with its prices and buyers."))


def _seen(by: By, pk: UUID) -> UUID:
    """The list's id once it is sure that this person may see it."""
    return pricing_queries.price_list(by, pk).pk
