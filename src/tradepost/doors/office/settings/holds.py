"""When orders are held by themselves: the company's rules."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tradepost.base.by import By
from tradepost.domain.parties import commands as parties
from tradepost.domain.parties import queries as parties_queries
from tradepost.domain.parties.models import Company
from tradepost.doors.office.pages import page
from tradepost.doors.office.parts.addresses import address
from tradepost.doors.office.parts.holding import HOLD_RULES
from tradepost.doors.office.parts.posted import version_of
from tradepost.doors.office.parts.views import answer_document
from tradepost.doors.office.settings.forms import HoldsForm
from tradepost.doors.office.verbs import done, verb
from tradepost.render.screens.columns import Column
from tradepost.render.screens.document import DocumentPage, Fact, FactGroup, Section, Verb

RULES = (Column("name", gettext_lazy("Why")), Column("held", gettext_lazy("Held"), "flag"))


@page("parties.set_company")
def holds(request: HttpRequest, by: By) -> HttpResponseBase:
    company = parties_queries.company()
    given = {
        name: getattr(company, name)
        for name in ("overdue_days", "first_order_over", "least_order", "automatic_holds")
    }
    form = HoldsForm(initial=given, auto_id="id_holds_%s")
    kinds = [{"name": name, "held": kind in company.automatic_holds} for kind, name in HOLD_RULES]
    shown = DocumentPage(
        title=_("Credit and holds"),
        back_url=address("settings"),
        back_label=_("Settings"),
        verbs=[
            Verb("change", _("Change"), address("holds_set"), strong=True, icon="pencil", form=form,
                 hidden={"version": company.version}),
        ],
        facts=(FactGroup(_("Limits"), _limits(company)),),
        sections=[Section(_("When orders are held by themselves"), RULES, kinds)],
        history_url=address("company_history"),
    )  # fmt: skip
    return answer_document(request, shown)


def _limits(company: Company) -> list[Fact]:
    """From what on orders are held, or refused."""
    days = company.overdue_days
    late = [
        Fact(_("Invoices overdue"), _("never held") if days is None else days, "text" if days is None else "quantity",
             unit=_("days"), note=_("A customer may have other days, or those of the parent whose limit they share.")),
    ]  # fmt: skip
    first = company.first_order_over
    late.append(
        Fact(_("First orders above"), _("never held") if first is None else first, "text" if first is None else "money",
             currency=settings.BASE_CURRENCY, note=_("Where the fraud rule is on.")),
    )  # fmt: skip
    least = company.least_order
    late.append(
        Fact(_("Orders of at least"), _("any") if least is None else least, "text" if least is None else "money",
             currency=settings.BASE_CURRENCY, note=_("Net. A customer may have another.")),
    )  # fmt: skip
    if settings.MARGIN_LIMITS:
        told = ", ".join(f"{role} {most}" for role, most in settings.MARGIN_LIMITS.items())
        late.append(
            Fact(
                _("Points below the least margin"),
                told,
                note=_("The setting TRADEPOST_MARGIN_LIMITS; others: none."),
            )
        )
    if settings.DISCOUNT_LIMITS:
        told = ", ".join(f"{role} {most} %" for role, most in settings.DISCOUNT_LIMITS.items())
        late.append(
            Fact(
                _("Given by hand at most"),
                told,
                note=_("The setting TRADEPOST_DISCOUNT_LIMITS; others: anything."),
            )
        )
    return late


@verb("parties.set_company", back="office:holds", form=HoldsForm)
def holds_set(request: HttpRequest, by: By, form: HoldsForm) -> str:
    parties.set_company(by, version=version_of(request.POST), **form.typed())
    return done(request, _("Saved. Orders that are confirmed from now on follow it."))
