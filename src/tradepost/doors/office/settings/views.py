"""Settings: what stands where, the company, exchange rates, closing of the books."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base import storage
from tradepost.base.by import By
from tradepost.base.errors import Refusal
from tradepost.base.ids import new_id
from tradepost.domain.access import queries as access_queries
from tradepost.domain.accounts import commands as accounts
from tradepost.domain.accounts import queries as accounts_queries
from tradepost.domain.accounts.commands.close_period import PERIOD_ID
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.handed_out import handed_out
from tradepost.doors.office.parts.posted import minted
from tradepost.doors.office.parts.timeline import Subject, timeline
from tradepost.doors.office.parts.views import answer_document, answer_form
from tradepost.doors.office.settings.forms import COMPANY, CloseForm, CompanyForm, RateForm
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Section, Text, Verb
from tradepost.render.screens.form import FormPage


@dataclass(frozen=True, slots=True)
class Setting:
    """A page where something is set."""

    title: Text
    text: Text
    page: str
    may: str = ""


SETTINGS = (
    Setting(
        gettext_lazy("Company"),
        gettext_lazy("Name, address and bank on every paper."),
        "company",
        "parties.set_company",
    ),
    Setting(
        gettext_lazy("Users"), gettext_lazy("Who may sign in, and what they may do."), "users", "access.read"
    ),
    Setting(
        gettext_lazy("Rules for signing in"),
        gettext_lazy("Which roles need a second factor."),
        "sign_in_rules",
        "access.set_factor_roles",
    ),
    Setting(
        gettext_lazy("Warehouses"),
        gettext_lazy("Buildings, bins, docks, quarantine."),
        "warehouses",
        "inventory.read",
    ),
    Setting(
        gettext_lazy("Calendars"),
        gettext_lazy("When warehouses and carriers work; holidays."),
        "calendars",
        "delivery.read",
    ),
    Setting(
        gettext_lazy("Carriers"),
        gettext_lazy("Carriers, and how many days they take to where."),
        "carriers",
        "delivery.read",
    ),
    Setting(
        gettext_lazy("Choice of warehouses"),
        gettext_lazy("From which warehouses orders are served, and the ways to customers."),
        "sourcing",
        "parties.set_company",
    ),
    Setting(
        gettext_lazy("Credit and holds"),
        gettext_lazy("When orders are held by themselves."),
        "holds",
        "parties.set_company",
    ),
    Setting(
        gettext_lazy("Reasons to cancel"),
        gettext_lazy("What people choose from when an order or a line is cancelled."),
        "cancel_reasons",
        "sales.keep_cancel_reason",
    ),
    Setting(gettext_lazy("Price lists"), gettext_lazy("What customers pay."), "price_lists", "pricing.read"),
    Setting(
        gettext_lazy("Discounts"),
        gettext_lazy("What comes off lines and whole orders."),
        "discounts",
        "pricing.read",
    ),
    Setting(
        gettext_lazy("Promotions"),
        gettext_lazy("Which goods come free, with what."),
        "promotions",
        "pricing.read",
    ),
    Setting(
        gettext_lazy("Charges"),
        gettext_lazy("Freight and surcharges on orders."),
        "charges",
        "pricing.read",
    ),
    Setting(gettext_lazy("Tax rules"), gettext_lazy("Which tax is charged."), "tax_rules", "pricing.read"),
    Setting(
        gettext_lazy("Tax exemptions"),
        gettext_lazy("Certificates of customers who owe no tax."),
        "tax_exemptions",
        "pricing.read",
    ),
    Setting(gettext_lazy("Categories"), gettext_lazy("How items are grouped."), "categories", "catalog.read"),
    Setting(gettext_lazy("Brands"), gettext_lazy("Whose marks items bear."), "brands", "catalog.read"),
    Setting(
        gettext_lazy("Reorder rules"),
        gettext_lazy("When items are bought again."),
        "reorder_rules",
        "planning.read",
    ),
    Setting(
        gettext_lazy("Texts of mails"),
        gettext_lazy("What is written when a document is sent by e-mail."),
        "mail_templates",
        "mails.set_template",
    ),
    Setting(
        gettext_lazy("Exchange rates"),
        gettext_lazy("What other currencies are worth."),
        "rates",
        "accounts.read",
    ),
    Setting(
        gettext_lazy("Closing the books"),
        gettext_lazy("Up to which day nothing can be booked."),
        "books",
        "accounts.read",
    ),
    Setting(
        gettext_lazy("Imports"),
        gettext_lazy("Customers, items, prices and stock from files."),
        "import_new",
        "imports.bring_file",
    ),
    Setting(
        gettext_lazy("First day"),
        gettext_lazy("From nothing to the first shipped order; example data in and out."),
        "first_day",
        "parties.set_company",
    ),
    Setting(
        gettext_lazy("Changes of master data"),
        gettext_lazy("Who changed what, field by field."),
        "history",
        "access.read_history",
    ),
    Setting(
        gettext_lazy("You"),
        gettext_lazy("Your preferences, password, second factor, sessions and API tokens."),
        "me",
    ),
)
COLUMNS = (
    Column("title", gettext_lazy("Where"), link=lambda row: address(row.page)),
    Column("text", gettext_lazy("What")),
)
RATES = (
    Column("currency", gettext_lazy("Currency"), "code"),
    Column("valid_from", gettext_lazy("From day"), "day"),
    Column("rate", gettext_lazy("Rate"), "number", unit=f"={settings.BASE_CURRENCY}"),
)


def _open_to(by: By) -> Iterator[Setting]:
    for one in SETTINGS:
        if (not one.may or access_queries.may(by, one.may)) and address(one.page):
            yield one


@page()
def index(request: HttpRequest, by: By) -> HttpResponseBase:
    """What this person may look at; everybody has at least their own page."""
    rows = list(_open_to(by))
    return answer_document(
        request, DocumentPage(title=_("Settings"), sections=[Section(_("What can be set"), COLUMNS, rows)])
    )


@page("parties.set_company")
def company(request: HttpRequest, by: By) -> HttpResponseBase:
    found = parties_queries.company()
    initial: dict[str, object] = {name: getattr(found, name) for name in COMPANY}
    if found.logo:
        initial["logo"] = Logo(f"{address('company_logo')}?{found.logo[:12]}")
    form = CompanyForm(request.POST or None, request.FILES or None, initial=initial)
    version = request.POST.get("version") or str(found.version)
    if request.method == "POST" and form.is_valid():
        try:
            number = int(version) if version.isdigit() else None
            parties.set_company(by, version=number, **_said(form))
            done(request, _("Saved. New papers bear it."))
            return redirect(address("company"))
        except Refusal as refusal:
            form.refuse(refusal)
    shown = FormPage(
        _("Company"), form, _("Save"), address("settings"), hidden={"version": version},
        back_url=address("settings"), back_label=_("Settings"), history_url=address("company_history"),
    )  # fmt: skip
    return answer_form(request, shown)


@dataclass(frozen=True, slots=True)
class Logo:
    """The picture that stands there now, for its field."""

    url: str


def _said(form: CompanyForm) -> dict[str, Any]:
    """The fields as the command takes them: a new picture is laid into the storage, one left alone is not named."""
    said = dict(form.cleaned_data)
    picture = said.pop("logo")
    if picture is False:
        said["logo"] = ""
    elif isinstance(picture, bytes):
        said["logo"] = storage.keep([picture], settings.DATA_UPLOAD_MAX_MEMORY_SIZE).digest
    return said


@page("parties.set_company")
def company_logo(request: HttpRequest, by: By) -> HttpResponseBase:
    """The picture on our papers; a drawing among them may do nothing here but be painted."""
    digest = parties_queries.company().logo
    if not digest:
        raise Http404
    drawn = b"<svg" in storage.beginning_of(digest)
    response = handed_out(storage.open_kept(digest), "image/svg+xml" if drawn else "image/png")
    response["Cache-Control"] = "private, max-age=31536000, immutable"  # its address names its contents
    return response


@page("accounts.read")
def rates(request: HttpRequest, by: By) -> HttpResponseBase:
    base = settings.BASE_CURRENCY
    verbs = []
    if access_queries.may(by, "accounts.set_rate"):
        today = timezone.localtime(by.now).date()
        form = RateForm(auto_id="id_rate_%s", initial={"valid_from": today})
        verbs = [
            Verb(
                "rate",
                _("Set rate"),
                address("rate_set"),
                strong=True,
                form=form,
                hidden={"rate_id": new_id(by.now)},
                icon="plus",
            )
        ]
    note = _("%s for one of the other currency. What was booked keeps its rate.") % base
    shown = DocumentPage(
        title=_("Exchange rates"),
        back_url=address("settings"),
        back_label=_("Settings"),
        verbs=verbs,
        sections=[
            Section(
                _("Rates"), RATES, accounts_queries.rates(), _("None: everything is in %s.") % base, note=note
            )
        ],
    )
    return answer_document(request, shown)


@verb("accounts.set_rate", back="office:rates", form=RateForm)
def rate_set(request: HttpRequest, by: By, form: RateForm) -> str:
    accounts.set_rate(by, rate_id=minted(request, "rate_id"), **form.cleaned_data)
    return done(request, _("The rate stands."))


@page("accounts.read")
def books(request: HttpRequest, by: By) -> HttpResponseBase:
    opened = accounts_queries.open_from()
    verbs = []
    if access_queries.may(by, "accounts.close_period"):
        form = CloseForm(auto_id="id_close_%s")
        says = _("A closed period is never opened again.")
        verbs = [
            Verb(
                "close",
                _("Close the books"),
                address("books_close"),
                strong=True,
                form=form,
                confirm=says,
                icon="lock",
            )
        ]
    shown = DocumentPage(
        title=_("Closing the books"),
        back_url=address("settings"),
        back_label=_("Settings"),
        verbs=verbs,
        facts=(
            FactGroup(
                _("Open"),
                (
                    Fact(_("From"), opened, "day") if opened else Fact(_("From"), _("the first day")),
                    Fact(_("Currency of the books"), settings.BASE_CURRENCY),
                ),
            ),
        ),
        timeline=timeline({PERIOD_ID: Subject()}, 20),
    )
    return answer_document(request, shown)


@verb("accounts.close_period", back="office:books", form=CloseForm)
def books_close(request: HttpRequest, by: By, form: CloseForm) -> str:
    accounts.close_period(by, open_from=form.cleaned_data["open_from"])
    return done(request, _("The books are closed."))
